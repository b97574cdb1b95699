//! Finds the columns by name: case, underscores and spaces differ between vintages, and so does the order.

use encoding_rs::ISO_8859_15;
use tiga_domain::marker::Marker;

use super::super::IngestError;
use super::super::table::Row;

/// A column that the importer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Year,
    Donor,
    Agency,
    Recipient,
    Purpose,
    Commitment,
    Disbursement,
    CrsId,
    ProjectNumber,
    AgencyName,
    InitialReport,
    Flow,
    FinanceType,
    AidType,
    ShortDescription,
    Title,
    LongDescription,
    Channel,
    Geography,
    CommitmentDate,
    Start,
    End,
    Gender,
    Environment,
    Governance,
    Trade,
    Biodiversity,
    ClimateMitigation,
    ClimateAdaptation,
    Desertification,
    Rmnch,
    Drr,
    Disability,
    Nutrition,
    /// Commitment or disbursement (Data Explorer).
    FlowType,
    PriceBasis,
    MicroDataId,
    Value,
    Multiplier,
}

/// Column, name in the bulk text as published, folded name in the Data Explorer; empty where there is none.
const COLUMNS: [(Column, &str, &str); 39] = [
    (Column::Year, "Year", "timeperiod"),
    (Column::Donor, "DonorCode", "donor"),
    (Column::Agency, "AgencyCode", "donoragency"),
    (Column::Recipient, "RecipientCode", "recipient"),
    (Column::Purpose, "PurposeCode", "sector"),
    (Column::Commitment, "USD_Commitment", ""),
    (Column::Disbursement, "USD_Disbursement", ""),
    (Column::CrsId, "CrsID", "oecdid"),
    (Column::ProjectNumber, "ProjectNumber", "donorprojectid"),
    (Column::AgencyName, "AgencyName", ""),
    (Column::InitialReport, "InitialReport", "natureofsubmission"),
    (Column::Flow, "FlowCode", "measure"),
    (Column::FinanceType, "Finance_t", "financetypecode"),
    (Column::AidType, "Aid_t", "modality"),
    (
        Column::ShortDescription,
        "ShortDescription",
        "shortdescription",
    ),
    (Column::Title, "ProjectTitle", "projecttitle"),
    (
        Column::LongDescription,
        "LongDescription",
        "longdescription",
    ),
    (Column::Channel, "ChannelName", "channeldeliveryname"),
    (Column::Geography, "Geography", ""),
    (Column::CommitmentDate, "CommitmentDate", ""),
    (Column::Start, "ExpectedStartDate", ""),
    (Column::End, "CompletionDate", ""),
    (Column::Gender, "Gender", "genderequality"),
    (Column::Environment, "Environment", "environment"),
    (Column::Governance, "PDGG", "governance"),
    (Column::Trade, "Trade", ""),
    (Column::Biodiversity, "Biodiversity", "biodiversity"),
    (
        Column::ClimateMitigation,
        "ClimateMitigation",
        "climatemitigation",
    ),
    (
        Column::ClimateAdaptation,
        "ClimateAdaptation",
        "climateadaptation",
    ),
    (
        Column::Desertification,
        "Desertification",
        "desertification",
    ),
    (Column::Rmnch, "RMNCH", "rmnch"),
    (Column::Drr, "DRR", "drr"),
    (Column::Disability, "Disability", "disability"),
    (Column::Nutrition, "Nutrition", "nutrition"),
    (Column::FlowType, "", "flowtype"),
    (Column::PriceBasis, "", "pricebase"),
    (Column::MicroDataId, "", "mdid"),
    (Column::Value, "", "obsvalue"),
    (Column::Multiplier, "", "unitmult"),
];

/// Another name of a column in the bulk text since 2024.
const GOVERNANCE_SINCE_2024: &str = "dig";

/// The markers and their columns.
pub(super) const MARKERS: [(Marker, Column); 12] = [
    (Marker::Gender, Column::Gender),
    (Marker::Environment, Column::Environment),
    (Marker::Governance, Column::Governance),
    (Marker::Trade, Column::Trade),
    (Marker::Biodiversity, Column::Biodiversity),
    (Marker::ClimateMitigation, Column::ClimateMitigation),
    (Marker::ClimateAdaptation, Column::ClimateAdaptation),
    (Marker::Desertification, Column::Desertification),
    (Marker::Rmnch, Column::Rmnch),
    (Marker::Drr, Column::Drr),
    (Marker::Disability, Column::Disability),
    (Marker::Nutrition, Column::Nutrition),
];

/// In which form the OECD gave the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One row for each activity, year and purpose, in millions.
    Bulk,
    /// One row for each observation, by ISO codes.
    Explorer,
}

/// Where the columns are.
#[derive(Debug)]
pub(super) struct Header {
    /// The form.
    pub layout: Layout,
    /// How many columns the file has.
    pub width: usize,
    positions: [Option<usize>; COLUMNS.len()],
}

impl Header {
    /// Reads the header row.
    ///
    /// # Errors
    /// When a column is missing without which nothing can be said of a row.
    pub(super) fn read(row: &Row) -> Result<Self, IngestError> {
        let names: Vec<String> = (0..row.len())
            .map(|at| fold(&row.text(at, ISO_8859_15)))
            .collect();
        let is_explorer = names.iter().any(|name| name == "structureid");
        let layout = if is_explorer {
            Layout::Explorer
        } else {
            Layout::Bulk
        };
        let mut positions = [None; COLUMNS.len()];
        for (column, bulk, explorer) in COLUMNS {
            let wanted = match layout {
                Layout::Bulk => fold(bulk),
                Layout::Explorer => explorer.to_owned(),
            };
            let is_wanted = |name: &String| {
                !wanted.is_empty() && *name == wanted
                    || column == Column::Governance && name == GOVERNANCE_SINCE_2024
            };
            positions[column as usize] = names.iter().position(is_wanted);
        }
        let header = Self {
            layout,
            width: row.len(),
            positions,
        };
        let missing = header.missing();
        if missing.is_empty() {
            Ok(header)
        } else {
            Err(IngestError::MissingColumns(missing))
        }
    }

    fn missing(&self) -> Vec<String> {
        let lacks = |column: Column| self.positions[column as usize].is_none();
        let mut missing: Vec<String> = Vec::new();
        for (column, bulk, explorer) in COLUMNS {
            let is_required = match self.layout {
                Layout::Bulk => matches!(
                    column,
                    Column::Year
                        | Column::Donor
                        | Column::Agency
                        | Column::Recipient
                        | Column::Purpose
                ),
                Layout::Explorer => matches!(
                    column,
                    Column::Year
                        | Column::Donor
                        | Column::Agency
                        | Column::Recipient
                        | Column::Purpose
                        | Column::FlowType
                        | Column::PriceBasis
                        | Column::MicroDataId
                        | Column::Value
                        | Column::Multiplier
                ),
            };
            if is_required && lacks(column) {
                missing.push(match self.layout {
                    Layout::Bulk => bulk.to_owned(),
                    Layout::Explorer => explorer.to_owned(),
                });
            }
        }
        if self.layout == Layout::Bulk && lacks(Column::Commitment) && lacks(Column::Disbursement) {
            missing.push("USD_Commitment or USD_Disbursement".to_owned());
        }
        missing
    }

    /// The bytes of a column; empty when the file does not have it.
    pub(super) fn bytes<'a>(&self, row: &'a Row, column: Column) -> &'a [u8] {
        self.positions[column as usize].map_or(&[], |at| row.bytes(at))
    }

    /// The text of a column; empty when the file does not have it.
    pub(super) fn text<'a>(&self, row: &'a Row, column: Column) -> std::borrow::Cow<'a, str> {
        match self.positions[column as usize] {
            Some(at) => row.text(at, ISO_8859_15),
            None => "".into(),
        }
    }
}

impl Column {
    /// The name in the bulk text, else in the Data Explorer.
    pub(super) fn name(self) -> &'static str {
        COLUMNS
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or(
                "",
                |(_, bulk, explorer)| {
                    if bulk.is_empty() { explorer } else { bulk }
                },
            )
    }
}

fn fold(name: &str) -> String {
    name.chars()
        .filter(|c| !matches!(c, '_' | ' ' | '\u{feff}'))
        .collect::<String>()
        .to_lowercase()
}
