//! The laws of the map on random portfolios: every place in one symbol, areas that add up, lines between real places.
use std::collections::BTreeSet;

use crate::invariants::random_filter;
use crate::portfolio::{Dice, activities, dataset};
use proptest::prelude::*;
use tiga_domain::analysis::facets::facet_counts;
use tiga_domain::analysis::gap::{Baseline, Comparison, NeedTable, Scheme, count_by_country, gaps};
use tiga_domain::analysis::glance::glance;
use tiga_domain::analysis::overlap::{Relation, Relations, pairs_of};
use tiga_domain::analysis::overview::overview;
use tiga_domain::analysis::provinces::by_province;
use tiga_domain::analysis::window::as_of;
use tiga_domain::country::Country;
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::{Filter, Measure};
use tiga_domain::map::knot::knots;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::symbol::{BEYOND, Symbol, in_view};
use tiga_domain::map::view::View;
use tiga_domain::money::Cents;
use tiga_domain::place::{Precision, ProvinceKey, province_at, provinces};
use tiga_domain::snapshot::Snapshot;

/// The activities with a local place inside, each with its points.
fn points(data: &Dataset, drawn: View) -> Vec<(u32, Point)> {
    let indices = data.by_id().iter().copied();
    let all = indices.flat_map(|index| {
        let local = data
            .places(index)
            .filter(|place| place.precision.is_local());
        local.map(move |place| (index, project(place.lat, place.lon)))
    });
    all.filter(|(_, at)| drawn.contains(*at)).collect()
}

fn holds(symbol: &Symbol, at: Point) -> bool {
    let (upper, lower) = symbol.corners;
    (upper.x..=lower.x).contains(&at.x) && (upper.y..=lower.y).contains(&at.y)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_place_lies_in_one_symbol_whose_count_is_its_projects(seed: u64, size in 0_usize..60, zoom in 0.0..4.0) {
        // Lines of the data set choose countries; without a filter only places of other countries than theirs are left out.
        let data = dataset(seed, size);
        let view = View::at(project(13.0, 105.0), zoom);
        let symbols = in_view(&data, &Filter::default(), view).symbols;
        let drawn = points(&data, view.widened(BEYOND));
        for symbol in &symbols {
            let inside: BTreeSet<u32> = drawn
                .iter()
                .filter(|(_, at)| holds(symbol, *at))
                .map(|(index, _)| *index)
                .collect();
            prop_assert!(symbol.count() as usize <= inside.len());
        }
        for (_, at) in &drawn {
            prop_assert!(symbols.iter().filter(|symbol| holds(symbol, *at)).count() <= 1);
        }
    }

    #[test]
    fn symbols_do_not_depend_on_the_order_of_the_activities(seed: u64, size in 0_usize..60) {
        let build = |is_turned: bool| {
            let mut rows: Vec<_> = activities(seed, size).collect();
            if is_turned {
                rows.reverse();
            }
            let mut builder = Builder::new(Vec::new());
            for activity in rows {
                builder.push(activity, 0, 0);
            }
            builder.finish()
        };
        let (there, back) = (build(false), build(true));
        let seen = |data: &Dataset| {
            let shown = in_view(data, &Filter::default(), View::start());
            let mut seen: Vec<String> = shown.symbols.iter().map(|symbol| format!("{symbol:?}")).collect();
            seen.sort();
            seen
        };
        prop_assert_eq!(seen(&there), seen(&back));
    }

    #[test]
    fn areas_and_the_rest_add_to_their_country(seed: u64, size in 0_usize..60) {
        let data = dataset(seed, size);
        let filter = random_filter(&mut Dice::new(seed));
        let whole = overview(&data, &filter);
        let all: Vec<Country> = Country::all().collect();
        let answer = by_province(&data, &filter, &all);
        for country in all {
            let areas = answer.provinces.iter().filter(|area| area.country == country);
            let rest = answer.elsewhere.iter().filter(|rest| rest.code == country.iso2());
            let known: Vec<Cents> = areas.clone().filter_map(|area| area.usd).chain(rest.filter_map(|rest| rest.usd)).collect();
            let group = whole.by_country.iter().find(|group| group.code == country.iso2());
            prop_assert_eq!(known.iter().copied().sum::<Cents>(), group.and_then(|group| group.usd).unwrap_or_default());
            for area in areas {
                prop_assert!(usize::from(area.nth) < provinces(country).len());
                prop_assert_eq!(area.classes.iter().copied().sum::<Cents>(), area.usd.unwrap_or_default());
                prop_assert!(area.activities <= group.map_or(0, |group| group.activities));
                let key = ProvinceKey { country, nth: area.nth };
                let list = filter.clone().within_province(key).expect("no other area is chosen");
                prop_assert_eq!(ProvinceKey::parse(key.code()), Some(key));
                prop_assert_eq!(overview(&data, &list).activities, area.activities, "{}", key.code());
            }
        }
    }

    #[test]
    fn one_country_is_answered_as_among_all(seed: u64, size in 0_usize..40) {
        let data = dataset(seed, size);
        let all: Vec<Country> = Country::all().collect();
        let together = by_province(&data, &Filter::default(), &all);
        for country in all {
            let alone = by_province(&data, &Filter::default(), &[country]);
            let own = together.provinces.iter().filter(|area| area.country == country);
            prop_assert!(alone.provinces.iter().eq(own));
        }
    }

    #[test]
    fn what_the_map_page_asks_at_once_is_what_it_would_ask_one_by_one(seed: u64, size in 0_usize..80, zoom in 0.0..4.0) {
        let snapshot = Snapshot::new(dataset(seed, size));
        let filter = random_filter(&mut Dice::new(seed));
        let view = View::at(project(13.0, 105.0), zoom);
        let at_once = glance(&snapshot, &filter, view);
        prop_assert_eq!(at_once.overview, overview(&snapshot, &filter));
        prop_assert_eq!(at_once.in_view, in_view(&snapshot, &filter, view));
        prop_assert_eq!(at_once.counts, facet_counts(&snapshot, &filter));
        let comparison = Comparison { scheme: Scheme::default(), baseline: Baseline::Adb, as_of: as_of(&snapshot) };
        let gaps = gaps(&snapshot, &filter, comparison, &NeedTable::default());
        prop_assert_eq!(at_once.gaps, count_by_country(&gaps));
        let overlaps = pairs_of(&snapshot, snapshot.findings(), &filter, Relations::only(Relation::Overlap));
        prop_assert_eq!(at_once.overlaps, overlaps.len() as u64);
    }

    #[test]
    fn counts_that_are_known_from_the_whole_are_those_that_would_be_counted(seed: u64, size in 0_usize..80, facet in 0..Facet::ALL.len()) {
        let snapshot = Snapshot::new(dataset(seed, size));
        let facet = Facet::ALL[facet];
        let mut dice = Dice::new(seed);
        let mut value = || dice.below(facet.count()) as FacetValue;
        let mut filter = Filter::default().with(facet, value()).with(facet, value());
        if seed.is_multiple_of(4) {
            filter = filter.clear(facet);
        }
        if seed.is_multiple_of(3) {
            filter.measure = Measure::Disbursement;
        }
        filter.include_exposure = seed.is_multiple_of(5);
        let counts = facet_counts(&snapshot, &filter);
        prop_assert_eq!(&snapshot.facet_counts(&filter), &counts);
        prop_assert_eq!(glance(&snapshot, &filter, View::start()).counts, counts);
    }

    #[test]
    fn lines_join_places_of_pairs_that_overlap(seed: u64, size in 0_usize..60) {
        let snapshot = Snapshot::new(dataset(seed, size));
        let filter = Filter::default();
        let layer = knots(&snapshot, &filter, View::start());
        let pairs = pairs_of(&snapshot, snapshot.findings(), &filter, Relations::only(Relation::Overlap));
        prop_assert_eq!(layer.pairs, pairs.len() as u64);
        let links = layer.knots.iter().map(|knot| knot.links.len() as u64).sum::<u64>();
        prop_assert!(links + layer.without_place <= layer.pairs);
        for knot in &layer.knots {
            prop_assert!(knot.activities >= 2 && knot.activities as usize <= knot.links.len() + 1);
            prop_assert!(knot.links.iter().all(|link| link.km >= 0.0));
            prop_assert!(knot.hull.iter().all(|corner| knot.links.iter().any(|link| link.ends.contains(corner))));
        }
    }
}

#[test]
fn a_place_of_a_province_has_it_and_a_vague_one_has_none() {
    let data = dataset(7, 200);
    let all: Vec<Country> = Country::all().collect();
    let mut filter = Filter::default();
    (filter.include_exposure, filter.include_legacy) = (true, true);
    let answer = by_province(&data, &filter, &all);
    assert!(answer.provinces.len() > 20);
    for index in data.by_id() {
        let places: Vec<_> = data.places(*index).collect();
        let [place] = &places[..] else { continue };
        let Some(country) = place
            .country
            .filter(|_| place.precision <= Precision::PROVINCE)
        else {
            continue;
        };
        let Some(nth) = province_at(country, place.lat, place.lon) else {
            continue;
        };
        if data
            .lines(*index)
            .any(|line| line.is_counted && line.recipient.country() == Some(country))
        {
            let found = answer
                .provinces
                .iter()
                .any(|area| area.country == country && usize::from(area.nth) == nth);
            assert!(found, "{}", data.id(*index));
        }
    }
}
