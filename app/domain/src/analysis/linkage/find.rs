//! Matching: blocks of records that can belong together, and the evidence for each pair in a block.

use std::collections::HashMap;

use super::evidence::{Evidence, LEAST_SCORE};
use super::stem::{Stem, hash};
use super::{Basis, Link};
use crate::classify::each_token;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset, LinkKind};
use crate::date::Date;
use crate::place::great_circle_km;

/// A title that so many records of a country share names a kind of activity, not a project.
const COMMON: usize = 24;

/// Records over more countries are programmes, not projects.
const COUNTRIES: usize = 4;

/// Smaller equal amounts are chance.
const LEAST_CENTS: i64 = 10_000_000;

/// Words that must be shared, as a part of all, beside an equal amount.
const LEAST_SHARED: f64 = 0.5;

/// Places of a record that are compared.
const PLACES: usize = 16;

/// What matching looks at in a record.
struct Subject {
    stem: Stem,
    countries: Vec<Country>,
    cents: Option<i64>,
    year: Option<i16>,
    is_counted: bool,
}

/// All matches, each pair once, in the order of their records.
pub(super) fn matches(data: &Dataset) -> Vec<Link> {
    let subjects = subjects(data);
    let mut links: HashMap<(ActivityIndex, ActivityIndex), Link> = HashMap::new();
    let mut take = |a: ActivityIndex, b: ActivityIndex, title: Option<f64>| {
        let (a, b) = (a.min(b), a.max(b));
        if a != b && !links.contains_key(&(a, b)) {
            links.extend(link(data, &subjects, (a, b), title).map(|link| ((a, b), link)));
        }
    };
    for block in blocks(by_title(&subjects)) {
        for (nth, a) in block.iter().enumerate() {
            block[nth + 1..].iter().for_each(|b| take(*a, *b, None));
        }
    }
    for block in blocks(by_amount(data, &subjects)) {
        for (nth, a) in block.iter().enumerate() {
            for b in &block[nth + 1..] {
                let shared = shared(data.title(*a), data.title(*b));
                if shared >= LEAST_SHARED && data.source(*a) != data.source(*b) {
                    take(*a, *b, Some(shared));
                }
            }
        }
    }
    let mut links: Vec<Link> = links.into_values().collect();
    links.sort_unstable_by_key(|link| (link.a, link.b));
    links
}

#[cfg(feature = "parallel")]
fn subjects(data: &Dataset) -> Vec<Subject> {
    use rayon::prelude::*;
    let all = (0..data.len() as ActivityIndex).into_par_iter();
    all.map(|index| subject(data, index)).collect()
}

#[cfg(not(feature = "parallel"))]
fn subjects(data: &Dataset) -> Vec<Subject> {
    (0..data.len() as ActivityIndex)
        .map(|index| subject(data, index))
        .collect()
}

fn subject(data: &Dataset, index: ActivityIndex) -> Subject {
    let mut countries: Vec<Country> = data
        .lines(index)
        .filter_map(|line| line.recipient.country())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    let flow_year = || data.cells(index).filter_map(|cell| cell.year).min();
    Subject {
        stem: Stem::of(data.title(index)),
        countries,
        cents: committed(data, index),
        year: data.start(index).map(Date::year).or_else(flow_year),
        is_counted: data.lines(index).any(|line| line.is_counted),
    }
}

/// Commitments in current prices, counted or not; none when no amount is known.
fn committed(data: &Dataset, index: ActivityIndex) -> Option<i64> {
    use crate::activity::{FlowKind, PriceBasis};
    let amounts = data
        .cells(index)
        .filter(|cell| cell.kind == FlowKind::Commitment && cell.basis == PriceBasis::Current)
        .filter_map(|cell| cell.usd);
    amounts.map(|usd| usd.0).reduce(i64::saturating_add)
}

type Blocks<K> = HashMap<K, Vec<ActivityIndex>>;

/// Records of one country with the same stem of two words or more.
fn by_title(subjects: &[Subject]) -> Blocks<(Country, u64)> {
    let mut blocks = Blocks::new();
    for (index, subject) in (0..).zip(subjects) {
        if subject.stem.words < 2 || subject.countries.len() > COUNTRIES {
            continue;
        }
        for country in &subject.countries {
            blocks
                .entry((*country, subject.stem.hash))
                .or_insert_with(Vec::new)
                .push(index);
        }
    }
    blocks
}

/// Records of one agency and country with the same amount.
fn by_amount(data: &Dataset, subjects: &[Subject]) -> Blocks<(Country, usize, i64)> {
    let mut blocks = Blocks::new();
    for (index, subject) in (0..).zip(subjects) {
        let Some(cents) = subject.cents.filter(|cents| *cents >= LEAST_CENTS) else {
            continue;
        };
        let Some(agency) = data.agency(index) else {
            continue;
        };
        if subject.countries.len() > COUNTRIES {
            continue;
        }
        for country in &subject.countries {
            let block = (*country, agency.index(), cents);
            blocks.entry(block).or_insert_with(Vec::new).push(index);
        }
    }
    blocks
}

fn blocks<K>(blocks: Blocks<K>) -> impl Iterator<Item = Vec<ActivityIndex>> {
    blocks
        .into_values()
        .filter(|block| (2..=COMMON).contains(&block.len()))
}

/// Words in common, as a part of all words of both titles.
fn shared(a: &str, b: &str) -> f64 {
    let [a, b] = [a, b].map(|title| {
        let mut words = std::collections::BTreeSet::new();
        each_token(title, |token| {
            words.insert(hash(token));
        });
        words
    });
    let both = a.intersection(&b).count();
    2.0 * both as f64 / (a.len() + b.len()).max(1) as f64
}

/// The link of a pair, when the evidence is enough. `title` is given when the stems differ.
fn link(
    data: &Dataset,
    subjects: &[Subject],
    (a, b): (ActivityIndex, ActivityIndex),
    title: Option<f64>,
) -> Option<Link> {
    let [x, y] = [a, b].map(|index| &subjects[index as usize]);
    let is_one_agency = data.agency(a) == data.agency(b);
    let is_one_source = data.source(a) == data.source(b);
    let is_counted = x.is_counted && y.is_counted;
    if !(is_one_agency || is_counted) {
        return None;
    }
    let kind = match (is_one_agency, is_one_source) {
        (true, false) => LinkKind::Same,
        (true, true) if x.stem.number != y.stem.number => LinkKind::Phase,
        (true, true) => LinkKind::Tranche,
        // Another phase by another agency is another project.
        (false, _) if x.stem.number != y.stem.number => return None,
        (false, _) => LinkKind::Parallel,
    };
    let needs_amount = kind == LinkKind::Same;
    let evidence = Evidence {
        title: title.unwrap_or(match x.stem.words {
            ..=2 => 0.7,
            3 => 0.9,
            _ => 1.0,
        }),
        is_one_agency,
        amount: x
            .cents
            .zip(y.cents)
            .map(|(a, b)| alike(a, b))
            .filter(|_| needs_amount),
        needs_amount,
        year: x
            .year
            .zip(y.year)
            .map(|(a, b)| near_in_time(a, b, needs_amount)),
        place: near(data, a, b),
    };
    (evidence.score() >= LEAST_SCORE).then_some(Link {
        a,
        b,
        kind,
        basis: Basis::Matched,
        evidence: Some(evidence),
    })
}

/// Whether two amounts are one.
fn alike(a: i64, b: i64) -> f64 {
    let (low, high) = (a.min(b) as f64, a.max(b) as f64);
    if high <= 0.0 {
        return f64::from(u8::from(a == b));
    }
    match low / high {
        part if part >= 0.98 => 1.0,
        part if part >= 0.9 => 0.7,
        part if part >= 0.5 => 0.3,
        _ => 0.0,
    }
}

/// Whether two years go together: of one record nearly the same, of phases within a decade.
fn near_in_time(a: i16, b: i16, is_one: bool) -> f64 {
    match (a.abs_diff(b), is_one) {
        (0..=1, true) | (0..=6, false) => 1.0,
        (2..=3, true) | (7..=12, false) => 0.5,
        _ => 0.0,
    }
}

/// Whether the closest two places are near; none when one of the two has no place.
fn near(data: &Dataset, a: ActivityIndex, b: ActivityIndex) -> Option<f64> {
    let places = |index| {
        let local = data
            .places(index)
            .filter(|place| place.precision.is_local());
        local
            .take(PLACES)
            .map(|place| (place.lat, place.lon))
            .collect::<Vec<_>>()
    };
    let (a, b) = (places(a), places(b));
    let distances = a
        .iter()
        .flat_map(|a| b.iter().map(|b| great_circle_km(*a, *b)));
    let km = distances.min_by(f64::total_cmp)?;
    Some(match km {
        km if km <= 50.0 => 1.0,
        km if km <= 150.0 => 0.5,
        _ => 0.0,
    })
}
