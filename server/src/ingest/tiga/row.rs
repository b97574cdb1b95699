//! Judges one row of the template. What cannot be read is noted and not reported; nothing is guessed.

use tiga_domain::activity::{
    Activity, Confidence, Flag, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Value,
};
use tiga_domain::agency::{Agency, Context};
use tiga_domain::country::Recipient;
use tiga_domain::date::Date;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Conversion, parse_amount};
use tiga_domain::partner::Partner;
use tiga_domain::status::{Instrument, Status};

use super::super::remark::Remarks;
use super::super::{Outcome, ReadContext};
use super::header::Cells;
use super::place::places_of;
use super::split::{purposes_of, recipients_of, splits_of};

const NOT_REPORTED: &str = "read as not reported";
const LEFT_OUT: &str = "row left out";
/// Longer ones are no identifiers.
const LONGEST_ID: usize = 200;
/// A yearly average of fewer months deserves a remark.
const ENOUGH_MONTHS: u8 = 6;

/// The outcome of a row at a line.
pub(super) fn activity_of(
    cells: Cells,
    line: u64,
    context: &ReadContext,
    remarks: &mut Remarks,
) -> Outcome {
    let Some(agency) = identity_of(cells, remarks) else {
        return Outcome::Rejected;
    };
    let mut flags = Flags::default();
    let recipients = recipients_of(cells.get("country"), context, &mut flags, remarks);
    if recipients
        .iter()
        .all(|(recipient, _)| *recipient == Recipient::Outside)
    {
        return Outcome::Outside;
    }
    let countries: Vec<_> = recipients
        .iter()
        .filter_map(|(recipient, _)| recipient.country())
        .collect();
    let purposes = purposes_of(cells.get("purpose_code"), &mut flags, remarks);
    let start = date_of(cells, "start", remarks);
    let end = date_of(cells, "end", remarks);
    if let (Some(start), Some(end)) = (start, end)
        && end.closing_day() < start.opening_day()
    {
        flags.insert(Flag::EndBeforeStart);
        remarks.note(
            "end",
            cells.get("end"),
            "the end lies before the start",
            "both are kept",
        );
    }
    if is_funded_by_japan(agency, cells.get("agency_as_reported")) {
        flags.insert(Flag::FundedByJapan);
    }
    let flow = flow_of(cells, &mut flags, remarks);
    Outcome::Activity(Box::new(Activity {
        id: cells.get("id").to_owned(),
        dataset: "tiga".to_owned(),
        title: cells.get("name").to_owned(),
        description: String::new(),
        agency,
        agency_reported: cells.get("agency_as_reported").to_owned(),
        status: code_of(cells, "status", Status::from_code, remarks),
        start,
        end,
        instrument: code_of(cells, "instrument", Instrument::from_code, remarks),
        flow_type: None,
        aid_type: String::new(),
        markers: markers_of(cells, remarks),
        splits: splits_of(&recipients, &purposes),
        sector_basis: sector_basis(cells, remarks),
        flows: vec![flow],
        places: places_of(cells.get("places"), &countries, remarks),
        parent: None,
        references: Vec::new(),
        same_as: optional(cells.get("same_as")),
        joint_group: optional(cells.get("cofinancing_group")),
        counterpart: optional(cells.get("counterpart")),
        flags,
        provenance: Provenance {
            record: format!("line {line}"),
            citation: cells.get("source").to_owned(),
            url: String::new(),
            date: date_of(cells, "source_date", remarks),
            confidence: code_of(cells, "confidence", confidence, remarks),
            notes: cells.get("notes").to_owned(),
        },
    }))
}

/// The agency of a row whose identity is complete.
fn identity_of(cells: Cells, remarks: &mut Remarks) -> Option<Agency> {
    let id = cells.get("id");
    if id.is_empty() || id.chars().count() > LONGEST_ID || id.contains(char::is_control) {
        remarks.reject("id", id, "no usable id", LEFT_OUT);
        return None;
    }
    if cells.get("name").is_empty() {
        remarks.reject("name", "", "no name", LEFT_OUT);
        return None;
    }
    let partner = cells.get("partner");
    let Some(partner) = Partner::from_code(partner) else {
        remarks.reject("partner", partner, "none of US, JP, KR and ADB", LEFT_OUT);
        return None;
    };
    let text = cells.get("agency");
    let agency = Agency::from_code(text).or_else(|| Agency::from_name(text, Context::default()));
    let Some(agency) = agency else {
        remarks.reject("agency", text, "an unknown agency", LEFT_OUT);
        return None;
    };
    if agency.partner() != partner {
        let message = format!(
            "{} is an agency of {}, not of {}",
            agency.code(),
            agency.partner().code(),
            partner.code()
        );
        remarks.reject("agency", text, &message, LEFT_OUT);
        return None;
    }
    Some(agency)
}

/// Trust funds that ADB administers and Japan pays (method 1.1, rule 7).
fn is_funded_by_japan(agency: Agency, reported: &str) -> bool {
    let mut words = reported.split(|c: char| !c.is_alphanumeric());
    agency.partner() == Partner::Adb && words.any(|w| matches!(w, "JFPR" | "LEAP" | "Japan"))
}

fn flow_of(cells: Cells, flags: &mut Flags, remarks: &mut Remarks) -> Flow {
    let year = code_of(cells, "year", year, remarks);
    let basis = match cells.get("price_basis") {
        "" | "nominal" | "current" => Some(PriceBasis::Current),
        "constant-2011" => Some(PriceBasis::Constant2011),
        other => {
            remarks.note(
                "price_basis",
                other,
                "an unknown price basis",
                "the amount is not converted",
            );
            None
        }
    };
    let currency = currency_of(cells, remarks);
    let text = cells.get("amount");
    let amount = parse_amount(text).ok();
    if amount.is_none() && !text.is_empty() {
        remarks.note(
            "amount",
            text,
            "the amount is not a number",
            "read as not stated",
        );
    }
    if amount.is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero()) {
        flags.insert(Flag::NegativeTotal);
        remarks.note(
            "amount",
            text,
            "the amount is negative",
            "kept with its sign",
        );
    }
    let value = match (amount, basis) {
        (None, _) => Value::NotStated,
        (Some(_), None) => Value::NotConverted,
        (Some(_), Some(PriceBasis::Constant2011)) if currency != "USD" => {
            remarks.note(
                "currency",
                &currency,
                "constant prices are in US dollars only",
                "not converted",
            );
            Value::NotConverted
        }
        (Some(amount), Some(_)) => {
            let conversion = Conversion::of(amount, &currency, year);
            if conversion.value == Value::NotConverted {
                let shown = format!("{text} {currency}");
                remarks.note(
                    "currency",
                    &shown,
                    "no rate for this currency and year",
                    "not converted",
                );
            }
            if conversion
                .rate
                .is_some_and(|rate| rate.months < ENOUGH_MONTHS)
            {
                let message = "the average of the year rests on fewer than six months";
                remarks.note("currency", &currency, message, "converted with it");
            }
            conversion.value
        }
    };
    Flow {
        kind: FlowKind::Commitment,
        year,
        amount,
        currency,
        value,
        basis: basis.unwrap_or_default(),
        split: None,
    }
}

/// A code of three letters, or nothing.
fn currency_of(cells: Cells, remarks: &mut Remarks) -> String {
    let text = cells.get("currency").to_uppercase();
    if text.is_empty() || (text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase())) {
        return text;
    }
    remarks.note("currency", &text, "not an ISO 4217 code", NOT_REPORTED);
    String::new()
}

fn markers_of(cells: Cells, remarks: &mut Remarks) -> Markers {
    let mut markers = Markers::default();
    for marker in [
        Marker::ClimateMitigation,
        Marker::ClimateAdaptation,
        Marker::Gender,
    ] {
        let score = |text: &str| {
            text.parse()
                .ok()
                .filter(|score| *score <= marker.top_score())
        };
        if let Some(score) = code_of(cells, marker.key(), score, remarks) {
            markers.set(marker, score);
        }
    }
    markers
}

/// A code that nobody vouches for counts as assigned.
fn sector_basis(cells: Cells, remarks: &mut Remarks) -> SectorBasis {
    let basis = |text: &str| match text {
        "reported" => Some(SectorBasis::Reported),
        "inferred" => Some(SectorBasis::Inferred),
        "assigned" => Some(SectorBasis::Assigned),
        _ => None,
    };
    code_of(cells, "purpose_basis", basis, remarks).unwrap_or(SectorBasis::Assigned)
}

fn confidence(text: &str) -> Option<Confidence> {
    match text {
        "H" | "h" => Some(Confidence::High),
        "M" | "m" => Some(Confidence::Medium),
        "L" | "l" => Some(Confidence::Low),
        _ => None,
    }
}

fn year(text: &str) -> Option<i16> {
    let is_year = text.len() == 4;
    Date::parse(text).filter(|_| is_year).map(Date::year)
}

fn date_of(cells: Cells, column: &str, remarks: &mut Remarks) -> Option<Date> {
    code_of(cells, column, Date::parse, remarks)
}

/// What a cell says; an unreadable one is noted and not reported.
fn code_of<T>(
    cells: Cells,
    column: &str,
    read: impl Fn(&str) -> Option<T>,
    remarks: &mut Remarks,
) -> Option<T> {
    let text = cells.get(column);
    let found = read(text);
    if found.is_none() && !text.is_empty() {
        remarks.note(column, text, "not a value of this column", NOT_REPORTED);
    }
    found
}

fn optional(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
