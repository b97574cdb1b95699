//! Some activities of a data set, one bit each.

use super::column::{ActivityIndex, Dataset, Head};
use super::plan::Plan;
use super::scan::{Tally, Visitor, bits, scan_shared};

/// A set of activities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection(Vec<u64>);

impl Selection {
    /// None of so many activities.
    pub(crate) fn none(activities: usize) -> Self {
        Self(vec![0; activities.div_ceil(64)])
    }

    /// Those that a filter selects.
    pub(crate) fn of(data: &Dataset, plan: &Plan) -> Self {
        scan_shared(
            data,
            plan,
            || Self::none(data.len()),
            |whole, part| whole.join(&part),
        )
    }

    pub(super) fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    /// Adds those of another set.
    pub(crate) fn join(&mut self, other: &Self) {
        for (to, from) in self.0.iter_mut().zip(&other.0) {
            *to |= from;
        }
    }

    /// Leaves out what another set has not.
    pub(super) fn keep(&mut self, other: &Self) {
        for (to, from) in self.0.iter_mut().zip(&other.0) {
            *to &= from;
        }
    }

    /// Takes those of another set away.
    pub(crate) fn without(&mut self, other: &Self) {
        for (to, from) in self.0.iter_mut().zip(&other.0) {
            *to &= !from;
        }
    }

    /// All activities that are not in it.
    pub(crate) fn others(&self, data: &Dataset) -> Self {
        let mut others = Self(self.0.iter().map(|word| !word).collect());
        if let Some(last) = others.0.last_mut() {
            *last &= u64::MAX >> (data.len().wrapping_neg() % 64);
        }
        others
    }

    /// How many it has.
    pub(crate) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its activities in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ActivityIndex> {
        let words = (0..).step_by(64).zip(&self.0);
        words.flat_map(|(first, word)| bits(*word).map(move |bit| first + bit))
    }

    /// Sixty-four activities from any one on, that in the lowest bit.
    pub(super) fn word(&self, first: usize) -> u64 {
        let (at, shift) = (first / 64, first % 64);
        let next = self.0.get(at + 1).copied().unwrap_or_default();
        // Shifted twice, because no word can be shifted by all of its bits.
        self.0[at] >> shift | next << 1 << (63 - shift)
    }

    /// Sixty-four activities a word, the first in the lowest bit.
    pub(crate) fn words(&self) -> &[u64] {
        &self.0
    }
}

impl Visitor for Selection {
    const ASKS_MONEY: bool = false;

    fn activity(&mut self, index: usize, _head: &Head, _tally: Tally) {
        self.insert(index);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_begins_at_any_activity() {
        let mut odd = Selection::none(200);
        (1..200).step_by(2).for_each(|index| odd.insert(index));
        assert_eq!(odd.count(), 100);
        assert!(odd.iter().eq((1..200).step_by(2)));
        for first in [0, 1, 63, 64, 127, 150, 199] {
            let word = odd.word(first);
            for nth in 0..64_u32 {
                let index = first as u32 + nth;
                let is_odd = index < 200 && index % 2 == 1;
                assert_eq!(word >> nth & 1 == 1, is_odd, "{first} {nth}");
            }
        }
    }
}
