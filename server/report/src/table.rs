//! CSV (RFC 4180, UTF-8): one row a project, codes and names side by side, the unit in the heading.
//!
//! What was asked and of which data stands in the last four columns of each row: a table that is sorted,
//! cut or mailed on still says where it comes from, and stays a table that every program reads. Several
//! values in a cell are separated by ` | `, codes and names in the same order.

use std::borrow::Cow;
use std::io::Write;

use tiga_domain::activity::Confidence;
use tiga_domain::analysis::projects::{CodeShare, Selected, item};
use tiga_domain::date::Date;
use tiga_domain::facet::Facet;
use tiga_domain::money::Cents;
use tiga_domain::priority::Priority;

use crate::ReportError;
use crate::cell::text;
use crate::header::Rows;

const COLUMNS: [&str; 41] = [
    "id",
    "title",
    "partner",
    "partner_name",
    "agency",
    "agency_name",
    "country_codes",
    "country_names",
    "country_percent",
    "sector_codes",
    "sector_names",
    "sector_percent",
    "class",
    "class_name",
    "priorities",
    "priority_percent",
    "themes",
    "status",
    "status_name",
    "start",
    "end",
    "instrument",
    "instrument_name",
    "usd",
    "exposure_usd",
    "measure",
    "prices",
    "place_names",
    "latitudes",
    "longitudes",
    "precisions",
    "place_bases",
    "source",
    "source_citation",
    "source_url",
    "source_date",
    "confidence",
    "data_date",
    "data_version",
    "method",
    "filter",
];

pub(crate) fn write(rows: &Rows<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    table.write_record(COLUMNS)?;
    for row in rows.iter() {
        if let Some(record) = record(rows, row) {
            table.write_record(record.iter().map(AsRef::as_ref))?;
        }
    }
    table.flush()?;
    Ok(())
}

fn record<'a>(rows: &'a Rows<'_>, row: &Selected) -> Option<[Cow<'a, str>; COLUMNS.len()]> {
    let (data, header) = (rows.data, &rows.header);
    let item = item(data, row)?;
    let provenance = data.long_texts(row.index).provenance;
    let weights = data.priorities(row.index);
    let priorities = || {
        Priority::ALL
            .into_iter()
            .zip(weights)
            .filter(|(_, weight)| **weight > 0)
    };
    let places = || item.places.iter();
    let status = data.status(row.index);
    Some([
        own(text(&item.id)),
        own(text(&item.title)),
        item.partner.code().into(),
        item.partner.name().into(),
        item.agency.code().into(),
        item.agency.name().into(),
        codes(&item.countries),
        names(Facet::Country, &item.countries),
        percents(&item.countries),
        codes(&item.sectors),
        names(Facet::Sector, &item.sectors),
        percents(&item.sectors),
        item.class.code().into(),
        item.class.name().into(),
        list(priorities().map(|(priority, _)| priority.code().to_owned())),
        list(priorities().map(|(_, weight)| percent(f64::from(*weight) / 1e6))),
        list(data.themes(row.index).iter().map(|t| t.code().to_owned())),
        status.map_or("", |status| status.code()).into(),
        status.map_or("", |status| status.name()).into(),
        date(item.start),
        date(item.end),
        item.instrument.map_or("", |i| i.code()).into(),
        item.instrument.map_or("", |i| i.name()).into(),
        money(item.usd),
        money(item.exposure_usd),
        header.measure.code().into(),
        header.prices.code().into(),
        own(text(&list(places().map(|place| place.name.clone())))),
        list(places().map(|place| place.lat.to_string())),
        list(places().map(|place| place.lon.to_string())),
        list(places().map(|place| place.precision.code().to_owned())),
        own(text(&list(places().map(|place| place.basis.clone())))),
        own(text(&item.source)),
        own(text(&provenance.citation)),
        own(text(&provenance.url)),
        date(provenance.date),
        provenance.confidence.map_or("", Confidence::code).into(),
        header.date.as_str().into(),
        header.version.as_str().into(),
        header.method.as_str().into(),
        header.filter.as_str().into(),
    ])
}

fn own<'a>(cell: Cow<'_, str>) -> Cow<'a, str> {
    Cow::Owned(cell.into_owned())
}

fn list<'a>(values: impl Iterator<Item = String>) -> Cow<'a, str> {
    Cow::Owned(values.collect::<Vec<_>>().join(" | "))
}

fn codes<'a>(parts: &[CodeShare]) -> Cow<'a, str> {
    list(parts.iter().map(|part| part.code.clone()))
}

fn names<'a>(facet: Facet, parts: &[CodeShare]) -> Cow<'a, str> {
    let name = |part: &CodeShare| facet.parse(&part.code).map_or("", |v| facet.label(v));
    list(parts.iter().map(|part| name(part).to_owned()))
}

fn percents<'a>(parts: &[CodeShare]) -> Cow<'a, str> {
    list(parts.iter().map(|part| percent(part.share)))
}

/// A fraction as percent with at most four decimals, the precision of the shares.
fn percent(fraction: f64) -> String {
    ((fraction * 1e6).round() / 1e4).to_string()
}

fn money<'a>(cents: Option<Cents>) -> Cow<'a, str> {
    Cow::Owned(cents.map(|cents| cents.to_string()).unwrap_or_default())
}

fn date<'a>(date: Option<Date>) -> Cow<'a, str> {
    Cow::Owned(date.map(|date| date.to_string()).unwrap_or_default())
}
