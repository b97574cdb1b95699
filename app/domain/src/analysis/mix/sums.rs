//! Money by partner, year, country and class under each definition, gathered in one pass.

use std::sync::LazyLock;

use super::area::ServiceArea;
use crate::classify::{View, dac_class, physical_split};
use crate::country::Country;
use crate::dataset::{Cell, Dataset, Head, Tally, Visitor, year};
use crate::money::Cents;
use crate::partner::Partner;
use crate::purpose::PurposeCode;
use crate::status::Class;

pub(super) const CLASSES: usize = Class::ALL.len();
pub(super) const PARTNERS: usize = Partner::ALL.len();
/// Countries, *regional* and *not reported*.
pub(super) const COUNTRIES: usize = Country::COUNT + 2;
const VIEWS: usize = View::ALL.len();
pub(super) const AREAS: usize = ServiceArea::ALL.len();

/// The class in the DAC view of each position of the code list, *not reported* last.
static DAC: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let of = |code| dac_class(code).index() as u8;
    let known = PurposeCode::all().iter().map(|entry| of(Some(entry.code)));
    known.chain([of(None)]).collect()
});

/// The sub-area of each position among the categories, *not reported* last.
static AREA_OF: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let of = |number| ServiceArea::of_category(number).index() as u8;
    let known = crate::purpose::categories()
        .iter()
        .map(|it| of(it.number()));
    known.chain([of(0)]).collect()
});

/// Cents by class; none of a class where nothing is known of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Classes {
    pub(super) cents: [i64; CLASSES],
    pub(super) known: u8,
}

impl Classes {
    fn add(&mut self, class: usize, cents: i64) {
        self.cents[class] += cents;
        self.known |= 1 << class;
    }

    /// Services of services, green and hard; none without positive money in them.
    pub(super) fn services_share(&self) -> Option<f64> {
        let of = |class: Class| self.cents[class.index()].max(0) as f64;
        let base = of(Class::Services) + of(Class::Green) + of(Class::Hard);
        (base > 0.0).then(|| of(Class::Services) / base)
    }
}

pub(super) struct Sums<'a> {
    data: &'a Dataset,
    pub(super) view: View,
    pub(super) first_year: i16,
    pub(super) years: usize,
    /// By partner, then year, in the chosen view; the last year is *undated*.
    pub(super) by_year: Vec<Classes>,
    /// By country, then partner, in the chosen view.
    pub(super) by_country: [[Classes; PARTNERS]; COUNTRIES],
    /// By view, then partner.
    pub(super) by_view: [[Classes; PARTNERS]; VIEWS],
    /// Class services of the report view by sub-area and partner.
    pub(super) areas: [[Option<i64>; PARTNERS]; AREAS],
    pub(super) activities: u64,
    pub(super) without_amount: u64,
    pub(super) exposure: i64,
}

impl<'a> Sums<'a> {
    pub(super) fn new(data: &'a Dataset, view: View) -> Self {
        let (first_year, last_year) = data.years().unwrap_or((0, -1));
        let years = (i32::from(last_year) - i32::from(first_year) + 2) as usize;
        Self {
            data,
            view,
            first_year,
            years,
            by_year: vec![Classes::default(); PARTNERS * years],
            by_country: [[Classes::default(); PARTNERS]; COUNTRIES],
            by_view: [[Classes::default(); PARTNERS]; VIEWS],
            areas: [[None; PARTNERS]; AREAS],
            activities: 0,
            without_amount: 0,
            exposure: 0,
        }
    }

    fn add(&mut self, view: View, cell: &Cell, class: usize, cents: i64) {
        let partner = cell.head.partner as usize;
        self.by_view[view as usize][partner].add(class, cents);
        if view == self.view {
            let nth = year(cell.year).map_or(self.years - 1, |it| (it - self.first_year) as usize);
            self.by_year[partner * self.years + nth].add(class, cents);
            self.by_country[cell.line.country as usize][partner].add(class, cents);
        }
    }
}

impl Visitor for Sums<'_> {
    fn cell(&mut self, cell: Cell) {
        let class = Class::ALL[cell.line.class as usize];
        self.add(View::Report, &cell, class.index(), cell.cents);
        let dac = DAC[cell.line.purpose as usize] as usize;
        self.add(View::Dac, &cell, dac, cell.cents);
        if matches!(class, Class::Services | Class::Green | Class::Hard) {
            let physicality = self.data.physicality(cell.position);
            let (hard, services) = physical_split(Cents(cell.cents), class, physicality);
            self.add(View::Physical, &cell, Class::Hard.index(), hard.0);
            self.add(View::Physical, &cell, Class::Services.index(), services.0);
        } else {
            self.add(View::Physical, &cell, class.index(), cell.cents);
        }
        if class == Class::Services {
            let area = AREA_OF[cell.line.category as usize] as usize;
            let sum = &mut self.areas[area][cell.head.partner as usize];
            *sum = Some(sum.unwrap_or_default() + cell.cents);
        }
    }

    fn activity(&mut self, _index: usize, _head: &Head, tally: Tally) {
        self.activities += 1;
        self.exposure += tally.exposure.unwrap_or_default();
        self.without_amount += u64::from(tally.usd.is_none() && tally.exposure.is_none());
    }
}
