//! The sheet *Mix*: money by year, partner and class, in the three definitions of services.

use rust_xlsxwriter::{Workbook, XlsxError};
use tiga_domain::analysis::mix::mix;
use tiga_domain::classify::View;

use super::sheet::{Column, Setting, Value, column, write};
use crate::Material;

/// The name of the sheet.
pub(super) const NAME: &str = "Mix";

/// The columns of the sheet.
pub(super) const COLUMNS: [Column; 7] = [
    column(
        "view",
        10.0,
        "Definition: report, dac or physical. Never add rows of two definitions",
    ),
    column("year", 8.0, "Calendar year; empty when undated"),
    column("partner", 9.0, "Partner"),
    column("partner_name", 22.0, "Name of the partner"),
    column(
        "class",
        13.0,
        "services, hard, green, production, other, unclassified",
    ),
    column("class_name", 24.0, "Name of the class"),
    column(
        "usd",
        18.0,
        "US dollars; a year without a row has no data, which is not zero",
    ),
];

/// Writes the sheet, definition by definition.
pub(super) fn write_sheet(
    book: &mut Workbook,
    setting: &Setting<'_>,
    material: &Material<'_>,
) -> Result<(), XlsxError> {
    let rows = View::ALL.into_iter().flat_map(|view| {
        let answer = mix(material.snapshot, &material.question.filter, view);
        answer.series.into_iter().map(move |cell| {
            [
                Value::text(view.code()),
                cell.year
                    .map_or(Value::Empty, |year| Value::Whole(i64::from(year))),
                Value::text(cell.partner.code()),
                Value::text(cell.partner.name()),
                Value::text(cell.class.code()),
                Value::text(cell.class.name()),
                Value::Usd(cell.usd),
            ]
        })
    });
    write(book, setting, NAME, &COLUMNS, rows)
}
