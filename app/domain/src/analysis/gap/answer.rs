//! The answer: countries and cells.

use serde::{Deserialize, Serialize};

use super::scheme::{Baseline, Flag, Reason, Scheme};
use crate::country::Country;
use crate::date::Date;
use crate::filter::{Measure, Prices};
use crate::money::Cents;
use crate::partner::Partner;

/// A partner that could lead on a gap: a proposal for talks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lead {
    /// Partner.
    pub partner: Partner,
    /// How much more of its money goes here than of all three together.
    pub specialisation: f64,
    /// Its money here.
    pub usd: Cents,
    /// Its activities here.
    pub activities: u32,
}

/// A country and a part of the scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapCell {
    /// Country.
    pub country: Country,
    /// Code of the priority or focus area.
    pub priority: String,
    /// Money of the three; none when no amount is known.
    pub three_usd: Option<Cents>,
    /// Its share of their classified mix in the country.
    pub three_share: Option<f64>,
    /// Activities of the three behind it.
    pub activities: u32,
    /// Money of ADB.
    pub adb_usd: Option<Cents>,
    /// Its share of ADB's mix in the country.
    pub adb_share: Option<f64>,
    /// Activities of ADB.
    pub adb_activities: u32,
    /// Rank of need, 0 to 1.
    pub need: Option<f64>,
    /// Rank of the three's money a person, 0 to 1.
    pub supply: Option<f64>,
    /// Share of the three less share of ADB, or need less supply.
    pub gap: Option<f64>,
    /// What it says.
    pub flag: Flag,
    /// The part of the money that is classified: of the side that has less.
    pub coverage: Option<f64>,
    /// Why.
    pub reason: Reason,
    /// Who could lead, the most specialised first; only where something is missing.
    pub leads: Vec<Lead>,
}

/// A country of the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GapCountry {
    /// Country.
    pub country: Country,
    /// All money of the three, that of no priority included.
    pub three_usd: Option<Cents>,
    /// All money of ADB.
    pub adb_usd: Option<Cents>,
    /// Activities of ADB.
    pub adb_activities: u32,
    /// Cosine of the two mixes, where both carry one.
    pub alignment: Option<f64>,
    /// People.
    pub population: Option<u64>,
    /// The year that this number describes.
    pub population_year: Option<i16>,
}

/// Country by priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gaps {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// The filter as a canonical query string.
    pub filter: String,
    /// The date for which it holds.
    pub as_of: Date,
    /// The years of the money, as in the address.
    pub years: String,
    /// Commitments or disbursements.
    pub measure: Measure,
    /// Current or constant prices.
    pub prices: Prices,
    /// Into what the money is divided.
    pub scheme: Scheme,
    /// With what it is compared.
    pub baseline: Baseline,
    /// The cells, by country, then in the order of the scheme.
    pub cells: Vec<GapCell>,
    /// The countries.
    pub countries: Vec<GapCountry>,
}

impl Gaps {
    /// How many cells say that something is missing.
    pub fn under(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| cell.flag == Flag::Under)
            .count()
    }
}
