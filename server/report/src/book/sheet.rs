//! One sheet of a workbook: typed columns, rows written as they come, a second sheet when the first is full.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use tiga_domain::date::{Date, DatePrecision};
use tiga_domain::money::Cents;

use crate::Wanted;

/// Rows that a sheet holds below its heading; Excel has 1,048,576 in all.
const ROWS: u32 = 1_048_575;

/// Links that a sheet holds; Excel drops a file with more.
const LINKS: u32 = 65_530;

/// Characters of a link; Excel refuses longer ones.
const LINK_LENGTH: usize = 2_000;

/// Characters of a cell.
const CELL_LENGTH: usize = 32_767;

/// The mark of a cell that was cut.
const CUT: &str = " … [cut]";

/// A column of a sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    /// The heading, which is the column's name in every format.
    pub(super) name: &'static str,
    /// How wide it is drawn, in characters.
    pub(super) width: f64,
    /// What it holds, for the sheet *Read me*.
    pub(super) meaning: &'static str,
}

/// A column.
pub(super) const fn column(name: &'static str, width: f64, meaning: &'static str) -> Column {
    Column {
        name,
        width,
        meaning,
    }
}

/// What stands in a cell.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    /// Not known, or nothing to say.
    Empty,
    /// Text, which never becomes a formula or a number: codes keep their leading zeros.
    Text(Cow<'a, str>),
    /// A whole number without separators: a year.
    Whole(i64),
    /// A number between 0 and 1, a score, kilometres.
    Ratio(f64),
    /// US dollars.
    Usd(Cents),
    /// A day as a date; a year or a month alone as text, since no day of it is known.
    Date(Date),
    /// Text that opens an address.
    Link(Cow<'a, str>, String),
}

impl<'a> Value<'a> {
    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn usd(usd: Option<Cents>) -> Self {
        usd.map_or(Self::Empty, Self::Usd)
    }

    pub(super) fn ratio(ratio: Option<f64>) -> Self {
        ratio.map_or(Self::Empty, Self::Ratio)
    }

    pub(super) fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

/// How sheets are written: formats of cells, rows of a sheet, and whether somebody waits for them.
pub(super) struct Setting<'a> {
    rows: u32,
    wanted: Wanted<'a>,
    heading: Format,
    usd: Format,
    ratio: Format,
    whole: Format,
    date: Format,
    quoted: Format,
    link: Format,
}

impl<'a> Setting<'a> {
    pub(super) fn new(wanted: Wanted<'a>) -> Self {
        let heading = Format::new().set_bold().set_align(FormatAlign::Top);
        Self {
            rows: ROWS,
            wanted,
            heading: heading.set_text_wrap().set_background_color(0x00E8_EEF4),
            usd: Format::new().set_num_format("#,##0.00;[Red]-#,##0.00"),
            ratio: Format::new().set_num_format("0.0000"),
            whole: Format::new().set_num_format("0"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            quoted: Format::new().set_quote_prefix(),
            link: Format::new().set_hyperlink(),
        }
    }
}

/// Writes rows below a heading that stays in view and filters; on a second sheet when the first is full.
pub(super) fn write<'a, const N: usize>(
    book: &mut Workbook,
    setting: &Setting<'_>,
    name: &str,
    columns: &[Column; N],
    rows: impl Iterator<Item = [Value<'a>; N]>,
) -> Result<(), XlsxError> {
    let mut rows = setting.wanted.rows(rows).peekable();
    for nth in 1_u32.. {
        let sheet = book.add_worksheet_with_constant_memory()?;
        if nth == 1 {
            sheet.set_name(name)?;
        } else {
            sheet.set_name(format!("{name} {nth}"))?;
        }
        let mut written = 0;
        head(sheet, setting, columns)?;
        while written < setting.rows
            && let Some(row) = rows.next()
        {
            written += 1;
            for (column, value) in (0_u16..).zip(row) {
                cell(sheet, setting, (written, column), value)?;
            }
        }
        sheet.autofilter(0, 0, written, N as u16 - 1)?;
        if rows.peek().is_none() {
            break;
        }
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, setting: &Setting<'_>, columns: &[Column]) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 2)?;
    sheet.set_row_height(0, 32)?;
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, column.name, &setting.heading)?;
    }
    Ok(())
}

/// Writes a value; an empty cell stays empty.
pub(super) fn cell(
    sheet: &mut Worksheet,
    setting: &Setting<'_>,
    (row, column): (u32, u16),
    value: Value,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Whole(number) => {
            sheet.write_number_with_format(row, column, number as f64, &setting.whole)?;
        }
        Value::Ratio(number) => {
            sheet.write_number_with_format(row, column, number, &setting.ratio)?;
        }
        Value::Usd(cents) => {
            let usd = cents.0 as f64 / 100.0;
            sheet.write_number_with_format(row, column, usd, &setting.usd)?;
        }
        Value::Date(date) => match serial_day(date) {
            Some(day) => {
                sheet.write_number_with_format(row, column, day, &setting.date)?;
            }
            None => write_text(sheet, setting, (row, column), &date.to_string())?,
        },
        Value::Link(text, address) if row <= LINKS && address.len() <= LINK_LENGTH => {
            let text = cut(&text).into_owned();
            sheet.write_url_with_options(
                row,
                column,
                address.as_str(),
                text,
                "",
                Some(&setting.link),
            )?;
        }
        Value::Text(text) | Value::Link(text, _) => {
            write_text(sheet, setting, (row, column), &text)?;
        }
    }
    Ok(())
}

/// Text is written as text, so it is no formula here; the prefix keeps it one when somebody edits the cell.
fn write_text(
    sheet: &mut Worksheet,
    setting: &Setting<'_>,
    (row, column): (u32, u16),
    text: &str,
) -> Result<(), XlsxError> {
    let text = cut(text);
    if crate::cell::is_formula(&text) {
        sheet.write_string_with_format(row, column, text, &setting.quoted)?;
    } else {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}

/// The text as far as a cell holds it, with a mark where it was cut. Excel counts UTF-16 units.
fn cut(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL_LENGTH || text.encode_utf16().count() <= CELL_LENGTH {
        return Cow::Borrowed(text);
    }
    let room = CELL_LENGTH - CUT.encode_utf16().count();
    let mut units = 0;
    let fitting = text.chars().take_while(|char| {
        units += char.len_utf16();
        units <= room
    });
    Cow::Owned(fitting.chain(CUT.chars()).collect())
}

/// Days since the spreadsheet's day 0 (1899-12-30); none when the day is not known or before 1900-03-01,
/// where spreadsheets disagree.
fn serial_day(date: Date) -> Option<f64> {
    if date.precision() != DatePrecision::Day {
        return None;
    }
    let day = date.opening_day() + 25_569;
    (day > 60).then_some(f64::from(day))
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

    use super::*;

    #[test]
    fn rows_that_do_not_fit_go_on_to_a_second_sheet() {
        let setting = Setting {
            rows: 3,
            ..Setting::new(Wanted::ALWAYS)
        };
        let columns = [column("id", 8.0, "Identifier"), column("n", 8.0, "Number")];
        for (count, sheets) in [(0, 1), (3, 1), (4, 2), (7, 3)] {
            let rows = (0..count).map(|n| [Value::text(format!("00{n}")), Value::Whole(n)]);
            let mut book = Workbook::new();
            write(&mut book, &setting, "Rows", &columns, rows).expect("a sheet");
            let bytes = book.save_to_buffer().expect("a workbook");
            let mut read: Xlsx<_> =
                open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("a workbook again");
            assert_eq!(read.sheet_names().len(), sheets, "{count} rows");
            let mut ids = Vec::new();
            for (_, range) in read.worksheets() {
                let mut rows = range.rows();
                assert_eq!(
                    rows.next().map(|row| row[0].to_string()),
                    Some("id".to_owned())
                );
                ids.extend(rows.map(|row| row[0].clone()));
            }
            let expected: Vec<Data> = (0..count).map(|n| Data::String(format!("00{n}"))).collect();
            assert_eq!(ids, expected, "each row once, in order, zeros kept");
        }
    }

    #[test]
    fn a_long_text_is_cut_at_the_limit_and_marked() {
        for long in [
            "x".repeat(40_000),
            "💧".repeat(20_000),
            "ダム".repeat(20_000),
        ] {
            let short = cut(&long);
            assert!(short.encode_utf16().count() <= CELL_LENGTH);
            assert!(short.ends_with(CUT));
        }
        assert_eq!(cut(&"x".repeat(CELL_LENGTH)).len(), CELL_LENGTH);
    }

    #[test]
    fn only_whole_days_are_dates() {
        let serial = |text| Date::parse(text).and_then(serial_day);
        assert_eq!(serial("1970-01-01"), Some(25_569.0));
        assert_eq!(serial("2024-02-29"), Some(45_351.0));
        assert_eq!(serial("2024"), None);
        assert_eq!(serial("2024-02"), None);
    }
}
