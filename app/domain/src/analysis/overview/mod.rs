//! The overview: what a filter selects, counted and summed in one pass.

mod answer;

pub use answer::{
    CountryClass, CountryPriority, Group, Overview, PartnerYearClass, PlaceCount, TopActivity,
};

use super::largest::Largest;
use crate::METHOD_ID;
use crate::country::Country;
use crate::dataset::{
    Cell, Dataset, Head, Line, MIXED, Plan, Tally, Visitor, bits, scan_shared, year,
};
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
use crate::link::Question;
use crate::money::Cents;
use crate::partner::Partner;
use crate::priority::Priority;
use crate::purpose;
use crate::status::Class;

/// How many activities [`Overview::top`] lists.
pub const TOP: usize = 10;

const COUNTRIES: usize = Country::COUNT + 2;
const PRIORITIES: usize = Priority::ALL.len() + 1;
const CLASSES: usize = Class::ALL.len();
const PARTNERS: usize = Partner::ALL.len();

/// Answers a filter with its overview.
///
/// Units: US dollars, exact to the cent. Method 1.1 and 2. Groups by country, sector, partner, year,
/// class and priority each add to the whole. What it does not mean: places counted here are places of
/// activities, not of money.
pub fn overview(data: &Dataset, filter: &Filter) -> Overview {
    let plan = Plan::new(data, filter);
    scan_shared(data, &plan, || Sums::new(data), Sums::join).answer(filter)
}

#[derive(Clone, Copy, Default)]
struct Sum {
    activities: u64,
    cents: i64,
    is_known: bool,
    /// The last activity counted here, plus one, so that several lines count once.
    last: u32,
}

impl Sum {
    fn count(&mut self, index: usize) {
        let stamp = index as u32 + 1;
        self.activities += u64::from(self.last != stamp);
        self.last = stamp;
    }

    fn add(&mut self, cents: i64) {
        self.cents += cents;
        self.is_known = true;
    }

    /// Adds what was counted of other activities.
    fn join(&mut self, other: &Self) {
        self.activities += other.activities;
        self.cents += other.cents;
        self.is_known |= other.is_known;
    }

    fn usd(&self) -> Option<Cents> {
        (self.is_known || self.activities == 0).then_some(Cents(self.cents))
    }
}

/// The pass that gathers an overview.
pub(super) struct Sums<'a> {
    data: &'a Dataset,
    all: Sum,
    exposure: i64,
    without_amount: u64,
    not_converted: u64,
    without_place: u64,
    /// Activities only: the money is that of the classes.
    by_country: [Sum; COUNTRIES],
    /// Bits of the countries with a known amount.
    known_countries: u32,
    by_sector: Vec<Sum>,
    by_partner: [Sum; PARTNERS],
    first_year: i16,
    years: usize,
    /// Partner, then year, then class; the last year is *undated*.
    by_partner_year_class: Vec<i64>,
    /// In the same order: whether any amount is known.
    known_years: Vec<bool>,
    by_country_class: [[i64; CLASSES]; COUNTRIES],
    by_country_priority: [[i64; PRIORITIES]; COUNTRIES],
    places: [u64; COUNTRIES],
    /// Countries of the fitting lines of the activity at hand.
    countries: u32,
    top: Largest<'a>,
}

impl<'a> Sums<'a> {
    pub(super) fn new(data: &'a Dataset) -> Self {
        let (first_year, last_year) = data.years().unwrap_or((0, -1));
        let years = (i32::from(last_year) - i32::from(first_year) + 2) as usize;
        Self {
            data,
            all: Sum::default(),
            exposure: 0,
            without_amount: 0,
            not_converted: 0,
            without_place: 0,
            by_country: [Sum::default(); COUNTRIES],
            known_countries: 0,
            by_sector: vec![Sum::default(); purpose::categories().len() + 1],
            by_partner: [Sum::default(); PARTNERS],
            first_year,
            years,
            by_partner_year_class: vec![0; PARTNERS * years * CLASSES],
            known_years: vec![false; PARTNERS * years * CLASSES],
            by_country_class: [[0; CLASSES]; COUNTRIES],
            by_country_priority: [[0; PRIORITIES]; COUNTRIES],
            places: [0; COUNTRIES],
            countries: 0,
            top: Largest::new(data),
        }
    }

    /// Adds what was found in another part of the data set.
    pub(super) fn join(&mut self, other: Self) {
        fn add(to: &mut [i64], from: &[i64]) {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
        self.all.join(&other.all);
        self.exposure += other.exposure;
        self.without_amount += other.without_amount;
        self.not_converted += other.not_converted;
        self.without_place += other.without_place;
        for (to, from) in [
            (&mut self.by_country[..], &other.by_country[..]),
            (&mut self.by_sector[..], &other.by_sector[..]),
            (&mut self.by_partner[..], &other.by_partner[..]),
        ] {
            to.iter_mut().zip(from).for_each(|(to, from)| to.join(from));
        }
        self.known_countries |= other.known_countries;
        add(
            &mut self.by_partner_year_class,
            &other.by_partner_year_class,
        );
        let known = self.known_years.iter_mut().zip(other.known_years);
        known.for_each(|(to, from)| *to |= from);
        for country in 0..COUNTRIES {
            add(
                &mut self.by_country_class[country],
                &other.by_country_class[country],
            );
            add(
                &mut self.by_country_priority[country],
                &other.by_country_priority[country],
            );
            self.places[country] += other.places[country];
        }
        self.top.join(other.top);
    }
}

impl Visitor for Sums<'_> {
    fn line(&mut self, index: usize, line: &Line) {
        self.countries |= 1 << line.country;
        self.by_country[line.country as usize].count(index);
        self.by_sector[line.category as usize].count(index);
    }

    fn cell(&mut self, cell: Cell) {
        let line = cell.line;
        self.known_countries |= 1 << line.country;
        self.by_sector[line.category as usize].add(cell.cents);
        let year = year(cell.year).map_or(self.years - 1, |year| (year - self.first_year) as usize);
        let at = (cell.head.partner as usize * self.years + year) * CLASSES + line.class as usize;
        self.by_partner_year_class[at] += cell.cents;
        self.known_years[at] = true;
        self.by_country_class[line.country as usize][line.class as usize] += cell.cents;
        let by_priority = &mut self.by_country_priority[line.country as usize];
        for (priority, part) in bits(cell.priorities).zip(cell.parts) {
            by_priority[priority as usize] += part;
        }
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        self.all.count(index);
        self.by_partner[head.partner as usize].count(index);
        self.exposure += tally.exposure.unwrap_or_default();
        self.not_converted += u64::from(tally.is_not_converted);
        self.without_amount += u64::from(tally.usd.is_none() && tally.exposure.is_none());
        if let Some(cents) = tally.usd {
            self.all.add(cents);
            self.by_partner[head.partner as usize].add(cents);
            self.top.take(index as u32, cents);
        }
        // A place in a country that the filter leaves out does not belong to the selection.
        let chosen = self.countries | 1 << (COUNTRIES - 1);
        let mut found = 0;
        let mut count = |country: u8, places: u64| {
            let places = if chosen >> country & 1 == 1 {
                places
            } else {
                0
            };
            self.places[country as usize] += places;
            found += places;
        };
        if head.local_places == MIXED {
            self.data
                .local_places(index)
                .for_each(|place| count(place.country, 1));
        } else if head.local_places > 0 {
            count(head.place_country, u64::from(head.local_places));
        }
        self.without_place += u64::from(found == 0);
        self.countries = 0;
    }
}

impl Sums<'_> {
    pub(super) fn answer(self, filter: &Filter) -> Overview {
        let country = |value: usize| Facet::Country.code(value as FacetValue);
        let groups = |sums: &[Sum], code: &dyn Fn(usize) -> String| {
            let some = sums
                .iter()
                .enumerate()
                .filter(|(_, sum)| sum.activities > 0);
            some.map(|(i, sum)| Group {
                code: code(i),
                activities: sum.activities,
                usd: sum.usd(),
            })
            .collect::<Vec<_>>()
        };
        let category = |i: usize| {
            purpose::categories()
                .get(i)
                .map_or("none".to_owned(), ToString::to_string)
        };
        Overview {
            version: self.data.version().to_owned(),
            method: METHOD_ID.to_owned(),
            filter: Question::from(filter.clone()).query(),
            measure: filter.measure,
            prices: filter.prices,
            activities: self.all.activities,
            usd: self.all.usd(),
            exposure_usd: Cents(self.exposure),
            without_amount: self.without_amount,
            not_converted: self.not_converted,
            by_country: groups(&self.countries(), &country),
            by_sector: groups(&self.by_sector, &category),
            by_partner: groups(&self.by_partner, &|i| Partner::ALL[i].code().to_owned()),
            by_partner_year_class: self.partner_year_class(),
            by_country_class: self.country_class(),
            by_country_priority: self.country_priority(),
            places: (0..COUNTRIES)
                .filter(|value| self.places[*value] > 0)
                .map(|value| PlaceCount {
                    country: country(value),
                    places: self.places[value],
                })
                .collect(),
            without_place: self.without_place,
            top: self.top.finish(),
        }
    }

    /// The countries with their money.
    fn countries(&self) -> [Sum; COUNTRIES] {
        std::array::from_fn(|value| Sum {
            cents: self.by_country_class[value].iter().sum(),
            is_known: self.known_countries >> value & 1 == 1,
            ..self.by_country[value]
        })
    }

    fn partner_year_class(&self) -> Vec<PartnerYearClass> {
        let sums = self.by_partner_year_class.iter().zip(&self.known_years);
        let known = sums.enumerate().filter(|(_, (_, is_known))| **is_known);
        let cells = known.map(|(at, (cents, _))| PartnerYearClass {
            partner: Partner::ALL[at / CLASSES / self.years],
            year: Some(at / CLASSES % self.years)
                .filter(|y| *y + 1 < self.years)
                .map(|y| self.first_year + y as i16),
            class: Class::ALL[at % CLASSES],
            usd: Cents(*cents),
        });
        cells.collect()
    }

    fn country_class(&self) -> Vec<CountryClass> {
        let cells = self.by_country_class.iter().enumerate();
        let cells = cells.flat_map(|(value, by_class)| {
            let known = Class::ALL.into_iter().zip(by_class);
            known.map(move |(class, cents)| CountryClass {
                country: Facet::Country.code(value as FacetValue),
                class,
                usd: Cents(*cents),
            })
        });
        cells.filter(|cell| cell.usd.0 != 0).collect()
    }

    fn country_priority(&self) -> Vec<CountryPriority> {
        let mut cells = Vec::new();
        for (value, by_priority) in self.by_country_priority.iter().enumerate() {
            for (priority, cents) in by_priority
                .iter()
                .enumerate()
                .filter(|(_, cents)| **cents != 0)
            {
                cells.push(CountryPriority {
                    country: Facet::Country.code(value as FacetValue),
                    priority: Facet::Priority.code(priority as FacetValue),
                    usd: Cents(*cents),
                });
            }
        }
        cells
    }
}
