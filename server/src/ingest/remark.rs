//! Findings about one row of a table: they share its position and identifier. Knows no format.

use super::{Finding, Severity, Sink};

/// Longest raw value that a finding repeats, in characters.
const LONGEST_VALUE: usize = 120;

/// Collects what is found in one row.
#[derive(Debug)]
pub(crate) struct Remarks {
    line: u64,
    record: String,
    list: Vec<Finding>,
}

impl Remarks {
    /// For the row at this line, of a record whose identifier is not known yet.
    pub(crate) fn new(line: u64) -> Self {
        Self {
            line,
            record: String::new(),
            list: Vec::new(),
        }
    }

    /// Gives the identifier to what is found from now on.
    pub(crate) fn identify(&mut self, record: &str) {
        self.record = shorten(record);
    }

    /// The record is kept; a reader should know.
    pub(crate) fn note(&mut self, field: &str, value: &str, message: &str, action: &str) {
        self.push(Severity::Note, field, value, [message, action]);
    }

    /// A part of the record, or all of it, is left out.
    pub(crate) fn reject(&mut self, field: &str, value: &str, message: &str, action: &str) {
        self.push(Severity::Reject, field, value, [message, action]);
    }

    /// Reports what was found, in order.
    pub(crate) fn send(self, sink: &mut dyn Sink) {
        for finding in self.list {
            sink.finding(finding);
        }
    }

    fn push(&mut self, severity: Severity, field: &str, value: &str, text: [&str; 2]) {
        self.list.push(Finding {
            severity,
            line: self.line,
            record: self.record.clone(),
            field: field.to_owned(),
            value: shorten(value),
            message: text[0].to_owned(),
            action: text[1].to_owned(),
        });
    }
}

/// A raw value as a finding may repeat it: on one line, and not long.
fn shorten(value: &str) -> String {
    let mut characters = value.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = characters.by_ref().take(LONGEST_VALUE).collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_and_stay_on_one_line() {
        assert_eq!(shorten("a\nb\u{7}"), "a b ");
        let long = shorten(&"é".repeat(500));
        assert_eq!(long.chars().count(), LONGEST_VALUE + 1);
        assert!(long.ends_with('…'));
    }
}
