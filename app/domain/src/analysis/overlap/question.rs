//! Which stored pairs a question means (see [`super`]), counted and paged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::adjacency::Weights;
use super::findings::Findings;
use super::item::{OverlapItem, show};
use super::pair::Pair;
use super::relation::Relation;
use crate::METHOD_ID;
use crate::dataset::{Dataset, Plan, Selection};
use crate::facet::Facet;
use crate::filter::Filter;
use crate::link::Question;
use crate::parallel::in_chunks;

/// A set of relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Relations(u8);

impl Relations {
    /// All that are stored.
    pub const STORED: Self = Self(0b1_0111);

    /// Only this relation.
    pub const fn only(relation: Relation) -> Self {
        Self(1 << relation as u8)
    }

    /// Whether a relation is in the set.
    pub const fn contains(self, relation: Relation) -> bool {
        self.0 >> relation as u8 & 1 == 1
    }

    /// The relations in the set, in the order of lists.
    pub fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL
            .into_iter()
            .filter(move |relation| self.contains(*relation))
    }

    /// Reads `overlap,complement`; an empty text means all that are stored.
    ///
    /// # Errors
    /// When a word is no stored relation; *adjacent* is computed for one activity, not listed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut set = 0;
        for word in text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let relation = Relation::from_code(word).filter(|r| Self::STORED.contains(*r));
            set |= 1 << relation.ok_or_else(|| word.chars().take(60).collect::<String>())? as u8;
        }
        Ok(if set == 0 { Self::STORED } else { Self(set) })
    }

    /// How many pairs of these relations there are, when so many are of each.
    pub fn sum(self, counts: &BTreeMap<Relation, u64>) -> u64 {
        let chosen = counts.iter().filter(|(it, _)| self.contains(**it));
        chosen.map(|(_, count)| count).sum()
    }

    /// The set as [`Relations::parse`] reads it.
    pub fn codes(self) -> String {
        self.iter()
            .map(Relation::code)
            .collect::<Vec<_>>()
            .join(",")
    }
}

impl Default for Relations {
    fn default() -> Self {
        Self::STORED
    }
}

/// A page of related pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverlapPage {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// Pairs in the whole list.
    pub total: u64,
    /// Pairs of each stored relation under the filter, whatever relations are chosen.
    pub by_relation: BTreeMap<Relation, u64>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
    /// The rows.
    pub items: Vec<OverlapItem>,
}

/// The filter selects it: one of a pair has to be.
const SELECTED: u8 = 1;

/// Its partner and its kind may stand in a pair: both have to.
const ALLOWED: u8 = 2;

/// Which pairs a filter means (see [`super`]).
pub(crate) struct PairScope<'a> {
    data: &'a Dataset,
    selected: Selection,
    /// All that are selected are among them.
    allowed: Selection,
    countries: u16,
}

impl<'a> PairScope<'a> {
    /// `selected` are those that the filter selects.
    pub(crate) fn new(data: &'a Dataset, filter: &Filter, selected: Selection) -> Self {
        let bits = |facet| {
            let chosen = filter.chosen(facet);
            chosen.iter().fold(0_u16, |bits, value| bits | 1 << value)
        };
        let (countries, partners) = (bits(Facet::Country), bits(Facet::Partner));
        let mut allowed = Selection::none(data.len());
        for (partner, activities) in data.of_partner.iter().enumerate() {
            // A single partner has its pairs with all others.
            if partners.count_ones() < 2 || partners >> partner & 1 == 1 {
                allowed.join(activities);
            }
        }
        if !filter.include_legacy {
            allowed.without(&data.legacy);
        }
        Self {
            data,
            selected,
            allowed,
            countries: if countries == 0 { u16::MAX } else { countries },
        }
    }

    fn holds_all(&self) -> bool {
        self.countries == u16::MAX && self.selected.count() == self.data.len()
    }

    /// How many overlaps it holds.
    pub(crate) fn overlaps(&self, findings: &Findings) -> u64 {
        let words = || self.words();
        // Pairs are met from the side of which there is less. One with two ends there is met twice, and the others count
        // twice for that.
        if self.countries != u16::MAX || self.selected.count() <= self.data.len() / 2 {
            let weights = words().map(|(selected, allowed)| (selected, allowed & !selected));
            return self.met(findings, &self.selected, weights) / 2;
        }
        let (mut only_allowed, refused) = (self.allowed.clone(), self.allowed.others(self.data));
        only_allowed.without(&self.selected);
        let of_allowed = words().map(|(selected, _)| (!selected, 0));
        let of_refused = words().map(|(selected, _)| (!selected, selected));
        let left_out = self.met(findings, &only_allowed, of_allowed)
            + self.met(findings, &refused, of_refused);
        findings.adjacency.pairs() - left_out / 2
    }

    /// Sixty-four activities a pair of words: those selected, those allowed.
    fn words(&self) -> impl Iterator<Item = (u64, u64)> {
        let selected = self.selected.words().iter().copied();
        selected.zip(self.allowed.words().iter().copied())
    }

    /// [`SELECTED`] and [`ALLOWED`] of each activity.
    fn said(&self) -> Vec<u8> {
        let is_set = |word: u64, nth: u32| (word >> nth & 1) as u8;
        let bytes = self.words().flat_map(|(selected, allowed)| {
            (0..u64::BITS)
                .map(move |nth| is_set(selected, nth) * SELECTED + is_set(allowed, nth) * ALLOWED)
        });
        bytes.collect()
    }

    /// The sum over some activities, and over all overlaps of each, of the weight of the other side.
    fn met(
        &self,
        findings: &Findings,
        own: &Selection,
        weights: impl Iterator<Item = (u64, u64)>,
    ) -> u64 {
        if own.count() == 0 {
            return 0;
        }
        let weights = Weights::new(weights);
        let sums = own.iter().map(|index| {
            findings
                .adjacency
                .weigh(index as usize, self.countries, &weights)
        });
        sums.sum()
    }
}

/// The stored pairs that a filter means.
pub(super) struct Meant<'f> {
    findings: &'f Findings,
    scope: PairScope<'f>,
    /// What the scope says of each activity: [`SELECTED`], [`ALLOWED`]. Bytes are the fastest to look up for pair after
    /// pair.
    said: Vec<u8>,
}

/// Pairs that are looked at together by one thread.
const CHUNK: usize = 1 << 17;

impl<'f> Meant<'f> {
    pub(super) fn new(data: &'f Dataset, findings: &'f Findings, filter: &Filter) -> Self {
        let selected = Selection::of(data, &Plan::new(data, filter));
        let scope = PairScope::new(data, filter, selected);
        Self {
            findings,
            said: scope.said(),
            scope,
        }
    }

    /// Without a branch: which pairs of a long list are meant cannot be foreseen.
    pub(super) fn holds(&self, pair: &Pair) -> bool {
        let (a, b) = (self.said[pair.a as usize], self.said[pair.b as usize]);
        let is_there = u8::from(pair.country_bits() & self.scope.countries != 0);
        ((a & b) >> 1) & (a | b) & is_there == 1
    }

    /// Those of some relations, in the order of lists.
    fn pairs(&self, relations: Relations) -> impl Iterator<Item = &'f Pair> {
        let all = relations
            .iter()
            .flat_map(|relation| of_relation(self.findings, relation));
        all.filter(|pair| self.holds(pair))
    }

    /// Gathers something of those of one relation, in parts. `work` gets stored pairs, meant or not.
    pub(super) fn in_parts<T: Send>(
        &self,
        relation: Relation,
        work: impl Fn(&[Pair]) -> T + Sync,
    ) -> Vec<T> {
        let all = of_relation(self.findings, relation);
        in_chunks(all.len(), CHUNK, |range| work(&all[range]))
    }

    /// How many there are of each relation.
    fn counts(&self) -> BTreeMap<Relation, u64> {
        let count = |relation| {
            if self.scope.holds_all() {
                return of_relation(self.findings, relation).len() as u64;
            }
            if relation == Relation::Overlap {
                return self.scope.overlaps(self.findings);
            }
            let parts = self.in_parts(relation, |pairs| {
                let held = pairs.iter().map(|pair| u64::from(self.holds(pair)));
                held.sum::<u64>()
            });
            parts.into_iter().sum()
        };
        Relation::STORED
            .into_iter()
            .map(|relation| (relation, count(relation)))
            .collect()
    }
}

/// The pairs of one relation: lists begin with it.
pub(super) fn of_relation(findings: &Findings, relation: Relation) -> &[Pair] {
    let pairs = &findings.pairs;
    let start = pairs.partition_point(|pair| pair.relation < relation);
    let end = pairs.partition_point(|pair| pair.relation <= relation);
    &pairs[start..end]
}

/// The stored pairs that a filter means, in the order of lists.
pub fn pairs_of<'f>(
    data: &'f Dataset,
    findings: &'f Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<&'f Pair> {
    Meant::new(data, findings, filter)
        .pairs(relations)
        .collect()
}

/// Pairs of each stored relation under a filter.
pub fn count_relations(
    data: &Dataset,
    findings: &Findings,
    filter: &Filter,
) -> BTreeMap<Relation, u64> {
    Meant::new(data, findings, filter).counts()
}

/// Answers a question with one page of the pairs that it means.
///
/// Method 3. The order is that of 3.9, whatever order the question asks of projects.
pub fn overlaps(
    data: &Dataset,
    findings: &Findings,
    question: &Question,
    relations: Relations,
) -> OverlapPage {
    let meant = Meant::new(data, findings, &question.filter);
    let by_relation = meant.counts();
    let rows = meant
        .pairs(relations)
        .skip(question.page.offset())
        .take(question.page.size as usize);
    OverlapPage {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        total: relations.sum(&by_relation),
        page: question.page.number,
        per_page: question.page.size,
        items: rows.filter_map(|pair| show(data, findings, pair)).collect(),
        by_relation,
    }
}
