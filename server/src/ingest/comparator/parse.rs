//! Goes through the rows of a workbook, and sums those that may be compared.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tiga_domain::country::Country;
use tiga_domain::money::parse_amount;

use super::super::remark::Remarks;
use super::super::sheet::{SheetCells, SheetTable};
use super::super::workbook::Sheet;
use super::super::{FileFacts, IngestError, Outcome, Sink};

/// How an edition names what decides whether a row counts.
struct Edition {
    name: &'static str,
    id: &'static str,
    status: &'static str,
    country: &'static str,
    amount: &'static str,
    /// Column and word of the rows that count; the others are doubtful or stand for several.
    counts: &'static [(&'static str, &'static [&'static str])],
}

const EDITIONS: [Edition; 2] = [
    Edition {
        name: "Global Chinese Official Finance 1.0",
        id: "project_id",
        status: "status",
        country: "recipient_iso2",
        amount: "usd_current",
        counts: &[
            ("recommended_for_research", &["1", "true"]),
            ("umbrella", &["0", "false", ""]),
        ],
    },
    Edition {
        name: "Global Chinese Development Finance 3.0",
        id: "AidData Record ID",
        status: "Status",
        country: "Recipient ISO-3",
        amount: "Amount (Nominal USD)",
        counts: &[("Recommended For Aggregates", &["yes"])],
    },
];

/// Rows and dollars of a country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// Rows of the country.
    pub rows: u64,
    /// Those that may be added up.
    pub countable: u64,
    /// Their current US dollars, as far as stated.
    pub dollars: Decimal,
}

/// Reads the sheets of a list.
///
/// # Errors
/// When no sheet has such a header, or the sink has stopped.
pub(crate) fn read(sheets: &[Sheet], sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let (edition, sums) = read_sums(sheets, sink)?;
    report(&sums, sink);
    Ok(FileFacts {
        version: edition.name.to_owned(),
        publisher: "AidData".to_owned(),
        licence: "cite AidData".to_owned(),
        ..FileFacts::default()
    })
}

type Sums = BTreeMap<Country, Sum>;

fn read_sums(
    sheets: &[Sheet],
    sink: &mut dyn Sink,
) -> Result<(&'static Edition, Sums), IngestError> {
    let find = |edition: &Edition| {
        let required: Vec<&str> = [edition.id, edition.status, edition.country, edition.amount]
            .into_iter()
            .chain(edition.counts.iter().map(|(column, _)| *column))
            .collect();
        SheetTable::find(sheets, &required)
    };
    let [first, others @ ..] = &EDITIONS;
    let found = others
        .iter()
        .find_map(|edition| Some((edition, find(edition).ok()?)));
    let (edition, table) = match found {
        Some(found) => found,
        None => (first, find(first)?),
    };
    Ok((edition, sums_of(&table, edition, sink)?))
}

/// The sums alone.
#[cfg(test)]
pub(super) fn sums(sheets: &[Sheet], sink: &mut dyn Sink) -> Result<Sums, IngestError> {
    read_sums(sheets, sink).map(|(_, sums)| sums)
}

fn sums_of(
    table: &SheetTable,
    edition: &Edition,
    sink: &mut dyn Sink,
) -> Result<Sums, IngestError> {
    let mut sums = Sums::new();
    for cells in table.rows() {
        let code = cells.get(edition.country);
        let country = Country::from_iso2(code).or_else(|| Country::from_alias("iso3", code));
        let Some(country) = country else {
            sink.record(Outcome::Outside)?;
            continue;
        };
        let sum = sums.entry(country).or_default();
        sum.rows += 1;
        if is_countable(cells, edition) {
            let mut remarks = Remarks::new(cells.number());
            remarks.identify(cells.get(edition.id));
            sum.countable += 1;
            sum.dollars += amount_of(cells.get(edition.amount), edition.amount, &mut remarks);
            remarks.send(sink);
        }
        sink.record(Outcome::OtherAgency)?;
    }
    Ok(sums)
}

fn is_countable(cells: SheetCells, edition: &Edition) -> bool {
    edition.counts.iter().all(|(column, words)| {
        let text = cells.get(column).to_lowercase();
        words.contains(&text.as_str())
    })
}

/// A blank is not zero: the row counts, its money is unknown.
fn amount_of(text: &str, column: &str, remarks: &mut Remarks) -> Decimal {
    if text.is_empty() {
        return Decimal::ZERO;
    }
    parse_amount(text).unwrap_or_else(|_| {
        remarks.note(
            column,
            text,
            "the amount is not a number",
            "left out of the sum",
        );
        Decimal::ZERO
    })
}

fn report(sums: &Sums, sink: &mut dyn Sink) {
    for (country, sum) in sums {
        let mut remarks = Remarks::new(0);
        let message = format!(
            "{} of {} rows of {} may be added up: {} current US dollars",
            sum.countable,
            sum.rows,
            country.name(),
            sum.dollars.round_dp(2).normalize()
        );
        remarks.note(
            "comparator",
            country.iso2(),
            &message,
            "counted, not stored",
        );
        remarks.send(sink);
    }
}
