//! The as-of date of an answer, and the years that it looks at. No clock: the date comes with the data.

use crate::dataset::Dataset;
use crate::date::Date;
use crate::filter::{Filter, Years};

/// Full years in a window (method 5).
pub const WINDOW_YEARS: i16 = 5;

/// The as-of date of a data set: the day of its latest import, else the end of its last year.
pub fn as_of(data: &Dataset) -> Date {
    let last_year = data.years().map_or(1999, |(_, last)| last);
    Date::parse(data.date()).unwrap_or(Date::year_only(last_year + 1))
}

/// The years of an answer: those that the filter names, else the last five full years before the as-of date.
///
/// ```
/// use tiga_domain::{analysis::window::window, date::Date, filter::Filter};
/// let years = window(&Filter::default(), Date::year_only(2026));
/// assert_eq!((years.from, years.to), (Some(2021), Some(2025)));
/// ```
pub fn window(filter: &Filter, as_of: Date) -> Years {
    if !filter.years.is_all() {
        return filter.years;
    }
    Years {
        from: Some(as_of.year() - WINDOW_YEARS),
        to: Some(as_of.year() - 1),
        undated: false,
    }
}
