//! Documents of Tiga: what is behind a question as CSV, XLSX, `GeoJSON`, JSON or PDF. Knows no HTTP; the server's exports
//! and `tiga export` call [`write`].
//!
//! Every document holds *all* rows of the question, in its order; paging is for lists on a screen.
#![warn(missing_docs)]

mod analysis;
mod book;
mod cell;
mod geo;
mod header;
mod json;
mod name;
mod overlap;
mod pdf;
mod table;
mod trust;
mod wanted;

use std::io::{BufWriter, Write};

use thiserror::Error;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::{Comparison, NeedTable, gaps};
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::window::as_of;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

pub use header::{Header, Source};
pub use name::file_name;
pub use pdf::first_page;
pub use tiga_domain::document::{Format, What};
pub use trust::{FindingTable, write_coverage, write_links};
pub use wanted::Wanted;

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
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
    /// The document could not be typeset, which is a defect of its template.
    #[error("the document could not be typeset: {0}")]
    Typeset(String),
    /// A row could not be put into JSON.
    #[error("the document could not be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// What is asked for is not made in this form, or is a brief of no single country.
    #[error("there are no {what} as {format} of this filter")]
    NotMade {
        /// What is asked for.
        what: &'static str,
        /// The form.
        format: &'static str,
    },
    /// Nobody waits for the document any more.
    #[error("nobody waits for the document any more")]
    Unwanted,
}

/// What a document is made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The data set with what the method finds in it.
    pub snapshot: &'a Snapshot,
    /// Figures of need.
    pub need: &'a NeedTable,
    /// What is asked.
    pub question: &'a Question,
    /// What is chosen besides.
    pub choice: Choice,
    /// Where the site is (`https://…`, no slash at the end), for links; without it there are none.
    pub address: Option<&'a str>,
    /// Whether somebody still waits for the document.
    pub wanted: Wanted<'a>,
}

/// Bytes that are gathered before they are handed on.
const BUFFER: usize = 64 * 1024;

/// The mark by which spreadsheets know that a table is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Writes a document. Tables are written row by row, so memory does not grow with them.
///
/// # Errors
/// When the bytes are not taken, nobody waits for them any more, or [`What::formats`] does not hold the format.
pub fn write(
    material: &Material<'_>,
    what: What,
    format: Format,
    out: &mut (dyn Write + Send),
) -> Result<(), ReportError> {
    if !what.formats().contains(&format) {
        let (what, format) = (what.code(), format.extension());
        return Err(ReportError::NotMade { what, format });
    }
    let mut out = BufWriter::with_capacity(BUFFER, out);
    if format == Format::Csv && material.choice.bom {
        out.write_all(BYTE_ORDER_MARK)?;
    }
    match (what, format) {
        (_, Format::Pdf) => out.write_all(&pdf::document(material, what)?)?,
        (_, Format::Xlsx) => book::write(material, what, &mut out)?,
        (What::Overlaps, _) => write_overlaps(material, format, &mut out)?,
        (What::Gaps, _) => {
            let comparison = Comparison {
                scheme: material.choice.scheme,
                baseline: material.choice.baseline,
                as_of: as_of(material.snapshot),
            };
            let filter = &material.question.filter;
            let answer = gaps(material.snapshot, filter, comparison, material.need);
            analysis::write_gaps(&answer, material.snapshot.date(), format, &mut out)?;
        }
        (What::Mix, _) => {
            let answer = mix(
                material.snapshot,
                &material.question.filter,
                material.choice.view,
            );
            analysis::write_mix(&answer, material.snapshot.date(), format, &mut out)?;
        }
        (What::Projects | What::Country, _) => write_projects(material, format, &mut out)?,
    }
    material.wanted.check()?;
    out.flush()?;
    Ok(())
}

fn write_projects(
    material: &Material<'_>,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let rows = Rows::select(material.snapshot, material.question, material.wanted);
    match format {
        Format::Csv => table::write(&rows, out),
        Format::GeoJson => geo::write(&rows, out),
        _ => json::write(&rows, out),
    }
}

fn write_overlaps(
    material: &Material<'_>,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let pairs = Pairs::select(
        material.snapshot,
        material.question,
        material.choice.relations,
        material.wanted,
    );
    match format {
        Format::Csv => overlap::table::write(&pairs, out),
        Format::GeoJson => overlap::geo::write(&pairs, out),
        _ => overlap::json::write(&pairs, out),
    }
}
