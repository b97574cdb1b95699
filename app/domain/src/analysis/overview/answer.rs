//! What the overview answers.

use serde::{Deserialize, Serialize};

use crate::agency::Agency;
use crate::dataset::Dataset;
use crate::filter::{Measure, Prices};
use crate::money::Cents;
use crate::partner::Partner;
use crate::status::Class;

/// What a filter selects. Amounts are US dollars of one measure in one kind of prices; none when
/// nothing is known, which is not zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
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
    /// Activities selected.
    pub activities: u64,
    /// Their money.
    pub usd: Option<Cents>,
    /// Guarantees, insurance and equity that are left out of `usd`; zero when they are included.
    pub exposure_usd: Cents,
    /// Activities without any known amount in this measure and these prices.
    pub without_amount: u64,
    /// Activities with an amount in a currency that has no rate.
    pub not_converted: u64,
    /// By country, regional and not reported included; by code.
    pub by_country: Vec<Group>,
    /// By three-digit sector; by code, not reported last.
    pub by_sector: Vec<Group>,
    /// By partner, in the order of the partners.
    pub by_partner: Vec<Group>,
    /// By partner, year and class.
    pub by_partner_year_class: Vec<PartnerYearClass>,
    /// By country and class.
    pub by_country_class: Vec<CountryClass>,
    /// By country and operational priority.
    pub by_country_priority: Vec<CountryPriority>,
    /// The largest activities, the largest first, then by id.
    pub top: Vec<TopActivity>,
    /// Places of the work by country.
    pub places: Vec<PlaceCount>,
    /// Activities without a place of the work.
    pub without_place: u64,
}

/// Activities and money of one value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Code of the value.
    pub code: String,
    /// Activities with at least one line here; an activity can stand in several groups.
    pub activities: u64,
    /// Money of the lines here; the groups add to the whole.
    pub usd: Option<Cents>,
}

/// Money of a partner in a year and class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerYearClass {
    /// Partner.
    pub partner: Partner,
    /// Calendar year; none when undated.
    pub year: Option<i16>,
    /// Class.
    pub class: Class,
    /// Money.
    pub usd: Cents,
}

/// Money of a country in a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryClass {
    /// Code of the country facet.
    pub country: String,
    /// Class.
    pub class: Class,
    /// Money.
    pub usd: Cents,
}

/// Money of a country for a priority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryPriority {
    /// Code of the country facet.
    pub country: String,
    /// `OP1` to `OP7`, or `none`.
    pub priority: String,
    /// Money.
    pub usd: Cents,
}

/// One of the largest activities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopActivity {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Partner.
    pub partner: Partner,
    /// Agency.
    pub agency: Agency,
    /// Money in this selection.
    pub usd: Cents,
}

impl TopActivity {
    /// The activity at a position with its money; none without an agency, which no built data set has.
    pub(crate) fn of(data: &Dataset, index: u32, usd: Cents) -> Option<Self> {
        let agency = data.agency(index)?;
        Some(Self {
            id: data.id(index).to_owned(),
            title: data.title(index).to_owned(),
            partner: agency.partner(),
            agency,
            usd,
        })
    }
}

/// Places of the work in a country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCount {
    /// Code of the country facet.
    pub country: String,
    /// Places of the selected activities, district and province centroids included.
    pub places: u64,
}
