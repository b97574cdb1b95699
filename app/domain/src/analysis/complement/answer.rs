//! The answer: anchors, what is expected around them, and what is there.

use serde::{Deserialize, Serialize};

use super::kind::AnchorKind;
use crate::agency::Agency;
use crate::country::Country;
use crate::date::Date;
use crate::filter::{Measure, Prices};
use crate::money::Cents;
use crate::partner::Partner;
use crate::place::PrecisionGroup;

/// How many services an anchor lists.
pub const SERVICES_LISTED: usize = 8;

/// On what a claim about an anchor rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Distances between precise places.
    Rings,
    /// The same district.
    District,
    /// The same province.
    Province,
}

impl Basis {
    /// In words.
    pub const fn name(self) -> &'static str {
        ["Within 50 km", "Same district", "Same province"][self as usize]
    }
}

/// A service that is expected around an anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExpectedService {
    /// Code of the theme.
    pub theme: String,
    /// Percent of the anchor's money that counts as covered: a setting, not a norm.
    pub benchmark_pct: f64,
    /// How much of that is there, 0 to 1.
    pub coverage: Option<f64>,
    /// Rank of need in the country, 0 to 1; none when no figures are loaded.
    pub need: Option<f64>,
    /// What is missing, weighed by need and size; none when need is unknown: listed, not ranked.
    pub opportunity: Option<f64>,
    /// The partner that gives the most of its services to this theme in the country: a proposal for talks.
    pub partner: Option<Partner>,
}

/// A service found around an anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearService {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Partner.
    pub partner: Partner,
    /// Code of the theme.
    pub theme: String,
    /// Dollars for the theme at the place.
    pub usd: Cents,
    /// Name of the place.
    pub place: String,
    /// Kilometres, when both places are precise.
    pub km: Option<f64>,
    /// Weight of the place, 0 to 1.
    pub place_weight: f64,
    /// Weight of the time, 0 to 1.
    pub time_weight: f64,
}

/// Large works, and what is around them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Anchor {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Partner.
    pub partner: Partner,
    /// Agency.
    pub agency: Agency,
    /// Countries of its lines.
    pub countries: Vec<Country>,
    /// What it is.
    pub kind: AnchorKind,
    /// Own share.
    pub usd: Cents,
    /// Start.
    pub start: Option<Date>,
    /// End.
    pub end: Option<Date>,
    /// Name of its most precise place.
    pub place: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Precision of that place.
    pub precision: PrecisionGroup,
    /// On what its claims rest.
    pub basis: Basis,
    /// The expected services, in the order of the bundle.
    pub expected: Vec<ExpectedService>,
    /// How many of them have nothing around.
    pub missing: u32,
    /// The services that count most, the largest first.
    pub services: Vec<NearService>,
}

/// A page of anchors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Complements {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// The filter as a canonical query string.
    pub filter: String,
    /// The date for which it holds.
    pub as_of: Date,
    /// Commitments or disbursements.
    pub measure: Measure,
    /// Current or constant prices.
    pub prices: Prices,
    /// Anchors in all.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u32,
    /// Anchors on a page.
    pub per_page: u32,
    /// The anchors: the best opportunity first, then the largest, then by id.
    pub items: Vec<Anchor>,
}
