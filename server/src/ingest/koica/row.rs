//! Judges one item: what KOICA spent on a project in a year.

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Flag, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Share, parse_amount, to_cents};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Instrument;

use super::super::Outcome;
use super::super::outside::is_outside_name;
use super::super::remark::Remarks;
use super::super::sheet::SheetCells;
use super::super::web::web_address;

pub(super) const TYPE: &str = "type_of_cooperation";
const AMOUNT: &str = "usd_amount";
const PURPOSE: &str = "Aid_Data_purposecode";
const LEFT_OUT: &str = "row left out";
/// ODA in the list of flow types of IATI.
const ODA: u16 = 10;

/// Markers that the table has, with their columns; it marks climate without saying which part of it.
const MARKERS: [(Marker, &str); 5] = [
    (Marker::Gender, "female_marker"),
    (Marker::Environment, "environment_marker"),
    (Marker::Governance, "pd_gg_marker"),
    (Marker::Biodiversity, "uncbd_marker"),
    (Marker::Desertification, "unccd_marker"),
];

/// Whether a type of cooperation is a project.
pub(super) fn is_project(kind: &str) -> bool {
    kind.starts_with("Infra-")
        || kind.starts_with("Development Study-")
        || matches!(kind, "Aid In Kind/In Cash" | "NGOs" | "Emergency Relief")
}

/// The outcome of a row.
pub(super) fn item_of(cells: SheetCells, remarks: &mut Remarks) -> Outcome {
    let id = cells.get("id");
    if id.is_empty() {
        remarks.reject("id", "", "no id", LEFT_OUT);
        return Outcome::Rejected;
    }
    let id = format!("koica:{id}");
    remarks.identify(&id);
    let Some(amount) = amount_of(cells, remarks) else {
        return Outcome::Rejected;
    };
    let recipient = recipient_of(cells, remarks);
    if recipient == Recipient::Outside {
        return Outcome::Outside;
    }
    let mut flags = Flags::default();
    let purpose = purpose_of(cells, &mut flags, remarks);
    let year = Date::parse(cells.get("project_year")).map(Date::year);
    if year.is_none() {
        let text = cells.get("project_year");
        remarks.note("project_year", text, "no year", "the amount is undated");
    }
    if amount.0 < Decimal::ZERO {
        flags.insert(Flag::NegativeTotal);
        remarks.note(
            AMOUNT,
            cells.get(AMOUNT),
            "the amount is negative",
            "kept with its sign",
        );
    }
    let (start, end) = duration_of(cells, &mut flags, remarks);
    let flow = Flow {
        kind: FlowKind::Disbursement,
        year,
        amount: Some(amount.0.normalize()),
        currency: "USD".to_owned(),
        value: amount.1,
        basis: PriceBasis::Current,
        split: None,
    };
    let kind = cells.get(TYPE);
    Outcome::Activity(Box::new(Activity {
        id,
        dataset: "koica".to_owned(),
        title: title_of(cells),
        description: String::new(),
        agency: Agency::from_code("KOICA").expect("the compiled-in table has it"),
        agency_reported: String::new(),
        status: None,
        start,
        end,
        instrument: Some(if kind.starts_with("Development Study") {
            Instrument::TechnicalAssistance
        } else {
            Instrument::Grant
        }),
        flow_type: (cells.get("oda_or_oa") == "ODA").then_some(ODA),
        aid_type: String::new(),
        markers: markers_of(cells, remarks),
        splits: vec![Split {
            recipient,
            purpose,
            share: Share::ONE,
        }],
        sector_basis: SectorBasis::Inferred,
        flows: if amount.0.is_zero() {
            Vec::new()
        } else {
            vec![flow]
        },
        places: Vec::new(),
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags,
        provenance: Provenance {
            record: format!("row {}", cells.number()),
            citation: "KOICA statistics, with purpose codes of AidData".to_owned(),
            url: web_address(cells.get("source_url")),
            notes: notes_of(cells),
            ..Provenance::default()
        },
    }))
}

fn amount_of(cells: SheetCells, remarks: &mut Remarks) -> Option<(Decimal, Value)> {
    let text = cells.get(AMOUNT);
    let amount = parse_amount(text).ok();
    let found = amount.and_then(|a| Some((a, Value::Usd(to_cents(a, Decimal::ONE)?))));
    if found.is_none() {
        remarks.reject(AMOUNT, text, "no amount", LEFT_OUT);
    }
    found
}

/// The column also names organisations, which are no country.
fn recipient_of(cells: SheetCells, remarks: &mut Remarks) -> Recipient {
    let name = cells.get("country");
    if let Some(country) = Country::from_name(name) {
        return Recipient::Country(country);
    }
    if !is_outside_name(name) {
        let message = "no country of ASEAN, or an organisation";
        remarks.note("country", name, message, "outside");
    }
    Recipient::Outside
}

fn purpose_of(cells: SheetCells, flags: &mut Flags, remarks: &mut Remarks) -> Option<PurposeCode> {
    let text = cells.get(PURPOSE);
    let written = PurposeCode::parse(text);
    if written.is_none() && !text.is_empty() {
        let message = "a purpose code that no list has";
        remarks.note(PURPOSE, text, message, "purpose not reported");
    }
    let current = written?.current();
    if Some(current) != written {
        flags.insert(Flag::RecodedSector);
    }
    Some(current)
}

/// `1991-01-01~1994-12-31`.
fn duration_of(
    cells: SheetCells,
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> (Option<Date>, Option<Date>) {
    let text = cells.get("duration");
    if text.is_empty() {
        return (None, None);
    }
    let (start, end) = text.split_once('~').unwrap_or((text, ""));
    let dates = (Date::parse(start), Date::parse(end));
    if dates.0.is_none() || (dates.1.is_none() && !end.trim().is_empty()) {
        remarks.note("duration", text, "not two dates", "read as far as it goes");
    }
    if let (Some(start), Some(end)) = dates
        && end.closing_day() < start.opening_day()
    {
        flags.insert(Flag::EndBeforeStart);
        remarks.note(
            "duration",
            text,
            "the end lies before the start",
            "both are kept",
        );
    }
    dates
}

fn markers_of(cells: SheetCells, remarks: &mut Remarks) -> Markers {
    let mut markers = Markers::default();
    for (marker, column) in MARKERS {
        let text = cells.get(column);
        match text.parse() {
            Ok(score) if score <= marker.top_score() => markers.set(marker, score),
            _ if text.is_empty() => {}
            _ => remarks.note(
                column,
                text,
                "no score of this marker",
                "read as not reported",
            ),
        }
    }
    markers
}

/// A third of the rows have no name.
fn title_of(cells: SheetCells) -> String {
    match cells.get("project_name") {
        "" => [TYPE, "koica_sector", "country"]
            .map(|column| cells.get(column))
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        name => name.to_owned(),
    }
}

fn notes_of(cells: SheetCells) -> String {
    [
        ("type", TYPE),
        ("purpose in words", "crs_code_name"),
        ("climate (Rio) marker", "unfccc_marker"),
        ("won", "won_amount"),
        ("recipient agency", "recipient_agency"),
    ]
    .map(|(label, column)| (label, cells.get(column)))
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| format!("{label}: {text}"))
    .collect::<Vec<_>>()
    .join("; ")
}
