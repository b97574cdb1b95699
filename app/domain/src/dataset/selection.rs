//! Some activities of a data set, one bit each.

use super::column::{ActivityIndex, Dataset, Head};
use super::plan::Plan;
use super::scan::{Tally, Visitor, scan_shared};

/// A set of activities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection(Vec<u64>);

impl Selection {
    /// None of the activities.
    pub(crate) fn none(data: &Dataset) -> Self {
        Self(vec![0; data.len().div_ceil(64)])
    }

    /// Those that a filter selects.
    pub(crate) fn of(data: &Dataset, plan: &Plan) -> Self {
        scan_shared(
            data,
            plan,
            || Self::none(data),
            |whole, part| whole.join(&part),
        )
    }

    pub(crate) fn contains(&self, index: ActivityIndex) -> bool {
        self.0[index as usize / 64] >> (index % 64) & 1 == 1
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
        (0..).step_by(64).zip(&self.0).flat_map(|(first, word)| {
            let mut word = *word;
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros());
                word &= word.wrapping_sub(1);
                bit.map(|bit| first + bit)
            })
        })
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
