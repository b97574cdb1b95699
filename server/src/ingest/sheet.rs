//! The table in a workbook: the sheet whose header has certain columns, and cells by column name.

use super::IngestError;
use super::workbook::{Sheet, SheetRow};

/// How far down a header may stand.
const DEEPEST_HEADER: usize = 10;

/// A sheet with its header.
#[derive(Debug)]
pub(crate) struct SheetTable<'a> {
    sheet: &'a Sheet,
    header: &'a SheetRow,
}

/// One row with its header.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SheetCells<'a> {
    header: &'a SheetRow,
    row: &'a SheetRow,
}

impl<'a> SheetTable<'a> {
    /// The first sheet with a row that has all these columns among its first ten.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn find(sheets: &'a [Sheet], required: &[&str]) -> Result<Self, IngestError> {
        let is_header = |row: &SheetRow| {
            let has = |name: &&str| row.cells().iter().any(|(_, text)| same(text, name));
            required.iter().all(has)
        };
        let found = sheets.iter().find_map(|sheet| {
            let header = sheet
                .rows
                .iter()
                .take(DEEPEST_HEADER)
                .find(|r| is_header(r))?;
            Some(Self { sheet, header })
        });
        found.ok_or_else(|| {
            let columns = required.iter().map(|&name| name.to_owned());
            IngestError::MissingColumns(columns.collect())
        })
    }

    /// The rows below the header.
    pub(crate) fn rows(&self) -> impl Iterator<Item = SheetCells<'a>> {
        let (header, sheet) = (self.header, self.sheet);
        sheet
            .rows
            .iter()
            .filter(|row| row.number > header.number)
            .map(move |row| SheetCells { header, row })
    }
}

impl<'a> SheetCells<'a> {
    /// The text of a column; empty when the sheet or the row does not have it.
    pub(crate) fn get(self, name: &str) -> &'a str {
        let column = self
            .header
            .cells()
            .iter()
            .find(|(_, text)| same(text, name));
        column.map_or("", |(at, _)| self.row.get(*at).trim())
    }

    /// Its number as the spreadsheet shows it.
    pub(crate) fn number(self) -> u64 {
        self.row.number
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().eq_ignore_ascii_case(b)
}
