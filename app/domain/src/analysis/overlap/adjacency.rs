//! The overlaps of each activity, side by side: counting those of a filter then reads what the filter selects, or
//! what it leaves out, whichever is less, and never the whole list.

use super::pair::Pair;
use super::relation::Relation;
use crate::dataset::ActivityIndex;

/// With which activities each overlaps, and where.
#[derive(Debug, Default)]
pub(super) struct Adjacency {
    /// Where the run of each activity ends; it begins where that of the one before ends.
    ends: Vec<u32>,
    others: Vec<ActivityIndex>,
    /// Bits of the countries in which they are related.
    countries: Vec<u16>,
}

impl Adjacency {
    /// The overlaps among these pairs, between so many activities.
    pub(super) fn new(pairs: &[Pair], activities: usize) -> Self {
        let overlaps = || {
            let overlaps = pairs
                .iter()
                .filter(|pair| pair.relation == Relation::Overlap);
            overlaps.flat_map(|pair| [(pair.a, pair.b, pair), (pair.b, pair.a, pair)])
        };
        // First how many each has, then where each begins; filling moves the beginnings to the ends.
        let mut ends = vec![0_u32; activities];
        overlaps().for_each(|(own, ..)| ends[own as usize] += 1);
        let mut count = 0;
        for end in &mut ends {
            count += std::mem::replace(end, count);
        }
        let mut others = vec![0; count as usize];
        let mut countries = vec![0; count as usize];
        for (own, other, pair) in overlaps() {
            let end = &mut ends[own as usize];
            others[*end as usize] = other;
            countries[*end as usize] = pair.country_bits();
            *end += 1;
        }
        Self {
            ends,
            others,
            countries,
        }
    }

    /// Overlaps in all.
    pub(super) const fn pairs(&self) -> u64 {
        self.others.len() as u64 / 2
    }

    /// The sum of `weight` over the overlaps of one activity in any of these countries.
    pub(super) fn weigh(
        &self,
        index: usize,
        countries: u16,
        weight: impl Fn(ActivityIndex) -> u64,
    ) -> u64 {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
        let run = start..self.ends[index] as usize;
        let others = self.others[run.clone()].iter().zip(&self.countries[run]);
        others
            .map(|(other, own)| u64::from(own & countries != 0) * weight(*other))
            .sum()
    }
}
