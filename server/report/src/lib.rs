//! Documents of Tiga: the projects behind a question as CSV, XLSX, `GeoJSON` or JSON. Knows no HTTP; the
//! server's exports and `tiga export` call it.
//!
//! Every document holds *all* rows of the question, in its order; paging is for lists on a screen.
#![warn(missing_docs)]

mod book;
mod cell;
mod format;
mod geo;
mod header;
mod json;
mod name;
mod pdf;
pub mod scope;
mod table;

use std::io::{BufWriter, Write};

use thiserror::Error;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::analysis::overlap::{Findings, Relations};
use tiga_domain::country::Country;
use tiga_domain::dataset::Dataset;
use tiga_domain::date::Date;
use tiga_domain::link::Question;

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
    /// The workbook could not be written.
    #[error("the workbook could not be written: {0}")]
    Book(#[from] rust_xlsxwriter::XlsxError),
    /// The document could not be typeset, which is a defect of its template.
    #[error("the document could not be typeset: {0}")]
    Typeset(String),
    /// A row could not be put into JSON.
    #[error("the document could not be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The data set.
    pub data: &'a Dataset,
    /// What the method finds in it.
    pub findings: &'a Findings,
    /// Figures of need.
    pub need: &'a NeedTable,
    /// What is asked.
    pub question: &'a Question,
    /// Where the site is (`https://…`, no slash at the end), for links; without it there are none.
    pub address: Option<&'a str>,
    /// The date of the computation.
    pub as_of: Date,
}

/// The overlap report of a question as PDF: a page for principals, then the tables.
///
/// # Errors
/// When the template is defective.
pub fn overlap_report(material: &Material<'_>, relations: Relations) -> Result<Vec<u8>, ReportError> {
    pdf::overlap_report(material, relations)
}

/// The brief of a country as PDF, two pages.
///
/// # Errors
/// When the template is defective.
pub fn country_brief(material: &Material<'_>, country: Country) -> Result<Vec<u8>, ReportError> {
    pdf::country_brief(material, country)
}

/// Bytes that are gathered before they are handed on.
const BUFFER: usize = 64 * 1024;

/// Writes the projects behind a question, row by row: memory does not grow with the document. `address` is where the
/// site is (`https://…`, no slash at the end), for links in workbooks; without it they have none.
pub fn write(
    data: &Dataset,
    question: &Question,
    format: Format,
    address: Option<&str>,
    out: &mut (dyn Write + Send),
) -> Result<(), ReportError> {
    let rows = Rows::select(data, question);
    let mut out = BufWriter::with_capacity(BUFFER, out);
    match format {
        Format::Csv => table::write(&rows, &mut out)?,
        Format::Xlsx => book::write(&rows, address, &mut out)?,
        Format::GeoJson => geo::write(&rows, &mut out)?,
        Format::Json => json::write(&rows, &mut out)?,
    }
    out.flush()?;
    Ok(())
}
