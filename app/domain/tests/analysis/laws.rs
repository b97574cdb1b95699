//! The laws on random portfolios: parts add to the whole, each figure is its list, order of input changes nothing.

use proptest::prelude::*;
use tiga_domain::analysis::complement::{SERVICES_LISTED, complements, count_anchors};
use tiga_domain::analysis::concentration::{self, Family, concentrations};
use tiga_domain::analysis::gap::{
    self, Baseline, Comparison, Flag, Gaps, NeedTable, Scheme, Side, gaps,
};
use tiga_domain::analysis::mix::{self, Mix, mix};
use tiga_domain::analysis::overview::overview;
use tiga_domain::analysis::window::{as_of, window};
use tiga_domain::classify::View;
use tiga_domain::country::Country;
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::link::{Page, Question};
use tiga_domain::money::Cents;

use crate::portfolio::{Dice, QUERIES, activities, dataset};

pub fn filter(query: &str) -> Filter {
    let parsed = Question::parse(query, &[]);
    assert_eq!(parsed.errors, [], "{query}");
    parsed.question.filter
}

fn random_filter(dice: &mut Dice) -> Filter {
    let mut filter = filter(QUERIES[dice.below(QUERIES.len())]);
    for _ in 0..dice.below(3) {
        let facet = Facet::ALL[dice.below(Facet::ALL.len())];
        filter = filter.with(facet, dice.below(facet.count()) as u16);
    }
    filter
}

fn compare(data: &Dataset, filter: &Filter, scheme: Scheme, baseline: Baseline) -> Gaps {
    let comparison = Comparison {
        scheme,
        baseline,
        as_of: as_of(data),
    };
    gaps(data, filter, comparison, &NeedTable::shipped())
}

fn shuffled(seed: u64, size: usize) -> Dataset {
    let mut all: Vec<_> = activities(seed, size).collect();
    let mut dice = Dice::new(seed);
    for i in (1..all.len()).rev() {
        all.swap(i, dice.below(i + 1));
    }
    let mut builder = Builder::new(Vec::new());
    for activity in all {
        builder.push(activity, 0, 0);
    }
    builder.finish()
}

fn known(data: &Dataset, filter: &Filter) -> Option<Cents> {
    overview(data, filter).usd
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_cell_of_gaps_is_its_list(seed: u64, size in 1_usize..80) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        let filter = random_filter(&mut dice);
        for scheme in Scheme::ALL {
            let answer = compare(&data, &filter, scheme, Baseline::Adb);
            let years = window(&filter, as_of(&data));
            for cell in &answer.cells {
                let part = scheme.facet().parse(&cell.priority).unwrap();
                for (side, usd, activities) in [
                    (Side::Three, cell.three_usd, cell.activities),
                    (Side::Adb, cell.adb_usd, cell.adb_activities),
                ] {
                    let Some(behind) = gap::behind(&filter, years, side, (cell.country, scheme, part)) else {
                        prop_assert_eq!(activities, 0);
                        continue;
                    };
                    let list = overview(&data, &behind);
                    prop_assert_eq!(list.usd, usd, "{:?} {} {}", side, cell.country.iso2(), &cell.priority);
                    prop_assert_eq!(list.activities, u64::from(activities));
                }
            }
        }
    }

    #[test]
    fn the_parts_of_both_schemes_add_to_the_country(seed: u64, size in 0_usize..80) {
        let data = dataset(seed, size);
        let all = filter("year=1990..2040");
        for country in Country::all() {
            let of_country = all.clone().only(Facet::Country, country.index() as u16);
            let whole = gap::of_side(of_country.clone(), Side::Three).unwrap();
            for scheme in Scheme::ALL {
                let none = whole.clone().only(scheme.facet(), scheme.facet().none().unwrap());
                let answer = compare(&data, &of_country, scheme, Baseline::Adb);
                let parts: Cents = answer.cells.iter().filter_map(|cell| cell.three_usd).sum();
                let rest = known(&data, &none).unwrap_or_default();
                prop_assert_eq!(parts + rest, known(&data, &whole).unwrap_or_default());
            }
        }
    }

    #[test]
    fn a_flag_needs_data_coverage_and_a_gap(seed: u64, size in 0_usize..300) {
        let data = dataset(seed, size);
        for baseline in Baseline::ALL {
            let answer = compare(&data, &filter("year=1990..2040"), Scheme::Priorities, baseline);
            for cell in &answer.cells {
                prop_assert_eq!(cell.flag == Flag::NoData, cell.gap.is_none());
                prop_assert!(cell.flag == Flag::Under || cell.leads.is_empty());
                prop_assert!(cell.leads.iter().all(|lead| lead.specialisation > 1.0 && lead.activities >= 3));
                let Some(gap) = cell.gap else { continue };
                prop_assert!(cell.coverage.unwrap() >= 0.6);
                match (baseline, cell.flag) {
                    (Baseline::Adb, Flag::Under) => prop_assert!(gap <= -0.1 && cell.adb_share.unwrap() >= 0.1),
                    (Baseline::Adb, Flag::Over) => prop_assert!(gap >= 0.1),
                    (Baseline::Need, Flag::Under) => {
                        prop_assert!(gap >= 0.35 && cell.need.unwrap() >= 0.5);
                        prop_assert!(cell.country.is_oda_recipient());
                    }
                    _ => {}
                }
                if baseline == Baseline::Adb {
                    let adb = answer.countries.iter().find(|it| it.country == cell.country).unwrap();
                    prop_assert!(adb.adb_activities >= 5);
                }
            }
        }
    }

    #[test]
    fn the_mix_adds_to_the_overview_in_every_view(seed: u64, size in 0_usize..80) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        for _ in 0..4 {
            let filter = random_filter(&mut dice);
            let whole = known(&data, &filter).unwrap_or_default();
            for view in View::ALL {
                let answer = mix(&data, &filter, view);
                prop_assert_eq!(answer.usd, whole);
                prop_assert_eq!(answer.series.iter().map(|cell| cell.usd).sum::<Cents>(), whole);
                prop_assert_eq!(answer.countries.iter().flat_map(|row| row.usd).sum::<Cents>(), whole);
                prop_assert!(answer.shares.iter().flat_map(|it| it.by_view).flatten().all(|it| (0.0..=1.0).contains(&it)));
            }
        }
    }

    #[test]
    fn a_class_and_a_sub_area_of_the_mix_are_their_lists(seed: u64, size in 0_usize..80) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        let filter = random_filter(&mut dice);
        for view in [View::Report, View::Dac] {
            let answer = mix(&data, &filter, view);
            for class in tiga_domain::status::Class::ALL {
                let cells = answer.series.iter().filter(|cell| cell.class == class);
                let figure: Cents = cells.map(|cell| cell.usd).sum();
                let list = mix::behind(&filter, view, class);
                let listed = list.and_then(|list| known(&data, &list)).unwrap_or_default();
                prop_assert_eq!(listed, figure, "{:?} {:?}", view, class);
            }
        }
        for area in mix::ServiceArea::ALL {
            let answer = mix(&data, &filter, View::Report);
            let figure: Cents = answer.areas.iter().filter(|it| it.area == area).map(|it| it.usd).sum();
            let list = mix::behind_area(&filter, area);
            prop_assert_eq!(list.and_then(|list| known(&data, &list)).unwrap_or_default(), figure);
        }
    }

    #[test]
    fn a_cell_of_concentration_is_its_list(seed: u64, size in 0_usize..80) {
        let data = dataset(seed, size);
        let filter = random_filter(&mut Dice::new(seed));
        let answer = concentrations(&data, &filter);
        let mut whole = Cents(0);
        for cell in &answer.cells {
            let family = (0..Family::count()).map(Family::at).find(|it| it.code() == cell.family).unwrap();
            let list = concentration::behind(&filter, cell.country, family).unwrap();
            prop_assert_eq!(known(&data, &list), Some(cell.usd), "{} {}", cell.country.iso2(), &cell.family);
            for found in [cell.partners, cell.agencies].into_iter().flatten() {
                prop_assert!(found.hhi > 0.0 && found.hhi <= 1.0 && found.effective <= found.count as f64 + 1e-4);
            }
            whole += cell.usd;
        }
        let countries = overview(&data, &filter).by_country;
        let named = countries.iter().filter(|group| Country::from_iso2(&group.code).is_some());
        prop_assert_eq!(named.filter_map(|group| group.usd).sum::<Cents>(), whole);
    }

    #[test]
    fn shuffled_input_changes_no_figure(seed: u64, size in 0_usize..150) {
        let (data, other) = (dataset(seed, size), shuffled(seed, size));
        for query in ["", "country=VN", "partner=JP,ADB", "year=1990..2040&class=services"] {
            let filter = filter(query);
            for (scheme, baseline) in [(Scheme::Priorities, Baseline::Need), (Scheme::Focus, Baseline::Adb)] {
                let version = |it: Gaps| Gaps { version: String::new(), ..it };
                let (a, b) = (compare(&data, &filter, scheme, baseline), compare(&other, &filter, scheme, baseline));
                prop_assert_eq!(version(a), version(b));
            }
            let version = |it: Mix| Mix { version: String::new(), ..it };
            prop_assert_eq!(version(mix(&data, &filter, View::Physical)), version(mix(&other, &filter, View::Physical)));
            let (a, b) = (concentrations(&data, &filter), concentrations(&other, &filter));
            prop_assert_eq!((a.cells, a.countries), (b.cells, b.countries));
            let question = Question { page: Page { number: 1, size: 20 }, ..Question::from(filter) };
            let need = NeedTable::shipped();
            let a = complements(&data, &question, as_of(&data), &need);
            prop_assert_eq!(a.total, count_anchors(&data, &question.filter, as_of(&data)));
            let b = complements(&other, &question, as_of(&other), &need);
            prop_assert_eq!((a.total, a.items), (b.total, b.items));
        }
    }

    #[test]
    fn what_is_around_an_anchor_keeps_its_bounds(seed: u64, size in 0_usize..300) {
        let data = dataset(seed, size);
        let question = Question { page: Page { number: 1, size: 1_000 }, ..Question::default() };
        let answer = complements(&data, &question, as_of(&data), &NeedTable::shipped());
        prop_assert_eq!(answer.total as usize, answer.items.len());
        for anchor in &answer.items {
            prop_assert!(anchor.usd >= Cents(2_000_000_000));
            prop_assert!(!anchor.expected.is_empty());
            prop_assert!(anchor.services.iter().all(|near| near.id != anchor.id));
            for expected in &anchor.expected {
                prop_assert!((0.0..=1.0).contains(&expected.coverage.unwrap()));
                prop_assert_eq!(expected.opportunity.is_some(), expected.need.is_some());
                // A short list names everything that counts.
                let is_listed = anchor.services.iter().any(|near| near.theme == expected.theme);
                let is_short = anchor.services.len() < SERVICES_LISTED;
                prop_assert!(expected.coverage == Some(0.0) || is_listed || !is_short);
            }
        }
    }
}
