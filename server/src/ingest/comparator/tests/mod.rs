//! Lists of both editions, the real one, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::io::Cursor;

use rust_decimal::Decimal;
use tiga_domain::country::Country;

use super::super::IngestError;
use super::super::collect::Collected;
use super::super::damage::Damage;
use super::super::sample::{count, sample};
use super::super::workbook::{read_sheets, written};
use super::parse::sums;
use super::read;

const GCOFF: &str = include_str!("../../../../tests/fixtures/comparator/gcoff.tsv");
const GCDF: &str = include_str!("../../../../tests/fixtures/comparator/gcdf.tsv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(&read_sheets(Cursor::new(bytes))?, &mut collected)?;
    Ok(collected)
}

#[test]
fn only_what_may_be_added_up_is_and_nothing_is_stored() {
    let found = import(&written(&[("List", GCOFF)])).unwrap();
    assert!(found.activities().is_empty());
    assert_eq!((found.others(), found.outside()), (5, 1));
    assert_eq!(
        found.told(),
        [
            "note 7 usd_current: the amount is not a number",
            "note 0 comparator: 1 of 1 rows of Cambodia may be added up: 0 current US dollars",
            "note 0 comparator: 2 of 4 rows of Viet Nam may be added up: 1000000.5 current US dollars",
        ]
    );
    let found = import(&written(&[("Notes", "x"), ("GCDF_3.0", GCDF)])).unwrap();
    assert!(
        found.told()[0].contains("1 of 2 rows of Laos"),
        "{:?}",
        found.told()
    );
    let error = import(&written(&[("List", "project_id\n1")]))
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("umbrella"), "{error}");
}

#[test]
fn the_figures_of_the_sample_come_out() {
    let Some((path, expected)) = sample("aiddata/gcoff-v1.0.xlsx") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let mut found = Collected::default();
    let sums = sums(&read_sheets(Cursor::new(bytes)).unwrap(), &mut found).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["rows"]));
    assert_eq!(found.others(), count(&expected["asean_rows"]));
    let (mut rows, mut countable, mut dollars) = (0, 0, Decimal::ZERO);
    for (iso2, figures) in expected["asean"].as_object().unwrap() {
        let sum = &sums[&Country::from_iso2(iso2).unwrap()];
        assert_eq!(sum.rows as usize, count(&figures["rows"]), "{iso2}");
        assert_eq!(
            sum.countable as usize,
            count(&figures["countable"]),
            "{iso2}"
        );
        let stated = figures["usd_current_countable"].as_str().unwrap();
        let stated = Decimal::from_str_exact(stated).unwrap();
        assert_eq!(sum.dollars.round_dp(2), stated.round_dp(2), "{iso2}");
        rows += sum.rows;
        countable += sum.countable;
        dollars += sum.dollars;
    }
    assert_eq!(rows as usize, count(&expected["asean_rows"]));
    assert_eq!(countable as usize, count(&expected["asean_countable"]));
    assert_eq!(dollars.round_dp(2).to_string(), "30009321290.56");
    let everything = format!("{:?}", found.findings);
    assert!(!everything.contains("Minister"), "persons are not read");
}

/// Nothing of a list is stored, so that only the answer itself can be wrong.
#[test]
fn random_damage_never_panics() {
    let mut damage = Damage::default();
    let mut read_to_the_end = 0;
    for table in [GCOFF, GCDF] {
        for _ in 0..200 {
            let bytes = damage.some(table.as_bytes());
            let cells: String = String::from_utf8_lossy(&bytes)
                .chars()
                .filter(|c| !matches!(c, '\0' | '\r'))
                .collect();
            read_to_the_end += u32::from(import(&written(&[("List", &cells)])).is_ok());
        }
    }
    assert!(read_to_the_end > 0, "no damaged list was read");
}
