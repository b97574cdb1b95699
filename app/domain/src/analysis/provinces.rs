//! Activities and money of a filter by first-level area, as far as places say in which one the work is.

use serde::{Deserialize, Serialize};

use super::overview::Group;
use crate::country::Country;
use crate::dataset::Cell;
use crate::dataset::{Dataset, Head, Line, NO_PROVINCE, Plan, Tally, Visitor, scan};
use crate::filter::Filter;
use crate::money::{Cents, split};
use crate::place::provinces;
use crate::status::Class;

/// What a first-level area has of a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvinceSum {
    /// Country.
    pub country: Country,
    /// Position among the areas of its country.
    pub nth: u8,
    /// Activities with a place here.
    pub activities: u64,
    /// Their money here; none when no amount is known.
    pub usd: Option<Cents>,
    /// Money by class, in the order of the classes.
    pub classes: [Cents; Class::ALL.len()],
}

/// A selection by first-level area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByProvince {
    /// Areas with an activity, by country, then in the order of the areas.
    pub provinces: Vec<ProvinceSum>,
    /// By country, what no place of its activities says more closely.
    pub elsewhere: Vec<Group>,
}

/// Answers a filter by the first-level areas of some countries.
///
/// Units: US dollars, exact to the cent. Money of an activity in a country is shared equally over its places there
/// (an assumption: sources rarely say more); what falls on a place that is known less well than to its first-level area,
/// or on an activity without any, stands under `elsewhere`. So areas and the rest add to the country. What it does not
/// mean: that so much was spent there.
pub fn by_province(data: &Dataset, filter: &Filter, countries: &[Country]) -> ByProvince {
    let mut wanted = 0_u32;
    let mut first = [0; Country::COUNT];
    let mut slots = 0;
    for country in countries {
        wanted |= 1 << country.index();
        first[country.index()] = slots;
        slots += provinces(*country).len() + 1;
    }
    let mut sums = Sums {
        data,
        wanted,
        first,
        slots: vec![Sum::default(); slots],
        met: 0,
        cells: Vec::new(),
        placed: Vec::new(),
    };
    if !countries.is_empty() {
        scan(data, &Plan::new(data, filter), &mut sums);
    }
    sums.answer(countries)
}

#[derive(Clone, Default)]
struct Sum {
    activities: u64,
    is_known: bool,
    classes: [Cents; Class::ALL.len()],
}

impl Sum {
    fn usd(&self) -> Option<Cents> {
        self.is_known.then(|| self.classes.iter().copied().sum())
    }
}

struct Sums<'a> {
    data: &'a Dataset,
    /// Bits of the countries that are asked for.
    wanted: u32,
    /// First slot of each country: its areas, then the rest.
    first: [usize; Country::COUNT],
    slots: Vec<Sum>,
    /// Bits of the countries of the fitting lines of the activity at hand, and its money by country and class.
    met: u32,
    cells: Vec<(u8, u8, i64)>,
    /// Slots of its places in one country with their number.
    placed: Vec<(usize, u64)>,
}

impl Visitor for Sums<'_> {
    fn line(&mut self, _index: usize, line: &Line) {
        self.met |= 1 << line.country & self.wanted;
    }

    fn cell(&mut self, cell: Cell) {
        let Line { country, class, .. } = *cell.line;
        if self.wanted >> country & 1 == 0 {
            return;
        }
        let same = |(c, k, _): &&mut (u8, u8, i64)| (*c, *k) == (country, class);
        match self.cells.iter_mut().find(same) {
            Some((_, _, cents)) => *cents += cell.cents,
            None => self.cells.push((country, class, cell.cents)),
        }
    }

    fn activity(&mut self, index: usize, _head: &Head, _tally: Tally) {
        let met = std::mem::take(&mut self.met);
        for country in (0..Country::COUNT as u8).filter(|country| met >> country & 1 == 1) {
            self.place(index, country);
            self.share(country);
        }
        self.cells.clear();
    }
}

impl Sums<'_> {
    /// Where the activity works in a country: slots with the number of its places, the rest when none says.
    fn place(&mut self, index: usize, country: u8) {
        let first = self.first[usize::from(country)];
        let rest = Country::all()
            .nth(usize::from(country))
            .map_or(first, |country| first + provinces(country).len());
        self.placed.clear();
        for place in self.data.local_places(index) {
            if place.country != country {
                continue;
            }
            let slot = match place.province {
                NO_PROVINCE => rest,
                nth => first + usize::from(nth),
            };
            match self.placed.iter_mut().find(|(known, _)| *known == slot) {
                Some((_, places)) => *places += 1,
                None => self.placed.push((slot, 1)),
            }
        }
        if self.placed.is_empty() {
            self.placed.push((rest, 1));
        }
        self.placed.sort_unstable();
        for (slot, _) in &self.placed {
            self.slots[*slot].activities += 1;
        }
    }

    /// Shares the money of the activity in a country over where it works.
    fn share(&mut self, country: u8) {
        let weights: Vec<u64> = self.placed.iter().map(|(_, places)| *places).collect();
        for (_, class, cents) in self.cells.iter().filter(|cell| cell.0 == country) {
            for ((slot, _), part) in self.placed.iter().zip(split(Cents(*cents), &weights)) {
                let sum = &mut self.slots[*slot];
                sum.is_known = true;
                sum.classes[usize::from(*class)] += part;
            }
        }
    }

    fn answer(&self, countries: &[Country]) -> ByProvince {
        let mut answer = ByProvince::default();
        for country in countries {
            let first = self.first[country.index()];
            let count = provinces(*country).len();
            for (nth, sum) in (0..).zip(&self.slots[first..first + count]) {
                if sum.activities > 0 {
                    answer.provinces.push(ProvinceSum {
                        country: *country,
                        nth,
                        activities: sum.activities,
                        usd: sum.usd(),
                        classes: sum.classes,
                    });
                }
            }
            let rest = &self.slots[first + count];
            if rest.activities > 0 {
                answer.elsewhere.push(Group {
                    code: country.iso2().to_owned(),
                    activities: rest.activities,
                    usd: rest.usd(),
                });
            }
        }
        answer
    }
}
