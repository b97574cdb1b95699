//! Activities for tests; none of them is real.

use rust_decimal::Decimal;
use tiga_domain::activity::{
    Activity, Confidence, Flag, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split,
    Value,
};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Cents, Share};
use tiga_domain::place::{Place, Precision};
use tiga_domain::provenance::{RunFinding, Severity};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::{Instrument, Status};

/// An activity with a value in every field.
pub(super) fn full(id: &str) -> Activity {
    let mut markers = Markers::default();
    markers.set(Marker::Nutrition, 2);
    let mut flags = Flags::default();
    flags.insert(Flag::EndBeforeStart);
    Activity {
        id: id.to_owned(),
        dataset: "test".to_owned(),
        title: "Pont de l’amitié 友好の橋".to_owned(),
        description: "Two\nlines".to_owned(),
        agency: Agency::from_code("JICA").unwrap(),
        agency_reported: "JBIC".to_owned(),
        status: Some(Status::Finalisation),
        start: Date::parse("2012-03"),
        end: Date::parse("2011"),
        instrument: Some(Instrument::TechnicalAssistance),
        flow_type: Some(10),
        aid_type: "C01".to_owned(),
        markers,
        splits: vec![
            split(
                Recipient::Country(Country::from_iso2("KH").unwrap()),
                400_000_000_001,
            ),
            split(Recipient::Region(789), 599_999_999_999),
        ],
        sector_basis: SectorBasis::Inferred,
        flows: vec![
            flow(
                Value::Usd(Cents(-12_345)),
                Some(Decimal::new(-1_234_500, 3)),
            ),
            flow(Value::NotConverted, Some(Decimal::MAX)),
            flow(Value::NotStated, None),
        ],
        places: vec![Place {
            name: "Kampong Cham".to_owned(),
            lat: 11.993_1,
            lon: 105.463_5,
            precision: Precision::DISTRICT,
            country: Country::from_iso2("KH"),
            basis: "neda".to_owned(),
        }],
        parent: Some("parent".to_owned()),
        references: vec!["dfc:1".to_owned(), "a\"b".to_owned()],
        same_as: Some("other".to_owned()),
        counterpart: None,
        joint_group: Some("group".to_owned()),
        flags,
        provenance: Provenance {
            record: "17".to_owned(),
            citation: "a page".to_owned(),
            url: "https://example.org/".to_owned(),
            date: Date::parse("2020"),
            confidence: Some(Confidence::Medium),
            notes: "none".to_owned(),
        },
    }
}

fn split(recipient: Recipient, share: u64) -> Split {
    Split {
        recipient,
        purpose: PurposeCode::parse("21020"),
        share: Share(share),
    }
}

fn flow(value: Value, amount: Option<Decimal>) -> Flow {
    Flow {
        kind: FlowKind::EquityPurchase,
        year: Some(2019),
        amount,
        currency: "JPY".to_owned(),
        value,
        basis: PriceBasis::Constant2011,
        split: Some(1),
    }
}

/// Many activities: `prefix-000001` and so on.
pub(super) fn many(prefix: &str, count: usize) -> Vec<Activity> {
    (1..=count)
        .map(|n| full(&format!("{prefix}-{n:06}")))
        .collect()
}

pub(super) fn note(message: &str) -> RunFinding {
    RunFinding {
        severity: Severity::Note,
        line: 1,
        record: "r".to_owned(),
        field: "f".to_owned(),
        value: "v".to_owned(),
        message: message.to_owned(),
        action: "kept".to_owned(),
    }
}
