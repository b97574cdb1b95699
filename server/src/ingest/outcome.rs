//! What every importer yields: records, findings and facts about the file. Knows no format and no store.

use thiserror::Error;
use tiga_domain::activity::Activity;
use tiga_domain::country::Country;
use tiga_domain::provenance::RunFinding;

use super::meter::Meter;

/// What became of one record of a file.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// It touches an ASEAN country, a region that holds one, or does not say where it works.
    Activity(Box<Activity>),
    /// The same, financed by several agencies: one activity for each, counted as one record.
    Activities(Vec<Activity>),
    /// A later update of a record that came before in the file, whose activities it replaces.
    Newer(Vec<Activity>),
    /// A row of an activity that another row is reported for.
    Joined,
    /// It lies wholly outside.
    Outside,
    /// It is not of one of the four partners.
    OtherAgency,
    /// It was left out; a finding says why.
    Rejected,
}

/// The reader has gone: stop reading. Nothing is stored.
#[derive(Debug)]
pub(crate) struct Stop;

/// Where an importer puts what it reads. The store's writer is one; tests collect into vectors.
pub(crate) trait Sink {
    /// One record, in file order. Every record of the file is reported exactly once.
    ///
    /// # Errors
    /// [`Stop`] when nobody takes any more.
    fn record(&mut self, outcome: Outcome) -> Result<(), Stop>;

    /// One finding.
    fn finding(&mut self, finding: RunFinding);
}

/// What the caller knows beside the bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadContext {
    /// Country to assume where a record states none (`--country`), noted on each such record.
    pub assumed_country: Option<Country>,
    /// Counts what is read.
    pub meter: Meter,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileFacts {
    /// Version of the format, if stated (`2.03`).
    pub version: String,
    /// Publisher, if stated.
    pub publisher: String,
    /// Licence, if stated or certain from the publisher.
    pub licence: String,
    /// When the publisher generated it, as stated.
    pub generated: String,
    /// The file broke off; records before that point were read, and nothing may be called gone.
    pub is_incomplete: bool,
}

/// Why a file as a whole could not be imported.
#[derive(Debug, Error)]
pub(crate) enum IngestError {
    /// It could not be read.
    #[error("cannot read the file: {0}")]
    Io(#[from] std::io::Error),
    /// It is not of the format, with the place and the reason.
    #[error("{message}")]
    Format {
        /// Line or row, 0 when it is the whole file.
        line: u64,
        /// What is wrong, in a sentence.
        message: String,
    },
    /// Columns that the format needs are not there.
    #[error("columns are missing: {}", .0.join(", "))]
    MissingColumns(Vec<String>),
    /// A limit that protects the machine was passed.
    #[error("{0}")]
    TooLarge(String),
    /// The writer stopped.
    #[error("the import was stopped")]
    Stopped,
}

impl From<Stop> for IngestError {
    fn from(_: Stop) -> Self {
        Self::Stopped
    }
}
