//! Collects the findings about one record, so that they can be dropped with it when it is out of scope.

use crate::ingest::{Finding, Severity};

/// So many findings of one record are listed; one more says how many were not.
const MOST: usize = 200;

/// The findings of one record.
#[derive(Debug)]
pub(super) struct Notes {
    line: u64,
    record: String,
    list: Vec<Finding>,
    left_out: usize,
}

impl Notes {
    /// For a record that begins at a line.
    pub fn new(line: u64, record: &str) -> Self {
        Self {
            line,
            record: record.chars().take(200).collect(),
            list: Vec::new(),
            left_out: 0,
        }
    }

    /// The record is kept; a reader should know.
    pub fn note(&mut self, field: &str, value: &str, message: &str, action: &str) {
        self.add(Severity::Note, self.line, [field, value, message, action]);
    }

    /// A part of the record, at its own line, is left out.
    pub fn reject(&mut self, line: u64, field: &str, value: &str, message: &str) {
        self.add(Severity::Reject, line, [field, value, message, "left out"]);
    }

    /// A note about a part of the record at its own line.
    pub fn note_at(&mut self, line: u64, field: &str, value: &str, message: &str, action: &str) {
        self.add(Severity::Note, line, [field, value, message, action]);
    }

    fn add(&mut self, severity: Severity, line: u64, parts: [&str; 4]) {
        if self.list.len() == MOST {
            self.left_out += 1;
            return;
        }
        let [field, value, message, action] = parts;
        self.list.push(Finding {
            severity,
            line,
            record: self.record.clone(),
            field: field.to_owned(),
            value: value
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .take(200)
                .collect(),
            message: message.to_owned(),
            action: action.to_owned(),
        });
    }

    /// All of them.
    pub fn into_findings(mut self) -> Vec<Finding> {
        if self.left_out > 0 {
            self.list.push(Finding {
                severity: Severity::Note,
                line: self.line,
                record: self.record,
                field: String::new(),
                value: self.left_out.to_string(),
                message: format!("{} further findings of this record", self.left_out),
                action: "not listed".to_owned(),
            });
        }
        self.list
    }
}
