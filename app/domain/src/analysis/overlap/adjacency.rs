//! The overlaps of each activity, side by side: counting those of a filter then reads what the filter selects, or
//! what it leaves out, whichever is less, and never the whole list.

use std::ops::Range;

use super::pair::Pair;
use crate::dataset::ActivityIndex;
use crate::parallel::in_chunks;

/// With which activities each overlaps, and where.
#[derive(Debug, Default)]
pub(super) struct Adjacency {
    /// Where the run of each activity ends; it begins where that of the one before ends.
    ends: Vec<u32>,
    /// The other side of each overlap.
    others: Vec<ActivityIndex>,
    /// Bits of the countries in which they are related: a column of its own, because few questions read it.
    countries: Vec<u16>,
}

/// Activities whose runs are filled together, so that these stay in the processor's cache.
const CHUNK: usize = 1 << 18;

impl Adjacency {
    /// Of these overlaps, between so many activities.
    pub(super) fn new(overlaps: &[Pair], activities: usize) -> Self {
        let parts = in_chunks(activities, CHUNK, |range| Self::of(overlaps, range));
        let count = parts.iter().map(|part| part.others.len()).sum();
        let mut whole = Self {
            ends: Vec::with_capacity(activities),
            others: Vec::with_capacity(count),
            countries: Vec::with_capacity(count),
        };
        for part in parts {
            let before = whole.others.len() as u32;
            whole.ends.extend(part.ends.iter().map(|end| before + end));
            whole.others.extend(part.others);
            whole.countries.extend(part.countries);
        }
        whole
    }

    /// The part of some activities.
    fn of(overlaps: &[Pair], activities: Range<usize>) -> Self {
        let of_these = || {
            let ends = overlaps
                .iter()
                .flat_map(|pair| [(pair.a, pair.b, pair), (pair.b, pair.a, pair)]);
            let start = activities.start as ActivityIndex;
            let own = ends.map(move |(own, other, pair)| (own.wrapping_sub(start), other, pair));
            own.filter(|(own, ..)| (*own as usize) < activities.len())
        };
        // First how many each has, then where each begins; filling moves the beginnings to the ends.
        let mut ends = vec![0_u32; activities.len()];
        of_these().for_each(|(own, ..)| ends[own as usize] += 1);
        let mut count = 0;
        for end in &mut ends {
            count += std::mem::replace(end, count);
        }
        let mut others = vec![0; count as usize];
        let mut countries = vec![0; count as usize];
        for (own, other, pair) in of_these() {
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

    /// The sum of the weights of the other sides of the overlaps of one activity in any of these countries.
    pub(super) fn weigh(&self, index: usize, countries: u16, weights: &Weights) -> u64 {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        let run = start as usize..self.ends[index] as usize;
        let weights = self.others[run.clone()]
            .iter()
            .map(|other| weights.of(*other));
        if countries == u16::MAX {
            return weights.sum();
        }
        let is_there = |own: &u16| u64::from(own & countries != 0);
        let are_there = self.countries[run].iter().map(is_there);
        weights
            .zip(are_there)
            .map(|(weight, there)| weight * there)
            .sum()
    }
}

/// A weight from 0 to 3 for each activity, two bits each: looked up in any order, they stay near the processor.
pub(super) struct Weights(Vec<u64>);

/// Weights in a word.
const IN_WORD: usize = 32;

impl Weights {
    /// Of the lower and the higher bits of the weights, sixty-four activities a pair of words.
    pub(super) fn new(bits: impl Iterator<Item = (u64, u64)>) -> Self {
        let words = bits.flat_map(|(low, high)| {
            [0, IN_WORD].map(|first| spread(low >> first) | spread(high >> first) << 1)
        });
        Self(words.collect())
    }

    fn of(&self, activity: ActivityIndex) -> u64 {
        let at = activity as usize;
        self.0[at / IN_WORD] >> (at % IN_WORD * 2) & 3
    }
}

/// The lower half of a word, with a zero between each two bits.
const fn spread(word: u64) -> u64 {
    let word = word & 0xFFFF_FFFF;
    let word = (word | word << 16) & 0x0000_FFFF_0000_FFFF;
    let word = (word | word << 8) & 0x00FF_00FF_00FF_00FF;
    let word = (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F;
    let word = (word | word << 2) & 0x3333_3333_3333_3333;
    (word | word << 1) & 0x5555_5555_5555_5555
}
