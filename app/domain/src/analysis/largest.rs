//! The largest activities of a selection, kept while the pass goes on.

use super::overview::{TOP, TopActivity};
use crate::dataset::{ActivityIndex, Dataset};
use crate::money::Cents;

/// The [`TOP`] largest so far, the largest first; equal amounts in the order of identifiers.
pub(crate) struct Largest<'a> {
    data: &'a Dataset,
    found: Vec<(i64, ActivityIndex)>,
}

impl<'a> Largest<'a> {
    pub(crate) fn new(data: &'a Dataset) -> Self {
        let found = Vec::with_capacity(TOP + 1);
        Self { data, found }
    }

    /// Takes an activity that was not taken before.
    pub(crate) fn take(&mut self, index: ActivityIndex, cents: i64) {
        let is_full = self.found.len() == TOP;
        let least = self.found.last();
        if is_full && least.is_some_and(|(least, _)| cents < *least) {
            return;
        }
        let id = |index: ActivityIndex| self.data.id(index);
        let at = self.found.partition_point(|(other, at)| {
            *other > cents || (*other == cents && id(*at) < id(index))
        });
        self.found.insert(at, (cents, index));
        self.found.truncate(TOP);
    }

    /// Takes those of another part of the selection.
    pub(crate) fn join(&mut self, other: Self) {
        for (cents, index) in other.found {
            self.take(index, cents);
        }
    }

    pub(crate) fn finish(self) -> Vec<TopActivity> {
        let data = self.data;
        let found = self.found.into_iter();
        found
            .filter_map(|(cents, index)| TopActivity::of(data, index, Cents(cents)))
            .collect()
    }
}
