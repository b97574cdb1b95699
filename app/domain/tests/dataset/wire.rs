//! The binary form: what is read back answers every question as what was written did.

use proptest::prelude::*;
use tiga_domain::activity::Activity;
use tiga_domain::analysis::coverage::coverage;
use tiga_domain::analysis::facets::facet_counts;
use tiga_domain::analysis::glance::glance;
use tiga_domain::analysis::projects::projects;
use tiga_domain::dataset::Builder;
use tiga_domain::link::Question;
use tiga_domain::map::knot::knots;
use tiga_domain::map::view::View;
use tiga_domain::provenance::{Run, RunFinding, Severity};
use tiga_domain::snapshot::Snapshot;

use crate::invariants::random_filter;
use crate::portfolio::{Dice, activities};

/// A portfolio with what the plain one lacks: several sources, parents, lent places, other letters, findings.
fn varied(seed: u64, size: usize) -> Snapshot {
    let finding = RunFinding {
        severity: Severity::Note,
        line: 7,
        record: "T-1".to_owned(),
        field: "title".to_owned(),
        value: "…".to_owned(),
        message: "odd".to_owned(),
        action: "kept".to_owned(),
    };
    let run = Run {
        file: "a.xml".to_owned(),
        findings: vec![finding],
        seconds: 0.25,
        ..Run::default()
    };
    let mut builder = Builder::new(vec![Run::default(), run]);
    let mut dice = Dice::new(seed);
    for (nth, activity) in activities(seed, size).enumerate() {
        let activity = Activity {
            dataset: ["tiga", "dfc", "iati:XM-DAC-46004"][dice.below(3)].to_owned(),
            title: if dice.one_in(4) {
                "Cấp nước đô thị".to_owned()
            } else {
                activity.title.clone()
            },
            agency_reported: if dice.one_in(3) {
                "Ōkurashō".to_owned()
            } else {
                String::new()
            },
            parent: dice.one_in(5).then(|| "T-0000001".to_owned()),
            references: vec![format!("ref:{nth}")],
            same_as: dice.one_in(4).then(|| format!("ref:{}", dice.below(size))),
            description: "Words\nof the source".to_owned(),
            ..activity
        };
        builder.push(activity, dice.below(2), nth as u64);
    }
    Snapshot::new(builder.finish())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_decoded_data_set_gives_the_same_answers(seed: u64, size in 1_usize..80) {
        let data = varied(seed, size);
        let again = Snapshot::decode(&data.encode()).unwrap();
        let mut dice = Dice::new(seed);
        for _ in 0..12 {
            let filter = random_filter(&mut dice);
            let question = Question::from(filter.clone());
            prop_assert_eq!(facet_counts(&again, &filter), facet_counts(&data, &filter));
            prop_assert_eq!(projects(&again, &question), projects(&data, &question));
            let view = View::start();
            prop_assert_eq!(glance(&again, &filter, view), glance(&data, &filter, view));
            prop_assert_eq!(knots(&again, &filter, view), knots(&data, &filter, view));
        }
        prop_assert_eq!(coverage(&again), coverage(&data));
        prop_assert_eq!(again.find("T-0000000"), data.find("T-0000000"));
    }

    #[test]
    fn both_parts_together_are_the_whole(seed: u64, size in 0_usize..80) {
        let data = varied(seed, size.max(1));
        let mut again = Snapshot::decode(&data.encode()).unwrap();
        again.join_texts(&data.encode_texts()).unwrap();
        prop_assert_eq!(format!("{:?}", again.data()), format!("{:?}", data.data()));
    }
}

#[test]
fn an_empty_data_set_is_read_back() {
    let data = Snapshot::default();
    let again = Snapshot::decode(&data.encode()).unwrap();
    assert_eq!(format!("{:?}", again.data()), format!("{:?}", data.data()));
}
