//! The real list of active projects, compared with figures that were computed independently.
//! Runs where `TIGA_SAMPLES` names the folder that holds it, and says so when it does not.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value as Json;
use tiga_domain::activity::{Activity, Flag, Value};
use tiga_domain::country::Recipient;
use tiga_domain::money::Cents;

use super::import;

const FILE: &str = "dfc/DFC-ActiveProjects.xlsx";

fn cents_of(text: &Json) -> Cents {
    let amount = Decimal::from_str_exact(text.as_str().unwrap()).unwrap();
    let cents = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven)
        * Decimal::ONE_HUNDRED;
    Cents(cents.normalize().to_string().parse().unwrap())
}

fn sum(activities: &[&Activity]) -> (u64, Cents) {
    let cents = activities
        .iter()
        .map(|activity| match activity.flows[0].value {
            Value::Usd(cents) => cents,
            other => unreachable!("{other:?}"),
        });
    (activities.len() as u64, cents.sum())
}

#[test]
fn the_figures_of_the_sample_come_out() {
    let Some(folder) = std::env::var_os("TIGA_SAMPLES").map(PathBuf::from) else {
        println!("skipped: TIGA_SAMPLES names no folder of sample files");
        return;
    };
    let expected: Json =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    let expected = &expected[FILE];
    let (_, found) = import(std::fs::read(folder.join(FILE)).unwrap()).unwrap();

    assert_eq!(
        found.outcomes.len() as u64,
        expected["rows"].as_u64().unwrap()
    );
    assert_eq!(found.rejected(), 0);
    let told = |part: &str| {
        found
            .findings
            .iter()
            .filter(|f| f.message.contains(part))
            .count() as u64
    };
    assert_eq!(
        told("the row is the same as"),
        expected["rows_identical_to_an_earlier_row"]
            .as_u64()
            .unwrap()
    );
    assert_eq!(
        told("no fiscal year"),
        expected["rows_blank_fiscal_year"].as_u64().unwrap()
    );
    let redacted = found
        .findings
        .iter()
        .filter(|f| f.field.contains("Project Number") && f.message.contains("redacted"));
    assert_eq!(
        redacted.count() as u64,
        expected["rows_project_number_redacted"].as_u64().unwrap()
    );

    let activities = found.activities();
    let mut by_country: BTreeMap<String, Vec<&Activity>> = BTreeMap::new();
    for activity in &activities {
        by_country
            .entry(activity.splits[0].recipient.to_string())
            .or_default()
            .push(activity);
    }
    for (iso2, figures) in expected["asean"].as_object().unwrap() {
        let all = by_country.get(iso2).cloned().unwrap_or_default();
        let active: Vec<&Activity> = all
            .iter()
            .copied()
            .filter(|a| !a.flags.contains(Flag::Legacy))
            .collect();
        assert_eq!(
            sum(&all),
            (figures["rows"].as_u64().unwrap(), cents_of(&figures["usd"])),
            "{iso2}"
        );
        let without = (
            figures["rows_excluding_legacy"].as_u64().unwrap(),
            cents_of(&figures["usd_excluding_legacy"]),
        );
        assert_eq!(sum(&active), without, "{iso2} without legacy");
    }
    let asean: Vec<&Activity> = activities
        .iter()
        .copied()
        .filter(|a| a.splits[0].recipient.country().is_some())
        .collect();
    assert_eq!(
        sum(&asean),
        (
            expected["asean_rows"].as_u64().unwrap(),
            cents_of(&expected["asean_usd"])
        )
    );
    let active: Vec<&Activity> = asean
        .iter()
        .copied()
        .filter(|a| !a.flags.contains(Flag::Legacy))
        .collect();
    let without = (
        expected["asean_rows_excluding_legacy"].as_u64().unwrap(),
        cents_of(&expected["asean_usd_excluding_legacy"]),
    );
    assert_eq!(sum(&active), without);
    assert_eq!(
        by_country["798"].len() as u64,
        expected["rows_asia_regional"].as_u64().unwrap()
    );

    let mut rows_of: HashMap<&str, u64> = HashMap::new();
    for activity in &asean {
        *rows_of.entry(activity.references[0].as_str()).or_default() += 1;
    }
    assert_eq!(
        rows_of.len() as u64,
        expected["asean_project_numbers_distinct"].as_u64().unwrap()
    );
    let repeated = expected["asean_project_numbers_repeated"]
        .as_object()
        .unwrap();
    assert_eq!(
        rows_of.values().filter(|count| **count > 1).count(),
        repeated.len()
    );
    for (number, count) in repeated {
        assert_eq!(
            rows_of[format!("dfc:{number}").as_str()],
            count.as_u64().unwrap(),
            "{number}"
        );
    }
    let unplaced = activities
        .iter()
        .filter(|a| a.splits[0].recipient == Recipient::Unknown);
    println!(
        "{} rows kept, {} of them without a country; {} outside",
        activities.len(),
        unplaced.count(),
        found.outside()
    );
}
