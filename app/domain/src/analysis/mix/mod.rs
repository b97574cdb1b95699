//! Services and hard infrastructure (method 6): by year, partner, country and sub-area, in three definitions.

mod area;
mod note;
mod sums;

use serde::{Deserialize, Serialize};

pub use area::ServiceArea;
pub use note::{Ranking, ViewNote};

use super::round::round4;
use crate::METHOD_ID;
use crate::classify::{View, dac_class};
use crate::dataset::{Dataset, Plan, scan};
use crate::facet::{Facet, FacetValue};
use crate::filter::{Filter, Measure, Prices};
use crate::link::Question;
use crate::money::Cents;
use crate::partner::Partner;
use crate::purpose;
use crate::status::Class;
use sums::{Classes, Sums};

/// Money of a partner in a year and class; a year that is not there has no data, which is not zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixCell {
    /// Calendar year; none when undated.
    pub year: Option<i16>,
    /// Partner.
    pub partner: Partner,
    /// Class in the view.
    pub class: Class,
    /// Money.
    pub usd: Cents,
}

/// The mix of a partner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MixShare {
    /// Partner.
    pub partner: Partner,
    /// All its money in the selection.
    pub usd: Cents,
    /// Services of services, green and hard; none when there is nothing of them.
    pub services_share: Option<f64>,
    /// The same in each view, in the order of [`View::ALL`].
    pub by_view: [Option<f64>; View::ALL.len()],
}

/// The mix of a partner in a country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MixCountry {
    /// Code of the country facet.
    pub country: String,
    /// Partner.
    pub partner: Partner,
    /// Money by class, in the order of [`Class::ALL`].
    pub usd: [Cents; Class::ALL.len()],
    /// Services of services, green and hard; none when there is nothing of them.
    pub services_share: Option<f64>,
}

/// Services of a partner in a sub-area, in the report view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MixArea {
    /// Sub-area.
    pub area: ServiceArea,
    /// Partner.
    pub partner: Partner,
    /// Money.
    pub usd: Cents,
}

/// Services against hard infrastructure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mix {
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
    /// The definition of `series`, `shares` and `countries`.
    #[serde(with = "view_code")]
    pub view: View,
    /// All money of the selection.
    pub usd: Cents,
    /// Activities of the selection.
    pub activities: u64,
    /// Activities without a known amount: listed, not drawn.
    pub without_amount: u64,
    /// Exposure that is left out.
    pub exposure_usd: Cents,
    /// By partner, year and class.
    pub series: Vec<MixCell>,
    /// By partner.
    pub shares: Vec<MixShare>,
    /// By country and partner.
    pub countries: Vec<MixCountry>,
    /// Services by sub-area and partner, in the report view whatever the view is.
    pub areas: Vec<MixArea>,
    /// Where the definitions disagree on the order of the partners.
    pub note: Option<ViewNote>,
}

/// Answers a filter with its mix (method 6).
///
/// Units: US dollars, exact to the cent; shares from 0 to 1. Series, countries and partners each add to the whole in
/// every view. What it does not mean: that services are better than works.
pub fn mix(data: &Dataset, filter: &Filter, view: View) -> Mix {
    let mut sums = Sums::new(data, view);
    scan(data, &Plan::new(data, filter), &mut sums);
    let whole = |classes: &Classes| Cents(classes.cents.iter().sum());
    let by_view = sums.by_view;
    let shares: Vec<MixShare> = Partner::ALL
        .into_iter()
        .filter(|partner| by_view[0][partner.index()].known > 0)
        .map(|partner| {
            let share = |view: View| by_view[view as usize][partner.index()].services_share();
            MixShare {
                partner,
                usd: whole(&by_view[0][partner.index()]),
                services_share: share(view).map(round4),
                by_view: View::ALL.map(|view| share(view).map(round4)),
            }
        })
        .collect();
    Mix {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        filter: Question::from(filter.clone()).query(),
        measure: filter.measure,
        prices: filter.prices,
        view,
        usd: shares.iter().map(|share| share.usd).sum(),
        activities: sums.activities,
        without_amount: sums.without_amount,
        exposure_usd: Cents(sums.exposure),
        series: series(&sums),
        note: note::note(&shares),
        shares,
        countries: countries(&sums),
        areas: areas(&sums),
    }
}

/// The filter whose list is behind a class of a view, to the cent. None when the filter leaves the class out, and in
/// the physical view, which divides single lines.
pub fn behind(filter: &Filter, view: View, class: Class) -> Option<Filter> {
    match view {
        View::Report => filter
            .clone()
            .within_any(Facet::Class, &[class.index() as FacetValue]),
        View::Dac => {
            let mut values: Vec<FacetValue> = purpose::categories()
                .iter()
                .filter(|category| dac_class(Some(**category)) == class)
                .map(|category| category.position())
                .collect();
            let is_bare = dac_class(None) == class;
            values.extend(Facet::Sector.none().filter(|_| is_bare));
            filter.clone().within_any(Facet::Sector, &values)
        }
        View::Physical => None,
    }
}

/// The filter whose list is behind a sub-area of services, to the cent; none when the filter leaves it out.
pub fn behind_area(filter: &Filter, area: ServiceArea) -> Option<Filter> {
    filter
        .clone()
        .within_any(Facet::Class, &[Class::Services.index() as FacetValue])?
        .within_any(Facet::Sector, &area.sectors())
}

fn series(sums: &Sums) -> Vec<MixCell> {
    let mut cells = Vec::new();
    for (at, classes) in sums.by_year.iter().enumerate() {
        let (partner, nth) = (Partner::ALL[at / sums.years], at % sums.years);
        let year = (nth + 1 < sums.years).then(|| sums.first_year + nth as i16);
        let known = Class::ALL
            .into_iter()
            .filter(|it| classes.known >> it.index() & 1 == 1);
        cells.extend(known.map(|class| MixCell {
            year,
            partner,
            class,
            usd: Cents(classes.cents[class.index()]),
        }));
    }
    cells
}

fn countries(sums: &Sums) -> Vec<MixCountry> {
    let mut rows = Vec::new();
    for (country, partners) in sums.by_country.iter().enumerate() {
        let known = Partner::ALL
            .into_iter()
            .filter(|it| partners[it.index()].known > 0);
        rows.extend(known.map(|partner| {
            let classes = &partners[partner.index()];
            MixCountry {
                country: Facet::Country.code(country as FacetValue),
                partner,
                usd: classes.cents.map(Cents),
                services_share: classes.services_share().map(round4),
            }
        }));
    }
    rows
}

fn areas(sums: &Sums) -> Vec<MixArea> {
    let mut rows = Vec::new();
    for area in ServiceArea::ALL {
        rows.extend(Partner::ALL.into_iter().filter_map(|partner| {
            let usd = Cents(sums.areas[area.index()][partner.index()]?);
            Some(MixArea { area, partner, usd })
        }));
    }
    rows
}

/// A view as its code.
mod view_code {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::classify::View;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub(super) fn serialize<S: Serializer>(view: &View, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(view.code())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<View, D::Error> {
        let code = String::deserialize(deserializer)?;
        View::from_code(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown view {code}")))
    }
}
