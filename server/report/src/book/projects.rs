//! The sheet *Projects*: one row for each project, country, purpose, class and year with its money, ready for a pivot
//! table. The sum of `usd` is the total of the selection.

use rust_xlsxwriter::{Workbook, XlsxError};
use tiga_domain::analysis::ledger::{LedgerRow, ledger};
use tiga_domain::dataset::ActivityIndex;
use tiga_domain::facet::Facet;
use tiga_domain::place::FROM_TEXT;
use tiga_domain::purpose::PurposeCode;

use super::sheet::{Column, Setting, Value, column, write};
use crate::Material;
use crate::header::Rows;

/// The name of the sheet.
pub(super) const NAME: &str = "Projects";

/// The columns of the sheet.
pub(super) const COLUMNS: [Column; 28] = [
    column("id", 26.0, "Identifier of the project; opens its page"),
    column("title", 60.0, "Title as published"),
    column("partner", 8.0, "Partner: US, JP, KR, ADB"),
    column("partner_name", 18.0, "Name of the partner"),
    column("agency", 10.0, "Agency that publishes the project"),
    column("agency_name", 32.0, "Name of the agency"),
    column(
        "country",
        9.0,
        "ISO 3166 code of the recipient; regional or none",
    ),
    column("country_name", 16.0, "Name of the recipient"),
    column(
        "sector",
        8.0,
        "DAC category of three digits; none when not reported",
    ),
    column("sector_name", 30.0, "Name of the category"),
    column(
        "purpose",
        9.0,
        "DAC purpose code of five digits, as far as published",
    ),
    column("purpose_name", 34.0, "Name of the purpose"),
    column(
        "class",
        12.0,
        "services, hard, green, production, other, unclassified",
    ),
    column("class_name", 22.0, "Name of the class"),
    column(
        "year",
        7.0,
        "Calendar year of the money; empty when undated",
    ),
    column(
        "usd",
        18.0,
        "US dollars of this row; empty when unknown. The sum is the total of the selection",
    ),
    column(
        "measure",
        13.0,
        "Commitments or disbursements; never both in one file",
    ),
    column(
        "prices",
        10.0,
        "Current prices, or constant dollars of 2011",
    ),
    column("instrument", 12.0, "Instrument"),
    column("instrument_name", 22.0, "Name of the instrument"),
    column("status", 7.0, "IATI activity status code"),
    column("status_name", 16.0, "Name of the status"),
    column(
        "start",
        11.0,
        "Start; a year or month as text when the day is not known",
    ),
    column("end", 11.0, "End, in the same form"),
    column(
        "places",
        7.0,
        "Places known to the province or better; zero means none is known",
    ),
    column(
        "places_from_text",
        9.0,
        "How many of them only the title or description names: read by Tiga, not published",
    ),
    column("source", 22.0, "Source data set"),
    column("source_url", 40.0, "Where the record is published"),
];

/// Writes the sheet, in the order of the list.
pub(super) fn write_sheet(
    book: &mut Workbook,
    setting: &Setting<'_>,
    material: &Material<'_>,
    rows: &Rows<'_>,
) -> Result<(), XlsxError> {
    let all = ledger(rows.data, &rows.question.filter);
    let mut runs = vec![(0_usize, 0_usize); rows.data.len()];
    let mut start = 0;
    for run in all.chunk_by(|a, b| a.index == b.index) {
        if let Some(entry) = run.first().and_then(|row| runs.get_mut(row.index as usize)) {
            *entry = (start, start + run.len());
        }
        start += run.len();
    }
    let listed = rows.selected.iter().flat_map(|selected| {
        let (start, end) = runs[selected.index as usize];
        let project = Project::new(rows, selected.index, material.address);
        all[start..end].iter().map(move |row| project.row(row))
    });
    write(book, setting, NAME, &COLUMNS, listed)
}

/// What the rows of one project share.
struct Project<'a> {
    head: [Value<'a>; 6],
    tail: [Value<'a>; 12],
}

impl<'a> Project<'a> {
    fn new(rows: &'a Rows<'_>, index: ActivityIndex, address: Option<&str>) -> Self {
        let data = rows.data;
        let id = data.id(index);
        let agency = data.agency(index);
        let instrument = data.instrument(index);
        let status = data.status(index);
        let local = || {
            data.places(index)
                .filter(|place| place.precision.is_local())
        };
        let from_text = local().filter(|place| place.basis.starts_with(FROM_TEXT));
        let url = data.long_texts(index).provenance.url;
        Self {
            head: [
                super::project_link(address, id),
                Value::text(data.title(index)),
                agency.map_or(Value::Empty, |agency| Value::text(agency.partner().code())),
                agency.map_or(Value::Empty, |agency| Value::text(agency.partner().name())),
                agency.map_or(Value::Empty, |agency| Value::text(agency.code())),
                agency.map_or(Value::Empty, |agency| Value::text(agency.name())),
            ],
            tail: [
                Value::text(rows.header.measure.code()),
                Value::text(rows.header.prices.code()),
                instrument.map_or(Value::Empty, |instrument| Value::text(instrument.code())),
                instrument.map_or(Value::Empty, |instrument| Value::text(instrument.name())),
                status.map_or(Value::Empty, |status| Value::text(status.code())),
                status.map_or(Value::Empty, |status| Value::text(status.name())),
                Value::date(data.start(index)),
                Value::date(data.end(index)),
                Value::Whole(local().count() as i64),
                Value::Whole(from_text.count() as i64),
                Value::text(data.source(index)),
                if url.is_empty() {
                    Value::Empty
                } else {
                    Value::text(url)
                },
            ],
        }
    }

    fn row(&self, row: &LedgerRow) -> [Value<'a>; COLUMNS.len()] {
        let category = row.purpose.map(PurposeCode::category);
        let purpose = row.purpose.filter(|purpose| !purpose.is_category());
        let middle = [
            Value::text(Facet::Country.code(row.country)),
            Value::text(Facet::Country.label(row.country)),
            category.map_or(Value::text("none"), |category| {
                Value::text(category.to_string())
            }),
            category.map_or(Value::text("Not reported"), |category| {
                Value::text(category.name())
            }),
            purpose.map_or(Value::Empty, |purpose| Value::text(purpose.to_string())),
            purpose.map_or(Value::Empty, |purpose| Value::text(purpose.name())),
            Value::text(row.class.code()),
            Value::text(row.class.name()),
            row.year
                .map_or(Value::Empty, |year| Value::Whole(i64::from(year))),
            Value::usd(row.usd),
        ];
        let mut values = self.head.iter().chain(&middle).chain(&self.tail).cloned();
        std::array::from_fn(|_| values.next().unwrap_or(Value::Empty))
    }
}
