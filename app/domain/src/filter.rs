//! The filter: which part of the portfolio is meant. Parsed from and printed to the query string,
//! the same for pages, API and exports.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::activity::{FlowKind, PriceBasis};
use crate::area::Area;
use crate::facet::{Facet, FacetValue};
use crate::money::{Cents, parse_dollars};

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
    /// Words that the title, the identifier or the agency as reported must hold.
    pub search: String,
}

/// Years of the money, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Years {
    /// First year; open when none.
    pub from: Option<i16>,
    /// Last year; open when none.
    pub to: Option<i16>,
    /// Whether undated money is chosen: besides the years, or alone when both ends are open.
    pub undated: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Measure {
    #[default]
    Commitment,
    Disbursement,
}

/// In which prices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prices {
    /// Prices of the year of the transaction.
    #[default]
    Current,
    /// Constant dollars of 2011, of the sources that publish them; nothing is deflated.
    Constant,
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

impl Measure {
    /// Both measures.
    pub const ALL: [Self; 2] = [Self::Commitment, Self::Disbursement];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["commitment", "disbursement"][self as usize]
    }

    /// The name in English, plural.
    pub const fn name(self) -> &'static str {
        ["Commitments", "Disbursements"][self as usize]
    }

    /// The kind of flow that it counts.
    pub const fn flow_kind(self) -> FlowKind {
        [FlowKind::Commitment, FlowKind::Disbursement][self as usize]
    }
}

impl Prices {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Current, Self::Constant];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["current", "constant"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Current prices", "Constant 2011 prices"][self as usize]
    }

    /// The price basis that it shows.
    pub const fn basis(self) -> PriceBasis {
        [PriceBasis::Current, PriceBasis::Constant2011][self as usize]
    }
}

impl Years {
    /// Whether every year, known or not, is chosen.
    pub const fn is_all(self) -> bool {
        self.from.is_none() && self.to.is_none() && !self.undated
    }

    /// Whether a year is chosen.
    pub fn contains(self, year: Option<i16>) -> bool {
        let has_range = self.from.is_some() || self.to.is_some();
        match year {
            None => self.undated || !has_range,
            Some(_) if !has_range => !self.undated,
            Some(year) => {
                self.from.is_none_or(|from| year >= from) && self.to.is_none_or(|to| year <= to)
            }
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut years = Self::default();
        for part in text.split(',').filter(|part| !part.is_empty()) {
            if part == crate::facet::NOT_REPORTED {
                years.undated = true;
                continue;
            }
            let (from, to) = part.split_once("..").unwrap_or((part, part));
            let year = |text: &str| match text {
                "" => Some(None),
                _ => text
                    .parse()
                    .ok()
                    .filter(|y| (1900..=2199).contains(y))
                    .map(Some),
            };
            let (from, to) = (year(from)?, year(to)?);
            let is_empty = from.is_none() && to.is_none();
            let is_second = years.from.is_some() || years.to.is_some();
            if is_empty || is_second || from.zip(to).is_some_and(|(from, to)| from > to) {
                return None;
            }
            (years.from, years.to) = (from, to);
        }
        Some(years)
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: Option<i16>| year.map(|y| y.to_string()).unwrap_or_default();
        let range = match (self.from, self.to) {
            (None, None) => String::new(),
            (from, to) if from == to => year(from),
            (from, to) => format!("{}..{}", year(from), year(to)),
        };
        let undated = if self.undated {
            crate::facet::NOT_REPORTED
        } else {
            ""
        };
        let comma = if self.undated && !range.is_empty() {
            ","
        } else {
            ""
        };
        write!(f, "{range}{comma}{undated}")
    }
}

impl Filter {
    /// The keys of the filter beside the facets.
    pub const KEYS: [&'static str; 7] =
        ["year", "min", "measure", "prices", "include", "area", "q"];

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
            && self.search.is_empty()
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
            "q" => {
                let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
                let short: String = words.chars().take(200).collect();
                short.trim_end().clone_into(&mut self.search);
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
        if !self.search.is_empty() {
            pairs.push(("q", self.search.clone()));
        }
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
