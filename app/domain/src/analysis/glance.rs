//! What the map page asks of one filter at once: overview, map, facet counts, numbers of overlaps and of gaps. The
//! passes take turns on the same activities, so that memory is read once.

use super::facets::{FacetCounts, Tallies, narrowed_alone};
use super::gap::{Baseline, Comparison, CountryGaps, GapPlan, NeedTable, Scheme, by_country};
use super::overlap::PairScope;
use super::overview::{Overview, Sums};
use super::window::as_of;
use crate::dataset::{Plan, SHARE, Selection, in_turns, scan_range};
use crate::filter::Filter;
use crate::map::symbol::{InView, Spots};
use crate::map::view::View;
use crate::parallel::in_chunks;
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
    /// Cells that [`super::gap::gaps`] gives beside ADB's own mix, counted by country.
    pub gaps: Vec<CountryGaps>,
    /// Pairs under the filter that overlap.
    pub overlaps: u64,
}

/// Answers a filter for a view of the map.
pub fn glance(snapshot: &Snapshot, filter: &Filter, view: View) -> Glance {
    let data = snapshot.data();
    let plan = Plan::new(data, filter);
    let comparison = Comparison {
        scheme: Scheme::default(),
        baseline: Baseline::Adb,
        as_of: as_of(data),
    };
    let gap_plan = GapPlan::new(filter, comparison, |filter| plan.with_filter(filter));
    let alone = narrowed_alone(filter);
    let start = || {
        let spots = Spots::new(data, filter, view);
        let visitor = (Sums::new(data), (spots, Selection::none(data)));
        let tallies = alone.map_or_else(Tallies::new, |_| Tallies::of_selected());
        (visitor, tallies, gap_plan.start())
    };
    let parts = in_chunks(data.len(), SHARE, |range| {
        let (mut visitor, mut tallies, mut gathered) = start();
        in_turns(range, |range| {
            scan_range(data, &plan, range.clone(), &mut visitor);
            tallies.take_all(data, &plan, range.clone());
            gap_plan.take(data, range, &mut gathered);
        });
        (visitor, tallies, gathered)
    });
    let joined = parts.into_iter().reduce(|mut whole, part| {
        let (sums, (spots, selected)) = part.0;
        whole.0.0.join(sums);
        whole.0.1.0.join(spots);
        whole.0.1.1.join(selected);
        whole.1.join(part.1);
        whole.2.join(&part.2);
        whole
    });
    let ((sums, (spots, selected)), tallies, gathered) = joined.unwrap_or_else(start);
    let scope = PairScope::new(data, filter, &selected);
    Glance {
        overview: sums.answer(filter),
        in_view: spots.finish(filter, &plan),
        counts: match alone {
            Some(facet) => tallies.finish().with(facet, snapshot.counts()),
            None => tallies.finish(),
        },
        gaps: by_country(&gap_plan.answer(data, filter, &gathered, &NeedTable::default())),
        overlaps: scope.overlaps(snapshot.findings()),
    }
}
