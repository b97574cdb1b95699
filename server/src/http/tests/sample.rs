//! A handful of invented projects with whatever is awkward in an address, a table or a map.

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::{Cents, Share};
use tiga_domain::place::{Place, Precision};
use tiga_domain::provenance::Run;
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Status;

/// An identifier that needs encoding everywhere.
pub(super) const STRANGE_ID: &str = "46004/50/1 é?&#%+";

/// The same in an address.
pub(super) const STRANGE_PATH: &str = "46004%2F50%2F1%20%C3%A9%3F%26%23%25%2B";

/// A title that a spreadsheet would run.
pub(super) const FORMULA: &str = "=HYPERLINK(\"http://example.org\",\"Road, phase 1\")";

pub(super) fn dataset() -> Dataset {
    let run = Run {
        id: 1,
        file: "sample.csv".to_owned(),
        format: "tiga".to_owned(),
        publisher: "Nobody".to_owned(),
        finished: "2026-11-23T10:00:00Z".to_owned(),
        ..Run::default()
    };
    let mut builder = Builder::new(vec![run]);
    for (nth, activity) in activities().into_iter().enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    builder.finish()
}

fn activities() -> Vec<Activity> {
    let site = place("Dili", -8.55861, 125.57361, Precision::EXACT, "TL");
    let centroid = place("Timor-Leste", -8.8, 125.9, Precision::COUNTRY, "TL");
    let (manila, hanoi) = (
        place("Manila", 14.5995, 120.9842, Precision::NEAR, "PH"),
        place("Ha Noi", 21.0285, 105.8542, Precision::PROVINCE, "VN"),
    );
    vec![
        Activity {
            title: FORMULA.to_owned(),
            places: vec![site],
            flows: vec![usd(Some(2019), 123_456_789), usd(Some(2020), -6_789)],
            ..activity("A-1", "JICA", &[("TL", "21020")])
        },
        Activity {
            title: "Water, \"clean\"\nfor two".to_owned(),
            places: vec![manila, hanoi],
            flows: vec![usd(Some(2021), 100_000_001)],
            ..activity("A-2", "KOICA", &[("PH", "14030"), ("VN", "14030")])
        },
        Activity {
            title: "Advice".to_owned(),
            places: vec![centroid],
            flows: vec![usd(None, 5)],
            ..activity("A-3", "ADB", &[("TL", "15110")])
        },
        Activity {
            title: "Amount unknown".to_owned(),
            flows: vec![Flow {
                value: Value::NotStated,
                amount: None,
                ..usd(Some(2018), 0)
            }],
            ..activity("A-4", "DFC", &[("KH", "24030")])
        },
        Activity {
            title: "水道 — agua".to_owned(),
            flows: vec![usd(Some(2022), 777)],
            ..activity(STRANGE_ID, "USAID", &[("KH", "14020")])
        },
    ]
}

fn activity(id: &str, agency: &str, lines: &[(&str, &str)]) -> Activity {
    let share = Share(Share::ONE.0 / lines.len() as u64);
    let split = |(country, code): &(&str, &str)| Split {
        recipient: Recipient::Country(Country::from_iso2(country).unwrap()),
        purpose: PurposeCode::parse(code),
        share,
    };
    Activity {
        id: id.to_owned(),
        dataset: "sample".to_owned(),
        title: String::new(),
        description: "Long text".to_owned(),
        agency: Agency::from_code(agency).unwrap(),
        agency_reported: String::new(),
        status: Some(Status::Implementation),
        start: Some(Date::year_only(2019)),
        end: Date::parse("2024-06-30"),
        instrument: None,
        flow_type: Some(10),
        aid_type: String::new(),
        markers: Markers::default(),
        splits: lines.iter().map(split).collect(),
        sector_basis: SectorBasis::Assigned,
        flows: Vec::new(),
        places: Vec::new(),
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        counterpart: None,
        flags: Flags::default(),
        provenance: Provenance {
            citation: "A page, 2024".to_owned(),
            ..Provenance::default()
        },
    }
}

fn usd(year: Option<i16>, cents: i64) -> Flow {
    Flow {
        kind: FlowKind::Commitment,
        year,
        amount: Some(Decimal::new(cents, 2)),
        currency: "USD".to_owned(),
        value: Value::Usd(Cents(cents)),
        basis: PriceBasis::Current,
        split: None,
    }
}

fn place(name: &str, lat: f64, lon: f64, precision: Precision, country: &str) -> Place {
    Place {
        name: name.to_owned(),
        lat,
        lon,
        precision,
        country: Country::from_iso2(country),
        basis: String::new(),
    }
}
