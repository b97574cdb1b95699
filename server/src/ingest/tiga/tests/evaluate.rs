//! The relations that the method finds in the starter data against labels by hand (method 10.4).

use std::fmt::Write as _;

use tiga_domain::analysis::overlap::{Findings, Relation, compare};
use tiga_domain::dataset::Builder;
use tiga_domain::date::Date;

use super::{STARTER, import};
use crate::ingest::Outcome;

const PAIRS: &str = include_str!("../../../../tests/fixtures/overlap/pairs.csv");

/// Relation, and the least precision and recall in hundredths, as the method states them.
const STATED: [(&str, u32, u32); 6] = [
    ("joint", 100, 100),
    ("same_programme", 100, 100),
    ("overlap", 75, 67),
    ("complement", 50, 50),
    ("adjacent", 79, 84),
    ("unrelated", 94, 93),
];

/// The same for overlap and same programme together.
const FLAGGED: (u32, u32) = (82, 75);

/// How often a label is found, found wrongly, and missed.
#[derive(Clone, Copy, Default)]
struct Tally {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Tally {
    fn count(&mut self, is_label: bool, is_found: bool) {
        self.right += u32::from(is_label && is_found);
        self.wrong += u32::from(!is_label && is_found);
        self.missed += u32::from(is_label && !is_found);
    }

    /// Precision in hundredths, rounded.
    fn precision(self) -> u32 {
        hundredths(self.right, self.right + self.wrong)
    }

    /// Recall in hundredths, rounded.
    fn recall(self) -> u32 {
        hundredths(self.right, self.right + self.missed)
    }
}

fn hundredths(part: u32, whole: u32) -> u32 {
    (f64::from(part) / f64::from(whole.max(1)) * 100.0).round() as u32
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
    let mut tallies = [Tally::default(); STATED.len()];
    let mut flagged = Tally::default();
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
        for ((name, ..), tally) in STATED.iter().zip(&mut tallies) {
            tally.count(label == *name, found == *name);
        }
        let is_flagged = |code: &str| {
            [Relation::Overlap, Relation::SameProgramme]
                .map(Relation::code)
                .contains(&code)
        };
        flagged.count(is_flagged(label), is_flagged(found));
        if label != found {
            writeln!(errors, "{label} found as {found}: {a} {b}").unwrap();
        }
    }
    println!("{:16} right wrong missed precision recall", "relation");
    let named = STATED.iter().map(|(name, ..)| *name).zip(tallies);
    for (name, tally) in named.chain([("flagged", flagged)]) {
        let Tally {
            right,
            wrong,
            missed,
        } = tally;
        let (precision, recall) = (tally.precision(), tally.recall());
        println!("{name:16} {right:5} {wrong:5} {missed:6} {precision:8}% {recall:5}%");
    }
    println!("{errors}");
    let stated = STATED
        .iter()
        .map(|(name, precision, recall)| (*name, *precision, *recall));
    let stated = stated.chain([("flagged", FLAGGED.0, FLAGGED.1)]);
    for ((name, precision, recall), tally) in stated.zip(tallies.into_iter().chain([flagged])) {
        assert!(
            tally.precision() >= precision,
            "precision of {name}: {}",
            tally.precision()
        );
        assert!(
            tally.recall() >= recall,
            "recall of {name}: {}",
            tally.recall()
        );
    }
    let all: u32 = tallies.iter().map(|tally| tally.right + tally.missed).sum();
    assert_eq!(all, 124, "pairs");
}
