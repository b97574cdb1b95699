//! What the map page asks of one filter at once: overview, map, facet counts and number of overlaps.

use super::facets::{FacetCounts, counts_of};
use super::overlap::PairScope;
use super::overview::{Overview, Sums};
use crate::dataset::{Plan, Selection, scan_shared};
use crate::filter::Filter;
use crate::map::symbol::{InView, Spots};
use crate::map::view::View;
use crate::snapshot::Snapshot;

/// Answers to one filter.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// As [`super::overview::overview`] answers it.
    pub overview: Overview,
    /// As [`crate::map::symbol::in_view`] answers it.
    pub in_view: InView,
    /// As [`super::facets::facet_counts`] answers it.
    pub counts: FacetCounts,
    /// Pairs under the filter that overlap.
    pub overlaps: u64,
}

/// Answers a filter for a view of the map.
pub fn glance(snapshot: &Snapshot, filter: &Filter, view: View) -> Glance {
    let data = snapshot.data();
    let plan = Plan::new(data, filter);
    let (sums, (spots, selected)) = scan_shared(
        data,
        &plan,
        || {
            let spots = Spots::new(data, filter, view);
            (Sums::new(data), (spots, Selection::none(data)))
        },
        |(sums, (spots, selected)), other| {
            sums.join(other.0);
            spots.join(other.1.0);
            selected.join(other.1.1);
        },
    );
    let scope = PairScope::new(data, filter, &selected);
    Glance {
        overview: sums.answer(filter),
        in_view: spots.finish(filter, &plan),
        counts: counts_of(data, &plan),
        overlaps: scope.overlaps(snapshot.findings()),
    }
}
