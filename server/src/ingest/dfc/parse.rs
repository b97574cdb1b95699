//! Judges the rows of a DFC workbook: one row is one activity, and each gets exactly one outcome.

use std::collections::HashMap;
use std::io::{Read, Seek};

use tiga_domain::activity::{Activity, Flag, Flags, Flow, FlowKind, PriceBasis, Provenance, Split};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::marker::Markers;
use tiga_domain::money::Share;
use tiga_domain::status::Status;

use super::super::outside::is_outside_name;
use super::super::remark::Remarks;
use super::super::web::web_address;
use super::super::workbook::{SheetRow, read_sheets};
use super::super::{FileFacts, IngestError, Outcome, ReadContext, Sink};
use super::cell::{REDACTED, amount_of, fiscal_year, instrument_of, is_redacted};
use super::header::{Column, Header, find};
use super::purpose::{Text, purpose_of};

/// The last row of the annual file.
const END_OF_TABLE: &str = "End of Table";
const ASIA: u16 = 798;

/// Reads the list of active projects or the annual file.
///
/// # Errors
/// When it is no xlsx workbook, unpacks to too much, has no header of DFC's, or the sink has stopped.
pub(crate) fn read<R: Read + Seek>(
    file: R,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let sheets = read_sheets(file)?;
    let (sheet, header) = find(&sheets)?;
    let mut about_header = Remarks::new(header.row);
    for name in &header.unknown {
        about_header.note(
            "header",
            name,
            "a column that Tiga does not know",
            "not read",
        );
    }
    about_header.send(sink);
    let header_row = header.row;
    let mut reader = Reader {
        header,
        context,
        ordinals: HashMap::new(),
        rows: HashMap::new(),
    };
    for row in sheet.rows.iter().filter(|row| row.number > header_row) {
        if row
            .cells()
            .iter()
            .all(|(_, text)| text.eq_ignore_ascii_case(END_OF_TABLE))
        {
            continue;
        }
        let mut remarks = Remarks::new(row.number);
        let outcome = reader.judge(row, &mut remarks);
        remarks.send(sink);
        sink.record(outcome)?;
    }
    Ok(FileFacts {
        version: if reader.header.is_annual() {
            "annual project data"
        } else {
            "active projects"
        }
        .to_owned(),
        publisher: "U.S. International Development Finance Corporation".to_owned(),
        licence: "US government work".to_owned(),
        ..FileFacts::default()
    })
}

/// What is remembered from row to row.
struct Reader<'a> {
    header: Header,
    context: &'a ReadContext,
    /// How many rows a project number and fiscal year had so far.
    ordinals: HashMap<String, u32>,
    /// The first row of each content.
    rows: HashMap<Vec<(u32, String)>, u64>,
}

impl Reader<'_> {
    fn judge(&mut self, row: &SheetRow, remarks: &mut Remarks) -> Outcome {
        let number = match self.header.get(row, Column::ProjectNumber) {
            "" => {
                remarks.reject("Project Number", "", "no project number", "row left out");
                return Outcome::Rejected;
            }
            number => number.to_owned(),
        };
        let year = fiscal_year(self.header.get(row, Column::FiscalYear));
        let id = self.identify(&number, year);
        remarks.identify(&id);
        let first = *self.rows.entry(row.cells().to_vec()).or_insert(row.number);
        if first != row.number {
            let message = format!("the row is the same as row {first}");
            remarks.note(
                "Project Number",
                &number,
                &message,
                "kept: policies and tranches repeat",
            );
        }
        let Some(amount) = amount_of(self.header.get(row, Column::Committed), remarks) else {
            return Outcome::Rejected;
        };
        let recipient = self.recipient(row, remarks);
        self.note_redacted(row, remarks);
        if year.is_none() {
            let text = self.header.get(row, Column::FiscalYear);
            remarks.note(
                "Fiscal Year",
                text,
                "no fiscal year",
                "the amount is undated",
            );
        }
        if recipient.0 == Recipient::Outside {
            return Outcome::Outside;
        }
        let flow = Flow {
            kind: FlowKind::Commitment,
            year,
            amount: Some(amount.0),
            currency: "USD".to_owned(),
            value: amount.1,
            basis: PriceBasis::Current,
            split: None,
        };
        Outcome::Activity(Box::new(self.activity(
            row,
            (id, number),
            (recipient, flow),
            remarks,
        )))
    }

    /// `dfc:<number>:<year>:<ordinal>`: the ordinal counts the rows with the same number and year.
    fn identify(&mut self, number: &str, year: Option<i16>) -> String {
        let year = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
        let pair = format!(
            "dfc:{}:{year}",
            number.to_lowercase().replace([' ', ':'], "-")
        );
        let ordinal = self.ordinals.entry(pair.clone()).or_insert(0);
        *ordinal += 1;
        format!("{pair}:{ordinal}")
    }

    /// Where it goes, and whether that is assumed.
    fn recipient(&self, row: &SheetRow, remarks: &mut Remarks) -> (Recipient, bool) {
        let name = self.header.get(row, Column::Country);
        if let Some(country) = Country::from_name(name) {
            return (Recipient::Country(country), false);
        }
        if name.eq_ignore_ascii_case("Asia Regional") {
            return (Recipient::Region(ASIA), false);
        }
        if is_outside_name(name) {
            return (Recipient::Outside, false);
        }
        if is_redacted(name) {
            return (Recipient::Unknown, false);
        }
        let region = self.header.get(row, Column::Region);
        if matches!(
            region,
            "Africa" | "Western Hem" | "Europe" | "MENA" | "Central Asia"
        ) {
            remarks.note(
                "Country",
                name,
                "unknown country",
                "outside ASEAN by its region",
            );
            return (Recipient::Outside, false);
        }
        if let (true, Some(country)) = (name.is_empty(), self.context.assumed_country) {
            remarks.note(
                "Country",
                "",
                "no country",
                "the country given for the file is assumed",
            );
            return (Recipient::Country(country), true);
        }
        remarks.note("Country", name, "unknown country", "kept without a country");
        (Recipient::Unknown, false)
    }

    fn note_redacted(&self, row: &SheetRow, remarks: &mut Remarks) {
        let columns: Vec<&str> = Column::ALL
            .into_iter()
            .filter(|column| is_redacted(self.header.get(row, *column)))
            .map(Column::name)
            .collect();
        if !columns.is_empty() {
            remarks.note(
                &columns.join(", "),
                REDACTED,
                "redacted by the publisher",
                "kept as it is",
            );
        }
    }

    fn activity(
        &self,
        row: &SheetRow,
        (id, number): (String, String),
        ((recipient, is_assumed), flow): ((Recipient, bool), Flow),
        remarks: &mut Remarks,
    ) -> Activity {
        let get = |column| self.header.get(row, column);
        let mut flags = Flags::default();
        let originator = get(Column::OriginatingAgency);
        let is_legacy = get(Column::Department).eq_ignore_ascii_case("Legacy")
            || ["OPIC", "USAID"]
                .iter()
                .any(|name| originator.eq_ignore_ascii_case(name));
        let purpose = purpose_of(Text {
            name: get(Column::ProjectName),
            description: get(Column::Description),
            industry: get(Column::NaicsSector),
        });
        if let Some(code) = &purpose.unknown_code {
            remarks.note(
                "Project Description",
                code,
                "a purpose code that no list has",
                "purpose not reported",
            );
        } else if purpose.code.is_none() && !is_redacted(get(Column::NaicsSector)) {
            remarks.note(
                "NAICS Sector",
                get(Column::NaicsSector),
                "no known industry",
                "purpose not reported",
            );
        }
        for (flag, is_set) in [
            (Flag::Legacy, is_legacy),
            (
                Flag::Redacted,
                Column::ALL.into_iter().any(|c| is_redacted(get(c))),
            ),
            (Flag::RecodedSector, purpose.is_recoded),
            (Flag::CountryAssumed, is_assumed),
        ] {
            if is_set {
                flags.insert(flag);
            }
        }
        let title = match get(Column::ProjectName) {
            "" => {
                remarks.note("Project Name", "", "no name", "the project number is shown");
                number.clone()
            }
            name => name.to_owned(),
        };
        let instrument = instrument_of(get(Column::Department), get(Column::ProjectType));
        if instrument.is_none() && !is_redacted(get(Column::ProjectType)) {
            let message = "neither department nor project type is known";
            remarks.note(
                "Project Type",
                get(Column::ProjectType),
                message,
                "instrument not reported",
            );
        }
        let references = if is_redacted(&number) {
            Vec::new()
        } else {
            vec![format!("dfc:{number}")]
        };
        Activity {
            id,
            dataset: "dfc".to_owned(),
            title,
            description: get(Column::Description).to_owned(),
            agency: Agency::from_code("DFC").expect("the compiled-in table has it"),
            agency_reported: originator.to_owned(),
            status: Some(Status::Implementation),
            start: None,
            end: None,
            instrument,
            flow_type: None,
            aid_type: String::new(),
            markers: Markers::default(),
            splits: vec![Split {
                recipient,
                purpose: purpose.code,
                share: Share::ONE,
            }],
            sector_basis: purpose.basis,
            flows: vec![flow],
            places: Vec::new(),
            parent: None,
            references,
            same_as: None,
            joint_group: None,
            // The list names a project by its borrower.
            counterpart: Some(get(Column::ProjectName))
                .filter(|name| !name.is_empty() && !is_redacted(name))
                .map(str::to_owned),
            flags,
            provenance: Provenance {
                record: format!("row {}", row.number),
                url: web_address(get(Column::Url)),
                notes: self.notes(row, purpose.reason),
                ..Provenance::default()
            },
        }
    }

    /// What the record says beside its fields, in sentences.
    fn notes(&self, row: &SheetRow, reason: String) -> String {
        let stated = [
            ("support type", Column::SupportType),
            ("disbursed in", Column::Currency),
            ("term in years", Column::Term),
            ("2X (women)", Column::WomenIdentifier),
            ("2X criteria", Column::WomenCriteria),
        ]
        .map(|(label, column)| (label, self.header.get(row, column)));
        std::iter::once(reason)
            .filter(|reason| !reason.is_empty())
            .chain(
                stated
                    .into_iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(label, text)| format!("{label}: {text}")),
            )
            .collect::<Vec<_>>()
            .join("; ")
    }
}
