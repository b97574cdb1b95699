//! Judges one project. The officer in charge is a person and is not read.

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Flag, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::{cross, parse_amount, rebase, to_cents};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::{Instrument, Status};

use super::super::Outcome;
use super::super::columns::Cells;
use super::super::outside::is_outside_name;
use super::super::remark::Remarks;
use super::purpose::purposes_of;

pub(super) const NUMBER: &str = "Project Number";
pub(super) const COUNTRY: &str = "Country";
pub(super) const FINANCING: &str = "ADB Financing (US$)";
const MODALITY: &str = "Project Type or Modality";
const LOCATION: &str = "Geographical Location";
const APPROVALS: &str = "Approval Number";
const LEFT_OUT: &str = "row left out";
/// Several values in one cell.
const SEPARATOR: char = '|';
/// Asia as a whole, in the list of the DAC.
const ASIA: u16 = 798;

/// The outcome of a row.
pub(super) fn project_of(cells: Cells, remarks: &mut Remarks) -> Outcome {
    let number = cells.get(NUMBER);
    if number.is_empty() {
        remarks.reject(NUMBER, "", "no project number", LEFT_OUT);
        return Outcome::Rejected;
    }
    for column in ["Project Name", COUNTRY, LOCATION, "Executing Agency"] {
        if cells.is_misread(column) {
            let message = "the text was decoded once too often";
            remarks.note(column, &cells.get(column), message, "put right");
        }
    }
    let text = cells.get(FINANCING);
    let amount = parse_amount(&text)
        .ok()
        .and_then(|amount| Some((amount.normalize(), to_cents(amount, Decimal::ONE)?)));
    if amount.is_none() && !text.is_empty() {
        let message = "the amount is not a number that money can have";
        remarks.reject(FINANCING, &text, message, LEFT_OUT);
        return Outcome::Rejected;
    }
    let mut flags = Flags::default();
    let recipients = recipients_of(cells, &mut flags, remarks);
    if recipients.iter().all(|r| *r == Recipient::Outside) {
        return Outcome::Outside;
    }
    let approval = approval_of(cells, remarks);
    let status = status_of(cells, remarks);
    let kind = if status == Some(Status::Pipeline) {
        FlowKind::Pledge
    } else {
        FlowKind::Commitment
    };
    let flow = Flow {
        kind,
        year: approval.map(Date::year),
        amount: amount.map(|(amount, _)| amount),
        currency: "USD".to_owned(),
        value: amount.map_or(Value::NotStated, |(_, cents)| Value::Usd(cents)),
        basis: PriceBasis::Current,
        split: None,
    };
    let splits = splits_of(cells, &recipients, &mut flags, remarks);
    Outcome::Activity(Box::new(Activity {
        id: format!("adb:{number}"),
        dataset: "adb".to_owned(),
        title: cells.get("Project Name"),
        description: String::new(),
        agency: Agency::from_code("ADB").expect("the compiled-in table has it"),
        agency_reported: String::new(),
        status,
        start: approval,
        end: None,
        instrument: instrument_of(&cells.get(MODALITY)),
        flow_type: None,
        aid_type: String::new(),
        markers: Markers::default(),
        splits,
        sector_basis: SectorBasis::Inferred,
        flows: vec![flow],
        places: Vec::new(),
        parent: None,
        references: references_of(cells, &number),
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags,
        provenance: Provenance {
            record: format!("line {}", cells.line()),
            url: format!("https://www.adb.org/projects/{number}/main"),
            notes: notes_of(cells),
            ..Provenance::default()
        },
    }))
}

/// The country; those of a regional project stand before the places of its location.
fn recipients_of(cells: Cells, flags: &mut Flags, remarks: &mut Remarks) -> Vec<Recipient> {
    let name = cells.get(COUNTRY);
    if !name.eq_ignore_ascii_case("Regional") {
        return vec![recipient_of(&name, COUNTRY, remarks)];
    }
    let location = cells.get(LOCATION);
    let mut recipients: Vec<Recipient> = location
        .split(';')
        .filter_map(|part| part.split(" - ").next())
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("Nation-wide"))
        .map(|name| recipient_of(name, LOCATION, remarks))
        .collect();
    if recipients.is_empty() {
        remarks.note(
            COUNTRY,
            &name,
            "the countries are not named",
            "kept under the region",
        );
        return vec![Recipient::Region(ASIA)];
    }
    if recipients.len() > 1 {
        flags.insert(Flag::CountryEqualSplit);
        remarks.note(
            LOCATION,
            &location,
            "no shares of the countries",
            "equal shares assumed",
        );
    }
    recipients.sort_unstable();
    recipients
}

fn recipient_of(name: &str, column: &str, remarks: &mut Remarks) -> Recipient {
    match Country::from_name(name) {
        Some(country) => Recipient::Country(country),
        None if is_outside_name(name) => Recipient::Outside,
        None => {
            remarks.note(column, name, "unknown country", "kept without a country");
            Recipient::Unknown
        }
    }
}

fn splits_of(
    cells: Cells,
    recipients: &[Recipient],
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> Vec<Split> {
    let (sector, subsectors) = (cells.get("Sector"), cells.get("Subsector"));
    let codes = purposes_of(&sector, subsectors.split(SEPARATOR));
    if codes.is_empty() {
        remarks.note("Sector", &sector, "no known sector", "purpose not reported");
    }
    if codes.len() > 1 {
        flags.insert(Flag::SectorEqualSplit);
    }
    let purposes: Vec<Option<PurposeCode>> = if codes.is_empty() {
        vec![None]
    } else {
        codes.into_iter().map(Some).collect()
    };
    cross(&equal(recipients), &equal(&purposes))
        .into_iter()
        .map(|(recipient, purpose, share)| Split {
            recipient,
            purpose,
            share,
        })
        .collect()
}

fn equal<K: Ord + Copy>(keys: &[K]) -> Vec<(K, tiga_domain::money::Share)> {
    let lines: Vec<(K, Option<Decimal>)> = keys.iter().map(|key| (*key, None)).collect();
    rebase(&lines).shares
}

/// Month, day and year.
fn approval_of(cells: Cells, remarks: &mut Remarks) -> Option<Date> {
    let text = cells.get("Approval Date");
    let mut parts = text.split('/').map(str::trim);
    let (month, day, year) = (parts.next(), parts.next(), parts.next());
    let number = |part: Option<&str>| part.and_then(|part| part.parse::<u8>().ok());
    let date = match (number(month), number(day), year.map(str::parse::<i16>)) {
        (Some(month), Some(day), Some(Ok(year))) => Date::day(year, month, day),
        _ => Date::parse(&text),
    };
    if date.is_none() && !text.is_empty() {
        remarks.note("Approval Date", &text, "not a date", "read as not reported");
    }
    date
}

fn status_of(cells: Cells, remarks: &mut Remarks) -> Option<Status> {
    let text = cells.get("Status");
    let status = match text.to_lowercase().as_str() {
        "proposed" => Some(Status::Pipeline),
        "approved" | "active" => Some(Status::Implementation),
        "closed" | "closed / terminated" => Some(Status::Finalisation),
        _ => None,
    };
    if status.is_none() && !text.is_empty() {
        remarks.note("Status", &text, "an unknown status", "read as not reported");
    }
    status
}

/// The instrument, when all modalities are of one.
fn instrument_of(modalities: &str) -> Option<Instrument> {
    let mut instruments = modalities.split(SEPARATOR).map(|name| {
        Some(match name.trim().to_lowercase().as_str() {
            "loan" => Instrument::Loan,
            name if name.starts_with("multitranche") => Instrument::Loan,
            "grant" => Instrument::Grant,
            "technical assistance" => Instrument::TechnicalAssistance,
            "guarantee" => Instrument::Guarantee,
            "equity investment" => Instrument::Equity,
            _ => return None,
        })
    });
    let first = instruments.next()??;
    instruments
        .all(|other| other == Some(first))
        .then_some(first)
}

/// The project, and the loans and grants in it.
fn references_of(cells: Cells, number: &str) -> Vec<String> {
    let approvals = cells.get(APPROVALS);
    let approvals = approvals
        .split(SEPARATOR)
        .map(str::trim)
        .filter(|approval| !approval.is_empty());
    std::iter::once(format!("adb:{number}"))
        .chain(approvals.map(|approval| format!("adb-approval:{approval}")))
        .collect()
}

fn notes_of(cells: Cells) -> String {
    [
        ("modalities", MODALITY),
        ("places as written", LOCATION),
        ("sector", "Sector"),
        ("subsectors", "Subsector"),
        ("executing agency", "Executing Agency"),
    ]
    .map(|(label, column)| (label, cells.get(column)))
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| format!("{label}: {text}"))
    .collect::<Vec<_>>()
    .join("; ")
}
