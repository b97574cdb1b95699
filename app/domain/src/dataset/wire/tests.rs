//! Damaged bytes behind a checksum that fits them: what only somebody else's program would write.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::activity::{
    Activity, Flags, Flow, FlowKind, PriceBasis, Provenance, SectorBasis, Split, Value,
};
use crate::agency::Agency;
use crate::analysis::{facets::facet_counts, glance::glance, projects::projects};
use crate::country::{Country, Recipient};
use crate::dataset::Builder;
use crate::date::Date;
use crate::filter::Filter;
use crate::link::Question;
use crate::map::{knot::knots, view::View};
use crate::marker::Markers;
use crate::money::{Cents, Share};
use crate::place::{Place, Precision};
use crate::provenance::{Run, RunCounts};
use crate::purpose::PurposeCode;
use crate::snapshot::Snapshot;

fn activity(nth: usize) -> Activity {
    let half = Share(Share::ONE.0 / 2);
    let country = Country::all().nth(nth);
    let split = |code: &str, recipient| Split {
        recipient,
        purpose: PurposeCode::parse(code),
        share: half,
    };
    Activity {
        id: format!("T-{nth}"),
        dataset: "tiga".to_owned(),
        title: format!("Mạng lưới {nth}"),
        description: "Long".to_owned(),
        agency: Agency::all().nth(nth).expect("there are more agencies"),
        agency_reported: "A predecessor".to_owned(),
        counterpart: Some("Bank of the North".to_owned()),
        status: None,
        start: Date::parse("2019-04"),
        end: None,
        instrument: None,
        flow_type: Some(10),
        aid_type: String::new(),
        markers: Markers::default(),
        splits: vec![
            split(
                "21020",
                country.map_or(Recipient::Unknown, Recipient::Country),
            ),
            split("14021", Recipient::Region(798)),
        ],
        sector_basis: SectorBasis::Reported,
        flows: vec![Flow {
            kind: FlowKind::Commitment,
            year: Some(2019),
            amount: Some(Decimal::new(12_345, 2)),
            currency: "USD".to_owned(),
            value: Value::Usd(Cents(12_345)),
            basis: PriceBasis::Current,
            split: None,
        }],
        places: vec![Place {
            name: "Đà Nẵng".to_owned(),
            lat: 16.05,
            lon: 108.2,
            precision: Precision::EXACT,
            country,
            basis: String::new(),
        }],
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        flags: Flags::default(),
        provenance: Provenance::default(),
    }
}

fn sample() -> Snapshot {
    let run = Run {
        file: "sample.csv".to_owned(),
        counts: RunCounts {
            records: 3,
            ..RunCounts::default()
        },
        ..Run::default()
    };
    let mut builder = Builder::new(vec![run]);
    (0..3).for_each(|nth| builder.push(activity(nth), 0, nth as u64));
    Snapshot::new(builder.finish())
}

/// Changes bytes behind the head and writes the checksum that fits them.
fn damaged(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)], cut: usize) -> Vec<u8> {
    for (at, value) in changes {
        let at = HEAD + at.index(bytes.len() - HEAD);
        bytes[at] = *value;
    }
    bytes.truncate(bytes.len() - cut.min(bytes.len() - HEAD));
    let sum = hash(&bytes[HEAD..]);
    bytes[12..HEAD].copy_from_slice(&sum.to_le_bytes());
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nonsense_is_refused_or_answered_but_never_fatal(changes in changes(), cut in 0_usize..4) {
        let bytes = damaged(sample().encode(), &changes, cut);
        if let Ok(data) = Snapshot::decode(&bytes) {
            let filter = Filter::default();
            glance(&data, &filter, View::start());
            knots(&data, &filter, View::start());
            facet_counts(&data, &filter);
            projects(&data, &Question::default());
            prop_assert_eq!(data.len(), 3);
        }
    }

    #[test]
    fn nonsense_in_the_texts_is_refused_or_shown(changes in changes(), cut in 0_usize..4) {
        let mut data = sample();
        let bytes = damaged(data.encode_texts(), &changes, cut);
        if data.join_texts(&bytes).is_ok() {
            prop_assert_eq!(data.flows(0).count(), 1);
            data.long_texts(2);
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes: Vec<u8>) {
        prop_assert!(Snapshot::decode(&bytes).is_err());
    }
}

#[test]
fn what_does_not_fit_is_refused_by_its_reason() {
    let (data, mut other) = (sample(), Snapshot::default());
    let (bytes, texts) = (data.encode(), data.encode_texts());
    assert_eq!(Snapshot::decode(&texts).err(), Some(WireError::Foreign));
    assert_eq!(other.join_texts(&texts).err(), Some(WireError::OtherData));
    for length in 0..bytes.len() {
        assert!(
            Snapshot::decode(&bytes[..length]).is_err(),
            "{length} bytes"
        );
    }
    let flipped = |at: usize| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        Snapshot::decode(&bytes).err()
    };
    assert_eq!(flipped(0), Some(WireError::Foreign));
    assert_eq!(flipped(4), Some(WireError::OtherForm));
    assert!((12..bytes.len()).all(|at| flipped(at) == Some(WireError::Damaged)));
}
