//! Reads the tables of a release into memory, by project; a release has some thousands of them.

use std::collections::HashMap;
use std::io::BufRead;
use std::path::Path;

use encoding_rs::WINDOWS_1252;

use super::super::columns::{Cells, Columns};
use super::super::folder::each_file;
use super::super::meter::Meter;
use super::super::remark::Remarks;
use super::super::table::{Row, Table};
use super::super::{IngestError, Sink};

/// More rows than any release has.
const MOST_ROWS: usize = 1_000_000;

const PROJECTS: &str = "projects.csv";
const LOCATIONS: &str = "locations.csv";
const TRANSACTIONS: &str = "transactions.csv";
const ANCILLARY: &str = "projects_ancillary.csv";

/// Whether a file belongs to a release; the table of projects and places together only repeats the others.
pub(crate) fn is_table(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or_default();
    [PROJECTS, LOCATIONS, TRANSACTIONS, ANCILLARY].contains(&file)
}

/// A project as its table has it.
#[derive(Debug)]
pub(super) struct Project {
    pub line: u64,
    pub id: String,
    pub title: String,
    pub start: String,
    pub end: String,
    pub donors: String,
    pub recipients: String,
    pub sector_codes: String,
    pub sector_names: String,
    pub purpose_names: String,
    pub status: String,
}

/// A place of a project.
#[derive(Debug)]
pub(super) struct Location {
    pub line: u64,
    pub name: String,
    pub latitude: String,
    pub longitude: String,
    pub precision: String,
    /// ISO code of the country in the path of the gazetteer; empty when the path has none.
    pub country: String,
}

/// Money of a project.
#[derive(Debug)]
pub(super) struct Transaction {
    pub line: u64,
    pub year: String,
    pub kind: String,
    pub currency: String,
    pub value: String,
}

/// What the publisher's own list says of a project, of the columns that Tiga knows.
#[derive(Debug, Default)]
pub(super) struct Ancillary {
    pub description: String,
    pub status: String,
    pub modality: String,
    pub approval_number: String,
    pub approval_date: String,
    /// In thousands of current US dollars.
    pub financing: String,
}

/// The tables of a release.
#[derive(Debug, Default)]
pub(super) struct Release {
    pub projects: Vec<Project>,
    pub locations: HashMap<String, Vec<Location>>,
    pub transactions: HashMap<String, Vec<Transaction>>,
    pub ancillary: HashMap<String, Ancillary>,
    /// The list of the publisher states amounts itself.
    pub has_financing: bool,
    /// A table broke off before its end.
    pub is_incomplete: bool,
}

/// Reads the tables of a folder or an archive.
///
/// # Errors
/// When one cannot be read, lacks columns, is missing or is too large.
pub(super) fn read(
    path: &Path,
    meter: &Meter,
    sink: &mut dyn Sink,
) -> Result<Release, IngestError> {
    let mut release = Release::default();
    let mut found = Vec::new();
    each_file(path, meter, is_table, |name, file| {
        let table = name.rsplit('/').next().unwrap_or_default().to_owned();
        if found.contains(&table) {
            return Err(IngestError::Format {
                line: 0,
                message: format!("{table} stands there twice: import one release at a time"),
            });
        }
        release.read_table(&table, file, sink)?;
        found.push(table);
        Ok(())
    })?;
    let missing: Vec<&str> = [PROJECTS, LOCATIONS, TRANSACTIONS]
        .into_iter()
        .filter(|table| !found.iter().any(|name| name == table))
        .collect();
    if missing.is_empty() {
        Ok(release)
    } else {
        Err(IngestError::Format {
            line: 0,
            message: format!("tables are missing: {}", missing.join(", ")),
        })
    }
}

impl Release {
    fn read_table(
        &mut self,
        name: &str,
        file: &mut dyn BufRead,
        sink: &mut dyn Sink,
    ) -> Result<(), IngestError> {
        let required: &[&str] = match name {
            PROJECTS => &["project_id", "project_title", "donors", "recipients"],
            LOCATIONS => &["project_id", "precision_code", "latitude", "longitude"],
            TRANSACTIONS => &[
                "project_id",
                "transaction_year",
                "transaction_value_code",
                "transaction_value",
            ],
            _ => &["project_id"],
        };
        let mut table = Table::new(file, b',');
        let mut row = Row::default();
        if !table.next_row(&mut row, sink)? {
            return Err(IngestError::Format {
                line: 0,
                message: format!("{name} has no header row"),
            });
        }
        let columns = Columns::read(&row, WINDOWS_1252);
        columns
            .require(required)
            .map_err(|error| IngestError::Format {
                line: row.line,
                message: format!("{name}: {error}"),
            })?;
        self.has_financing |= name == ANCILLARY && columns.has(FINANCING);
        let mut count = 0;
        while table.next_row(&mut row, sink)? {
            count += 1;
            if count > MOST_ROWS {
                return Err(IngestError::TooLarge(format!(
                    "{name} has more than {MOST_ROWS} rows"
                )));
            }
            let cells = columns.cells(&row);
            let mut remarks = Remarks::new(row.line);
            if cells.fit(&mut remarks) {
                self.take(name, cells, &mut remarks);
            }
            remarks.send(sink);
        }
        self.is_incomplete |= table.is_incomplete();
        Ok(())
    }

    fn take(&mut self, name: &str, cells: Cells, remarks: &mut Remarks) {
        let id = cells.get("project_id");
        let line = cells.line();
        if id.is_empty() {
            remarks.reject(name, "", "no project_id", "row left out");
            return;
        }
        match name {
            PROJECTS => self.projects.push(Project {
                line,
                id,
                title: cells.get("project_title"),
                start: cells.get("start_actual_isodate"),
                end: cells.get("end_actual_isodate"),
                donors: cells.get("donors"),
                recipients: cells.get("recipients"),
                sector_codes: cells.get("ad_sector_codes"),
                sector_names: cells.get("ad_sector_names"),
                purpose_names: cells.get("ad_purpose_names"),
                status: cells.get("status"),
            }),
            LOCATIONS => {
                let path = cells.get("gazetteer_adm_code");
                let country = path.split('|').nth(2).unwrap_or_default();
                self.locations.entry(id).or_default().push(Location {
                    line,
                    name: cells.get("place_name"),
                    latitude: cells.get("latitude"),
                    longitude: cells.get("longitude"),
                    precision: cells.get("precision_code"),
                    country: country.to_owned(),
                });
            }
            TRANSACTIONS => self.transactions.entry(id).or_default().push(Transaction {
                line,
                year: cells.get("transaction_year"),
                kind: cells.get("transaction_value_code"),
                currency: cells.get("transaction_currency"),
                value: cells.get("transaction_value"),
            }),
            _ => {
                self.ancillary.entry(id).or_insert(Ancillary {
                    description: cells.get("Project Description"),
                    status: cells.get("Status"),
                    modality: cells.get("Project Type or Modality of Assistance"),
                    approval_number: cells.get("Approval Number"),
                    approval_date: cells.get("Approval Date"),
                    financing: cells.get(FINANCING),
                });
            }
        }
    }
}

/// The column of ADB's list, in thousands.
pub(super) const FINANCING: &str = "ADB Financing ($ thousand)";
