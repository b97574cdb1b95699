//! Places that only a text names stand beside no published one, and are marked.

use tiga_domain::activity::Activity;
use tiga_domain::analysis::projects::{item, select};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::place::{Place, Precision};
use tiga_domain::snapshot::Snapshot;

use crate::precedence::activity;

fn build(activities: &[Activity], reads_texts: bool) -> Dataset {
    let mut builder = Builder::new(Vec::new());
    if reads_texts {
        builder = builder.with_places_from_text();
    }
    for (nth, activity) in activities.iter().enumerate() {
        builder.push(activity.clone(), 0, nth as u64);
    }
    builder.finish()
}

fn titled(id: &str, title: &str) -> Activity {
    Activity {
        title: title.to_owned(),
        description: String::new(),
        ..activity(id, "tiga", "KOICA", 10)
    }
}

fn bases(data: &Dataset) -> Vec<(String, String)> {
    let rows = select(data, &Filter::default());
    let items = rows.iter().filter_map(|row| item(data, row));
    let mut bases: Vec<(String, String)> = items
        .flat_map(|item| {
            item.places
                .into_iter()
                .map(|place| (place.name, place.basis))
        })
        .collect();
    bases.sort();
    bases
}

fn published() -> Place {
    Place {
        name: "Office".to_owned(),
        lat: 21.0,
        lon: 105.8,
        precision: Precision::from_code(8).unwrap(),
        country: None,
        basis: String::new(),
    }
}

#[test]
fn a_text_gives_a_marked_place_where_none_is_published() {
    let records = [
        titled("a", "Rural roads in Quang Binh Province"),
        titled("b", "Rural roads"),
        Activity {
            places: vec![published()],
            ..titled("c", "Clinics in Ha Giang")
        },
    ];
    let data = build(&records, true);
    assert_eq!(
        bases(&data),
        [
            ("Office".to_owned(), String::new()),
            (
                "Quảng Bình".to_owned(),
                "place from text: Quang Binh Province".to_owned()
            ),
        ]
    );
    let sites = |data: &Dataset, precision: &str| {
        let filter = Question::parse(&format!("precision={precision}"), &[])
            .question
            .filter;
        select(data, &filter).len()
    };
    assert_eq!((sites(&data, "site"), sites(&data, "province")), (0, 1));
    let plain = build(&records, false);
    assert_eq!(bases(&plain).len(), 1);
    assert_ne!(data.version(), plain.version());
    let places = bases(&data);
    let there = Snapshot::decode(&Snapshot::new(data).encode()).unwrap();
    assert_eq!(bases(&there), places, "the browser shows the same");
}

#[test]
fn a_lent_place_comes_before_one_from_text() {
    let lender = Activity {
        same_as: Some("ref".to_owned()),
        places: vec![Place {
            precision: Precision::NEAR,
            ..published()
        }],
        ..titled("a", "Sample")
    };
    let borrower = Activity {
        references: vec!["ref".to_owned()],
        ..titled("b", "Clinics in Ha Giang")
    };
    let data = build(&[lender, borrower], true);
    let names: Vec<String> = bases(&data).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Office", "Office"]);
}
