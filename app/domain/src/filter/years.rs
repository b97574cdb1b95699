//! Years of the money: a range, undated, or both.

use std::fmt;

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

    pub(super) fn parse(text: &str) -> Option<Self> {
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
