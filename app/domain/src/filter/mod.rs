//! The filter: which part of the portfolio is meant. Parsed from and printed to the query string,
//! the same for pages, API and exports.

mod measure;
mod years;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::area::Area;
use crate::facet::{Facet, FacetValue};
use crate::money::{Cents, parse_dollars};
use crate::place::ProvinceKey;
pub use measure::{Measure, Prices};
pub use years::Years;

/// Which part of the portfolio is meant. The empty filter means all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Chosen values by facet, ascending; none chosen means all.
    chosen: [Vec<FacetValue>; Facet::ALL.len()],
    /// Years of the money.
    pub years: Years,
    /// Smallest amount of an activity in the chosen measure.
    pub min: Option<Cents>,
    /// Commitments or disbursements; never both.
    pub measure: Measure,
    /// Current prices or constant ones; never both.
    pub prices: Prices,
    /// Count exposure (guarantee, insurance, equity) with the flows.
    pub include_exposure: bool,
    /// Show what an agency inherited from its predecessors and only administers.
    pub include_legacy: bool,
    /// Where at least one place of the work lies.
    pub area: Option<Area>,
    /// First-level areas, ascending and each once: at least one place of the work lies in one of them. None chosen means
    /// all.
    pub provinces: Vec<ProvinceKey>,
    /// Words that the title, the identifier or the agency as reported must hold.
    pub search: String,
    /// Identifiers of chosen activities, ascending and each once. None chosen means all.
    pub ids: Vec<String>,
}

/// Something in a query string that Tiga does not know.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum FilterError {
    /// A key that no filter has.
    #[error("unknown filter “{key}”; known are {known}")]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that exist.
        known: String,
    },
    /// A value that the key does not take.
    #[error("{key} has no value “{value}”; allowed: {allowed}")]
    UnknownValue {
        /// The key.
        key: String,
        /// The value.
        value: String,
        /// What is allowed.
        allowed: String,
    },
}

const YEARS_ALLOWED: &str = "2015, 2015..2024, 2015.., ..2024, and none for undated";

impl Filter {
    /// The keys of the filter beside the facets.
    pub const KEYS: [&'static str; 9] = [
        "year", "min", "measure", "prices", "include", "area", "province", "q", "id",
    ];

    /// Chosen values of a facet, ascending; empty means all.
    pub fn chosen(&self, facet: Facet) -> &[FacetValue] {
        &self.chosen[facet.index()]
    }

    /// Whether a value is chosen by name.
    pub fn has(&self, facet: Facet, value: FacetValue) -> bool {
        self.chosen(facet).contains(&value)
    }

    /// The filter with one more value chosen.
    #[must_use]
    pub fn with(mut self, facet: Facet, value: FacetValue) -> Self {
        let values = &mut self.chosen[facet.index()];
        if let Err(position) = values.binary_search(&value) {
            values.insert(position, value);
        }
        self
    }

    /// The filter without one value.
    #[must_use]
    pub fn without(mut self, facet: Facet, value: FacetValue) -> Self {
        self.chosen[facet.index()].retain(|chosen| *chosen != value);
        self
    }

    /// The filter with no value of a facet chosen.
    #[must_use]
    pub fn clear(mut self, facet: Facet) -> Self {
        self.chosen[facet.index()].clear();
        self
    }

    /// The filter with exactly one value of a facet chosen.
    #[must_use]
    pub fn only(self, facet: Facet, value: FacetValue) -> Self {
        self.clear(facet).with(facet, value)
    }

    /// The part of what this filter selects that has a value: the list behind a figure of that value. Purpose codes
    /// already chosen under a category stay, since the figure was narrowed by them.
    #[must_use]
    pub fn within(self, facet: Facet, value: FacetValue) -> Self {
        let mut narrower = self.chosen(facet).to_vec();
        narrower.retain(|chosen| facet.is_under(*chosen, value));
        if narrower.is_empty() {
            return self.only(facet, value);
        }
        narrower
            .into_iter()
            .fold(self.clear(facet), |filter, value| filter.with(facet, value))
    }

    /// The part of what this filter selects that has one of several values: the list behind a figure of them all.
    /// None when the filter already leaves all of them out.
    pub fn within_any(self, facet: Facet, values: &[FacetValue]) -> Option<Self> {
        let chosen = self.chosen(facet).to_vec();
        let mut narrower: Vec<FacetValue> = Vec::new();
        for value in values {
            let under = chosen.iter().filter(|it| facet.is_under(**it, *value));
            narrower.extend(under);
            let is_open = chosen.is_empty() || chosen.iter().any(|it| facet.is_under(*value, *it));
            narrower.extend(is_open.then_some(*value));
        }
        let filter = narrower.iter().fold(self.clear(facet), |filter, value| {
            filter.with(facet, *value)
        });
        (!narrower.is_empty()).then_some(filter)
    }

    /// The whole portfolio in the same measure and prices, with what this filter includes.
    #[must_use]
    pub fn widened(self) -> Self {
        Self {
            measure: self.measure,
            prices: self.prices,
            include_exposure: self.include_exposure,
            include_legacy: self.include_legacy,
            ..Self::default()
        }
    }

    /// The list behind the projects of a first-level area: the part of what this filter selects that has a place there.
    /// None when the filter chooses other areas: then the projects have places in both.
    pub fn within_province(self, province: ProvinceKey) -> Option<Self> {
        let is_open = self.provinces.is_empty() || self.provinces.contains(&province);
        let mut filter = self.within(Facet::Country, province.country.index() as FacetValue);
        filter.provinces = vec![province];
        is_open.then_some(filter)
    }

    /// The filter with other years.
    #[must_use]
    pub fn in_years(mut self, years: Years) -> Self {
        self.years = years;
        self
    }

    /// Whether nothing narrows the portfolio; measure and prices do not count.
    pub fn is_empty(&self) -> bool {
        self.chosen.iter().all(Vec::is_empty)
            && self.years.is_all()
            && self.min.is_none()
            && self.area.is_none()
            && self.provinces.is_empty()
            && self.search.is_empty()
            && self.ids.is_empty()
    }

    /// Reads one decoded key and its value; `None` when the key is not one of the filter's.
    pub fn set(&mut self, key: &str, value: &str) -> Option<Result<(), FilterError>> {
        let unknown = |value: &str, allowed: String| {
            Err(FilterError::UnknownValue {
                key: key.to_owned(),
                value: shortened(value),
                allowed,
            })
        };
        if let Some(facet) = Facet::from_key(key) {
            for code in value
                .split(',')
                .map(str::trim)
                .filter(|code| !code.is_empty())
            {
                let Some(chosen) = facet.parse(code) else {
                    return Some(unknown(code, facet.allowed()));
                };
                *self = std::mem::take(self).with(facet, chosen);
            }
            return Some(Ok(()));
        }
        let result = match key {
            "year" => match Years::parse(value) {
                Some(years) => {
                    self.years = years;
                    Ok(())
                }
                None => unknown(value, YEARS_ALLOWED.to_owned()),
            },
            "min" if value.trim().is_empty() => Ok(()),
            "min" => match parse_dollars(value) {
                Some(min) => {
                    self.min = Some(min).filter(|min| min.0 > 0);
                    Ok(())
                }
                None => unknown(
                    value,
                    "an amount in US dollars, 0 or more (1000000)".to_owned(),
                ),
            },
            "measure" => choose(&Measure::ALL, Measure::code, value, &mut self.measure)
                .or_else(|a| unknown(value, a)),
            "prices" => choose(&Prices::ALL, Prices::code, value, &mut self.prices)
                .or_else(|a| unknown(value, a)),
            "include" => {
                for part in value.split(',').filter(|part| !part.is_empty()) {
                    match part {
                        "exposure" => self.include_exposure = true,
                        "legacy" => self.include_legacy = true,
                        _ => return Some(unknown(part, "exposure, legacy".to_owned())),
                    }
                }
                Ok(())
            }
            "area" if value.is_empty() => Ok(()),
            "area" => match Area::parse(value) {
                Some(area) => {
                    self.area = Some(area);
                    Ok(())
                }
                None => unknown(
                    value,
                    "south, west, north, east in degrees (15.9,108.1,16.2,108.3)".to_owned(),
                ),
            },
            "province" => {
                let codes = value.split(',').map(str::trim);
                for code in codes.filter(|code| !code.is_empty()) {
                    let Some(province) = ProvinceKey::parse(code) else {
                        let allowed = "codes of first-level areas (PH-CEB, VN-HN)".to_owned();
                        return Some(unknown(code, allowed));
                    };
                    if let Err(position) = self.provinces.binary_search(&province) {
                        self.provinces.insert(position, province);
                    }
                }
                Ok(())
            }
            "q" => {
                let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let short: String = words.chars().take(200).collect();
                short.trim_end().clone_into(&mut self.search);
                Ok(())
            }
            // Identifiers hold any letter, commas too: the key is given once for each.
            "id" => {
                let id = value.trim();
                if let Err(position) = self.ids.binary_search_by(|own| own.as_str().cmp(id))
                    && !id.is_empty()
                {
                    self.ids.insert(position, id.to_owned());
                }
                Ok(())
            }
            _ => return None,
        };
        Some(result)
    }

    /// Keys and decoded values in canonical order; what is not narrowed is left out.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        for facet in Facet::ALL {
            let codes: Vec<_> = self
                .chosen(facet)
                .iter()
                .map(|value| facet.code(*value))
                .collect();
            if !codes.is_empty() {
                pairs.push((facet.key(), codes.join(",")));
            }
        }
        if !self.years.is_all() {
            pairs.push(("year", self.years.to_string()));
        }
        if let Some(min) = self.min {
            let text = min.to_string();
            pairs.push(("min", text.strip_suffix(".00").unwrap_or(&text).to_owned()));
        }
        if self.measure != Measure::default() {
            pairs.push(("measure", self.measure.code().to_owned()));
        }
        if self.prices != Prices::default() {
            pairs.push(("prices", self.prices.code().to_owned()));
        }
        match (self.include_exposure, self.include_legacy) {
            (true, true) => pairs.push(("include", "exposure,legacy".to_owned())),
            (true, false) => pairs.push(("include", "exposure".to_owned())),
            (false, true) => pairs.push(("include", "legacy".to_owned())),
            (false, false) => {}
        }
        if let Some(area) = self.area {
            pairs.push(("area", area.to_string()));
        }
        if !self.provinces.is_empty() {
            let codes: Vec<&str> = self.provinces.iter().map(|own| own.code()).collect();
            pairs.push(("province", codes.join(",")));
        }
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
        pairs.extend(self.ids.iter().map(|id| ("id", id.clone())));
        pairs
    }
}

fn choose<T: Copy>(
    all: &[T],
    code: fn(T) -> &'static str,
    value: &str,
    into: &mut T,
) -> Result<(), String> {
    match all
        .iter()
        .find(|item| code(**item).eq_ignore_ascii_case(value))
    {
        Some(item) => {
            *into = *item;
            Ok(())
        }
        None if value.is_empty() => Ok(()),
        None => Err(all
            .iter()
            .map(|item| code(*item))
            .collect::<Vec<_>>()
            .join(", ")),
    }
}

fn shortened(value: &str) -> String {
    value.chars().take(60).collect()
}
