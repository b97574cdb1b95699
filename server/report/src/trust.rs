//! Tables about the data themselves: what imports found, which records tell of one project, what is covered.

use std::io::Write;

use tiga_domain::agency::Agency;
use tiga_domain::analysis::coverage_grid::coverage_grid;
use tiga_domain::analysis::linkage::Evidence;
use tiga_domain::dataset::{ActivityIndex, Dataset};
use tiga_domain::money::Cents;
use tiga_domain::provenance::{Run, RunFinding};
use tiga_domain::snapshot::Snapshot;

use crate::ReportError;
use crate::cell::text;

const FINDING: [&str; 10] = [
    "import", "file", "severity", "line", "record", "field", "value", "message", "action",
    "imported",
];

/// Findings of imports as CSV, written as they come from the store. Values of files are not trusted.
pub struct FindingTable<W: Write>(csv::Writer<W>);

impl<W: Write> FindingTable<W> {
    /// The table with its heading.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn new(out: W) -> Result<Self, ReportError> {
        let mut table = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        table.write_record(FINDING)?;
        Ok(Self(table))
    }

    /// A row: a finding of a run.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn push(&mut self, run: &Run, finding: &RunFinding) -> Result<(), ReportError> {
        let cells = [
            &run.file,
            &finding.record,
            &finding.field,
            &finding.value,
            &finding.message,
            &finding.action,
        ];
        let [file, record, field, value, message, action] = cells.map(|cell| text(cell));
        self.0.write_record([
            run.id.to_string().as_str(),
            &file,
            finding.severity.code(),
            &finding.line.to_string(),
            &record,
            &field,
            &value,
            &message,
            &action,
            &run.finished,
        ])?;
        Ok(())
    }

    /// Hands on what is still held.
    ///
    /// # Errors
    /// When the bytes are not taken.
    pub fn finish(mut self) -> Result<W, ReportError> {
        self.0.flush()?;
        self.0
            .into_inner()
            .map_err(|error| ReportError::Write(error.into_error()))
    }
}

const LINK: [&str; 16] = [
    "a", "b", "decision", "note", "kind", "basis", "score", "reasons", "title_a", "title_b",
    "agency_a", "agency_b", "source_a", "source_b", "usd_a", "usd_b",
];

/// All links between records as CSV, in the form of a file of decisions: fill in the third column and give the file
/// to `--decisions`.
///
/// # Errors
/// When the bytes are not taken.
pub fn write_links(snapshot: &Snapshot, out: &mut dyn Write) -> Result<(), ReportError> {
    let data = snapshot.data();
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(LINK)?;
    for link in snapshot.linkage().links() {
        let sides = [link.a, link.b];
        let note = data.decided().note(link.a, link.b).unwrap_or_default();
        let [title_a, title_b] = sides.map(|side| text(data.title(side)));
        let [agency_a, agency_b] = sides.map(|side| data.agency(side).map_or("", Agency::code));
        let [usd_a, usd_b] = sides.map(|side| usd(data, side));
        table.write_record([
            // Identifiers are compared byte by byte, so that they stay as they are.
            data.id(link.a),
            data.id(link.b),
            "",
            &text(note),
            link.kind.code(),
            link.basis.code(),
            &link
                .evidence
                .map(|evidence| format!("{:.2}", evidence.score()))
                .unwrap_or_default(),
            &link
                .evidence
                .map(Evidence::reasons)
                .unwrap_or_default()
                .join("; "),
            &title_a,
            &title_b,
            agency_a,
            agency_b,
            data.source(link.a),
            data.source(link.b),
            &usd_a,
            &usd_b,
        ])?;
    }
    table.flush()?;
    Ok(())
}

/// The own share of a record in US dollars; empty when unknown.
fn usd(data: &Dataset, index: ActivityIndex) -> String {
    data.own_share(index, None)
        .map(|cents: Cents| cents.to_string())
        .unwrap_or_default()
}

const COVERED: [&str; 11] = [
    "agency",
    "country",
    "year",
    "records",
    "usd",
    "with_place",
    "with_sector",
    "with_disbursement",
    "newest_year",
    "lag_years",
    "data_version",
];

/// Coverage by agency, country and year as CSV; a row without a year is the whole of an agency in a country.
///
/// # Errors
/// When the bytes are not taken.
pub fn write_coverage(snapshot: &Snapshot, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COVERED)?;
    let now: Option<i16> = snapshot.date().get(..4).and_then(|year| year.parse().ok());
    for row in coverage_grid(snapshot) {
        let newest = row.newest();
        let lag = newest
            .zip(now)
            .map(|(newest, now)| (now - newest).max(0).to_string());
        let whole = (String::new(), row.whole);
        let years = row
            .years
            .iter()
            .map(|(year, covered)| (year.to_string(), *covered));
        for (year, covered) in std::iter::once(whole).chain(years) {
            let is_whole = year.is_empty();
            table.write_record([
                row.agency.code(),
                row.country.iso2(),
                &year,
                &covered.records.to_string(),
                &covered.usd.map(|usd| usd.to_string()).unwrap_or_default(),
                &covered.with_place.to_string(),
                &covered.with_sector.to_string(),
                &covered.with_disbursement.to_string(),
                &newest
                    .filter(|_| is_whole)
                    .map(|year| year.to_string())
                    .unwrap_or_default(),
                lag.as_deref().filter(|_| is_whole).unwrap_or_default(),
                snapshot.version(),
            ])?;
        }
    }
    table.flush()?;
    Ok(())
}
