//! A related pair as it is kept: small, and in the order of lists (method 3.9).

use super::relation::{Relation, Rule};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};

/// Two related activities of different partners. Twenty-four bytes; the rest is computed when it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The activity whose identifier comes first.
    pub a: ActivityIndex,
    /// The other one.
    pub b: ActivityIndex,
    /// Score in ten-thousandths.
    score: u16,
    /// Materiality in ten-thousandths; [`UNKNOWN`] when an amount is unknown.
    materiality: u16,
    /// Bits of all countries in which they are related.
    countries: u16,
    /// Position of the country in which they are related most.
    country: u8,
    /// What they are to each other there.
    pub relation: Relation,
    /// The rule that says so.
    pub rule: Rule,
}

const UNKNOWN: u16 = u16::MAX;

impl Pair {
    pub(super) fn new(
        (a, b): (ActivityIndex, ActivityIndex),
        country: Country,
        (relation, rule): (Relation, Rule),
        score: f64,
        materiality: Option<f64>,
    ) -> Self {
        let units = |value: f64| (value * 1e4).round() as u16;
        Self {
            a,
            b,
            score: units(score),
            materiality: materiality.map_or(UNKNOWN, units),
            countries: 1 << country.index(),
            country: country.index() as u8,
            relation,
            rule,
        }
    }

    /// The same pair in another country: what relates them most stands for both.
    pub(super) fn merge(&mut self, other: &Self) {
        let countries = self.countries | other.countries;
        if other.place_in_lists() < self.place_in_lists() {
            *self = *other;
        }
        self.countries = countries;
    }

    /// How many [`Pair::numbers`] there are.
    pub(super) const NUMBERS: usize = 4;

    /// What the binary form says of an overlap besides its two activities.
    pub(super) const fn numbers(&self) -> [u16; Self::NUMBERS] {
        [
            self.score,
            self.materiality,
            self.countries,
            self.country as u16,
        ]
    }

    /// The overlap that these numbers are of; none when they contradict each other.
    pub(super) fn overlap_of(
        (a, b): (ActivityIndex, ActivityIndex),
        [score, materiality, countries, country]: [u16; Self::NUMBERS],
    ) -> Option<Self> {
        (a != b && countries >> country & 1 == 1).then_some(Self {
            a,
            b,
            score,
            materiality,
            countries,
            country: country as u8,
            relation: Relation::Overlap,
            rule: Rule::OverlapScore,
        })
    }

    /// Score, 0 to 1.
    pub fn score(&self) -> f64 {
        f64::from(self.score) / 1e4
    }

    /// Materiality, 0 to 1; none when an amount is unknown.
    pub fn materiality(&self) -> Option<f64> {
        (self.materiality != UNKNOWN).then(|| f64::from(self.materiality) / 1e4)
    }

    /// The country in which they are related most.
    pub fn country(&self) -> Option<Country> {
        Country::all().nth(self.country as usize)
    }

    pub(super) const fn country_bits(&self) -> u16 {
        self.countries
    }

    /// The countries in which they are related.
    pub fn countries(&self) -> impl Iterator<Item = Country> {
        Country::all().filter(|country| self.countries >> country.index() & 1 == 1)
    }

    /// Relation, then score times materiality, the largest first and unknown last; then country.
    pub(super) fn place_in_lists(&self) -> (Relation, std::cmp::Reverse<u32>, u8) {
        let weight = match self.materiality {
            UNKNOWN => 0,
            known => 1 + u32::from(self.score) * u32::from(known),
        };
        (self.relation, std::cmp::Reverse(weight), self.country)
    }
}

/// The identifier of a pair: those of its two activities, the earlier first, so that it outlasts imports.
pub fn pair_id(data: &Dataset, a: ActivityIndex, b: ActivityIndex) -> String {
    let (a, b) = (data.id(a), data.id(b));
    format!("{}~{}", a.min(b), a.max(b))
}

/// The activities of a pair identifier, in the order of their identifiers; none when it names no two.
pub fn find_pair(data: &Dataset, id: &str) -> Option<(ActivityIndex, ActivityIndex)> {
    let cuts = id
        .match_indices('~')
        .map(|(at, _)| (&id[..at], &id[at + 1..]));
    cuts.filter(|(a, b)| a < b)
        .find_map(|(a, b)| Some((data.find(a)?, data.find(b)?)))
}
