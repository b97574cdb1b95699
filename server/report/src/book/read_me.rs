//! The sheet *Read me*: what was asked, of which data, from which sources, and what the columns mean.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use tiga_domain::link::Question;
use tiga_domain::scope;

use super::sheet::{Column, Setting, Value, cell};
use crate::Material;
use crate::header::Header;

/// A sheet with its columns, to be explained.
pub(super) type Explained = (&'static str, &'static [Column]);

/// What the reader has to know before a figure is used.
const RULES: [&str; 5] = [
    "Each row of Projects is a part of one project: country, purpose, class and year. Add the column usd, never count rows as projects.",
    "An empty cell is unknown or not stated. It is never zero.",
    "Commitments and disbursements are different measures, and so are current and constant prices: one file holds one of each.",
    "Guarantees, insurance and equity are exposure. They are left out of usd unless the filter includes them.",
    "An overlap is a reason to talk. It does not prove waste.",
];

/// Writes the sheet, which comes first.
pub(super) fn write_sheet(
    book: &mut Workbook,
    setting: &Setting<'_>,
    material: &Material<'_>,
    header: &Header,
    explained: &[Explained],
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name("Read me")?;
    let title = Format::new().set_bold().set_font_size(16);
    let bold = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "Tiga: development finance in ASEAN", &title)?;

    let question = Question::from(material.question.filter.clone());
    let link = material
        .address
        .map(|address| format!("{address}{}", question.address("/projects")));
    let facts = [
        (
            "Scope",
            Value::text(scope::in_words(&material.question.filter)),
        ),
        ("Filter", Value::text(header.filter.as_str())),
        (
            "Link",
            link.map_or(Value::Empty, |link| Value::Link(link.clone().into(), link)),
        ),
        ("Projects", Value::Whole(header.total as i64)),
        ("US$", Value::usd(header.usd)),
        (
            "Measure",
            Value::text(format!(
                "{}, {}",
                header.measure.name(),
                header.prices.name().to_lowercase()
            )),
        ),
        ("Date of the data", Value::text(header.date.as_str())),
        ("Version of the data", Value::text(header.version.as_str())),
        ("Method", Value::text(header.method.as_str())),
    ];
    let mut row = 2;
    for (name, value) in facts {
        sheet.write_string_with_format(row, 0, name, &bold)?;
        cell(sheet, setting, (row, 1), value)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "How to read it", &bold)?;
    for rule in RULES {
        sheet.write_string_with_format(row, 1, rule, &wrapped)?;
        row += 1;
    }
    row += 1;
    sheet.write_string_with_format(row, 0, "Sources", &bold)?;
    for source in &header.sources {
        let stated = |text: &str| {
            if text.is_empty() {
                "not stated".to_owned()
            } else {
                text.to_owned()
            }
        };
        let text = format!(
            "{} ({}), publisher: {}, licence: {}, imported {}",
            source.file,
            source.format,
            stated(&source.publisher),
            stated(&source.licence),
            source.imported
        );
        cell(sheet, setting, (row, 1), Value::text(text))?;
        row += 1;
    }
    for (name, columns) in explained {
        row += 1;
        sheet.write_string_with_format(row, 0, format!("Columns of {name}"), &bold)?;
        row += 1;
        for column in *columns {
            sheet.write_string(row, 0, column.name)?;
            sheet.write_string_with_format(row, 1, column.meaning, &wrapped)?;
            row += 1;
        }
    }
    Ok(())
}
