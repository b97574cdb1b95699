//! What becomes of rows: joined over purposes, split, converted, flagged.

use rust_decimal::Decimal;
use tiga_domain::activity::{Activity, Flag, FlowKind};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::marker::Marker;
use tiga_domain::money::{Cents, Share};
use tiga_domain::part::{join, whole_id};
use tiga_domain::status::Instrument;

use super::{BULK_2020, BULK_2024, EXPLORER, import, lines};

fn cents(activity: &Activity, kind: FlowKind) -> i64 {
    let flows = activity.flows.iter().filter(|flow| flow.kind == kind);
    flows
        .filter_map(|flow| flow.value.cents())
        .map(|Cents(cents)| cents)
        .sum()
}

#[test]
fn rows_of_an_activity_are_one_activity_with_a_part_for_each_year() {
    let found = import(BULK_2020).unwrap();
    let activity = found.activity("crs:701-8-2018000012#2020");
    assert_eq!(activity.title, "Hué water supply");
    assert_eq!(activity.description, "Pipes; said \"good\"");
    assert_eq!(activity.agency.code(), "JICA");
    assert_eq!(cents(activity, FlowKind::Commitment), 1_050_000_000);
    assert_eq!(cents(activity, FlowKind::Disbursement), 200_000_100);
    let purposes: Vec<_> = activity
        .splits
        .iter()
        .map(|split| (split.purpose.unwrap().number(), split.share))
        .collect();
    assert_eq!(purposes, [(14020, Share::ONE), (15110, Share(0))]);
    assert_eq!(activity.markers.get(Marker::Gender), Some(0));
    assert_eq!(activity.markers.get(Marker::Rmnch), Some(4));
    assert_eq!(
        activity.markers.get(Marker::Trade),
        None,
        "blank is not zero"
    );
    assert_eq!(activity.start.unwrap().to_string(), "2019-04-01");
    assert_eq!(activity.end.unwrap().to_string(), "2024-03-31");
    assert_eq!(activity.flow_type, Some(10));
    assert_eq!(activity.instrument, Some(Instrument::Loan));
    assert!(activity.provenance.notes.contains("committed: 2018-11-05"));

    let mut whole = activity.clone();
    whole.id = whole_id(activity).unwrap().to_owned();
    let later = found.activity("crs:701-8-2018000012#2021").clone();
    assert_eq!(whole_id(&later), Some("crs:701-8-2018000012"));
    join(&mut whole, later);
    assert_eq!(whole.id, "crs:701-8-2018000012");
    assert_eq!(cents(&whole, FlowKind::Disbursement), 450_000_100);
    assert_eq!(whole.splits.len(), 2);
    let years: Vec<_> = whole.flows.iter().filter_map(|flow| flow.year).collect();
    assert_eq!(years, [2020, 2020, 2021, 2020]);
}

#[test]
fn agencies_countries_and_instruments_are_those_of_the_code_lists() {
    let found = import(BULK_2020).unwrap();
    let jbic = found.activity("crs:701-11-0007 A#2020");
    assert_eq!(jbic.agency.code(), "JBIC", "other official flows");
    let country = Country::from_iso2("MM").unwrap();
    assert_eq!(jbic.splits[0].recipient, Recipient::Country(country));
    let opic = found.activity("crs:302-22-7#2020");
    assert_eq!(opic.agency.code(), "DFC");
    assert_eq!(
        opic.agency_reported,
        "Overseas Private Investment Corporation"
    );
    assert_eq!(opic.splits[0].recipient, Recipient::Region(789));
    assert_eq!(opic.instrument, Some(Instrument::Guarantee));
    assert_eq!(opic.flow_type, Some(21));
    let koica = found.activity("crs:742-4-K1#2020");
    assert_eq!(koica.instrument, Some(Instrument::TechnicalAssistance));
    assert_eq!(koica.splits[0].purpose.unwrap().number(), 43060);
    assert!(koica.flags.contains(Flag::RecodedSector));
    assert_eq!(cents(koica, FlowKind::Commitment), 0);
    assert_eq!(cents(koica, FlowKind::Disbursement), 40_000_000);
    let fund = found
        .activities()
        .into_iter()
        .find(|a| a.agency.code() == "ADB");
    let fund = fund.unwrap();
    assert!(fund.id.starts_with("crs:915-5-row-"));
    assert!(fund.flags.contains(Flag::FundedByJapan));
    assert_eq!(cents(fund, FlowKind::Disbursement), -25_000_000);
    assert_eq!(
        (found.outside(), found.others(), found.rejected()),
        (1, 1, 0)
    );
    assert_eq!(found.outcomes.len(), 9, "every row is reported once");
}

#[test]
fn vintages_differ_in_form_only() {
    let (old, new) = (import(BULK_2020).unwrap(), import(BULK_2024).unwrap());
    let identified = |found: &super::Collected| -> Vec<Activity> {
        found.activities().into_iter().cloned().collect()
    };
    let mut expected = identified(&old);
    // ISO-8859-15 has no ế.
    for (old, new) in expected.iter_mut().zip(identified(&new)) {
        assert!(new.provenance.notes.contains("Huế"));
        old.provenance.notes.clone_from(&new.provenance.notes);
    }
    assert_eq!(expected, identified(&new));
}

#[test]
fn order_and_repetition_do_not_change_an_activity() {
    let first = "2020|701|8|A|769|14020|13|1.000001|";
    let second = "2020|701|8|A|769|14020|13|2|0.000000001";
    let third = "2020|701|8|A|728|14020|13||3";
    let found = lines(&[first, second, third]);
    let turned = lines(&[third, second, first]);
    let (a, b) = (found.activities()[0], turned.activities()[0]);
    assert_eq!((&a.splits, &a.flows), (&b.splits, &b.flows));
    assert_eq!(cents(a, FlowKind::Commitment), 300_000_100);
    assert_eq!(cents(a, FlowKind::Disbursement), 300_000_000);
    let of_viet_nam = a.flows.iter().find(|flow| flow.split == Some(1)).unwrap();
    assert_eq!(of_viet_nam.amount, Some(Decimal::from(3_000_001)));
}

#[test]
fn amounts_that_cancel_leave_nothing() {
    let found = lines(&[
        "2020|701|8|A|769|14020|13|0.1|",
        "2020|701|8|A|769|14020|13|-0.100000000000001|",
        "2020|701|8|B|769|14020|13||",
    ]);
    for activity in found.activities() {
        assert!(activity.flows.is_empty(), "{activity:?}");
        assert_eq!(activity.splits[0].share, Share::ONE);
    }
}

#[test]
fn the_data_explorer_gives_the_same_money() {
    let found = import(EXPLORER).unwrap();
    let activity = found.activity("crs-explorer:701-8-2018000012#2020");
    assert_eq!(activity.dataset, "crs:explorer");
    assert_eq!(cents(activity, FlowKind::Commitment), 1_050_000_000);
    assert_eq!(cents(activity, FlowKind::Disbursement), 125_000_000);
    let region = found.activity("crs-explorer:701-8-R1#2020");
    assert_eq!(region.splits[0].recipient, Recipient::Region(789));
    let adb = found.activity("crs-explorer:915-1-A1#2020");
    assert_eq!(cents(adb, FlowKind::Commitment), 250_000_000);
    assert_eq!(
        (found.outside(), found.others(), found.rejected()),
        (1, 1, 5)
    );
    assert_eq!(
        found.told(),
        [
            "reject 5 mdid: a total, not an activity",
            "reject 6 PurposeCode: a total over purposes",
            "reject 7 DonorCode: no code of a single donor",
            "reject 10 RecipientCode: no code of a single recipient",
            "reject 0 PRICE_BASE: rows in constant prices of a moving base year",
        ]
    );
}
