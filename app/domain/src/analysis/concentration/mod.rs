//! Concentration and fragmentation (method 7): how many partners and agencies share a country and a sector, and how
//! partners and countries stand to each other.

mod family;
mod relation;

use serde::{Deserialize, Serialize};

pub use family::Family;
pub use relation::{
    Concentration, OECD_CUM_TENTHS, Relation, concentration, fragmentation, relations,
};

use super::round::round4;
use crate::METHOD_ID;
use crate::agency::Agency;
use crate::country::Country;
use crate::dataset::{Cell, Dataset, Head, Plan, Tally, Visitor, scan};
use crate::facet::{Facet, FacetValue};
use crate::filter::{Filter, Measure, Prices};
use crate::link::Question;
use crate::money::Cents;
use crate::partner::Partner;

/// Effective agencies from which a cell is worth a talk, if its activities are small.
pub const COORDINATION_AGENCIES: f64 = 3.0;

/// A country and a family of sectors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConcentrationCell {
    /// Country.
    pub country: Country,
    /// Code of the family.
    pub family: String,
    /// Its name.
    pub name: String,
    /// Money.
    pub usd: Cents,
    /// Activities with known money.
    pub activities: u32,
    /// Over partners.
    pub partners: Option<Concentration>,
    /// Over agencies.
    pub agencies: Option<Concentration>,
    /// The median activity.
    pub median_usd: Cents,
    /// The median activity of the family in all eleven countries.
    pub asean_median_usd: Cents,
    /// Many agencies with small activities: a reason to talk, not a fault.
    pub coordination: bool,
}

/// What a partner and a country are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRelation {
    /// Partner.
    pub partner: Partner,
    /// The relation.
    pub relation: Relation,
}

/// A country and the partners in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountryRelations {
    /// Country.
    pub country: Country,
    /// The relation with each partner that gives money, in the order of the partners.
    pub relations: Vec<PartnerRelation>,
    /// The part of them that is neither concentrated nor important.
    pub fragmentation: Option<f64>,
    /// Over partners.
    pub partners: Option<Concentration>,
    /// Over agencies.
    pub agencies: Option<Concentration>,
}

/// Concentration by country and family, relations by country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concentrations {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// The filter as a canonical query string.
    pub filter: String,
    /// Commitments or disbursements.
    pub measure: Measure,
    /// Current or constant prices.
    pub prices: Prices,
    /// By country, then by family.
    pub cells: Vec<ConcentrationCell>,
    /// By country.
    pub countries: Vec<CountryRelations>,
}

struct Sums {
    agencies: usize,
    families: usize,
    /// By country, family and agency.
    cents: Vec<i64>,
    /// The activity at hand: cell and cents.
    at_hand: Vec<(u16, i64)>,
    /// All activities: cell and cents.
    amounts: Vec<(u16, i64)>,
}

impl Visitor for Sums {
    fn cell(&mut self, cell: Cell) {
        let country = cell.line.country as usize;
        if country >= Country::COUNT {
            return;
        }
        let family = Family::of_position(cell.line.purpose);
        let at = country * self.families + family.index();
        self.cents[at * self.agencies + cell.head.agency as usize] += cell.cents;
        match self
            .at_hand
            .iter_mut()
            .find(|(known, _)| *known as usize == at)
        {
            Some((_, cents)) => *cents += cell.cents,
            None => self.at_hand.push((at as u16, cell.cents)),
        }
    }

    fn activity(&mut self, _index: usize, _head: &Head, _tally: Tally) {
        self.amounts.append(&mut self.at_hand);
    }
}

/// Answers a filter with the concentration of its money (method 7).
///
/// Units: US dollars; indices from 0 to 1. Money that names no country stands in no cell. What it does not mean: “everyone” is everyone who is loaded, and many partners in one place can be right.
pub fn concentrations(data: &Dataset, filter: &Filter) -> Concentrations {
    let (agencies, families) = (Agency::all().count(), Family::count());
    let mut sums = Sums {
        agencies,
        families,
        cents: vec![0; Country::COUNT * families * agencies],
        at_hand: Vec::new(),
        amounts: Vec::new(),
    };
    scan(data, &Plan::new(data, filter), &mut sums);
    let medians = Medians::new(std::mem::take(&mut sums.amounts), families);
    let mut cells = Vec::new();
    for country in Country::all() {
        let known = (0..families).filter_map(|at| sums.cell(country, Family::at(at), &medians));
        cells.extend(known);
    }
    Concentrations {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        filter: Question::from(filter.clone()).query(),
        measure: filter.measure,
        prices: filter.prices,
        cells,
        countries: sums.countries(),
    }
}

/// The filter whose list is behind a cell, to the cent; none when the filter leaves it out.
pub fn behind(filter: &Filter, country: Country, family: Family) -> Option<Filter> {
    filter
        .clone()
        .within(Facet::Country, country.index() as FacetValue)
        .within_any(Facet::Sector, &family.sectors())
}

impl Sums {
    fn by_agency(&self, country: Country, family: Family) -> Vec<Cents> {
        let at = (country.index() * self.families + family.index()) * self.agencies;
        self.cents[at..at + self.agencies]
            .iter()
            .map(|cents| Cents(*cents))
            .collect()
    }

    fn of_country(&self, country: Country) -> Vec<Cents> {
        let mut sums = vec![Cents(0); self.agencies];
        for family in (0..self.families).map(Family::at) {
            for (sum, cents) in sums.iter_mut().zip(self.by_agency(country, family)) {
                *sum += cents;
            }
        }
        sums
    }

    fn cell(
        &self,
        country: Country,
        family: Family,
        medians: &Medians,
    ) -> Option<ConcentrationCell> {
        let (activities, median) =
            medians.of_cell(country.index() * self.families + family.index())?;
        let by_agency = self.by_agency(country, family);
        let agencies = concentration(&by_agency);
        let asean_median = medians.of_family(family);
        let is_shared = agencies.is_some_and(|it| it.effective >= COORDINATION_AGENCIES);
        Some(ConcentrationCell {
            country,
            family: family.code().to_owned(),
            name: family.name(),
            usd: by_agency.iter().copied().sum(),
            activities,
            partners: concentration(&by_partner(&by_agency)),
            agencies,
            median_usd: median,
            asean_median_usd: asean_median,
            coordination: is_shared && median < asean_median,
        })
    }

    fn countries(&self) -> Vec<CountryRelations> {
        let by_agency: Vec<Vec<Cents>> = Country::all().map(|it| self.of_country(it)).collect();
        let by_country: Vec<_> = by_agency.iter().map(|it| by_partner(it)).collect();
        let money: Vec<Vec<Cents>> = Partner::ALL
            .map(|partner| by_country.iter().map(|it| it[partner.index()]).collect())
            .into();
        let relations = relations(&money);
        let rows = Country::all().map(|country| {
            let column = country.index();
            let here = || relations[column].iter().copied();
            CountryRelations {
                country,
                relations: Partner::ALL
                    .into_iter()
                    .zip(here())
                    .filter_map(|(partner, relation)| {
                        Some(PartnerRelation {
                            partner,
                            relation: relation?,
                        })
                    })
                    .collect(),
                fragmentation: fragmentation(here()).map(round4),
                partners: concentration(&by_country[column]),
                agencies: concentration(&by_agency[column]),
            }
        });
        rows.filter(|row| !row.relations.is_empty()).collect()
    }
}

fn by_partner(by_agency: &[Cents]) -> [Cents; Partner::ALL.len()] {
    let mut sums = [Cents(0); Partner::ALL.len()];
    for (agency, cents) in Agency::all().zip(by_agency) {
        sums[agency.partner().index()] += *cents;
    }
    sums
}

/// Medians of activities, by cell and by family.
struct Medians {
    by_cell: Vec<Vec<i64>>,
    by_family: Vec<Cents>,
}

impl Medians {
    fn new(amounts: Vec<(u16, i64)>, families: usize) -> Self {
        let mut by_cell = vec![Vec::new(); Country::COUNT * families];
        let mut by_family = vec![Vec::new(); families];
        for (cell, cents) in amounts {
            by_cell[cell as usize].push(cents);
            by_family[cell as usize % families].push(cents);
        }
        let by_family = by_family
            .into_iter()
            .map(|amounts| median(amounts).unwrap_or_default());
        Self {
            by_family: by_family.collect(),
            by_cell,
        }
    }

    fn of_cell(&self, cell: usize) -> Option<(u32, Cents)> {
        let amounts = &self.by_cell[cell];
        Some((amounts.len() as u32, median(amounts.clone())?))
    }

    fn of_family(&self, family: Family) -> Cents {
        self.by_family[family.index()]
    }
}

/// The middle amount, of an even number the mean of the middle two.
fn median(mut amounts: Vec<i64>) -> Option<Cents> {
    let is_even = amounts.len().is_multiple_of(2);
    let middle = amounts.len().checked_sub(1)? / 2;
    let (_, lower, above) = amounts.select_nth_unstable(middle);
    let upper = above
        .iter()
        .copied()
        .min()
        .filter(|_| is_even)
        .unwrap_or(*lower);
    Some(Cents(*lower + (upper - *lower) / 2))
}
