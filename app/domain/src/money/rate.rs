//! Conversion to US dollars at the average rate of the calendar year (method 1.1, rule 10).

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

use crate::activity::Value;
use crate::money::Cents;
use crate::table;

/// The average rate of a currency in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Units of the currency per US dollar.
    pub units_per_usd: Decimal,
    /// How many months of the year the average rests on.
    pub months: u8,
}

#[derive(Deserialize)]
struct Row {
    currency: String,
    year: i16,
    units_per_usd: String,
    months: u8,
}

static RATES: LazyLock<HashMap<(String, i16), Rate>> = LazyLock::new(|| {
    table::rows::<Row>(include_str!("table/rate.csv"))
        .into_iter()
        .filter_map(|row| {
            let units_per_usd = Decimal::from_str_exact(&row.units_per_usd).ok()?;
            Some((
                (row.currency, row.year),
                Rate {
                    units_per_usd,
                    months: row.months,
                },
            ))
        })
        .collect()
});

/// The rate of a currency (ISO 4217) in a year, if the table has one; 1 for the US dollar in every year.
pub fn rate(currency: &str, year: i16) -> Option<Rate> {
    if currency == "USD" {
        return Some(Rate {
            units_per_usd: Decimal::ONE,
            months: 12,
        });
    }
    RATES.get(&(currency.to_owned(), year)).copied()
}

/// Converts an amount at a rate: `amount × 100 / rate`, rounded half to even; none past the range of money.
///
/// ```
/// use rust_decimal::Decimal;
/// use tiga_domain::money::{to_cents, Cents};
/// let rate = Decimal::new(110_423, 3);
/// assert_eq!(to_cents(Decimal::from(70_210_000_000_i64), rate), Some(Cents(63_582_768_083)));
/// ```
pub fn to_cents(amount: Decimal, units_per_usd: Decimal) -> Option<Cents> {
    let cents = amount
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(units_per_usd)?;
    let cents = cents
        .round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven)
        .to_i64()?;
    // Sums over a million activities must stay far from overflow.
    (cents.abs() < 1_000_000_000_000_000).then_some(Cents(cents))
}

/// What a conversion found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The amount in dollars, or why not.
    pub value: Value,
    /// The rate that was used; fewer than six months behind it deserve a note.
    pub rate: Option<Rate>,
}

impl Conversion {
    /// Converts an amount of a year; without a currency, a year or a rate it stays unconverted.
    pub fn of(amount: Decimal, currency: &str, year: Option<i16>) -> Self {
        let rate = if currency == "USD" {
            rate(currency, 0)
        } else {
            year.and_then(|year| rate(currency, year))
        };
        let value = rate
            .and_then(|rate| to_cents(amount, rate.units_per_usd))
            .map_or(Value::NotConverted, Value::Usd);
        Self { value, rate }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_go_to_the_even_cent() {
        let eight = Decimal::from(8);
        assert_eq!(to_cents(Decimal::ONE, eight), Some(Cents(12)));
        assert_eq!(to_cents(Decimal::from(3), eight), Some(Cents(38)));
        assert_eq!(
            to_cents(Decimal::from(-250_000_000), Decimal::new(11_654, 1)),
            Some(Cents(-21_451_862))
        );
    }

    #[test]
    fn won_are_converted_at_the_mean_of_the_year() {
        let conversion = Conversion::of(Decimal::from(5_160_000_000_i64), "KRW", Some(2023));
        assert_eq!(conversion.value, Value::Usd(Cents(396_110_600)));
    }

    #[test]
    fn no_rate_is_no_conversion() {
        assert_eq!(
            Conversion::of(Decimal::ONE, "MMK", Some(2010)).value,
            Value::NotConverted
        );
        assert_eq!(
            Conversion::of(Decimal::ONE, "JPY", None).value,
            Value::NotConverted
        );
        assert_eq!(
            Conversion::of(Decimal::ONE, "", Some(2020)).value,
            Value::NotConverted
        );
        assert_eq!(
            Conversion::of(Decimal::ONE, "USD", None).value,
            Value::Usd(Cents(100))
        );
    }

    #[test]
    fn the_table_is_in_units_per_dollar() {
        let bounds = [
            ("JPY", 75, 165),
            ("KRW", 750, 1800),
            ("IDR", 1_900, 17_500),
            ("PHP", 23, 60),
            ("THB", 24, 55),
        ];
        for ((currency, year), rate) in RATES.iter() {
            if let Some((_, low, high)) = bounds.iter().find(|(code, _, _)| code == currency) {
                let fits = rate.units_per_usd >= Decimal::from(*low)
                    && rate.units_per_usd <= Decimal::from(*high);
                assert!(fits, "{currency} {year} {}", rate.units_per_usd);
            }
        }
    }
}
