//! Dates as published: a year is a year, not its first of January.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::partner::Partner;

/// A calendar date known to the day, the month or only the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

/// How much of a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatePrecision {
    /// Year only.
    Year,
    /// Year and month.
    Month,
    /// The full date.
    Day,
}

impl Date {
    /// A year alone.
    pub const fn year_only(year: i16) -> Self {
        Self {
            year,
            month: 0,
            day: 0,
        }
    }

    /// A date known to the day, if the calendar has it.
    pub fn day(year: i16, month: u8, day: u8) -> Option<Self> {
        let fits = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        (fits && plausible(year)).then_some(Self { year, month, day })
    }

    /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, each also followed by a time or an offset, which are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, rest) = text.split_at_checked(4)?;
        let year: i16 = year.parse().ok().filter(|y| plausible(*y))?;
        let mut parts = [0_u8; 2];
        let mut rest = rest;
        for part in &mut parts {
            let Some(number) = rest.strip_prefix('-').and_then(|r| r.get(..2)) else {
                break;
            };
            *part = number.parse().ok()?;
            rest = &rest[3..];
        }
        let tail_fits = rest.is_empty()
            || (parts[1] > 0 && rest.starts_with(['T', ' ', '+', '-', 'Z', 't', 'z']));
        match (parts, tail_fits) {
            (_, false) => None,
            ([0, 0], true) => Some(Self::year_only(year)),
            ([month, 0], true) => (1..=12).contains(&month).then_some(Self {
                year,
                month,
                day: 0,
            }),
            ([month, day], true) => Self::day(year, month, day),
        }
    }

    /// Year, month and day in one number above zero, for columns; what is not known is zero in it.
    pub const fn to_number(self) -> u64 {
        (self.year as u64) << 9 | (self.month as u64) << 5 | self.day as u64
    }

    /// The date of such a number, if the calendar has it.
    pub fn from_number(number: u64) -> Option<Self> {
        let year = i16::try_from(number >> 9)
            .ok()
            .filter(|year| plausible(*year))?;
        let (month, day) = ((number >> 5 & 15) as u8, (number & 31) as u8);
        match (month, day) {
            (0..=12, 0) => Some(Self { year, month, day }),
            _ => Self::day(year, month, day),
        }
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// How much of the date is known.
    pub const fn precision(self) -> DatePrecision {
        match (self.month, self.day) {
            (0, _) => DatePrecision::Year,
            (_, 0) => DatePrecision::Month,
            _ => DatePrecision::Day,
        }
    }

    /// Its first day: a year opens on 1 January, a month on its first day (method 3.5).
    #[must_use]
    pub const fn opening(self) -> Self {
        Self {
            year: self.year,
            month: if self.month == 0 { 1 } else { self.month },
            day: if self.day == 0 { 1 } else { self.day },
        }
    }

    /// Its last day: a year closes on 31 December, a month on its last day (method 3.5).
    #[must_use]
    pub const fn closing(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 {
            days_in_month(self.year, month)
        } else {
            self.day
        };
        Self {
            year: self.year,
            month,
            day,
        }
    }

    /// The same day so many years later; 29 February becomes 28 in a year without one (method 3.5).
    #[must_use]
    pub const fn plus_years(self, years: i16) -> Self {
        let year = self.year + years;
        let is_lost = self.month == 2 && self.day == 29 && !is_leap(year);
        Self {
            year,
            month: self.month,
            day: if is_lost { 28 } else { self.day },
        }
    }

    /// Days since 1970-01-01 of its first day.
    pub fn opening_day(self) -> i32 {
        let first = self.opening();
        days_from_civil(first.year, first.month, first.day)
    }

    /// The day so many days after 1970-01-01.
    pub fn from_day_number(days: i32) -> Self {
        let year = year_of_day(days);
        let mut rest = days - days_from_civil(year, 1, 1);
        let mut month = 1;
        while rest >= i32::from(days_in_month(year, month)) {
            rest -= i32::from(days_in_month(year, month));
            month += 1;
        }
        Self {
            year,
            month,
            day: rest as u8 + 1,
        }
    }

    /// Days since 1970-01-01 of its last day.
    pub fn closing_day(self) -> i32 {
        let last = self.closing();
        days_from_civil(last.year, last.month, last.day)
    }
}

/// The calendar year that holds most months of a partner's fiscal year (method 1.1, rule 13).
///
/// The fiscal year of the United States begins in the October before, that of Japan in April;
/// Korea and ADB use calendar years.
///
/// ```
/// use tiga_domain::{date::fiscal_to_calendar, partner::Partner};
/// assert_eq!(fiscal_to_calendar(Partner::Us, 2019), 2019);
/// ```
pub const fn fiscal_to_calendar(partner: Partner, fiscal_year: i16) -> i16 {
    let (first_year, first_month) = match partner {
        Partner::Us => (fiscal_year - 1, 10),
        Partner::Jp => (fiscal_year, 4),
        Partner::Kr | Partner::Adb => (fiscal_year, 1),
    };
    let months_in_first_year = 13 - first_month;
    if months_in_first_year >= 6 {
        first_year
    } else {
        first_year + 1
    }
}

const fn plausible(year: i16) -> bool {
    year >= 1900 && year <= 2199
}

const fn is_leap(year: i16) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

const fn days_in_month(year: i16, month: u8) -> u8 {
    match month {
        2 => 28 + is_leap(year) as u8,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The year of the day so many days after 1970-01-01.
pub fn year_of_day(days: i32) -> i16 {
    let near = (f64::from(days) / 365.2425).floor() as i16 + 1970;
    let is_before = days < days_from_civil(near, 1, 1);
    let is_after = days >= days_from_civil(near + 1, 1, 1);
    near - i16::from(is_before) + i16::from(is_after)
}

/// Days since 1970-01-01 in the Gregorian calendar.
fn days_from_civil(year: i16, month: u8, day: u8) -> i32 {
    let before = (1..month)
        .map(|m| i32::from(days_in_month(year, m)))
        .sum::<i32>();
    let y = i32::from(year) - 1;
    y * 365 + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) - 719_162
        + before
        + i32::from(day)
        - 1
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision() {
            DatePrecision::Year => write!(f, "{:04}", self.year),
            DatePrecision::Month => write!(f, "{:04}-{:02}", self.year, self.month),
            DatePrecision::Day => write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("not a date: {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_keeps_its_precision() {
        for text in ["2012", "2012-03", "2016-02-29"] {
            assert_eq!(
                Date::parse(text).map(|d| d.to_string()).as_deref(),
                Some(text)
            );
        }
        for (text, date) in [
            ("2017-02-06+08:00", "2017-02-06"),
            ("2017-02-06Z", "2017-02-06"),
            ("2017-02-06T10:00:00", "2017-02-06"),
        ] {
            assert_eq!(
                Date::parse(text).map(|d| d.to_string()).as_deref(),
                Some(date)
            );
        }
        for text in [
            "",
            "2012-March",
            "2015-02-29",
            "2012-13",
            "1-1-2012",
            "201",
            "2012x",
            "2012-01-01x",
            "９９９９",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(Date::parse("1970-01-01").map(Date::opening_day), Some(0));
        assert_eq!(
            Date::parse("2000-03-01").map(Date::opening_day),
            Some(11_017)
        );
        for days in (-25_000..90_000).step_by(7) {
            assert_eq!(Date::from_day_number(days).opening_day(), days);
        }
        let leap = Date::parse("2016-02-29");
        assert_eq!(
            leap.map(|d| d.plus_years(5).to_string()).as_deref(),
            Some("2021-02-28")
        );
        assert_eq!(
            leap.map(|d| d.plus_years(4).to_string()).as_deref(),
            Some("2020-02-29")
        );
        assert_eq!(
            Date::parse("2024").map(Date::closing_day),
            Date::parse("2024-12-31").map(Date::opening_day)
        );
        assert_eq!(
            Date::parse("2024-02").map(Date::closing_day),
            Date::parse("2024-02-29").map(Date::opening_day)
        );
    }
}
