//! Which stored pairs a question means (see [`super`]), counted and paged.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::findings::Findings;
use super::item::{OverlapItem, show};
use super::pair::Pair;
use super::relation::Relation;
use crate::METHOD_ID;
use crate::dataset::{ActivityIndex, Dataset, Plan, Selection};
use crate::facet::Facet;
use crate::filter::Filter;
use crate::link::Question;

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

/// Which pairs a filter means (see [`super`]).
pub(crate) struct PairScope {
    /// What is said of each activity: [`SELECTED`], [`ALLOWED`].
    said: Vec<u8>,
    countries: u16,
    partners: u8,
    include_legacy: bool,
}

/// The filter selects it: one of a pair has to be.
const SELECTED: u8 = 1;

/// Its partner and its kind may stand in a pair: both have to.
const ALLOWED: u8 = 2;

/// Selected and allowed: a pair has one such end, and another that is allowed.
const CHOSEN: u8 = SELECTED | ALLOWED;

impl PairScope {
    /// Nothing said of any activity yet.
    pub(crate) fn new(filter: &Filter) -> Self {
        let bits = |facet| {
            let chosen = filter.chosen(facet);
            chosen.iter().fold(0_u16, |bits, value| bits | 1 << value)
        };
        let countries = bits(Facet::Country);
        let partners = bits(Facet::Partner) as u8;
        Self {
            said: Vec::new(),
            countries: if countries == 0 { u16::MAX } else { countries },
            // A single partner has its pairs with all others.
            partners: if partners.count_ones() > 1 {
                partners
            } else {
                u8::MAX
            },
            include_legacy: filter.include_legacy,
        }
    }

    /// Takes the next activities; `selected` are those that the filter selects.
    pub(crate) fn take(&mut self, data: &Dataset, range: Range<usize>, selected: &Selection) {
        let heads = range.clone().zip(&data.heads()[range]);
        let (partners, include_legacy) = (self.partners, self.include_legacy);
        self.said.extend(heads.map(|(index, head)| {
            let is_allowed =
                partners >> head.partner & 1 == 1 && (include_legacy || !head.is_legacy);
            let is_selected = selected.contains(index as ActivityIndex);
            u8::from(is_selected) * SELECTED + u8::from(is_allowed) * ALLOWED
        }));
    }

    /// Adds what is said of the activities after them.
    pub(crate) fn join(&mut self, next: Self) {
        self.said.extend(next.said);
    }

    fn holds(&self, pair: &Pair) -> bool {
        let (a, b) = (self.said[pair.a as usize], self.said[pair.b as usize]);
        a & b & ALLOWED != 0 && (a | b) & SELECTED != 0 && pair.country_bits() & self.countries != 0
    }

    /// How many overlaps it holds.
    pub(crate) fn overlaps(&self, findings: &Findings) -> u64 {
        let overlaps = &findings.adjacency;
        // The sum over one side of each pair with such an end, where a pair with two such ends is met twice. Weights
        // are those of the other side by what is said of it.
        let sum = |is_end: fn(u8) -> bool, weights: fn(u8) -> [u64; 4]| -> u64 {
            let ends = self.said.iter().enumerate();
            let sums = ends.filter(|(_, said)| is_end(**said)).map(|(index, own)| {
                let weights = weights(*own);
                overlaps.weigh(index, self.countries, |other| {
                    weights[usize::from(self.said[other as usize]) % weights.len()]
                })
            });
            sums.sum::<u64>() / 2
        };
        let is_chosen = self.said.iter().map(|said| usize::from(*said == CHOSEN));
        let chosen: usize = is_chosen.sum();
        if self.countries != u16::MAX || chosen <= self.said.len() / 2 {
            return sum(|said| said == CHOSEN, |_| [0, 0, 2, 1]);
        }
        let outside = sum(
            |said| said != CHOSEN,
            |own| [1, 1, 1, if own == ALLOWED { 0 } else { 2 }],
        );
        overlaps.pairs() - outside
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
    data: &Dataset,
    findings: &'f Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<&'f Pair> {
    let selected = Selection::of(data, &Plan::new(data, filter));
    let mut scope = PairScope::new(filter);
    scope.take(data, 0..data.len(), &selected);
    let pairs = relations
        .iter()
        .flat_map(|relation| of_relation(findings, relation));
    pairs.filter(|pair| scope.holds(pair)).collect()
}

/// Pairs of each stored relation under a filter.
pub fn count_relations(
    data: &Dataset,
    findings: &Findings,
    filter: &Filter,
) -> BTreeMap<Relation, u64> {
    let mut counts: BTreeMap<Relation, u64> = Relation::STORED
        .into_iter()
        .map(|relation| (relation, 0))
        .collect();
    for pair in pairs_of(data, findings, filter, Relations::STORED) {
        *counts.entry(pair.relation).or_default() += 1;
    }
    counts
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
    let all = pairs_of(data, findings, &question.filter, Relations::STORED);
    let mut by_relation: BTreeMap<Relation, u64> = Relation::STORED
        .into_iter()
        .map(|relation| (relation, 0))
        .collect();
    for pair in &all {
        *by_relation.entry(pair.relation).or_default() += 1;
    }
    let chosen: Vec<&Pair> = all
        .into_iter()
        .filter(|pair| relations.contains(pair.relation))
        .collect();
    let rows = chosen
        .iter()
        .skip(question.page.offset())
        .take(question.page.size as usize);
    OverlapPage {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        total: chosen.len() as u64,
        by_relation,
        page: question.page.number,
        per_page: question.page.size,
        items: rows.filter_map(|pair| show(data, findings, pair)).collect(),
    }
}
