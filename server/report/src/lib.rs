//! Documents of Tiga: the projects or overlaps behind a question as CSV, `GeoJSON` or JSON. Knows no HTTP; the
//! server's exports and `tiga export` call it.
//!
//! Every document holds *all* rows of the question, in its order; paging is for lists on a screen.
#![warn(missing_docs)]

mod cell;
mod format;
mod geo;
mod header;
mod json;
mod name;
mod overlap;
mod table;

use std::io::{BufWriter, Write};

use thiserror::Error;
use tiga_domain::analysis::overlap::Relations;
use tiga_domain::dataset::Dataset;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

pub use format::Format;
pub use header::{Header, Source};
pub use name::file_name;

use header::Rows;
use overlap::Pairs;

/// Why a document could not be written.
#[derive(Debug, Error)]
pub enum ReportError {
    /// Whoever takes the bytes does not take them.
    #[error("the document could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A row could not be put into CSV.
    #[error("the table could not be written: {0}")]
    Table(#[from] csv::Error),
    /// A row could not be put into JSON.
    #[error("the document could not be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Bytes that are gathered before they are handed on.
const BUFFER: usize = 64 * 1024;

/// What a document lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Projects.
    Projects,
    /// Pairs of related projects, of these relations.
    Overlaps(Relations),
}

impl What {
    /// The name in addresses and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Overlaps(_) => "overlaps",
        }
    }
}

/// Writes what is behind a question, row by row: memory does not grow with the document.
pub fn write(
    snapshot: &Snapshot,
    question: &Question,
    (what, format): (What, Format),
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut out = BufWriter::with_capacity(BUFFER, out);
    match what {
        What::Projects => write_projects(snapshot, question, format, &mut out)?,
        What::Overlaps(relations) => {
            let pairs = Pairs::select(snapshot, question, relations);
            match format {
                Format::Csv => overlap::table::write(&pairs, &mut out)?,
                Format::GeoJson => overlap::geo::write(&pairs, &mut out)?,
                Format::Json => overlap::json::write(&pairs, &mut out)?,
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn write_projects(
    data: &Dataset,
    question: &Question,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let rows = Rows::select(data, question);
    match format {
        Format::Csv => table::write(&rows, out),
        Format::GeoJson => geo::write(&rows, out),
        Format::Json => json::write(&rows, out),
    }
}
