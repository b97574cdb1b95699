//! How well each agency is covered in each country and year, and what counting each project once changes (method 1.3).

use std::collections::{BTreeMap, BTreeSet};

use crate::activity::{FlowKind, PriceBasis};
use crate::agency::Agency;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::date::Date;
use crate::money::Cents;

/// What is known of an agency in a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Agency.
    pub agency: Agency,
    /// Country.
    pub country: Country,
    /// In all years, the undated records included.
    pub whole: CoveredYear,
    /// By year, those without records left out. A record stands in each year of its money.
    pub years: BTreeMap<i16, CoveredYear>,
}

/// Counted records of an agency in a country, of a year or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoveredYear {
    /// Records.
    pub records: u64,
    /// Commitments in current US dollars; none when no amount is known.
    pub usd: Option<Cents>,
    /// With a place of the work.
    pub with_place: u64,
    /// With a purpose code.
    pub with_sector: u64,
    /// With a disbursement.
    pub with_disbursement: u64,
}

impl Covered {
    /// The newest year with a record.
    pub fn newest(&self) -> Option<i16> {
        self.years.keys().next_back().copied()
    }
}

/// Records and commitments in current US dollars, step by step towards counting each project once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountedOnce {
    /// As all sources state them, one beside the other.
    pub stated: Sum,
    /// From the source of record of each agency and country alone.
    pub one_source: Sum,
    /// Also without the money of parents that their parts carry.
    pub one_level: Sum,
    /// Also without records that people decided to be the same as others: what every figure counts.
    pub counted: Sum,
    /// Records that say something of a project which another source is counted for.
    pub beside: u64,
}

/// Records and their commitments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Records; those whose money is left out at this step still stand, unless nothing of them is counted.
    pub records: u64,
    /// Commitments in current US dollars, exposure and legacies left out.
    pub usd: Cents,
}

/// Coverage by agency and country, in the order of their tables.
pub fn coverage_grid(data: &Dataset) -> Vec<Covered> {
    let mut rows: BTreeMap<(Agency, Country), Covered> = BTreeMap::new();
    for index in 0..data.len() as ActivityIndex {
        let Some(agency) = data.agency(index) else {
            continue;
        };
        let has_place = data.places(index).any(|place| place.precision.is_local());
        for (country, lines) in counted_lines(data, index) {
            let row = rows.entry((agency, country)).or_insert_with(|| Covered {
                agency,
                country,
                whole: CoveredYear::default(),
                years: BTreeMap::new(),
            });
            let has_sector = lines.iter().any(|(_, has_purpose)| *has_purpose);
            let mut years: BTreeMap<Option<i16>, (Option<Cents>, bool)> = BTreeMap::new();
            for cell in data.cells(index) {
                if !lines.contains_key(&cell.line) {
                    continue;
                }
                let Some(usd) = cell.usd else { continue };
                match cell.kind {
                    FlowKind::Commitment if cell.is_at_children => {}
                    FlowKind::Commitment => {
                        let year = years.entry(cell.year).or_default();
                        if cell.basis == PriceBasis::Current {
                            year.0 = Some(year.0.unwrap_or_default() + usd);
                        }
                    }
                    FlowKind::Disbursement => years.entry(cell.year).or_default().1 = true,
                    _ => {}
                }
            }
            if years.is_empty() {
                years.insert(data.start(index).map(Date::year), (None, false));
            }
            let mut sum = (None, false);
            for (year, (usd, is_disbursed)) in years {
                sum.0 = add(sum.0, usd);
                sum.1 |= is_disbursed;
                if let Some(year) = year {
                    let cell = row.years.entry(year).or_default();
                    cell.add(usd, [has_place, has_sector, is_disbursed]);
                }
            }
            row.whole.add(sum.0, [has_place, has_sector, sum.1]);
        }
    }
    rows.into_values().collect()
}

/// The counted lines of an activity by country: their positions, and whether they have a purpose.
fn counted_lines(data: &Dataset, index: ActivityIndex) -> BTreeMap<Country, BTreeMap<usize, bool>> {
    let mut countries: BTreeMap<Country, BTreeMap<usize, bool>> = BTreeMap::new();
    for (position, line) in data.lines(index).enumerate() {
        if let Some(country) = line.recipient.country().filter(|_| line.is_counted) {
            let lines = countries.entry(country).or_default();
            lines.insert(position, line.purpose.is_some());
        }
    }
    countries
}

/// Commitments as the sources state them, and as they are counted.
pub fn counted_once(data: &Dataset) -> CountedOnce {
    let mut sums = CountedOnce::default();
    for index in 0..data.len() as ActivityIndex {
        let (mut counted, mut of_record) = (BTreeSet::new(), BTreeSet::new());
        for (position, line) in data.lines(index).enumerate() {
            if line.is_counted {
                counted.insert(position);
            }
            if line.is_counted || data.has_given_way(index, position) {
                of_record.insert(position);
            }
        }
        sums.stated.records += 1;
        sums.one_source.records += u64::from(!of_record.is_empty());
        sums.one_level.records += u64::from(!of_record.is_empty());
        sums.counted.records += u64::from(!counted.is_empty());
        sums.beside += u64::from(of_record.is_empty());
        if data.is_apart(index) {
            continue;
        }
        for cell in data.cells(index) {
            let is_asked = cell.kind == FlowKind::Commitment && cell.basis == PriceBasis::Current;
            let Some(usd) = cell.usd.filter(|_| is_asked) else {
                continue;
            };
            sums.stated.usd += usd;
            if !of_record.contains(&cell.line) {
                continue;
            }
            sums.one_source.usd += usd;
            if cell.is_at_children {
                continue;
            }
            sums.one_level.usd += usd;
            if counted.contains(&cell.line) {
                sums.counted.usd += usd;
            }
        }
    }
    sums
}

impl CoveredYear {
    fn add(&mut self, usd: Option<Cents>, [place, sector, disbursement]: [bool; 3]) {
        self.records += 1;
        self.usd = add(self.usd, usd);
        self.with_place += u64::from(place);
        self.with_sector += u64::from(sector);
        self.with_disbursement += u64::from(disbursement);
    }
}

fn add(a: Option<Cents>, b: Option<Cents>) -> Option<Cents> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    }
}
