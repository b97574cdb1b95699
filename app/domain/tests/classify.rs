//! Laws of the classification (method 2) that hold for any activity, and cases of its rules.

use proptest::prelude::*;
use tiga_domain::classify::{Subject, TextRule, classify, physical_split, priority_money};
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Cents, Share};
use tiga_domain::priority::{FocusArea, Priority};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Class;
use tiga_domain::theme::Theme;

const TITLES: [&str; 12] = [
    "North Coast Road Upgrading",
    "Urban drainage and flood early warning",
    "Upper dam, low-carbon power",
    "Policy-based loan for judicial reform",
    "Women-owned SME lending",
    "Grid for solar parks",
    "Feasibility study of the metro line",
    "River training works",
    "Cross-border interconnection",
    "Rural broadband",
    "上水道整備計画",
    "",
];
const AID_TYPES: [&str; 6] = ["", "A01", "C01", "D02", "E01", "B03"];

/// One activity as a test draws it.
#[derive(Clone, Debug)]
struct Drawn {
    title: &'static str,
    lines: Vec<(Option<PurposeCode>, Share)>,
    markers: Markers,
    aid_type: &'static str,
    country_count: usize,
    is_private: bool,
}

impl Drawn {
    fn subject(&self) -> Subject<'_> {
        Subject {
            title: self.title,
            lines: &self.lines,
            markers: self.markers,
            aid_type: self.aid_type,
            country_count: self.country_count,
            is_private: self.is_private,
        }
    }
}

prop_compose! {
    fn lines()(parts in prop::collection::vec((prop::option::weighted(0.9, 0..PurposeCode::all().len()), 1_u64..1000), 0..5))
        -> Vec<(Option<PurposeCode>, Share)> {
        let sum: u64 = parts.iter().map(|(_, part)| part).sum();
        parts
            .into_iter()
            .map(|(position, part)| {
                let code = position.and_then(|position| PurposeCode::at(position as u16));
                (code, Share(Share::ONE.0 / sum.max(1) * part))
            })
            .collect()
    }
}

prop_compose! {
    fn markers()(scores in prop::collection::vec(prop::option::weighted(0.3, 0_u8..5), 12)) -> Markers {
        let mut markers = Markers::default();
        for (marker, score) in Marker::ALL.into_iter().zip(scores) {
            if let Some(score) = score {
                markers.set(marker, score);
            }
        }
        markers
    }
}

prop_compose! {
    fn activity()(
        title in prop::sample::select(&TITLES[..]),
        lines in lines(),
        markers in markers(),
        aid_type in prop::sample::select(&AID_TYPES[..]),
        country_count in 0_usize..4,
        is_private: bool,
    ) -> Drawn {
        Drawn { title, lines, markers, aid_type, country_count, is_private }
    }
}

proptest! {
    #[test]
    fn weights_lie_between_nothing_and_one(drawn in activity()) {
        let found = classify(&drawn.subject());
        prop_assert!(found.priorities.iter().all(|weight| *weight <= 1_000_000));
        prop_assert_eq!(found.lines.len(), drawn.lines.len());
    }

    #[test]
    fn priority_money_adds_to_the_total(drawn in activity(), total in -10_i64.pow(13)..10_i64.pow(13)) {
        let parts = priority_money(Cents(total), &classify(&drawn.subject()).priorities);
        prop_assert_eq!(parts.iter().map(|(_, part)| *part).sum::<Cents>(), Cents(total));
    }

    // A score of zero is another matter: it says that a screener looked, and silences the title.
    #[test]
    fn a_marker_never_lowers_a_priority_or_drops_a_theme(drawn in activity(), marker in prop::sample::select(&Marker::ALL[..]), score in 1_u8..5) {
        prop_assume!(drawn.markers.get(marker).unwrap_or(0) <= score.min(marker.top_score()));
        let before = classify(&drawn.subject());
        let mut marked = drawn.clone();
        marked.markers.set(marker, score);
        let after = classify(&marked.subject());
        for priority in Priority::ALL {
            prop_assert!(before.priorities[priority.index()] <= after.priorities[priority.index()], "{}", priority.code());
        }
        prop_assert_eq!(before.themes.0 & !after.themes.0, 0);
        prop_assert_eq!(before.focus & !after.focus, 0);
    }

    #[test]
    fn nothing_depends_on_the_order_of_lines(drawn in activity()) {
        let forward = classify(&drawn.subject());
        let mut turned = drawn.clone();
        turned.lines.reverse();
        let mut backward = classify(&turned.subject());
        backward.lines.reverse();
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn an_old_code_is_classified_as_its_successor(mut drawn in activity()) {
        let old = classify(&drawn.subject());
        for (code, _) in &mut drawn.lines {
            *code = code.map(PurposeCode::current);
        }
        prop_assert_eq!(old, classify(&drawn.subject()));
    }

    #[test]
    fn physical_parts_add_to_the_amount(total in -10_i64.pow(13)..10_i64.pow(13), percent in 0_u8..=100) {
        let (hard, services) = physical_split(Cents(total), Class::Green, percent);
        prop_assert_eq!(hard + services, Cents(total));
    }
}

/// An activity with one line.
fn single(code: &str, title: &'static str) -> Drawn {
    Drawn {
        title,
        lines: vec![(PurposeCode::parse(code), Share::ONE)],
        markers: Markers::default(),
        aid_type: "",
        country_count: 1,
        is_private: false,
    }
}

#[test]
fn rules_name_the_words_that_they_found() {
    let drawn = single("14021", "Urban Women-Owned enterprise, MRT and solar");
    let found = classify(&drawn.subject());
    let words: Vec<_> = found
        .matches
        .iter()
        .map(|found| (found.rule, found.words.as_str()))
        .collect();
    // A metro means nothing to a water code, and green water works need no text rule to be green.
    assert_eq!(
        words,
        [
            (TextRule::Urban, "Urban"),
            (TextRule::WomenBusiness, "Women-Owned"),
            (TextRule::ClimateText, "solar"),
        ]
    );
    assert!(found.themes.contains(Theme::WomensEconomic));
}

#[test]
fn without_a_code_the_title_says_nothing() {
    for code in ["", "99999"] {
        let found = classify(&single(code, "Women-owned legal climate fund").subject());
        assert_eq!(found.lines[0].class, Class::Unclassified);
        assert_eq!((found.priorities, found.themes.0), ([0; 7], 0));
    }
    let mut regional = single("", "Digital");
    regional.country_count = 2;
    regional.is_private = true;
    let found = classify(&regional.subject());
    assert_eq!(found.priorities[Priority::Op7.index()], 500_000);
    let expected = FocusArea::PrivateSector.bit()
        | FocusArea::RegionalCooperation.bit()
        | FocusArea::DigitalTransformation.bit();
    assert_eq!(found.focus, expected);
}

#[test]
fn significant_climate_leaves_works_hard_with_a_note() {
    let mut road = single("21020", "Road");
    road.markers.set(Marker::Drr, 1);
    let line = classify(&road.subject()).lines[0];
    assert_eq!(line.class, Class::Hard);
    assert!(line.is_partly_climate(road.markers));
    assert!(!line.is_partly_climate(Markers::default()));
}

#[test]
fn experts_never_turn_relief_or_administration_into_services() {
    for (code, class) in [
        ("72010", Class::Other),
        ("91010", Class::Other),
        ("51010", Class::Other),
        ("31120", Class::Services),
        ("41010", Class::Services),
    ] {
        let mut drawn = single(code, "Experts");
        drawn.aid_type = "D01";
        assert_eq!(classify(&drawn.subject()).lines[0].class, class, "{code}");
    }
}
