//! Answers of the analysis as documents: tables whose last columns say what was asked and of which data, and JSON as the
//! API gives it.

use std::io::Write;

use serde::Serialize;
use tiga_domain::analysis::gap::Gaps;
use tiga_domain::analysis::mix::Mix;
use tiga_domain::facet::Facet;
use tiga_domain::money::Cents;

use crate::{Format, ReportError};

const GAPS: [&str; 19] = [
    "country",
    "country_name",
    "priority",
    "priority_name",
    "three_usd",
    "three_share",
    "activities",
    "adb_usd",
    "adb_share",
    "adb_activities",
    "need",
    "supply",
    "gap",
    "flag",
    "coverage",
    "reason",
    "leads",
    "years",
    "as_of",
];

const MIX: [&str; 6] = ["partner", "year", "class", "class_name", "usd", "view"];

const LAST: [&str; 4] = ["data_date", "data_version", "method", "filter"];

/// Writes gaps, one row a country and part of the scheme.
///
/// # Errors
/// When the bytes are not taken.
pub(crate) fn write_gaps(
    answer: &Gaps,
    date: &str,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    if format != Format::Csv {
        return json(answer, out);
    }
    let facet = answer.scheme.facet();
    let rows = answer.cells.iter().map(|cell| {
        let name = facet
            .parse(&cell.priority)
            .map_or("", |value| facet.label(value));
        let leads: Vec<&str> = cell.leads.iter().map(|lead| lead.partner.code()).collect();
        vec![
            cell.country.iso2().to_owned(),
            Facet::Country.label(cell.country.index() as u16).to_owned(),
            cell.priority.clone(),
            name.to_owned(),
            money(cell.three_usd),
            number(cell.three_share),
            cell.activities.to_string(),
            money(cell.adb_usd),
            number(cell.adb_share),
            cell.adb_activities.to_string(),
            number(cell.need),
            number(cell.supply),
            number(cell.gap),
            cell.flag.code().to_owned(),
            number(cell.coverage),
            cell.reason.code().to_owned(),
            leads.join(" | "),
            answer.years.clone(),
            answer.as_of.to_string(),
        ]
    });
    table(
        &GAPS,
        rows,
        [date, &answer.version, &answer.method, &answer.filter],
        out,
    )
}

/// Writes the mix, one row a partner, year and class; an empty year is undated.
///
/// # Errors
/// When the bytes are not taken.
pub(crate) fn write_mix(
    answer: &Mix,
    date: &str,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    if format != Format::Csv {
        return json(answer, out);
    }
    let rows = answer.series.iter().map(|cell| {
        vec![
            cell.partner.code().to_owned(),
            cell.year.map(|year| year.to_string()).unwrap_or_default(),
            cell.class.code().to_owned(),
            cell.class.name().to_owned(),
            money(Some(cell.usd)),
            answer.view.code().to_owned(),
        ]
    });
    table(
        &MIX,
        rows,
        [date, &answer.version, &answer.method, &answer.filter],
        out,
    )
}

fn json(answer: &impl Serialize, out: &mut dyn Write) -> Result<(), ReportError> {
    serde_json::to_writer(&mut *out, answer)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn table(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    last: [&str; 4],
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(columns.iter().chain(&LAST))?;
    for row in rows {
        table.write_record(row.iter().map(String::as_str).chain(last))?;
    }
    table.flush()?;
    Ok(())
}

fn money(usd: Option<Cents>) -> String {
    usd.map(|usd| usd.to_string()).unwrap_or_default()
}

fn number(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
