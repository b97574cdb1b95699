//! One activity compared with all others of its countries, on request (method 3.2).

use std::collections::BTreeMap;

use super::findings::Findings;
use super::gather::{compared_in, gather};
use super::item::pair_of;
use super::pair::Pair;
use super::relation::Relation;
use super::sector;
use super::subject::Subject;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::partner::Partner;

/// Years beyond which two periods are not compared for being adjacent.
const MOST_YEARS_APART: f64 = 5.0;

/// All activities of other partners that are related to one, *adjacent* and nationwide ones included, in
/// the order of lists. Time grows with the activities of its countries and families.
pub fn neighbours(data: &Dataset, findings: &Findings, index: ActivityIndex) -> Vec<Pair> {
    let Ok(countries) = compared_in(data, index) else {
        return Vec::new();
    };
    let mut pairs: BTreeMap<(ActivityIndex, ActivityIndex), Pair> = BTreeMap::new();
    for country in countries {
        for pair in neighbours_in(data, findings, index, country) {
            pairs
                .entry((pair.a, pair.b))
                .and_modify(|known| known.merge(&pair))
                .or_insert(pair);
        }
    }
    let mut pairs: Vec<Pair> = pairs.into_values().collect();
    pairs.sort_by(|x, y| {
        let key = |pair: &Pair| {
            let (relation, weight, _) = pair.place_in_lists();
            (relation, weight)
        };
        let ids = |pair: &Pair| (data.id(pair.a), data.id(pair.b));
        key(x).cmp(&key(y)).then_with(|| ids(x).cmp(&ids(y)))
    });
    pairs
}

fn neighbours_in(
    data: &Dataset,
    findings: &Findings,
    index: ActivityIndex,
    country: Country,
) -> Vec<Pair> {
    let own = gather(data, &findings.words, country, [index]);
    let subject = own.get(0);
    let partner = Partner::ALL
        .iter()
        .position(|partner| *partner == subject.head.partner);
    let may_relate = |other: ActivityIndex| {
        let head = &data.heads()[other as usize];
        let in_country = head.countries >> country.index() & 1 == 1;
        let lines = data.line_columns(other as usize);
        let keys = subject.head.keys;
        let in_family = || {
            let mut counted = lines.iter().filter(|line| line.is_counted);
            counted.any(|line| sector::is_in(line.purpose, keys))
        };
        let is_joint = || subject.head.joint.is_some() && data.joint(other) == subject.head.joint;
        in_country && Some(head.partner as usize) != partner && (in_family() || is_joint())
    };
    let others = (0..data.len() as ActivityIndex).filter(|other| may_relate(*other));
    let compared = others.filter(|other| compared_in(data, *other).is_ok());
    let subjects = gather(data, &findings.words, country, compared);
    let pairs = (0..subjects.len()).filter_map(|at| {
        let other = subjects.get(at);
        let (a, b) = if data.id(index) < data.id(other.head.activity) {
            (&subject, &other)
        } else {
            (&other, &subject)
        };
        pair_of(a, b, country)
            .filter(|pair| pair.relation != Relation::Adjacent || !is_long_apart(&subject, &other))
    });
    pairs.collect()
}

fn is_long_apart(a: &Subject, b: &Subject) -> bool {
    let common = a
        .head
        .period
        .zip(b.head.period)
        .map(|(a, b)| a.common_days(&b));
    common.is_some_and(|days| f64::from(-days) > MOST_YEARS_APART * 365.25)
}
