//! Gaps against ADB's Strategy 2030 (method 5): country by priority, beside ADB's own mix and beside need.

mod answer;
mod compare;
pub mod measure;
mod need;
mod scheme;
mod sums;

pub use answer::{GapCell, GapCountry, Gaps, Lead};
pub use need::{Indicator, NEED_MAX_AGE_Y, NeedError, NeedKey, NeedTable, NeedValue, indicators};
pub use scheme::{Baseline, Flag, Reason, Scheme};

use std::ops::Range;

use super::window::window;
use crate::METHOD_ID;
use crate::country::Country;
use crate::dataset::{Cell, Dataset, Head, Line, Plan, Tally, Visitor, scan_range};
use crate::date::Date;
use crate::facet::{Facet, FacetValue};
use crate::filter::{Filter, Years};
use crate::link::Question;
use crate::partner::Partner;
use compare::{Context, THREE};
use sums::{Gather, asked};

/// How to compare.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// Into what the money is divided.
    pub scheme: Scheme,
    /// With what it is compared.
    pub baseline: Baseline,
    /// The date for which it holds.
    pub as_of: Date,
}

/// Compares the three with ADB's mix or with need, cell by cell (method 5).
///
/// Units: US dollars, shares from 0 to 1. The filter's partners and agencies narrow the three, not ADB. What it does
/// not mean: that either baseline is right, or that a gap must be filled by these partners.
pub fn gaps(data: &Dataset, filter: &Filter, comparison: Comparison, need: &NeedTable) -> Gaps {
    // Ranks are among all countries, whichever are shown.
    let all = filter.clone().clear(Facet::Country);
    let plan = GapPlan::new(&all, comparison, |filter| Plan::new(data, filter));
    let mut sums = plan.start();
    plan.take(data, 0..data.len(), &mut sums);
    plan.answer(data, filter, &sums, need)
}

/// Cells of a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryGaps {
    /// Country.
    pub country: Country,
    /// Cells in which something is missing.
    pub under: u64,
    /// Cells that can be compared.
    pub known: u64,
}

/// Counts cells by country.
pub fn count_by_country(gaps: &Gaps) -> Vec<CountryGaps> {
    let of_country = |cells: &[GapCell]| CountryGaps {
        country: cells[0].country,
        under: cells.iter().filter(|cell| cell.flag == Flag::Under).count() as u64,
        known: cells.iter().filter(|cell| cell.gap.is_some()).count() as u64,
    };
    let by_country = gaps.cells.chunk_by(|a, b| a.country == b.country);
    by_country.map(of_country).collect()
}

/// A question about gaps, made ready for a pass that others share. Where the filter chooses countries, only they are
/// gathered: enough beside ADB's mix, but not for ranks.
pub(super) struct GapPlan {
    comparison: Comparison,
    years: Years,
    plan: Plan,
    /// Whether all that is gathered is what the filter itself selects, in some of its years.
    is_selected: bool,
}

impl GapPlan {
    /// `plan` makes the plan of a filter.
    pub(super) fn new(
        filter: &Filter,
        comparison: Comparison,
        plan: impl FnOnce(&Filter) -> Plan,
    ) -> Self {
        let years = window(filter, comparison.as_of);
        let asked = asked(filter.clone(), comparison.scheme);
        let is_selected = asked == *filter;
        Self {
            comparison,
            years,
            plan: plan(&asked.in_years(years)),
            is_selected,
        }
    }

    /// Nothing gathered yet.
    fn start(&self) -> Gather {
        Gather::new(self.comparison.scheme)
    }

    /// Gathers what is in a part of the data set.
    fn take(&self, data: &Dataset, range: Range<usize>, sums: &mut Gather) {
        scan_range(data, &self.plan, range, sums);
    }

    /// The answer from what was gathered.
    fn answer(&self, data: &Dataset, filter: &Filter, gathered: &Gather, need: &NeedTable) -> Gaps {
        let Comparison {
            scheme,
            baseline,
            as_of,
        } = self.comparison;
        let context = Context::new(&gathered.sums, scheme, as_of, need);
        let is_shown = |facet: Facet, value: usize| {
            let chosen = filter.chosen(facet);
            chosen.is_empty() || chosen.contains(&(value as FacetValue))
        };
        let countries: Vec<Country> = Country::all()
            .filter(|country| is_shown(Facet::Country, country.index()))
            .collect();
        let mut cells = Vec::new();
        for country in &countries {
            let slots = (0..scheme.count()).filter(|slot| is_shown(scheme.facet(), *slot));
            cells.extend(slots.map(|slot| context.cell(*country, slot, baseline)));
        }
        Gaps {
            version: data.version().to_owned(),
            method: METHOD_ID.to_owned(),
            filter: Question::from(filter.clone()).query(),
            as_of,
            years: self.years.to_string(),
            measure: filter.measure,
            prices: filter.prices,
            scheme,
            baseline,
            cells,
            countries: countries
                .into_iter()
                .map(|country| context.country(country))
                .collect(),
        }
    }
}

/// Gathers beside a pass of the filter itself: from what that shows where it is enough, else in a pass of its own.
pub(super) struct GapsBeside<'a> {
    data: &'a Dataset,
    gaps: &'a GapPlan,
    sums: Gather,
}

impl<'a> GapsBeside<'a> {
    pub(super) fn new(data: &'a Dataset, gaps: &'a GapPlan) -> Self {
        let sums = gaps.start();
        Self { data, gaps, sums }
    }

    /// Takes a part of the data set that the pass of the filter has seen.
    pub(super) fn take(&mut self, range: Range<usize>) {
        if !self.gaps.is_selected {
            self.gaps.take(self.data, range, &mut self.sums);
        }
    }

    /// Adds what was found in another part of the data set.
    pub(super) fn join(&mut self, other: &Self) {
        self.sums.join(&other.sums);
    }

    /// The answer from what was gathered.
    pub(super) fn answer(&self, filter: &Filter, need: &NeedTable) -> Gaps {
        self.gaps.answer(self.data, filter, &self.sums, need)
    }
}

impl Visitor for GapsBeside<'_> {
    fn line(&mut self, index: usize, line: &Line) {
        if self.gaps.is_selected {
            self.sums.line(index, line);
        }
    }

    fn cell(&mut self, cell: Cell) {
        if self.gaps.is_selected && self.gaps.plan.holds_year(cell.year) {
            self.sums.cell(cell);
        }
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        if !self.gaps.is_selected {
            return;
        }
        if self.gaps.plan.admits_years(self.data, index, head) {
            self.sums.activity(index, head, tally);
        } else {
            self.sums.forget();
        }
    }
}

/// Whose money of a cell.
/// Whose money of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The three partners, as far as the filter lets them through.
    Three,
    /// ADB, whatever partner or agency the filter names.
    Adb,
}

/// The filter whose list is behind a cell, to the cent.
///
/// `years` are those of the answer; `part` is a value of the scheme's facet. None when the filter leaves nobody on that
/// side.
pub fn behind(
    filter: &Filter,
    years: Years,
    side: Side,
    cell: (Country, Scheme, FacetValue),
) -> Option<Filter> {
    let (country, scheme, part) = cell;
    let filter = filter
        .clone()
        .in_years(years)
        .within(Facet::Country, country.index() as FacetValue)
        .within(scheme.facet(), part);
    of_side(filter, side)
}

/// A filter narrowed to one side; none when it leaves nobody there.
pub fn of_side(filter: Filter, side: Side) -> Option<Filter> {
    let value = |partner: Partner| partner.index() as FacetValue;
    if side == Side::Adb {
        return Some(
            filter
                .clear(Facet::Agency)
                .only(Facet::Partner, value(Partner::Adb)),
        );
    }
    if filter.chosen(Facet::Partner).is_empty() {
        let all = |filter: Filter, partner| filter.with(Facet::Partner, value(partner));
        return Some(THREE.into_iter().fold(filter, all));
    }
    let three = filter.without(Facet::Partner, value(Partner::Adb));
    (!three.chosen(Facet::Partner).is_empty()).then_some(three)
}
