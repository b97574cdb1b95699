//! What counts once: one source for each agency and country, one level of parent and child, and
//! places lent to the record that replaces another (method 1.1, rules 3 and 4).
use rust_decimal::Decimal;
use tiga_domain::activity::{Activity, Flow, FlowKind, PriceBasis, Split, Value};
use tiga_domain::agency::Agency;
use tiga_domain::analysis::coverage_grid::{counted_once, coverage_grid};
use tiga_domain::analysis::overview::overview;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{Builder, Dataset, Precedence};
use tiga_domain::filter::Filter;
use tiga_domain::money::{Cents, Share};
use tiga_domain::place::{Place, Precision};
use tiga_domain::status::Instrument;

pub fn activity(id: &str, source: &str, agency: &str, dollars: i64) -> Activity {
    let template = crate::portfolio::activities(1, 1).next().unwrap();
    Activity {
        id: id.to_owned(),
        dataset: source.to_owned(),
        agency: Agency::from_code(agency).unwrap(),
        instrument: None,
        flags: tiga_domain::activity::Flags::default(),
        splits: vec![Split {
            recipient: Recipient::Country(Country::from_iso2("VN").unwrap()),
            purpose: None,
            share: Share::ONE,
        }],
        flows: vec![Flow {
            kind: FlowKind::Commitment,
            year: Some(2020),
            amount: Some(Decimal::from(dollars)),
            currency: "USD".to_owned(),
            value: Value::Usd(Cents(dollars * 100)),
            basis: PriceBasis::Current,
            split: None,
        }],
        places: Vec::new(),
        ..template
    }
}

fn dataset(activities: Vec<Activity>) -> Dataset {
    let mut builder = Builder::new(Vec::new());
    for (nth, activity) in activities.into_iter().enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    builder.finish()
}

pub fn counted(data: &Dataset) -> (u64, i64) {
    let answer = overview(data, &Filter::default());
    (answer.activities, answer.usd.unwrap().0 / 100)
}

#[test]
fn the_agencys_own_list_is_counted_and_the_sample_is_not() {
    let data = dataset(vec![
        activity("a", "tiga", "DFC", 100),
        activity("b", "dfc", "DFC", 70),
        activity("c", "tiga", "JICA", 5),
    ]);
    assert_eq!(counted(&data), (2, 75));
    let replaced = data.find("a").unwrap();
    assert!(data.lines(replaced).all(|line| !line.is_counted));
}

#[test]
fn a_publisher_is_preferred_to_a_third_party() {
    let data = dataset(vec![
        activity("a", "iati:US-501C3-522318905", "ADB", 40),
        activity("b", "iati:XM-DAC-46004", "ADB", 30),
    ]);
    assert_eq!(counted(&data), (1, 30));
}

#[test]
fn loans_of_jica_come_from_its_list_and_the_rest_from_the_crs() {
    let with = |id, source, dollars, instrument| Activity {
        instrument: Some(instrument),
        ..activity(id, source, "JICA", dollars)
    };
    let data = dataset(vec![
        with("a", "jica", 1000, Instrument::Loan),
        with("b", "crs", 990, Instrument::Loan),
        with("c", "crs", 20, Instrument::Grant),
        with("d", "tiga", 3, Instrument::Grant),
    ]);
    assert_eq!(counted(&data), (2, 1020));
}

#[test]
fn the_order_of_sources_can_be_set_and_changes_the_version() {
    let activities = || {
        vec![
            activity("a", "adb", "ADB", 40),
            activity("b", "iati:XM-DAC-46004", "ADB", 30),
        ]
    };
    assert_eq!(counted(&dataset(activities())), (1, 30));
    let mut precedence = Precedence::default();
    let sources = vec!["adb".to_owned(), "iati".to_owned()];
    precedence.set("adb", "", sources.clone()).unwrap();
    assert!(precedence.set("XYZ", "", sources.clone()).is_err());
    assert!(precedence.set("ADB", "gift", sources).is_err());
    let mut builder = Builder::new(Vec::new()).with_precedence(precedence);
    for (nth, activity) in activities().into_iter().enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    let data = builder.finish();
    assert_eq!(counted(&data), (1, 40));
    assert_ne!(data.version(), dataset(activities()).version());
}

#[test]
fn money_stands_at_one_level_of_parent_and_child() {
    let child = |id: &str, dollars| Activity {
        parent: Some("p".to_owned()),
        ..activity(id, "iati:X", "USAID", dollars)
    };
    let parent = activity("p", "iati:X", "USAID", 300);
    let data = dataset(vec![child("c1", 130), child("c2", 145), parent.clone()]);
    assert_eq!(counted(&data), (3, 275));
    let silent = Activity {
        flows: Vec::new(),
        ..child("c1", 0)
    };
    assert_eq!(counted(&dataset(vec![silent, parent])), (2, 300));
}

#[test]
fn a_replaced_record_lends_its_places() {
    let place = Place {
        name: "Ha Noi".to_owned(),
        lat: 21.03,
        lon: 105.85,
        precision: Precision::NEAR,
        country: None,
        basis: "approximate".to_owned(),
    };
    let sample = Activity {
        same_as: Some("dfc:9".to_owned()),
        places: vec![place],
        ..activity("sample", "tiga", "DFC", 1)
    };
    let listed = Activity {
        references: vec!["dfc:9".to_owned()],
        ..activity("dfc:9:2020:1", "dfc", "DFC", 2)
    };
    let data = dataset(vec![listed, sample]);
    let answer = overview(&data, &Filter::default());
    assert_eq!((answer.activities, answer.without_place), (1, 0));
}

#[test]
fn what_counts_once_is_told_beside_what_all_sources_state() {
    let data = dataset(vec![
        activity("a", "tiga", "DFC", 100),
        activity("b", "dfc", "DFC", 70),
        activity("c", "tiga", "JICA", 5),
    ]);
    let sums = counted_once(&data);
    assert_eq!(
        (sums.stated.usd, sums.counted.usd),
        (Cents(17_500), Cents(7_500))
    );
    assert_eq!((sums.stated.records, sums.counted.records), (3, 2));
    assert_eq!(sums.beside, 1);
    assert_eq!(counted(&data).1, sums.counted.usd.0 / 100);
    let grid = coverage_grid(&data);
    let rows: Vec<_> = grid
        .iter()
        .map(|row| (row.agency.code(), row.country.iso2(), row.newest()))
        .collect();
    assert_eq!(
        rows,
        [("DFC", "VN", Some(2020)), ("JICA", "VN", Some(2020))]
    );
    let year = grid[0].years[&2020];
    assert_eq!((year.records, year.usd), (1, Some(Cents(7_000))));
    assert_eq!((year.with_sector, year.with_disbursement), (0, 0));
    assert_eq!(grid[0].whole, year);
}
