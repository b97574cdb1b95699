//! Columns of a table by name, and the cells of a row by column. Knows no format.

use encoding_rs::Encoding;

use super::IngestError;
use super::remark::Remarks;
use super::table::Row;
use super::text::{collapse, undo_double_decoding};

/// The names of the columns, folded.
#[derive(Debug)]
pub(crate) struct Columns {
    names: Vec<String>,
    encoding: &'static Encoding,
}

/// One row with its columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'a> {
    columns: &'a Columns,
    row: &'a Row,
}

impl Columns {
    /// Takes a row as the header; `encoding` is that of cells that are no UTF-8.
    pub(crate) fn read(row: &Row, encoding: &'static Encoding) -> Self {
        let names = (0..row.len()).map(|at| fold(&row.text(at, encoding)));
        Self {
            names: names.collect(),
            encoding,
        }
    }

    /// # Errors
    /// When one of these columns is missing.
    pub(crate) fn require(&self, names: &[&str]) -> Result<(), IngestError> {
        let missing: Vec<String> = names
            .iter()
            .filter(|name| !self.has(name))
            .map(|&name| name.to_owned())
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(IngestError::MissingColumns(missing))
        }
    }

    /// Whether there is a column of this name, however its case and spaces are.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains(&fold(name))
    }

    /// A row with these columns.
    pub(crate) fn cells<'a>(&'a self, row: &'a Row) -> Cells<'a> {
        Cells { columns: self, row }
    }
}

impl Cells<'_> {
    /// The text of a column on one line, double decoding undone; empty when there is none.
    pub(crate) fn get(self, name: &str) -> String {
        let text = self.raw(name);
        undo_double_decoding(&text).unwrap_or(text)
    }

    /// Whether the text of a column was decoded once too often in the file; [`Cells::get`] undoes it.
    pub(crate) fn is_misread(self, name: &str) -> bool {
        undo_double_decoding(&self.raw(name)).is_some()
    }

    fn raw(self, name: &str) -> String {
        let name = fold(name);
        let at = self.columns.names.iter().position(|found| *found == name);
        let text = at.map(|at| self.row.text(at, self.columns.encoding));
        collapse(&text.unwrap_or_default())
    }

    /// Its first line in the file, from 1.
    pub(crate) fn line(self) -> u64 {
        self.row.line
    }

    /// Reports cells beyond the header; false when there are some.
    pub(crate) fn fit(self, remarks: &mut Remarks) -> bool {
        let width = self.columns.names.len();
        let fits = (width..self.row.len()).all(|at| self.row.bytes(at).is_empty());
        if !fits {
            let message = format!("more cells than the header, which has {width}");
            let count = self.row.len().to_string();
            remarks.reject("row", &count, &message, "row left out");
        }
        fits
    }
}

fn fold(name: &str) -> String {
    collapse(name).replace('_', " ").to_lowercase()
}
