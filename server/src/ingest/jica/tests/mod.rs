//! Loans, oddities, the real export of one country, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

use rust_decimal::Decimal;
use tiga_domain::activity::Value;
use tiga_domain::money::{Cents, parse_amount};

use super::super::IngestError;
use super::super::collect::Collected;
use super::super::damage::never_panics;
use super::super::sample::{count, sample};
use super::read;

const LOANS: &str = include_str!("../../../../tests/fixtures/jica/loans.csv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(bytes, &mut collected)?;
    Ok(collected)
}

#[test]
fn loans_are_read_and_the_sum_is_checked_and_not_imported() {
    let found = import(LOANS.as_bytes()).unwrap();
    assert_eq!((found.outcomes.len(), found.outside()), (4, 1));
    let first = found.activity("jica:philippines:metro-rail-project-ii:2016-12-22:1");
    assert_eq!(first.agency.code(), "JICA");
    assert_eq!(first.splits[0].purpose.unwrap().number(), 21030);
    assert_eq!(first.flows[0].amount, Some(Decimal::from(1_000_000_000)));
    // 1,000,000,000 at 108.751648 yen per dollar.
    assert_eq!(first.flows[0].value, Value::Usd(Cents(919_526_295)));
    assert_eq!(
        first.references,
        [
            "jica-project:philippines:metro-rail-project",
            "jica-loan:PH-P262"
        ]
    );
    assert!(first.provenance.notes.contains("terms: STEP"));
    assert!(first.provenance.url.starts_with("https://www2.jica.go.jp"));
    let second = found.activity("jica:philippines:metro-rail-project:2010-03-05:1");
    assert_eq!(
        first.references[0], second.references[0],
        "phases of one project"
    );
    let power = found.activity("jica:viet-nam:ca-mau-power-project:2010-03-05:1");
    assert_eq!(power.splits[0].purpose, None);
    assert_eq!(power.provenance.url, "", "no other scheme becomes a link");
    assert_eq!(found.told(), ["note 4 sector: no known sector"]);
}

#[test]
fn a_sum_that_differs_is_told() {
    let found = import(LOANS.replace(",1850,", ",1851,").as_bytes()).unwrap();
    assert!(
        found
            .told()
            .contains(&"note 6 Summary: the loans of the file add to 1850 million".to_owned())
    );
    assert_eq!(found.outcomes.len(), 4);
}

#[test]
fn what_does_not_fit_is_told() {
    let header = LOANS.lines().next().unwrap();
    let lines = [
        "1,R,Viet Nam,,S,S,,2010-01-01,1",
        "2,R,Viet Nam,Road,S,S,,2010-01-01,",
        "3,R,Viet Nam,Road,S,S,,2010-01-01,-5",
        "4,R,Atlantis,Road,Transportation,Roads,,2010-02-30,5",
        "5,R,Viet Nam,Road,Transportation,Roads,,2010-01-01,5",
        "6,R,Viet Nam,Road,Transportation,Roads,,2010-01-01,5",
        "7,R,Viet Nam,Road,Transportation,Roads,,2010-01-01,5,,,,,,,,,,,,,,,,,,,over",
    ];
    let found = import(format!("{header}\n{}", lines.join("\n")).as_bytes()).unwrap();
    assert_eq!(
        found.told(),
        [
            "reject 2 project name: no project name",
            "reject 3 Amount of approval(millions; jpy): no amount",
            "reject 4 Amount of approval(millions; jpy): no amount",
            "note 5 Date of approval(year/month/day): no date of approval",
            "note 5 country: unknown country",
            "note 5 Amount of approval(millions; jpy): no rate for this year",
            "reject 8 row: more cells than the header, which has 23",
        ]
    );
    let ids: Vec<_> = found.activities().iter().map(|a| a.id.clone()).collect();
    assert_eq!(
        ids,
        [
            "jica:atlantis:road:undated:1",
            "jica:viet-nam:road:2010-01-01:1",
            "jica:viet-nam:road:2010-01-01:2",
        ]
    );
    let error = import(b"No,region,country,project name\n")
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("sector, subsector"), "{error}");
    assert!(import(b"").is_err());
}

#[test]
fn random_damage_never_panics() {
    never_panics(&[LOANS.as_bytes().to_vec()], |bytes| import(bytes).ok());
}

#[test]
fn the_figures_of_the_sample_come_out() {
    let Some((path, expected)) = sample("jica/yen_loan_nepal.csv") else {
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    let found = import(text.as_bytes()).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["loans"]));
    assert_eq!(found.outside(), count(&expected["countries"]["Nepal"]));
    assert!(found.told().is_empty(), "{:?}", found.told());
    // The same loans, as if they were of a member: the money is that of the list.
    let found = import(text.replace("\"Nepal\"", "\"Viet Nam\"").as_bytes()).unwrap();
    let yen: Decimal = found
        .activities()
        .iter()
        .filter_map(|a| a.flows[0].amount)
        .sum();
    let stated = parse_amount(expected["sum_jpy"].as_str().unwrap()).unwrap();
    assert_eq!(yen, stated);
    let unknown = |a: &&tiga_domain::activity::Activity| a.splits[0].purpose.is_none();
    let all = found.activities();
    assert_eq!(all.iter().filter(|a| unknown(a)).count(), 0);
}
