//! Some activities of a data set, one bit each.

use super::column::{ActivityIndex, Dataset, Head};
use super::plan::Plan;
use super::scan::{Tally, Visitor, scan_shared};

/// A set of activities.
pub(crate) struct Selection(Vec<u64>);

impl Selection {
    /// None of the activities.
    pub(crate) fn none(data: &Dataset) -> Self {
        Self(vec![0; data.len().div_ceil(64)])
    }

    /// Those that a filter selects.
    pub(crate) fn of(data: &Dataset, plan: &Plan) -> Self {
        scan_shared(data, plan, || Self::none(data), Self::join)
    }

    pub(crate) fn contains(&self, index: ActivityIndex) -> bool {
        self.0[index as usize / 64] >> (index % 64) & 1 == 1
    }

    /// Adds those of another set.
    pub(crate) fn join(&mut self, other: Self) {
        for (to, from) in self.0.iter_mut().zip(other.0) {
            *to |= from;
        }
    }
}

impl Visitor for Selection {
    const ASKS_MONEY: bool = false;

    fn activity(&mut self, index: usize, _head: &Head, _tally: Tally) {
        self.0[index / 64] |= 1 << (index % 64);
    }
}
