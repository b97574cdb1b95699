//! The laws of counting (method 1.2) on random portfolios: what the fast pass answers is compared
//! with sums over the rows that the lists show.
use std::collections::{BTreeMap, BTreeSet};

use crate::portfolio::{Dice, QUERIES, activities, dataset};
use proptest::prelude::*;
use tiga_domain::analysis::facets::facet_counts;
use tiga_domain::analysis::ledger::ledger;
use tiga_domain::analysis::overview::{Group, Overview, overview};
use tiga_domain::analysis::projects::{projects, select};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::link::{Page, Question};
use tiga_domain::map::symbol::{BEYOND, MAX_SYMBOLS, in_view};
use tiga_domain::map::view::View;
use tiga_domain::money::Cents;

fn filter(query: &str) -> Filter {
    let parsed = Question::parse(query, &[]);
    assert_eq!(parsed.errors, [], "{query}");
    parsed.question.filter
}

fn known(groups: &[Group]) -> Cents {
    groups.iter().filter_map(|group| group.usd).sum()
}

fn ids(data: &Dataset, filter: &Filter) -> BTreeSet<String> {
    select(data, filter)
        .iter()
        .map(|row| data.id(row.index).to_owned())
        .collect()
}

/// An answer without what names the data set itself.
fn figures(answer: Overview) -> Overview {
    Overview {
        version: String::new(),
        ..answer
    }
}

/// A random filter made of values of several facets.
pub fn random_filter(dice: &mut Dice) -> Filter {
    let mut filter = filter(QUERIES[dice.below(QUERIES.len())]);
    for _ in 0..dice.below(3) {
        let facet = Facet::ALL[dice.below(Facet::ALL.len())];
        filter = filter.with(facet, dice.below(facet.count()) as u16);
    }
    filter
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn totals_are_the_sums_of_the_rows_behind_them(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        for _ in 0..12 {
            let filter = random_filter(&mut dice);
            let answer = overview(&data, &filter);
            let page = Page { number: 1, size: Page::MAX_SIZE };
            let list = projects(&data, &Question { page, ..Question::from(filter.clone()) });
            prop_assert_eq!(list.total, answer.activities);
            prop_assert_eq!(list.items.len() as u64, answer.activities);
            prop_assert_eq!(list.usd, answer.usd);
            let rows: Cents = list.items.iter().filter_map(|item| item.usd).sum();
            prop_assert_eq!(answer.usd.unwrap_or_default(), rows);
            let left_out: Cents = list.items.iter().filter_map(|item| item.exposure_usd).sum();
            prop_assert_eq!(answer.exposure_usd, left_out);
            let unknown = list.items.iter().filter(|item| item.usd.is_none() && item.exposure_usd.is_none()).count();
            prop_assert_eq!(answer.without_amount, unknown as u64);
        }
    }

    #[test]
    fn parts_add_to_the_whole(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        for _ in 0..12 {
            let answer = overview(&data, &random_filter(&mut dice));
            let whole = answer.usd.unwrap_or_default();
            prop_assert_eq!(known(&answer.by_country), whole);
            prop_assert_eq!(known(&answer.by_sector), whole);
            prop_assert_eq!(known(&answer.by_partner), whole);
            prop_assert_eq!(answer.by_partner_year_class.iter().map(|cell| cell.usd).sum::<Cents>(), whole);
            prop_assert_eq!(answer.by_country_class.iter().map(|cell| cell.usd).sum::<Cents>(), whole);
            prop_assert_eq!(answer.by_country_priority.iter().map(|cell| cell.usd).sum::<Cents>(), whole);
            let partners: u64 = answer.by_partner.iter().map(|group| group.activities).sum();
            prop_assert_eq!(partners, answer.activities);
        }
    }

    #[test]
    fn the_ledger_adds_to_the_money_of_each_activity(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        for _ in 0..12 {
            let filter = random_filter(&mut dice);
            let rows = ledger(&data, &filter);
            let mut by_activity: BTreeMap<u32, Option<Cents>> = BTreeMap::new();
            for row in &rows {
                let sum = by_activity.entry(row.index).or_default();
                *sum = row.usd.map(|usd| usd + sum.unwrap_or_default()).or(*sum);
            }
            let listed: BTreeMap<_, _> = select(&data, &filter).iter().map(|row| (row.index, row.usd)).collect();
            prop_assert_eq!(by_activity, listed);
            let keys: BTreeSet<_> = rows.iter().map(|row| (row.index, row.country, row.purpose, row.class as u8, row.year)).collect();
            prop_assert_eq!(keys.len(), rows.len(), "a row appears twice");
        }
    }

    #[test]
    fn a_figure_is_the_list_of_its_filter(seed: u64, size in 1_usize..60) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        let filter = random_filter(&mut dice);
        let answer = overview(&data, &filter);
        for (facet, groups) in [(Facet::Country, &answer.by_country), (Facet::Partner, &answer.by_partner), (Facet::Sector, &answer.by_sector)] {
            for group in groups {
                let behind = overview(&data, &filter.clone().within(facet, facet.parse(&group.code).unwrap()));
                prop_assert_eq!(behind.usd, group.usd, "{} {}", facet.key(), &group.code);
                prop_assert_eq!(behind.activities, group.activities);
            }
        }
        for cell in &answer.by_country_priority {
            let country = Facet::Country.parse(&cell.country).unwrap();
            let priority = Facet::Priority.parse(&cell.priority).unwrap();
            let narrowed = filter.clone().within(Facet::Country, country).within(Facet::Priority, priority);
            prop_assert_eq!(overview(&data, &narrowed).usd.unwrap_or_default(), cell.usd);
        }
    }

    #[test]
    fn a_filter_never_adds_rows_and_order_does_not_matter(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let mut dice = Dice::new(seed);
        let everything = ids(&data, &filter("include=legacy"));
        for _ in 0..12 {
            let wide = random_filter(&mut dice);
            let facet = Facet::ALL[dice.below(Facet::ALL.len())];
            let value = dice.below(facet.count()) as u16;
            let narrow = wide.clone().only(facet, value);
            if wide.chosen(facet).is_empty() {
                prop_assert!(ids(&data, &narrow).is_subset(&ids(&data, &wide)));
            }
            prop_assert!(ids(&data, &wide).is_subset(&everything));
        }
        prop_assert_eq!(everything.len(), data_in_scope(seed, size));
    }

    #[test]
    fn facet_counts_are_what_choosing_the_value_shows(seed: u64, size in 0_usize..40) {
        let data = dataset(seed, size);
        let filter = random_filter(&mut Dice::new(seed));
        let counts = facet_counts(&data, &filter);
        for facet in Facet::ALL {
            for value in 0..facet.count() as u16 {
                // A withdrawn code cannot be asked for: its successor answers.
                if facet.parse(&facet.code(value)) == Some(value) {
                    let shown = select(&data, &filter.clone().only(facet, value)).len() as u32;
                    prop_assert_eq!(counts.of(facet, value), shown, "{}={}", facet.key(), facet.code(value));
                }
            }
        }
    }

    #[test]
    fn shuffled_input_changes_no_figure(seed: u64, size in 0_usize..60) {
        let mut shuffled: Vec<_> = activities(seed, size).collect();
        let mut dice = Dice::new(seed);
        for i in (1..shuffled.len()).rev() {
            shuffled.swap(i, dice.below(i + 1));
        }
        let mut builder = Builder::new(Vec::new());
        for activity in shuffled {
            builder.push(activity, 0, 0);
        }
        let (other, data) = (builder.finish(), dataset(seed, size));
        for query in QUERIES {
            prop_assert_eq!(figures(overview(&data, &filter(query))), figures(overview(&other, &filter(query))));
        }
    }

    #[test]
    fn symbols_stand_for_each_activity_in_view_once(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let view = View::start();
        let shown = in_view(&data, &Filter::default(), view);
        // The mean of places is rounded to whole units.
        let (found, drawn) = (shown.symbols, view.widened(BEYOND + 1e-3));
        prop_assert!(found.len() <= MAX_SYMBOLS);
        prop_assert!(found.iter().all(|symbol| symbol.count() > 0 && drawn.contains(symbol.at)));
        prop_assert!(shown.top.windows(2).all(|pair| pair[0].usd >= pair[1].usd));
        prop_assert!(found.windows(2).all(|pair| pair[0].count() <= pair[1].count()));
        let placed = overview(&data, &Filter::default());
        prop_assert_eq!(found.is_empty(), placed.places.is_empty());
    }
}

#[test]
fn a_sector_behind_a_narrower_filter_keeps_the_purpose_codes() {
    let chosen = filter("sector=32130,430");
    let value = |code| Facet::Sector.parse(code).unwrap();
    assert_eq!(
        chosen.clone().within(Facet::Sector, value("321")),
        filter("sector=32130")
    );
    assert_eq!(
        chosen.within(Facet::Sector, value("430")),
        filter("sector=430")
    );
    assert_eq!(
        Filter::default().within(Facet::Sector, value("321")),
        filter("sector=321")
    );
}

/// Activities with at least one line in scope, counted from the rows themselves.
fn data_in_scope(seed: u64, size: usize) -> usize {
    use tiga_domain::country::Recipient;
    let in_scope = |activity: &tiga_domain::activity::Activity| {
        activity
            .splits
            .iter()
            .any(|s| s.recipient != Recipient::Outside)
    };
    activities(seed, size).filter(in_scope).count()
}

#[test]
fn the_sums_are_those_of_a_plain_loop_over_the_flows() {
    use tiga_domain::activity::{Flag, FlowKind, PriceBasis};
    let data = dataset(7, 500);
    let mut by_partner: BTreeMap<&str, i64> = BTreeMap::new();
    for activity in activities(7, 500) {
        let counts = !activity.flags.contains(Flag::Legacy)
            && !activity
                .instrument
                .is_some_and(tiga_domain::status::Instrument::is_exposure);
        let outside: f64 = activity
            .splits
            .iter()
            .filter(|split| split.recipient == tiga_domain::country::Recipient::Outside)
            .map(|split| split.share.fraction())
            .sum();
        for flow in activity
            .flows
            .iter()
            .filter(|f| counts && f.kind == FlowKind::Commitment && f.basis == PriceBasis::Current)
        {
            let cents = flow.value.cents().unwrap_or_default().0 as f64 * (1.0 - outside);
            *by_partner
                .entry(activity.agency.partner().code())
                .or_default() += cents.round() as i64;
        }
    }
    for group in overview(&data, &Filter::default()).by_partner {
        let expected = by_partner[group.code.as_str()];
        assert!(
            (group.usd.unwrap().0 - expected).abs() <= 100,
            "{} {:?} {expected}",
            group.code,
            group.usd
        );
    }
}
