//! The sheet *Overlaps*: one row for each pair of related projects.

use rust_xlsxwriter::{Workbook, XlsxError};
use tiga_domain::analysis::overlap::{OverlapItem, Pair, next_step, pairs_of, show};
use tiga_domain::analysis::projects::ProjectItem;
use tiga_domain::money::Cents;

use super::sheet::{Column, Setting, Value, column, write};
use crate::Material;

/// The name of the sheet.
pub(super) const NAME: &str = "Overlaps";

/// The columns of the sheet.
pub(super) const COLUMNS: [Column; 34] = [
    column("id", 18.0, "Identifier of the pair, stable across imports"),
    column(
        "relation",
        16.0,
        "same_programme, overlap, complement or joint",
    ),
    column(
        "country",
        8.0,
        "ISO 3166 code of the country in which the two are compared",
    ),
    column("country_name", 14.0, "Name of the country"),
    column("score", 8.0, "0 to 1, under the caps"),
    column("raw", 8.0, "Weighted mean of the parts"),
    column("cap", 14.0, "The cap that bound the score"),
    column("part_sector", 8.0, "Similarity of purposes, 0 to 1"),
    column(
        "part_place",
        8.0,
        "Closeness of places; empty where no place is compared",
    ),
    column(
        "part_time",
        8.0,
        "How the periods meet; empty when dates are unknown",
    ),
    column("part_theme", 8.0, "Shared priorities and themes"),
    column("part_text", 8.0, "Similarity of titles"),
    column(
        "materiality",
        10.0,
        "How much the pair matters, 0 to 1; empty when an amount is unknown",
    ),
    column("confidence", 10.0, "Confidence in the data of both, 0 to 1"),
    column(
        "usd_min",
        16.0,
        "The smaller own share in the country, US dollars; empty when one is unknown",
    ),
    column(
        "distance_km",
        10.0,
        "Kilometres between the closest two places",
    ),
    column(
        "a_id",
        24.0,
        "Identifier of the first project; opens its page",
    ),
    column("a_title", 50.0, "Title of the first project"),
    column("a_partner", 8.0, "Partner of the first project"),
    column("a_agency", 10.0, "Agency of the first project"),
    column("a_start", 11.0, "Start of the first project"),
    column("a_end", 11.0, "End of the first project"),
    column(
        "a_usd",
        16.0,
        "Own share of the first project in the country, US dollars",
    ),
    column("a_place", 20.0, "First place of the first project"),
    column(
        "b_id",
        24.0,
        "Identifier of the second project; opens its page",
    ),
    column("b_title", 50.0, "Title of the second project"),
    column("b_partner", 8.0, "Partner of the second project"),
    column("b_agency", 10.0, "Agency of the second project"),
    column("b_start", 11.0, "Start of the second project"),
    column("b_end", 11.0, "End of the second project"),
    column(
        "b_usd",
        16.0,
        "Own share of the second project in the country, US dollars",
    ),
    column("b_place", 20.0, "First place of the second project"),
    column("sentence", 80.0, "Why the two are related"),
    column("next_step", 50.0, "What a coordination desk could do"),
];

/// Writes the sheet, in the order of the list.
pub(super) fn write_sheet(
    book: &mut Workbook,
    setting: &Setting<'_>,
    material: &Material<'_>,
) -> Result<(), XlsxError> {
    let (data, findings) = (material.snapshot, material.snapshot.findings());
    let relations = material.choice.relations;
    let pairs = pairs_of(data, findings, &material.question.filter, relations);
    let shown = |pair: &Pair| Some(row(material, show(data, findings, pair)?));
    write(
        book,
        setting,
        NAME,
        &COLUMNS,
        pairs.into_iter().filter_map(shown),
    )
}

fn row(material: &Material<'_>, item: OverlapItem) -> [Value<'static>; COLUMNS.len()] {
    let [a_usd, b_usd] = item.own_usd;
    let cap = item.cap.map_or(Value::Empty, |cap| Value::text(cap.code()));
    let head = [
        Value::text(item.id),
        Value::text(item.relation.code()),
        Value::text(item.country.iso2()),
        Value::text(item.country.name()),
        Value::Ratio(item.score),
        Value::Ratio(item.raw),
        cap,
        Value::Ratio(item.parts.sector),
        Value::ratio(item.parts.place),
        Value::ratio(item.parts.time),
        Value::Ratio(item.parts.theme),
        Value::Ratio(item.parts.text),
        Value::ratio(item.materiality),
        Value::Ratio(item.confidence),
        Value::usd(item.usd_min),
        item.distance_km
            .map_or(Value::Empty, |km| Value::Ratio((km * 10.0).round() / 10.0)),
    ];
    let tail = [
        Value::text(item.sentence),
        Value::text(next_step(item.relation)),
    ];
    let (a, b) = (side(material, item.a, a_usd), side(material, item.b, b_usd));
    let mut values = head.into_iter().chain(a).chain(b).chain(tail);
    std::array::from_fn(|_| values.next().unwrap_or(Value::Empty))
}

fn side(material: &Material<'_>, item: ProjectItem, usd: Option<Cents>) -> [Value<'static>; 8] {
    let place = item.places.into_iter().next();
    [
        super::project_link(material.address, &item.id),
        Value::text(item.title),
        Value::text(item.partner.code()),
        Value::text(item.agency.code()),
        Value::date(item.start),
        Value::date(item.end),
        Value::usd(usd),
        place.map_or(Value::Empty, |place| Value::text(place.name)),
    ]
}
