//! Documents of Tiga: the projects behind a question as CSV, `GeoJSON` or JSON, gaps and mix as CSV or JSON. Knows no HTTP; the
//! server's exports and `tiga export` call it.
//!
//! Every document holds *all* rows of the question, in its order; paging is for lists on a screen.
#![warn(missing_docs)]

mod analysis;
mod cell;
mod format;
mod geo;
mod header;
mod json;
mod name;
mod table;

use std::io::{BufWriter, Write};

use thiserror::Error;
use tiga_domain::dataset::Dataset;
use tiga_domain::link::Question;

pub use analysis::{ANALYSIS_FORMATS, write_gaps, write_mix};
pub use format::Format;
pub use header::{Header, Source};
pub use name::file_name;

use header::Rows;

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

/// Writes the projects behind a question, row by row: memory does not grow with the document.
pub fn write(
    data: &Dataset,
    question: &Question,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let rows = Rows::select(data, question);
    let mut out = BufWriter::with_capacity(BUFFER, out);
    match format {
        Format::Csv => table::write(&rows, &mut out)?,
        Format::GeoJson => geo::write(&rows, &mut out)?,
        Format::Json => json::write(&rows, &mut out)?,
    }
    out.flush()?;
    Ok(())
}
