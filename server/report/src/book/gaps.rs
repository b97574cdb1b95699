//! The sheet *Gaps*: one row for each country and priority, in both schemes and against both baselines.

use rust_xlsxwriter::{Workbook, XlsxError};
use tiga_domain::analysis::gap::{Baseline, Comparison, GapCell, Scheme, gaps};
use tiga_domain::analysis::window::as_of;

use super::sheet::{Column, Setting, Value, column, write};
use crate::Material;

/// The name of the sheet.
pub(super) const NAME: &str = "Gaps";

/// The columns of the sheet.
pub(super) const COLUMNS: [Column; 20] = [
    column(
        "scheme",
        12.0,
        "Operational priorities of 2018, or focus areas of 2024",
    ),
    column("baseline", 10.0, "adb: ADB's own mix; need: ranks of need"),
    column("country", 8.0, "ISO 3166 code"),
    column("country_name", 14.0, "Name of the country"),
    column("priority", 9.0, "Code of the priority or focus area"),
    column("priority_name", 34.0, "Its name"),
    column("years", 12.0, "Years of the money"),
    column(
        "three_usd",
        18.0,
        "US dollars of the three partners; empty when no amount is known",
    ),
    column(
        "three_share",
        10.0,
        "Share of their classified money in the country, 0 to 1",
    ),
    column("three_activities", 10.0, "Projects of the three behind it"),
    column("adb_usd", 18.0, "US dollars of ADB"),
    column(
        "adb_share",
        10.0,
        "Share of ADB's classified money in the country",
    ),
    column("adb_activities", 10.0, "Projects of ADB behind it"),
    column(
        "need",
        8.0,
        "Rank of need, 0 to 1; empty when there are no figures",
    ),
    column("supply", 8.0, "Rank of the three's money a person, 0 to 1"),
    column("gap", 8.0, "Share less ADB's share, or need less supply"),
    column("flag", 9.0, "under, over, none or no_data"),
    column(
        "coverage",
        9.0,
        "The part of the money that is classified, of the side that has less",
    ),
    column("reason", 60.0, "Why"),
    column(
        "lead",
        9.0,
        "The partner that could lead; a proposal for talks",
    ),
];

/// Writes the sheet, by scheme, baseline, country and priority.
pub(super) fn write_sheet(
    book: &mut Workbook,
    setting: &Setting<'_>,
    material: &Material<'_>,
) -> Result<(), XlsxError> {
    let comparisons = Scheme::ALL
        .into_iter()
        .flat_map(|scheme| Baseline::ALL.map(|baseline| (scheme, baseline)));
    let rows = comparisons.flat_map(|(scheme, baseline)| {
        let comparison = Comparison {
            scheme,
            baseline,
            as_of: as_of(material.snapshot),
        };
        let answer = gaps(
            material.snapshot,
            &material.question.filter,
            comparison,
            material.need,
        );
        let years = answer.years;
        let row = move |cell| row(scheme, baseline, &years, cell);
        answer.cells.into_iter().map(row)
    });
    write(book, setting, NAME, &COLUMNS, rows)
}

fn row(
    scheme: Scheme,
    baseline: Baseline,
    years: &str,
    cell: GapCell,
) -> [Value<'static>; COLUMNS.len()] {
    let facet = scheme.facet();
    let name = facet
        .parse(&cell.priority)
        .map_or("", |value| facet.label(value));
    let lead = cell.leads.first();
    [
        Value::text(scheme.code()),
        Value::text(baseline.code()),
        Value::text(cell.country.iso2()),
        Value::text(cell.country.name()),
        Value::text(cell.priority),
        Value::text(name),
        Value::text(years.to_owned()),
        Value::usd(cell.three_usd),
        Value::ratio(cell.three_share),
        Value::Whole(i64::from(cell.activities)),
        Value::usd(cell.adb_usd),
        Value::ratio(cell.adb_share),
        Value::Whole(i64::from(cell.adb_activities)),
        Value::ratio(cell.need),
        Value::ratio(cell.supply),
        Value::ratio(cell.gap),
        Value::text(cell.flag.code()),
        Value::ratio(cell.coverage),
        Value::text(cell.reason.sentence()),
        lead.map_or(Value::Empty, |lead| Value::text(lead.partner.code())),
    ]
}
