//! Projects of the list, oddities, the real rows, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

use tiga_domain::activity::{Flag, FlowKind, Value};
use tiga_domain::country::Recipient;
use tiga_domain::money::{Cents, Share};
use tiga_domain::status::{Instrument, Status};

use super::super::IngestError;
use super::super::collect::Collected;
use super::super::damage::never_panics;
use super::super::sample::{count, sample};
use super::read;

const LIST: &str = include_str!("../../../../tests/fixtures/adb/sovereign.csv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(bytes, &mut collected)?;
    Ok(collected)
}

#[test]
fn a_project_of_two_countries_has_equal_shares() {
    let found = import(LIST.as_bytes()).unwrap();
    let road = found.activity("adb:10001-001");
    let parts: Vec<_> = road
        .splits
        .iter()
        .map(|split| (split.recipient.to_string(), split.share))
        .collect();
    let half = Share(Share::ONE.0 / 2);
    assert_eq!(parts, [("KH".to_owned(), half), ("VN".to_owned(), half)]);
    assert_eq!(road.flows[0].value, Value::Usd(Cents(10_700_000_001)));
    assert_eq!(road.flows[0].year, Some(2007));
    assert!(road.flags.contains(Flag::CountryEqualSplit));
    assert_eq!(road.instrument, None, "grants and loans");
    assert_eq!(
        road.references,
        ["adb:10001-001", "adb-approval:0095", "adb-approval:2372"]
    );
    let urban = found.activity("adb:10002-001");
    assert_eq!(urban.instrument, Some(Instrument::Loan));
    assert_eq!(urban.status, Some(Status::Finalisation));
    assert_eq!(urban.splits.len(), 2);
    let planned = found.activity("adb:10003-001");
    assert_eq!(planned.status, Some(Status::Pipeline));
    assert_eq!(planned.flows[0].kind, FlowKind::Pledge);
    let vague = found.activity("adb:10005-001");
    assert_eq!(vague.splits[0].recipient, Recipient::Region(798));
    assert_eq!(vague.flows[0].value, Value::NotStated);
}

#[test]
fn what_does_not_fit_is_told_and_no_person_is_named() {
    let found = import(LIST.as_bytes()).unwrap();
    assert_eq!(
        found.told(),
        [
            "note 5 Geographical Location: no shares of the countries",
            "note 8 Country: the text was decoded once too often",
            "note 9 Country: the countries are not named",
            "note 9 Approval Date: not a date",
            "note 9 Status: an unknown status",
            "note 9 Sector: no known sector",
            "reject 10 Project Number: line 5 has the same project number",
            "reject 11 ADB Financing (US$): the amount is not a number that money can have",
        ]
    );
    assert_eq!((found.outside(), found.rejected()), (1, 2));
    let everything = format!("{:?} {:?}", found.outcomes, found.findings);
    assert!(!everything.contains("Secret"));
    let error = |text: &str| import(text.as_bytes()).map(|_| ()).unwrap_err().to_string();
    assert!(error("a,b\n").contains("no row of the first ten"));
    assert!(error("Project Number,Project Name,Country,Financing\n").contains("Status"));
}

#[test]
fn random_damage_never_panics() {
    never_panics(&[LIST.as_bytes().to_vec()], |bytes| import(bytes).ok());
}

#[test]
fn the_figures_of_the_sample_come_out() {
    let Some((path, expected)) = sample("adb/adb_sovereign_projects_SAMPLE.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let found = import(text.as_bytes()).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["rows"]));
    let misread = found
        .told()
        .iter()
        .filter(|t| t.contains("too often"))
        .count();
    assert_eq!(misread, count(&expected["mojibake_cells"]));
    assert_eq!(found.outside(), 2);
    let regional = found.activity("adb:36353-013");
    assert_eq!(regional.flows[0].value, Value::Usd(Cents(10_700_000_000)));
    assert_eq!(regional.splits.len(), 2);
    assert_eq!(regional.references.len(), 1 + 6);
    // The same rows as if all were of members: the money is that of the list.
    let asean = text
        .replace("TÃ¼rkiye", "Indonesia")
        .replace(",Nepal,", ",Thailand,");
    let found = import(asean.as_bytes()).unwrap();
    let sum: Cents = found
        .activities()
        .iter()
        .filter_map(|a| a.flows[0].value.cents())
        .sum();
    assert_eq!(sum, super::super::sample::cents(&expected["sum_usd"]));
    let everything = format!("{:?} {:?}", found.outcomes, found.findings);
    for officer in ["Di Mario", "Chaorin", "Gyawali"] {
        assert!(!everything.contains(officer));
    }
}
