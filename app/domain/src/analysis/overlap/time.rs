//! When an activity runs, and how the periods of two meet (method 3.5).

use super::constant::{DUR_GRANT_Y, DUR_LOAN_Y, DUR_UNKNOWN_Y, TIME_GAP_SCALE_Y};
use crate::date::Date;
use crate::status::Instrument;

/// The period of an activity in days since 1970-01-01, and what of it is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub start: i32,
    /// Last day, after the first.
    pub end: i32,
    /// The start is the end less a usual length.
    pub is_start_imputed: bool,
    /// The end is the start plus a usual length.
    pub is_end_imputed: bool,
    /// The published end is not after the start.
    pub is_end_corrected: bool,
}

/// Days of a year in the decay of the link.
pub(crate) const YEAR_DAYS: f64 = 365.25;

impl Period {
    /// The period of an activity; none when no date of any kind is known.
    ///
    /// `year` is the year of its commitment. Without an end, or a start, a usual length of the
    /// instrument is assumed.
    pub fn new(
        start: Option<Date>,
        end: Option<Date>,
        year: Option<i16>,
        instrument: Option<Instrument>,
    ) -> Option<Self> {
        let years = usual_years(instrument);
        let first = start.or(year.map(Date::year_only)).map(Date::opening);
        let last = end.map(Date::closing);
        let start = match (first, last) {
            (Some(first), _) => first,
            (None, last) => last?.plus_years(-years),
        };
        let start_day = start.opening_day();
        let end_day = last
            .unwrap_or_else(|| start.plus_years(years))
            .closing_day();
        let is_end_corrected = end_day <= start_day;
        Some(Self {
            start: start_day,
            end: if is_end_corrected {
                start_day + 365
            } else {
                end_day
            },
            is_start_imputed: first.is_none(),
            is_end_imputed: last.is_none(),
            is_end_corrected,
        })
    }

    /// Days in common; negative for the days of a gap.
    pub fn common_days(&self, other: &Self) -> i32 {
        self.end.min(other.end) - self.start.max(other.start)
    }

    fn days(&self) -> i32 {
        self.end - self.start
    }
}

const fn usual_years(instrument: Option<Instrument>) -> i16 {
    match instrument {
        Some(
            Instrument::Loan | Instrument::Equity | Instrument::Guarantee | Instrument::Insurance,
        ) => DUR_LOAN_Y,
        Some(Instrument::Grant | Instrument::TechnicalAssistance) => DUR_GRANT_Y,
        Some(Instrument::Other) | None => DUR_UNKNOWN_Y,
    }
}

/// `S_time`: .5 to 1 when the periods meet, falling from .5 with the gap when they do not.
///
/// ```
/// use tiga_domain::analysis::overlap::{Period, period_similarity};
/// use tiga_domain::date::Date;
/// let period = |start, end| Period::new(Date::parse(start), Date::parse(end), None, None);
/// let (a, b) = (period("2010", "2012"), period("2013", "2015"));
/// assert!((period_similarity(a.as_ref(), b.as_ref()).unwrap_or(0.0) - 0.4993).abs() < 1e-4);
/// assert_eq!(period_similarity(a.as_ref(), None), None);
/// ```
pub fn period_similarity(a: Option<&Period>, b: Option<&Period>) -> Option<f64> {
    let (a, b) = (a?, b?);
    let common = a.common_days(b);
    Some(if common >= 0 {
        0.5 + 0.5 * (f64::from(common) / f64::from(a.days().min(b.days()))).min(1.0)
    } else {
        0.5 * (f64::from(common) / YEAR_DAYS / TIME_GAP_SCALE_Y).exp()
    })
}
