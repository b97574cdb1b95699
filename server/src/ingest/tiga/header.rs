//! The header of the template: its columns by name, in any order.

use csv::StringRecord;

use super::super::IngestError;

/// Columns that every file has.
const REQUIRED: [&str; 4] = ["id", "name", "partner", "agency"];

/// Columns that a file may have.
const OPTIONAL: [&str; 23] = [
    "agency_as_reported",
    "country",
    "purpose_code",
    "purpose_basis",
    "year",
    "start",
    "end",
    "amount",
    "currency",
    "price_basis",
    "instrument",
    "status",
    "climate_mitigation",
    "climate_adaptation",
    "gender",
    "cofinancing_group",
    "same_as",
    "source",
    "source_date",
    "confidence",
    "places",
    "notes",
    "counterpart",
];

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Header {
    names: Vec<String>,
}

/// One row with its header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cells<'a> {
    pub header: &'a Header,
    pub record: &'a StringRecord,
}

impl<'a> Cells<'a> {
    /// The trimmed text of a column; empty when the file or the row does not have it.
    pub(super) fn get(self, column: &str) -> &'a str {
        let at = self.header.names.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).unwrap_or("").trim()
    }
}

impl Header {
    /// Reads the header row.
    ///
    /// # Errors
    /// When a required column is missing, or a column stands there twice.
    pub(super) fn read(record: &StringRecord) -> Result<Self, IngestError> {
        let names: Vec<String> = record
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        let missing: Vec<String> = REQUIRED
            .iter()
            .filter(|name| !names.iter().any(|found| found == *name))
            .map(|&name| name.to_owned())
            .collect();
        if !missing.is_empty() {
            return Err(IngestError::MissingColumns(missing));
        }
        for (at, name) in names.iter().enumerate() {
            if !name.is_empty() && names[..at].contains(name) {
                return Err(IngestError::Format {
                    line: 0,
                    message: format!("the column {} stands there twice", short(name)),
                });
            }
        }
        Ok(Self { names })
    }

    /// How many columns there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Columns that the template does not have.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .map(String::as_str)
            .filter(|name| !REQUIRED.contains(name) && !OPTIONAL.contains(name))
    }
}

fn short(name: &str) -> String {
    name.chars().take(60).collect()
}
