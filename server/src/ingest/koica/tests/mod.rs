//! Items, persons, the real workbook, and damaged ones.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::io::Cursor;

use rust_decimal::Decimal;
use tiga_domain::activity::{Flag, FlowKind, Value};
use tiga_domain::country::Country;
use tiga_domain::marker::Marker;
use tiga_domain::money::{Cents, parse_amount};

use super::super::IngestError;
use super::super::collect::Collected;
use super::super::damage::never_panics;
use super::super::sample::{count, sample};
use super::super::sheet::SheetTable;
use super::super::workbook::{read_sheets, read_text, written};
use super::read;
use super::row::is_project;

const ITEMS: &str = include_str!("../../../../tests/fixtures/koica/items.tsv");

fn import(bytes: &[u8]) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(&read_sheets(Cursor::new(bytes))?, &mut collected)?;
    Ok(collected)
}

#[test]
fn items_are_activities_and_persons_are_not() {
    let found = import(&written(&[("Info", "About"), ("Data", ITEMS)])).unwrap();
    let hospital = found.activity("koica:1");
    assert_eq!(hospital.title, "Hospital");
    assert_eq!(hospital.flows[0].kind, FlowKind::Disbursement);
    assert_eq!(hospital.flows[0].value, Value::Usd(Cents(130_000)));
    assert_eq!(hospital.splits[0].purpose.unwrap().number(), 12230);
    assert_eq!(hospital.start.unwrap().to_string(), "1995-01-01");
    assert_eq!(hospital.markers.get(Marker::Environment), Some(2));
    assert_eq!(hospital.markers.get(Marker::Biodiversity), None);
    let relief = found.activity("koica:2");
    assert_eq!(relief.title, "Emergency Relief, Disaster, East Timor");
    assert!(relief.flags.contains(Flag::NegativeTotal));
    assert_eq!(relief.provenance.url, "");
    assert!(found.activity("koica:7").flows.is_empty());
    assert_eq!((found.outside(), found.rejected()), (1, 3));
    assert_eq!(
        found.told(),
        [
            "note 3 usd_amount: the amount is negative",
            "note 3 female_marker: no score of this marker",
            "note 4 country: no country of ASEAN, or an organisation",
            "reject 7 usd_amount: no amount",
            "note 8 Aid_Data_purposecode: a purpose code that no list has",
            "note 8 project_year: no year",
            "note 8 duration: the end lies before the start",
            "reject 0 type_of_cooperation: 1 rows are persons or costs, not projects",
            "reject 0 type_of_cooperation: 1 rows are persons or costs, not projects",
        ]
    );
}

#[test]
fn a_table_of_text_is_read_like_a_sheet() {
    let mut collected = Collected::default();
    let sheets = read_text(ITEMS.as_bytes(), &mut collected).unwrap();
    read(&sheets, &mut collected).unwrap();
    let sheet = import(&written(&[("Data", ITEMS)])).unwrap();
    assert_eq!(collected.told(), sheet.told());
    assert_eq!(collected.activities().len(), sheet.activities().len());
}

#[test]
fn other_workbooks_are_refused() {
    let error = import(&written(&[("Data", "id\tcountry\n1\tx")]))
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().contains("project_year"), "{error}");
    assert!(import(b"no workbook").is_err());
}

#[test]
fn random_damage_never_panics() {
    never_panics(&[ITEMS.as_bytes().to_vec()], |bytes| {
        let text: String = String::from_utf8_lossy(bytes)
            .chars()
            .filter(|c| !c.is_control() || "\t\n".contains(*c))
            .collect();
        import(&written(&[("Data", &text)])).ok()
    });
}

#[test]
fn the_figures_of_the_sample_come_out() {
    let Some((path, expected)) = sample("koica/koica-1991-2007.xlsx") else {
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let found = import(&bytes).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["rows"]));
    let activities = found.activities();
    assert_eq!(
        activities.len(),
        count(&expected["asean_rows_project_like"])
    );
    for (iso2, figures) in expected["asean"].as_object().unwrap() {
        let of = activities
            .iter()
            .filter(|a| a.splits[0].recipient.to_string() == *iso2);
        assert_eq!(of.count(), count(&figures["rows_project_like"]), "{iso2}");
    }

    // All rows, also those that are persons.
    let sheets = read_sheets(Cursor::new(bytes)).unwrap();
    let table = SheetTable::find(&sheets, &["id", "usd_amount"]).unwrap();
    let (mut sum, mut asean) = (Decimal::ZERO, BTreeMap::<&str, (usize, Decimal)>::new());
    let (mut projects, mut rows) = (0, 0);
    for cells in table.rows() {
        let amount = parse_amount(cells.get("usd_amount")).unwrap();
        rows += 1;
        sum += amount;
        projects += usize::from(is_project(cells.get("type_of_cooperation")));
        if let Some(country) = Country::from_name(cells.get("country")) {
            let of = asean.entry(country.iso2()).or_default();
            of.0 += 1;
            of.1 += amount;
        }
    }
    assert_eq!(rows, count(&expected["rows"]));
    assert_eq!(
        sum.normalize().to_string(),
        expected["sum_usd"].as_str().unwrap()
    );
    for (iso2, figures) in expected["asean"].as_object().unwrap() {
        let (count_found, usd) = asean[iso2.as_str()];
        assert_eq!(count_found, count(&figures["rows"]), "{iso2}");
        assert_eq!(
            usd.normalize().to_string(),
            figures["usd"].as_str().unwrap(),
            "{iso2}"
        );
    }
    println!("{projects} of {rows} rows are projects");
}
