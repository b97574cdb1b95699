//! How much a service counts for works by its time (method 4).

use super::measure::{SVC_AFTER_Y, SVC_BEFORE_Y};
use crate::analysis::overlap::constant::TIME_GAP_SCALE_Y;
use crate::analysis::overlap::{Period, YEAR_DAYS};
use crate::date::Date;

/// When services count fully for works, in days since 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    start: i32,
    end: i32,
}

/// How much a service counts for works: 1 from two years before their start to six after their end, less outside.
///
/// ```
/// use tiga_domain::analysis::complement::time_weight;
/// use tiga_domain::analysis::overlap::Period;
/// use tiga_domain::date::Date;
/// let period = |start, end| Period::new(Date::parse(start), Date::parse(end), None, None).expect("dates");
/// let weight = time_weight(period("2015", "2018"), period("2026-01-01", "2028"));
/// assert!((weight - 0.6059).abs() < 1e-4);
/// ```
pub fn time_weight(anchor: Period, service: Period) -> f64 {
    weight_in(use_of(anchor), service)
}

/// When services count fully for works.
pub(super) fn use_of(anchor: Period) -> Use {
    Use {
        start: plus_years(anchor.start, -SVC_BEFORE_Y),
        end: plus_years(anchor.end, SVC_AFTER_Y),
    }
}

/// The weight of a service for works with that use.
pub(super) fn weight_in(use_of_works: Use, service: Period) -> f64 {
    let gap = (service.start - use_of_works.end).max(use_of_works.start - service.end);
    if gap <= 0 {
        return 1.0;
    }
    (-f64::from(gap) / YEAR_DAYS / TIME_GAP_SCALE_Y).exp()
}

/// The same day in another year.
pub(super) fn plus_years(day: i32, years: i16) -> i32 {
    Date::from_day_number(day).plus_years(years).opening_day()
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
