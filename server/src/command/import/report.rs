//! What an import did, in the form that programs read (`--json`).

use serde::Serialize;
use tiga_domain::provenance::{Run, Severity};

use super::line;
use crate::ingest::run::Fingerprint;
use crate::store::{FileHeader, ImportError, Imported};

/// What was done with all files.
#[derive(Debug, Default, Serialize)]
pub(in crate::command) struct Report {
    pub files: Vec<FileReport>,
    /// Files of folders that were not imported.
    pub left: Vec<Left>,
}

/// A file that was not imported.
#[derive(Debug, Serialize)]
pub(in crate::command) struct Left {
    pub file: String,
    /// Why not, in a sentence.
    pub reason: String,
}

/// What was done with a file.
#[derive(Debug, Serialize)]
pub(in crate::command) struct FileReport {
    pub file: String,
    pub format: String,
    pub version: String,
    pub publisher: String,
    pub licence: String,
    pub sha256: String,
    pub bytes: u64,
    pub seconds: f64,
    pub records: u64,
    pub stored: u64,
    pub updated: u64,
    pub unchanged: u64,
    pub gone: u64,
    pub outside: u64,
    pub other_agencies: u64,
    pub rejected: u64,
    pub notes: u64,
    /// The file broke off before its end.
    pub is_incomplete: bool,
    /// Why nothing of the file was stored.
    pub error: Option<String>,
    /// How many there are; the list is cut at 1,000, the store has all.
    pub findings_total: u64,
    pub findings: Vec<FindingReport>,
    /// How often which message occurs, the most frequent first; for the table.
    #[serde(skip)]
    pub messages: Vec<(String, u64)>,
}

/// A finding.
#[derive(Debug, Serialize)]
pub(in crate::command) struct FindingReport {
    pub severity: Severity,
    pub file: String,
    pub line: u64,
    pub record: String,
    pub field: String,
    pub value: String,
    pub message: String,
    pub action: String,
}

impl Report {
    /// Whether every file was read to its end.
    pub fn is_complete(&self) -> bool {
        let is_complete = |file: &FileReport| file.error.is_none() && !file.is_incomplete;
        self.files.iter().all(is_complete)
    }

    /// As a table for people.
    pub fn table(&self) -> String {
        super::table::table(self)
    }

    /// As JSON, with a line break at the end.
    pub fn json(&self) -> anyhow::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

impl FileReport {
    /// A file that was stored.
    pub fn imported(imported: Imported) -> Self {
        let mut messages: Vec<(String, u64)> = imported
            .messages
            .into_iter()
            .map(|((field, message), count)| (format!("{field}: {message}"), count))
            .collect();
        messages.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Self {
            messages,
            findings_total: imported.findings,
            ..Self::of(imported.run)
        }
    }

    /// A file of which nothing was stored.
    pub fn failed(header: &FileHeader, fingerprint: Fingerprint, error: &ImportError) -> Self {
        let run = Run {
            file: header.file.clone(),
            format: header.format.clone(),
            sha256: fingerprint.sha256,
            bytes: fingerprint.bytes,
            seconds: header.since.elapsed().as_secs_f64(),
            ..Run::default()
        };
        let finding = FindingReport {
            severity: Severity::Error,
            file: header.file.clone(),
            line: line(error),
            record: String::new(),
            field: String::new(),
            value: String::new(),
            message: error.to_string(),
            action: "nothing of the file was stored".to_owned(),
        };
        Self {
            error: Some(error.to_string()),
            findings_total: 1,
            findings: vec![finding],
            ..Self::of(run)
        }
    }

    fn of(run: Run) -> Self {
        let findings = run.findings.into_iter().map(|finding| FindingReport {
            severity: finding.severity,
            file: run.file.clone(),
            line: finding.line,
            record: finding.record,
            field: finding.field,
            value: finding.value,
            message: finding.message,
            action: finding.action,
        });
        Self {
            findings: findings.collect(),
            format: run.format,
            version: run.version,
            publisher: run.publisher,
            licence: run.licence,
            sha256: run.sha256,
            bytes: run.bytes,
            seconds: run.seconds,
            records: run.counts.records,
            stored: run.counts.stored,
            updated: run.counts.updated,
            unchanged: run.counts.unchanged,
            gone: run.counts.gone,
            outside: run.counts.outside,
            other_agencies: run.counts.other_agencies,
            rejected: run.counts.rejected,
            notes: run.counts.notes,
            is_incomplete: run.is_incomplete,
            error: None,
            findings_total: 0,
            messages: Vec::new(),
            file: run.file,
        }
    }
}
