//! What the map page asks of one filter at once: overview, map, facet counts, numbers of overlaps and of gaps. The
//! passes take turns on the same activities, so that memory is read once.

use super::facets::{FacetCounts, Known, Tallies};
use super::gap::{
    Baseline, Comparison, CountryGaps, GapPlan, GapsBeside, NeedTable, Scheme, count_by_country,
};
use super::overlap::PairScope;
use super::overview::{Overview, Sums};
use super::window::as_of;
use crate::dataset::{
    Cell, Dataset, Head, Line, Plan, SHARE, Selection, Tally, Visitor, in_turns, scan_range,
};
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
    let gap_plan = GapPlan::new(filter, comparison, |filter| plan.with_same_words(filter));
    let known = Known::new(filter);
    let start = || Passes {
        data,
        plan: &plan,
        sums: Sums::new(data),
        spots: Spots::new(data, filter, view),
        selected: Selection::none(data.len()),
        tallies: Tallies::new(known),
        gaps: GapsBeside::new(data, &gap_plan),
    };
    let parts = in_chunks(data.len(), SHARE, |range| {
        let mut passes = start();
        in_turns(range, |range| {
            scan_range(data, &plan, range.clone(), &mut passes);
            passes.gaps.take(range);
        });
        passes
    });
    let joined = parts.into_iter().reduce(Passes::join);
    let passes = joined.unwrap_or_else(start);
    let gaps = passes.gaps.answer(filter, &NeedTable::default());
    Glance {
        overview: passes.sums.answer(filter),
        in_view: passes.spots.finish(filter, &plan),
        counts: passes.tallies.finish(snapshot.counts()),
        gaps: count_by_country(&gaps),
        overlaps: PairScope::new(data, filter, passes.selected).overlaps(snapshot.findings()),
    }
}

/// What is gathered of the activities of one part.
struct Passes<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    sums: Sums<'a>,
    spots: Spots<'a>,
    selected: Selection,
    tallies: Tallies,
    gaps: GapsBeside<'a>,
}

impl Passes<'_> {
    /// With what the next part has.
    fn join(mut self, next: Self) -> Self {
        self.sums.join(next.sums);
        self.spots.join(next.spots);
        self.tallies.join(next.tallies);
        self.selected.join(&next.selected);
        self.gaps.join(&next.gaps);
        self
    }
}

/// What the pass of the filter itself shows goes to those that gather it.
impl Visitor for Passes<'_> {
    fn asks_refused(&self) -> bool {
        self.tallies.asks_refused()
    }

    fn open(&mut self, index: usize, head: &Head, refused: u16) -> bool {
        self.tallies
            .take(self.data, self.plan, index, head, refused);
        true
    }

    fn line(&mut self, index: usize, line: &Line) {
        self.sums.line(index, line);
        self.spots.line(index, line);
        self.gaps.line(index, line);
    }

    fn cell(&mut self, cell: Cell) {
        self.sums.cell(cell);
        self.gaps.cell(cell);
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        self.sums.activity(index, head, tally);
        self.spots.activity(index, head, tally);
        self.selected.activity(index, head, tally);
        self.gaps.activity(index, head, tally);
    }
}
