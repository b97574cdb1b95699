//! Laws that hold for every portfolio (method 1.2, 3).

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use tiga_domain::activity::Activity;
use tiga_domain::analysis::cluster::clusters;
use tiga_domain::analysis::glance::glance;
use tiga_domain::analysis::overlap::{
    Cap, Findings, OverlapItem, Relation, Relations, compare, count_relations, matrix, neighbours,
    overlaps, pair_id, show,
};
use tiga_domain::analysis::overview::overview;
use tiga_domain::country::Country;
use tiga_domain::dataset::Dataset;
use tiga_domain::date::Date;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::{knot::knots, view::View};
use tiga_domain::snapshot::Snapshot;
use tiga_domain::status::Instrument;

use crate::world;

fn some_countries() -> Vec<Country> {
    ["PH", "VN", "TL"]
        .map(|code| Country::from_iso2(code).unwrap())
        .to_vec()
}

fn activities(seed: u64, size: usize) -> Vec<Activity> {
    world::activities(seed, size, &some_countries(), 1.5).collect()
}

fn found(activities: impl IntoIterator<Item = Activity>) -> (Dataset, Findings) {
    let data = world::dataset(activities);
    let findings = Findings::new(&data, Date::year_only(2025));
    (data, findings)
}

/// The pairs by identifier: relation, score, materiality.
type Listed = BTreeMap<String, (Relation, f64, Option<f64>)>;

fn listed(data: &Dataset, findings: &Findings) -> Listed {
    let pairs = findings.pairs().iter();
    pairs
        .map(|pair| {
            let id = pair_id(data, pair.a, pair.b);
            (id, (pair.relation, pair.score(), pair.materiality()))
        })
        .collect()
}

fn overlap_count(findings: &Findings) -> usize {
    findings
        .pairs()
        .iter()
        .filter(|pair| pair.relation == Relation::Overlap)
        .count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_the_records_changes_nothing(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 150));
        let mut shuffled = activities(seed, 150);
        shuffled.reverse();
        shuffled.rotate_left((seed % 150) as usize);
        let (other_data, other) = found(shuffled);
        prop_assert_eq!(listed(&data, &findings), listed(&other_data, &other));
        let ids = |data: &Dataset, findings: &Findings| -> Vec<String> {
            findings.pairs().iter().map(|pair| pair_id(data, pair.a, pair.b)).collect()
        };
        prop_assert_eq!(ids(&data, &findings), ids(&other_data, &other));
        let clusters = |findings: &Findings| -> Vec<String> {
            findings.clusters().iter().map(|c| format!("{} {:?} {:?}", c.id, c.usd, c.lead)).collect()
        };
        prop_assert_eq!(clusters(&findings), clusters(&other));
    }

    #[test]
    fn the_number_on_the_map_is_the_length_of_the_list_there_and_in_a_browser(seed in 0_u64..1_000_000) {
        let here = Snapshot::new(world::dataset(activities(seed, 300)));
        let there = Snapshot::decode(&here.encode()).unwrap();
        for query in [
            "", "min=1", "min=40000000", "country=PH", "country=PH,VN&min=1", "partner=US", "partner=US,JP",
            "partner=US,JP,KR&min=1", "partner=JP,KR&country=VN", "year=2010..2020", "class=services",
            "include=legacy", "q=water",
        ] {
            let filter = Question::parse(query, &[]).question.filter;
            let listed = count_relations(&here, here.findings(), &filter)[&Relation::Overlap];
            let at_once = glance(&here, &filter, View::start());
            prop_assert_eq!(at_once.overlaps, listed, "{}", query);
            prop_assert_eq!(glance(&there, &filter, View::start()), at_once);
            prop_assert_eq!(knots(&there, &filter, View::start()), knots(&here, &filter, View::start()));
        }
    }

    #[test]
    fn scores_stay_within_bounds_and_partners_differ(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 200));
        prop_assert!(!findings.pairs().is_empty());
        for pair in findings.pairs() {
            let item = show(&data, &findings, pair).unwrap();
            prop_assert!(item.a.partner != item.b.partner);
            prop_assert!(item.a.id < item.b.id);
            prop_assert!((0.0..=1.0).contains(&item.score) && item.score <= item.raw + 1e-4);
            prop_assert_eq!(item.score, pair.score());
            prop_assert_eq!(item.relation, pair.relation);
            prop_assert_eq!(item.materiality, pair.materiality());
            let parts = [Some(item.parts.sector), item.parts.place, item.parts.time,
                Some(item.parts.theme), Some(item.parts.text), item.materiality, Some(item.confidence)];
            prop_assert!(parts.iter().flatten().all(|part| (0.0..=1.0).contains(part)));
            let turned = compare(&data, &findings, pair.b, pair.a);
            prop_assert_eq!(turned.as_ref(), Some(&item));
        }
    }

    #[test]
    fn the_search_finds_what_comparing_everything_finds(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 120));
        let mut expected = BTreeSet::new();
        for a in 0..data.len() as u32 {
            for pair in neighbours(&data, &findings, a) {
                let item = show(&data, &findings, &pair).unwrap();
                let needs_places = item.parts.place.is_some() && item.distance_km.is_none();
                let is_stored = Relations::STORED.contains(pair.relation) && !needs_places
                    && !is_without_block(&item);
                if is_stored {
                    expected.insert(item.id);
                }
            }
        }
        let stored: BTreeSet<String> = listed(&data, &findings).into_keys().collect();
        let missing: Vec<_> = expected.difference(&stored).collect();
        prop_assert!(missing.is_empty(), "{:?}", missing);
    }

    #[test]
    fn a_link_of_joint_finance_never_adds_an_overlap(seed in 0_u64..1_000_000, at in 0_usize..60) {
        let plain = activities(seed, 120);
        let (_, before) = found(plain.clone());
        let mut linked = plain;
        for nth in [at, at + 60] {
            linked[nth].joint_group = Some("package".to_owned());
        }
        let (_, after) = found(linked);
        prop_assert!(overlap_count(&after) <= overlap_count(&before));
    }

    #[test]
    fn money_in_clusters_is_counted_once(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 200));
        let mut seen = BTreeSet::new();
        for cluster in findings.clusters() {
            prop_assert!(cluster.nodes >= 2 && cluster.threshold >= 0.70);
            let mut sum = None;
            for index in &cluster.activities {
                prop_assert!(seen.insert((cluster.country, *index)), "in two clusters");
                let is_exposure = data.instrument(*index).is_some_and(Instrument::is_exposure);
                if let Some(usd) = data.own_share(*index, Some(cluster.country)).filter(|_| !is_exposure) {
                    sum = Some(sum.unwrap_or_default() + usd);
                }
            }
            prop_assert_eq!(sum, cluster.usd);
            prop_assert!(cluster.hhi.is_none_or(|hhi| (0.0..=1.0).contains(&hhi)));
            prop_assert!(cluster.partners.len() >= 2);
        }
    }

    #[test]
    fn a_cluster_opens_the_list_of_its_projects_with_its_money(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 200));
        for item in clusters(&data, &findings, &Question::default()).items {
            let list = overview(&data, &item.behind());
            prop_assert_eq!(list.activities, item.projects.len() as u64);
            prop_assert_eq!(list.usd, item.cluster.usd, "{}", item.cluster.id);
        }
    }

    #[test]
    fn a_filter_never_adds_a_pair_and_cells_equal_their_lists(seed in 0_u64..1_000_000) {
        let (data, findings) = found(activities(seed, 200));
        let total = |query: &str| {
            let question = Question::parse(query, &[]).question;
            overlaps(&data, &findings, &question, Relations::STORED).total
        };
        for (wide, narrow) in [
            ("", "partner=JP"), ("partner=JP", "partner=JP&country=PH"), ("partner=JP,US", "partner=JP,US&sector=210"),
            ("country=VN", "country=VN&year=2015.."), ("", "partner=US,JP,KR,ADB"), ("q=road", "q=road&class=hard"),
        ] {
            prop_assert!(total(narrow) <= total(wide), "{} {}", wide, narrow);
        }
        prop_assert_eq!(total(""), findings.pairs().len() as u64);
        for query in ["", "partner=US", "sector=140,21020&year=2010..2020"] {
            let filter = Question::parse(query, &[]).question.filter;
            for cell in matrix(&data, &findings, &filter, Relations::STORED) {
                let narrow = narrowed(&filter, &cell.sector, cell.country.iso2());
                let counts = count_relations(&data, &findings, &narrow);
                prop_assert_eq!(counts.values().sum::<u64>(), cell.pairs, "{:?}", cell);
            }
        }
    }
}

fn narrowed(filter: &Filter, sector: &str, country: &str) -> Filter {
    use tiga_domain::facet::Facet;
    let sector = Facet::Sector.parse(sector).unwrap();
    let country = Facet::Country.parse(country).unwrap();
    filter
        .clone()
        .within(Facet::Sector, sector)
        .within(Facet::Country, country)
}

/// A complement in which a place or a shared word is missing, so that no block brings the two together:
/// computed on request.
fn is_without_block(item: &OverlapItem) -> bool {
    let caps = &item.explanation.caps;
    item.relation == Relation::Complement
        && caps
            .iter()
            .any(|effect| matches!(effect.cap, Cap::PlaceUnknown | Cap::NoSharedWord))
}

#[test]
fn two_partners_in_a_filter_are_both_in_each_pair() {
    let (data, findings) = found(activities(7, 300));
    let question = Question::parse("partner=US,JP", &[]).question;
    let page = overlaps(&data, &findings, &question, Relations::STORED);
    assert!(page.total > 0);
    for item in page.items {
        let mut codes = [item.a.partner.code(), item.b.partner.code()];
        codes.sort_unstable();
        assert_eq!(codes, ["JP", "US"]);
    }
}

#[test]
fn lists_are_in_the_order_of_the_method() {
    let (data, findings) = found(activities(3, 300));
    let page = overlaps(&data, &findings, &Question::default(), Relations::STORED);
    let key = |item: &OverlapItem| {
        let weight = item.materiality.map_or(-1.0, |m| item.score * m);
        (item.relation, -weight, item.a.id.clone(), item.b.id.clone())
    };
    assert!(page.items.len() > 20);
    assert!(page.items.windows(2).all(|pair| {
        let (x, y) = (key(&pair[0]), key(&pair[1]));
        (x.0, x.1) < (y.0, y.1) || ((x.0, x.1) == (y.0, y.1) && (x.2, x.3) < (y.2, y.3))
    }));
}
