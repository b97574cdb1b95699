//! CSV (RFC 4180, UTF-8): one row a pair, the two projects side by side, why, and of which data.

use std::io::Write;

use tiga_domain::analysis::overlap::OverlapItem;
use tiga_domain::analysis::projects::ProjectItem;

use super::{Header, Pairs};
use crate::ReportError;
use crate::cell::text;

/// What is said of the pair.
const PAIR: [&str; 19] = [
    "id",
    "relation",
    "rule",
    "country",
    "score",
    "raw",
    "cap",
    "sector",
    "place",
    "time",
    "theme",
    "text",
    "materiality",
    "confidence",
    "weak_data",
    "usd_min",
    "distance_km",
    "next_step",
    "sentence",
];

/// What is said of each project, after `a_` and `b_`.
const PROJECT: [&str; 11] = [
    "id",
    "title",
    "partner",
    "agency",
    "sector_codes",
    "start",
    "end",
    "instrument",
    "status",
    "own_usd",
    "source",
];

/// Where it comes from.
const DATA: [&str; 4] = ["data_date", "data_version", "method", "filter"];

pub(crate) fn write(pairs: &Pairs<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let sides = ["a", "b"].into_iter();
    let of_sides = sides.flat_map(|side| PROJECT.map(|column| format!("{side}_{column}")));
    let head = PAIR.map(str::to_owned).into_iter().chain(of_sides);
    table.write_record(head.chain(DATA.map(str::to_owned)))?;
    for item in pairs.items() {
        let [a, b] = [(&item.a, 0), (&item.b, 1)].map(|(project, side)| {
            of_project(project, item.own_usd[side].map(|usd| usd.to_string()))
        });
        let cells = of_pair(&item).into_iter().chain(a).chain(b);
        table.write_record(cells.chain(of_data(&pairs.header)))?;
    }
    table.flush()?;
    Ok(())
}

fn of_pair(item: &OverlapItem) -> [String; PAIR.len()] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let parts = &item.parts;
    [
        text(&item.id).into_owned(),
        item.relation.code().to_owned(),
        item.explanation
            .rule
            .map_or("", |rule| rule.code())
            .to_owned(),
        item.country.iso2().to_owned(),
        item.score.to_string(),
        item.raw.to_string(),
        item.cap.map_or("", |cap| cap.code()).to_owned(),
        parts.sector.to_string(),
        number(parts.place),
        number(parts.time),
        parts.theme.to_string(),
        parts.text.to_string(),
        number(item.materiality),
        item.confidence.to_string(),
        item.is_weak.to_string(),
        item.usd_min.map(|usd| usd.to_string()).unwrap_or_default(),
        number(item.distance_km),
        tiga_domain::analysis::overlap::next_step(item.relation).to_owned(),
        item.sentence.clone(),
    ]
}

fn of_project(project: &ProjectItem, own_usd: Option<String>) -> [String; PROJECT.len()] {
    let date = |date: Option<tiga_domain::date::Date>| {
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    let codes: Vec<&str> = project
        .sectors
        .iter()
        .map(|part| part.code.as_str())
        .collect();
    [
        text(&project.id).into_owned(),
        text(&project.title).into_owned(),
        project.partner.code().to_owned(),
        project.agency.code().to_owned(),
        codes.join(" | "),
        date(project.start),
        date(project.end),
        project.instrument.map_or("", |i| i.code()).to_owned(),
        project.status.clone().unwrap_or_default(),
        own_usd.unwrap_or_default(),
        text(&project.source).into_owned(),
    ]
}

fn of_data(header: &Header) -> [String; DATA.len()] {
    let Header {
        date,
        version,
        method,
        filter,
        ..
    } = header;
    [date, version, method, filter].map(Clone::clone)
}
