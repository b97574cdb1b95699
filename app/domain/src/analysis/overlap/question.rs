//! Which stored pairs a question means (see [`super`]), counted and paged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::findings::Findings;
use super::item::{OverlapItem, show};
use super::pair::Pair;
use super::relation::Relation;
use crate::METHOD_ID;
use crate::analysis::projects::select;
use crate::dataset::{Dataset, Head};
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
struct Scope<'a> {
    data: &'a Dataset,
    selected: Vec<bool>,
    countries: u16,
    partners: u8,
    include_legacy: bool,
}

impl<'a> Scope<'a> {
    fn new(data: &'a Dataset, filter: &Filter) -> Self {
        let mut selected = vec![false; data.len()];
        for row in select(data, filter) {
            selected[row.index as usize] = true;
        }
        let bits = |facet| {
            let chosen = filter.chosen(facet);
            chosen.iter().fold(0_u16, |bits, value| bits | 1 << value)
        };
        let countries = bits(Facet::Country);
        let partners = bits(Facet::Partner) as u8;
        Self {
            data,
            selected,
            countries: if countries == 0 { u16::MAX } else { countries },
            partners: if partners.count_ones() > 1 {
                partners
            } else {
                u8::MAX
            },
            include_legacy: filter.include_legacy,
        }
    }

    fn holds(&self, pair: &Pair) -> bool {
        let heads = [pair.a, pair.b].map(|index| &self.data.heads()[index as usize]);
        let is_allowed = |head: &Head| {
            self.partners >> head.partner & 1 == 1 && (self.include_legacy || !head.is_legacy)
        };
        (self.selected[pair.a as usize] || self.selected[pair.b as usize])
            && pair.country_bits() & self.countries != 0
            && heads.into_iter().all(is_allowed)
    }
}

/// The stored pairs that a filter means, in the order of lists.
pub fn pairs_of<'f>(
    data: &Dataset,
    findings: &'f Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<&'f Pair> {
    let scope = Scope::new(data, filter);
    let pairs = findings
        .pairs
        .iter()
        .filter(|pair| relations.contains(pair.relation));
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
