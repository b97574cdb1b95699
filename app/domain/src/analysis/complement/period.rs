//! When works and services run, in days since 1970-01-01 (method 3.5 and 4).

use super::measure::{SVC_AFTER_Y, SVC_BEFORE_Y, TIME_SCALE_Y};
use crate::date::Date;
use crate::status::Instrument;

/// First and last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: i32,
    /// Last day.
    pub end: i32,
}

impl Period {
    /// The period of an activity; none when no date is known. Without an end, or a start, a usual length of the
    /// instrument is assumed.
    pub fn new(
        start: Option<Date>,
        end: Option<Date>,
        year: Option<i16>,
        instrument: Option<Instrument>,
    ) -> Option<Self> {
        let years = match instrument {
            Some(Instrument::Grant | Instrument::TechnicalAssistance) => 4,
            Some(Instrument::Other) | None => 5,
            Some(_) => 6,
        };
        let first = start.or(year.map(Date::year_only)).map(Date::opening_day);
        let last = end.map(Date::closing_day);
        let start = first.or(last.map(|last| plus_years(last, -years)))?;
        let end = last.unwrap_or_else(|| plus_years(start, years));
        let end = if end <= start { start + 365 } else { end };
        Some(Self { start, end })
    }
}

/// How much a service counts for works: 1 from two years before their start to six after their end, less outside.
///
/// ```
/// use tiga_domain::analysis::complement::{Period, time_weight};
/// use tiga_domain::date::Date;
/// let period = |start, end| Period::new(Date::parse(start), Date::parse(end), None, None).expect("dates");
/// let weight = time_weight(period("2015", "2018"), period("2026-01-01", "2028"));
/// assert!((weight - 0.6059).abs() < 1e-4);
/// ```
pub fn time_weight(anchor: Period, service: Period) -> f64 {
    weight_in(use_of(anchor), service)
}

/// When services count fully for works.
pub(super) fn use_of(anchor: Period) -> Period {
    Period {
        start: plus_years(anchor.start, -SVC_BEFORE_Y),
        end: plus_years(anchor.end, SVC_AFTER_Y),
    }
}

/// The weight of a service for works with that use.
pub(super) fn weight_in(use_of_works: Period, service: Period) -> f64 {
    let gap = (service.start - use_of_works.end).max(use_of_works.start - service.end);
    if gap <= 0 {
        return 1.0;
    }
    (-f64::from(gap) / 365.25 / TIME_SCALE_Y).exp()
}

/// The same day in another year; 29 February becomes 28.
pub(super) fn plus_years(day: i32, years: i16) -> i32 {
    let (year, month, day) = civil(day);
    let year = year + years;
    let date = Date::day(year, month, day).or(Date::day(year, month, 28));
    date.unwrap_or(Date::year_only(year)).opening_day()
}

/// Year, month and day of a day since 1970-01-01, in the Gregorian calendar counted from 1 March of the year 0.
fn civil(day: i32) -> (i16, u8, u8) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (
        year as i16,
        month as u8,
        (of_year - (153 * from_march + 2) / 5 + 1) as u8,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_added_to_the_day() {
        let day = |text| Date::parse(text).map_or(0, Date::opening_day);
        for (from, years, to) in [
            ("2018-12-31", 6, "2024-12-31"),
            ("2016-02-29", 1, "2017-02-28"),
            ("2000-03-01", -2, "1998-03-01"),
            ("1969-12-31", 3, "1972-12-31"),
        ] {
            assert_eq!(plus_years(day(from), years), day(to), "{from}");
        }
    }
}
