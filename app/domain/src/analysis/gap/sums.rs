//! Money and activities by partner, country and part of a scheme, gathered in one pass.

use super::Scheme;
use crate::agency::Agency;
use crate::country::Country;
use crate::dataset::{
    Cell, Head, Line, Tally, Visitor, bits, focus_bits, focus_parts, priority_bits,
};
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
use crate::money::Cents;
use crate::partner::Partner;
use crate::status::Class;

/// Parts of a scheme, *none of them* included.
pub(super) const SLOTS: usize = 8;
const PARTNERS: usize = Partner::ALL.len();

/// One part of a scheme in one country for one partner.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    pub(super) cents: i64,
    pub(super) activities: u32,
    is_known: bool,
}

impl Slot {
    /// None when activities are there but no amount of them is known.
    pub(super) fn usd(&self) -> Option<Cents> {
        (self.is_known || self.activities == 0).then_some(Cents(self.cents))
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            cents: self.cents + other.cents,
            activities: self.activities + other.activities,
            is_known: self.is_known || other.is_known,
        }
    }
}

/// One country for one partner.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    pub(super) slots: [Slot; SLOTS],
    pub(super) whole: Slot,
    unclassified: i64,
}

impl Sums {
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            slots: std::array::from_fn(|slot| self.slots[slot].plus(other.slots[slot])),
            whole: self.whole.plus(other.whole),
            unclassified: self.unclassified + other.unclassified,
        }
    }

    /// Cents of the parts of the scheme, without *none of them*.
    pub(super) fn parts(&self, scheme: Scheme) -> Vec<Cents> {
        let parts = &self.slots[..scheme.count()];
        parts.iter().map(|slot| Cents(slot.cents)).collect()
    }

    /// The part of the money that is classified; none without money.
    pub(super) fn coverage(&self) -> Option<f64> {
        let classified = (self.whole.cents - self.unclassified).max(0) as f64;
        (self.whole.cents > 0).then(|| (classified / self.whole.cents as f64).min(1.0))
    }
}

/// By country, then by partner.
pub(super) type ByCountry = [[Sums; PARTNERS]; Country::COUNT];

/// The pass that gathers what a filter selects, and ADB beside it.
pub(super) struct Gather {
    scheme: Scheme,
    /// Countries of the fitting lines of the activity at hand.
    countries: u16,
    pub(super) sums: Box<ByCountry>,
}

impl Gather {
    pub(super) fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            countries: 0,
            sums: Box::new([[Sums::default(); PARTNERS]; Country::COUNT]),
        }
    }

    /// Adds what was found in another part of the data set.
    pub(super) fn join(&mut self, other: &Self) {
        let own = self.sums.iter_mut().flatten();
        for (to, from) in own.zip(other.sums.iter().flatten()) {
            *to = to.plus(*from);
        }
    }

    /// Leaves the activity at hand out, of which only lines were seen.
    pub(super) const fn forget(&mut self) {
        self.countries = 0;
    }
}

impl Visitor for Gather {
    fn line(&mut self, _index: usize, line: &Line) {
        self.countries |= 1 << line.country;
    }

    fn cell(&mut self, cell: Cell) {
        let country = cell.line.country as usize;
        if country >= Country::COUNT {
            return;
        }
        let sums = &mut self.sums[country][cell.head.partner as usize];
        sums.whole.cents += cell.cents;
        sums.whole.is_known = true;
        if cell.line.class as usize == Class::Unclassified.index() {
            sums.unclassified += cell.cents;
        }
        let mut add = |slot: u32, cents: i64| {
            sums.slots[slot as usize].cents += cents;
            sums.slots[slot as usize].is_known = true;
        };
        let parts = bits(cell.priorities).zip(cell.parts);
        let chosen = parts.filter(|(priority, _)| cell.chosen >> priority & 1 == 1);
        for (priority, part) in chosen {
            match self.scheme {
                Scheme::Priorities => add(priority, *part),
                Scheme::Focus => {
                    focus_parts(*part, focus_bits(cell.head)).for_each(|(area, cents)| {
                        add(area, cents);
                    });
                }
            }
        }
    }

    fn activity(&mut self, _index: usize, head: &Head, _tally: Tally) {
        let countries = std::mem::take(&mut self.countries);
        let slots = match self.scheme {
            Scheme::Priorities => priority_bits(head),
            Scheme::Focus => focus_bits(head),
        };
        for country in (0..Country::COUNT).filter(|country| countries >> country & 1 == 1) {
            let sums = &mut self.sums[country][head.partner as usize];
            sums.whole.activities += 1;
            bits(slots).for_each(|slot| sums.slots[slot as usize].activities += 1);
        }
    }
}

/// The filter of the pass. The scheme's own facet is left open, since a mix has all its parts, and ADB is let through
/// beside the partners and agencies that are chosen, since they are compared with it.
pub(super) fn asked(filter: Filter, scheme: Scheme) -> Filter {
    let mut filter = filter.clear(scheme.facet());
    if !filter.chosen(Facet::Partner).is_empty() {
        filter = filter.with(Facet::Partner, Partner::Adb.index() as FacetValue);
    }
    if !filter.chosen(Facet::Agency).is_empty() {
        let of_adb = (0..)
            .zip(Agency::all())
            .filter(|(_, it)| it.partner() == Partner::Adb);
        filter = of_adb.fold(filter, |filter, (value, _)| {
            filter.with(Facet::Agency, value)
        });
    }
    filter
}
