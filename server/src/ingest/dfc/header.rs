//! Finds the sheet, the header row and the columns, whatever the sheet is called and wherever the header stands.

use super::super::IngestError;
use super::super::workbook::{Sheet, SheetRow};

/// A column that the importer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    FiscalYear,
    ProjectNumber,
    ProjectType,
    Region,
    Country,
    Department,
    ProjectName,
    Committed,
    NaicsSector,
    Description,
    Url,
    OriginatingAgency,
    SupportType,
    Currency,
    Term,
    WomenIdentifier,
    WomenCriteria,
}

impl Column {
    pub(super) const ALL: [Self; 17] = [
        Self::FiscalYear,
        Self::ProjectNumber,
        Self::ProjectType,
        Self::Region,
        Self::Country,
        Self::Department,
        Self::ProjectName,
        Self::Committed,
        Self::NaicsSector,
        Self::Description,
        Self::Url,
        Self::OriginatingAgency,
        Self::SupportType,
        Self::Currency,
        Self::Term,
        Self::WomenIdentifier,
        Self::WomenCriteria,
    ];

    /// Without these nothing can be said of a row.
    const REQUIRED: [Self; 9] = [
        Self::FiscalYear,
        Self::ProjectNumber,
        Self::ProjectType,
        Self::Country,
        Self::Department,
        Self::ProjectName,
        Self::Committed,
        Self::NaicsSector,
        Self::Description,
    ];

    /// The header as DFC writes it.
    pub(super) const fn name(self) -> &'static str {
        [
            "Fiscal Year",
            "Project Number",
            "Project Type",
            "Region",
            "Country",
            "Department",
            "Project Name",
            "Committed",
            "NAICS Sector",
            "Project Description",
            "Project Profile URL",
            "Originating Agency",
            "Support Type",
            "Currency",
            "Estimated Term (Years)",
            "2X identifier",
            "2X Qualifying Criteria",
        ][self as usize]
    }
}

/// Columns of the two editions that say nothing that Tiga shows.
const PASSED_OVER: [&str; 7] = [
    "framework",
    "exposure",
    "country income level",
    "source of funding",
    "sovereign (yes/no)",
    "environmental and social risk category",
    "iq tier",
];

/// How far down a header may stand.
const DEEPEST_HEADER: usize = 10;
/// A row with so many of the required names is meant as the header.
const TELLING: usize = 3;

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Header {
    positions: [Option<u32>; Column::ALL.len()],
    /// Row of the header, from 1.
    pub row: u64,
    /// Headers that are not known, as written.
    pub unknown: Vec<String>,
}

impl Header {
    /// The text of a row in a column; empty when the file does not have the column.
    pub(super) fn get<'a>(&self, row: &'a SheetRow, column: Column) -> &'a str {
        self.positions[column as usize].map_or("", |at| row.get(at))
    }

    /// Whether it is the annual file, which has columns of its own.
    pub(super) fn is_annual(&self) -> bool {
        self.positions[Column::OriginatingAgency as usize].is_some()
            || self.positions[Column::SupportType as usize].is_some()
    }

    fn read(row: &SheetRow) -> Self {
        let mut header = Self {
            positions: [None; Column::ALL.len()],
            row: row.number,
            unknown: Vec::new(),
        };
        for (at, text) in row.cells() {
            let folded = fold(text);
            let known = Column::ALL
                .into_iter()
                .find(|column| fold(column.name()) == folded);
            match known {
                Some(column) => {
                    header.positions[column as usize].get_or_insert(*at);
                }
                None if PASSED_OVER.contains(&folded.as_str()) => {}
                None => header.unknown.push(text.clone()),
            }
        }
        header
    }

    fn missing(&self) -> Vec<String> {
        Column::REQUIRED
            .into_iter()
            .filter(|column| self.positions[*column as usize].is_none())
            .map(|column| column.name().to_owned())
            .collect()
    }
}

/// The sheet with the projects, and its header.
///
/// # Errors
/// When no sheet has such a header, or the one that comes closest lacks columns.
pub(super) fn find(sheets: &[Sheet]) -> Result<(&Sheet, Header), IngestError> {
    let best = sheets
        .iter()
        .flat_map(|sheet| {
            sheet
                .rows
                .iter()
                .take(DEEPEST_HEADER)
                .map(move |row| (sheet, row))
        })
        .map(|(sheet, row)| (sheet, Header::read(row)))
        .min_by_key(|(_, header)| header.missing().len());
    match best {
        Some((sheet, header)) if header.missing().is_empty() => Ok((sheet, header)),
        Some((_, header)) if header.missing().len() + TELLING <= Column::REQUIRED.len() => {
            Err(IngestError::MissingColumns(header.missing()))
        }
        _ => Err(unknown_workbook(sheets)),
    }
}

fn unknown_workbook(sheets: &[Sheet]) -> IngestError {
    let names: Vec<&str> = sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .take(20)
        .collect();
    IngestError::Format {
        line: 0,
        message: format!(
            "no sheet has a header row with Project Number, NAICS Sector and Committed (sheets: {})",
            names.join(", ")
        ),
    }
}

fn fold(text: &str) -> String {
    text.replace('_', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
