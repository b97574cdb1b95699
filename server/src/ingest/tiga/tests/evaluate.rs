//! The relations that the method finds in the starter data against labels by hand (method 10.4).

use std::fmt::Write as _;

use tiga_domain::analysis::overlap::{Findings, Relation, Tally, compare, evaluation};
use tiga_domain::dataset::Builder;
use tiga_domain::date::Date;

use super::{STARTER, import};
use crate::ingest::Outcome;

const PAIRS: &str = include_str!("../../../../tests/fixtures/overlap/pairs.csv");

/// Overlap and same programme together: pairs found, found wrongly, missed.
const FLAGGED: [u32; 3] = [9, 2, 3];

fn count(tally: &mut Tally, is_label: bool, is_found: bool) {
    tally.right += u32::from(is_label && is_found);
    tally.wrong += u32::from(!is_label && is_found);
    tally.missed += u32::from(is_label && !is_found);
}

#[rstest::rstest]
#[case::as_published(false)]
#[case::with_places_from_text(true)]
fn relations_of_the_starter_data_are_as_good_as_stated(#[case] reads_texts: bool) {
    let mut builder = Builder::new(Vec::new());
    if reads_texts {
        builder = builder.with_places_from_text();
    }
    let mut activities: Vec<_> = import(STARTER)
        .unwrap()
        .outcomes
        .into_iter()
        .filter_map(|outcome| match outcome {
            Outcome::Activity(activity) => Some(*activity),
            _ => None,
        })
        .collect();
    activities.sort_by(|a, b| a.id.cmp(&b.id));
    for (nth, activity) in activities.into_iter().enumerate() {
        builder.push(activity, 0, nth as u64);
    }
    let data = builder.finish();
    let findings = Findings::new(&data, Date::year_only(2026));
    let stated = evaluation();
    let mut tallies: Vec<Tally> = stated
        .iter()
        .map(|tally| Tally {
            label: tally.label.clone(),
            ..Tally::default()
        })
        .collect();
    let mut flagged = Tally {
        label: "flagged".to_owned(),
        ..Tally::default()
    };
    let mut errors = String::new();
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(PAIRS.as_bytes());
    for row in reader.records() {
        let row = row.unwrap();
        let (a, b, label) = (&row[0], &row[1], &row[2]);
        let [x, y] = [a, b].map(|id| data.find(id).unwrap());
        let found = compare(&data, &findings, x, y);
        let found = found.map_or("unrelated", |item| item.relation.code());
        for tally in &mut tallies {
            let (is_label, is_found) = (label == tally.label, found == tally.label);
            count(tally, is_label, is_found);
        }
        let is_flagged = |code: &str| {
            [Relation::Overlap, Relation::SameProgramme]
                .map(Relation::code)
                .contains(&code)
        };
        count(&mut flagged, is_flagged(label), is_flagged(found));
        if label != found {
            writeln!(errors, "{label} found as {found}: {a} {b}").unwrap();
        }
    }
    println!("{:16} right wrong missed precision recall", "relation");
    for tally in tallies.iter().chain([&flagged]) {
        let percent = |ratio: Option<f64>| (ratio.unwrap_or_default() * 100.0).round();
        let (precision, recall) = (percent(tally.precision()), percent(tally.recall()));
        let Tally {
            label,
            right,
            wrong,
            missed,
        } = tally;
        println!("{label:16} {right:5} {wrong:5} {missed:6} {precision:8}% {recall:5}%");
    }
    println!("{errors}");
    assert_eq!(tallies, stated, "the table of the method page");
    assert_eq!([flagged.right, flagged.wrong, flagged.missed], FLAGGED);
    let all: u32 = tallies.iter().map(|tally| tally.right + tally.missed).sum();
    assert_eq!(all, 124, "pairs");
}
