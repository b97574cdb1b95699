//! Judges one row: an observation of an activity in a year, of one agency, recipient and purpose.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tiga_domain::activity::{Activity, Flag, Flags, FlowKind, Provenance, SectorBasis};
use tiga_domain::agency::{Agency, Context};
use tiga_domain::country::Recipient;
use tiga_domain::date::Date;
use tiga_domain::finance;
use tiga_domain::marker::Markers;
use tiga_domain::money::parse_amount;
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Instrument;

use super::super::remark::Remarks;
use super::super::table::Row;
use super::super::text::{collapse, undo_double_decoding};
use super::amount::amounts_of;
use super::header::{Column, Header, Layout, MARKERS};
use super::key::{Donor, donor_of, identity_of, number, recipient_of};

const LEFT_OUT: &str = "row left out";
/// Agencies of the ADB whose money is Japan's.
const FUNDS_OF_JAPAN: [&str; 2] = ["5", "6"];

/// What became of a row.
pub(super) enum Judged {
    /// It is of use.
    Observation(Box<Observation>),
    /// Its recipient is outside ASEAN.
    Outside,
    /// Its donor is no partner.
    OtherAgency,
    /// In constant prices of a year that Tiga has no basis for.
    ConstantPrices,
    /// Left out, with a finding.
    Rejected,
}

/// An activity in a year, as one row tells it.
pub(super) struct Observation {
    /// The year of the money.
    pub year: i16,
    /// Where it goes.
    pub recipient: Recipient,
    /// What it is for.
    pub purpose: Option<PurposeCode>,
    /// Money by kind, in US dollars.
    pub amounts: Vec<(FlowKind, Decimal)>,
    /// Everything else; its identifier is that of the whole activity, and it has no parts and no money.
    pub activity: Activity,
}

/// Judges a row; what lies outside or is of others costs a look at two cells.
pub(super) fn judge(header: &Header, row: &Row, remarks: &mut Remarks) -> Judged {
    if row.len() != header.width {
        let count = row.len().to_string();
        let message = format!(
            "not as many cells as the header, which has {}",
            header.width
        );
        remarks.reject("row", &count, &message, LEFT_OUT);
        return Judged::Rejected;
    }
    let donor = donor_of(header, row);
    if donor == Donor::Other {
        return Judged::OtherAgency;
    }
    let reject = |column: Column, message: &str, remarks: &mut Remarks| {
        remarks.reject(column.name(), &header.text(row, column), message, LEFT_OUT);
        Judged::Rejected
    };
    let Donor::Partner(donor) = donor else {
        return reject(Column::Donor, "no code of a single donor", remarks);
    };
    let Some(recipient) = recipient_of(header, row) else {
        return reject(Column::Recipient, "no code of a single recipient", remarks);
    };
    let year = number(header.bytes(row, Column::Year)).filter(|year| (1950..2150).contains(year));
    let Some(year) = year else {
        return reject(Column::Year, "no year", remarks);
    };
    if recipient == Recipient::Outside {
        return Judged::Outside;
    }
    if header.layout == Layout::Explorer {
        if matches!(header.bytes(row, Column::MicroDataId), b"" | b"_T" | b"_Z") {
            return reject(Column::MicroDataId, "a total, not an activity", remarks);
        }
        if header.bytes(row, Column::PriceBasis) != b"V" {
            return Judged::ConstantPrices;
        }
        let code = header.bytes(row, Column::Purpose);
        if code.len() != 5 || !code.iter().all(u8::is_ascii_digit) {
            return reject(Column::Purpose, "a total over purposes", remarks);
        }
    }
    let Some(amounts) = amounts_of(header, row, remarks) else {
        return Judged::Rejected;
    };
    let flow = header.text(row, Column::Flow).into_owned();
    let agency_number = header.text(row, Column::Agency);
    let agency_number = match agency_number.trim_start_matches('0') {
        "" => "0",
        trimmed => trimmed,
    };
    let context = Context {
        flow: Some(&flow),
        donor: None,
    };
    let Some(agency) = Agency::from_crs(&donor.to_string(), agency_number, context) else {
        return reject(Column::Agency, "no agency of this donor", remarks);
    };
    let id = identity_of(header, row, (donor, agency_number), remarks);
    remarks.identify(&id);
    let reader = Reader { header, row };
    let mut flags = Flags::default();
    if donor >= 915 && FUNDS_OF_JAPAN.contains(&agency_number) {
        flags.insert(Flag::FundedByJapan);
    }
    let purpose = reader.purpose(&mut flags, remarks);
    let activity = reader.activity((id, agency, flags), &flow, remarks);
    Judged::Observation(Box::new(Observation {
        year: year as i16,
        recipient,
        purpose,
        amounts,
        activity,
    }))
}

/// A row with its header.
struct Reader<'a> {
    header: &'a Header,
    row: &'a Row,
}

impl Reader<'_> {
    fn activity(
        &self,
        (id, agency, flags): (String, Agency, Flags),
        flow: &str,
        remarks: &mut Remarks,
    ) -> Activity {
        let finance_type = number(self.header.bytes(self.row, Column::FinanceType));
        let aid_type = self.text(Column::AidType);
        let instrument = finance::instrument(finance_type, &aid_type).or(match flow {
            "11" => Some(Instrument::Grant),
            "13" => Some(Instrument::Loan),
            "19" => Some(Instrument::Equity),
            _ => None,
        });
        let long = self.text(Column::LongDescription);
        let short = self.text(Column::ShortDescription);
        let (title, description) = match (self.text(Column::Title), long) {
            (title, long) if title.is_empty() => (short, long),
            (title, long) if long.is_empty() => (title, short),
            titled => titled,
        };
        Activity {
            id,
            dataset: match self.header.layout {
                Layout::Bulk => "crs",
                Layout::Explorer => "crs:explorer",
            }
            .to_owned(),
            title,
            description,
            agency,
            agency_reported: self.text(Column::AgencyName),
            status: None,
            start: self.date(Column::Start, remarks),
            end: self.date(Column::End, remarks),
            instrument,
            flow_type: self.flow_type(flow, remarks),
            aid_type: if finance::aid_type_name(&aid_type).is_some() {
                aid_type
            } else {
                String::new()
            },
            markers: self.markers(remarks),
            splits: Vec::new(),
            sector_basis: SectorBasis::Reported,
            flows: Vec::new(),
            places: Vec::new(),
            parent: None,
            references: Vec::new(),
            same_as: None,
            joint_group: None,
            counterpart: None,
            flags,
            provenance: Provenance {
                record: format!("line {}", self.row.line),
                notes: self.notes(),
                ..Provenance::default()
            },
        }
    }

    fn text(&self, column: Column) -> String {
        let text = collapse(&self.header.text(self.row, column));
        undo_double_decoding(&text).unwrap_or(text)
    }

    fn purpose(&self, flags: &mut Flags, remarks: &mut Remarks) -> Option<PurposeCode> {
        let text = self.header.text(self.row, Column::Purpose);
        let written = PurposeCode::parse(&text);
        if written.is_none() && !text.is_empty() {
            let message = "a purpose code that no list has";
            remarks.note(
                Column::Purpose.name(),
                &text,
                message,
                "purpose not reported",
            );
        }
        let current = written?.current();
        if Some(current) != written {
            flags.insert(Flag::RecodedSector);
        }
        Some(current)
    }

    /// The flow list of the CRS is not that of IATI.
    fn flow_type(&self, flow: &str, remarks: &mut Remarks) -> Option<u16> {
        let known = match flow {
            "11" | "13" | "19" => Some(10),
            "14" => Some(21),
            "30" => Some(30),
            "60" => Some(60),
            _ => None,
        };
        if known.is_none() && self.header.layout == Layout::Bulk && !flow.is_empty() {
            remarks.note(
                Column::Flow.name(),
                flow,
                "an unknown flow",
                "flow type not reported",
            );
        }
        known
    }

    fn markers(&self, remarks: &mut Remarks) -> Markers {
        let mut markers = Markers::default();
        for (marker, column) in MARKERS {
            let bytes = self.header.bytes(self.row, column);
            if bytes.is_empty() {
                continue;
            }
            let text = self.header.text(self.row, column);
            // Some vintages write whole numbers with a decimal.
            let score = parse_amount(&text)
                .ok()
                .filter(Decimal::is_integer)
                .and_then(|score| score.to_u8())
                .filter(|score| *score <= marker.top_score());
            match score {
                Some(score) => markers.set(marker, score),
                None => remarks.note(
                    column.name(),
                    &text,
                    "no score of this marker",
                    "read as not reported",
                ),
            }
        }
        markers
    }

    fn date(&self, column: Column, remarks: &mut Remarks) -> Option<Date> {
        let text = self.header.text(self.row, column);
        let date = Date::parse(&text);
        if date.is_none() && !text.is_empty() {
            remarks.note(column.name(), &text, "not a date", "read as not reported");
        }
        date
    }

    /// What the row says beside its fields.
    fn notes(&self) -> String {
        [
            ("committed", Column::CommitmentDate),
            ("places as written", Column::Geography),
            ("channel", Column::Channel),
        ]
        .map(|(label, column)| (label, self.text(column)))
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(label, text)| format!("{label}: {text}"))
        .collect::<Vec<_>>()
        .join("; ")
    }
}
