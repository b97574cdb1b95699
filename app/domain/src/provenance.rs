//! Where data came from: import runs, what they did, and what they found.

use serde::{Deserialize, Serialize};

/// The file of the starter data set: real projects, but a sample of which no shares may be computed.
pub const STARTER_FILE: &str = "starter.csv";

/// One import of one file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Number of the run in the store.
    pub id: i64,
    /// File name without folders.
    pub file: String,
    /// Format (`iati`, `dfc`, `tiga`).
    pub format: String,
    /// Version of the format, if stated.
    pub version: String,
    /// Publisher, if stated.
    pub publisher: String,
    /// Licence, if stated.
    pub licence: String,
    /// When the publisher generated the file, as stated.
    pub generated: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Size of the file.
    pub bytes: u64,
    /// When the run ended: `YYYY-MM-DDTHH:MM:SSZ`.
    pub finished: String,
    /// How long it took.
    pub seconds: f64,
    /// What it did.
    pub counts: RunCounts,
    /// Whether the file broke off before its end.
    pub is_incomplete: bool,
    /// The first findings; all of them are in the store.
    pub findings: Vec<RunFinding>,
}

impl Run {
    /// The run, its findings left out.
    #[must_use]
    pub fn without_findings(&self) -> Self {
        Self {
            id: self.id,
            file: self.file.clone(),
            format: self.format.clone(),
            version: self.version.clone(),
            publisher: self.publisher.clone(),
            licence: self.licence.clone(),
            generated: self.generated.clone(),
            sha256: self.sha256.clone(),
            bytes: self.bytes,
            finished: self.finished.clone(),
            seconds: self.seconds,
            counts: self.counts,
            is_incomplete: self.is_incomplete,
            findings: Vec::new(),
        }
    }
}

/// What one import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunCounts {
    /// Records in the file.
    pub records: u64,
    /// Activities that were new.
    pub stored: u64,
    /// Activities that had changed.
    pub updated: u64,
    /// Activities that were the same as before.
    pub unchanged: u64,
    /// Activities of an earlier version of the file that it no longer holds; kept and marked.
    pub gone: u64,
    /// Records outside ASEAN.
    pub outside: u64,
    /// Records of agencies that belong to none of the four partners.
    pub other_agencies: u64,
    /// Records left out.
    pub rejected: u64,
    /// Notes on records that were kept.
    pub notes: u64,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The record is kept; a reader should know.
    Note,
    /// The record, or a part of it, is left out.
    Reject,
    /// The file could not be read, or not to its end.
    Error,
}

/// Something about a record or a file that was not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunFinding {
    /// How grave it is.
    pub severity: Severity,
    /// Line (XML, CSV) or row (XLSX) in the file, counted from 1; 0 for the file as a whole.
    pub line: u64,
    /// Identifier of the record, as far as known.
    pub record: String,
    /// Element, attribute or column.
    pub field: String,
    /// What was found, shortened; never from a field that holds personal data.
    pub value: String,
    /// What is wrong with it.
    pub message: String,
    /// What was done.
    pub action: String,
}

impl Severity {
    /// All, the lightest first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Reject, Self::Error];

    /// The code in the store and the API.
    pub const fn code(self) -> &'static str {
        ["note", "reject", "error"][self as usize]
    }

    /// In words, several of them.
    pub const fn name(self) -> &'static str {
        ["Notes", "Rejections", "Errors"][self as usize]
    }

    /// The severity with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}
