//! Whole cents of US dollars, and amounts as files write them.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// An amount in whole cents of US dollars. Serialised as dollars, a number exact to the cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

impl Cents {
    /// In dollars; exact to the cent for amounts under ninety trillion.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// As readers see it, to the cent.
    ///
    /// ```
    /// use tiga_domain::money::Cents;
    /// assert_eq!(Cents(123_456_789).exact(), "US$ 1,234,567.89");
    /// assert_eq!(Cents(-5).exact(), "−US$ 0.05");
    /// ```
    pub fn exact(self) -> String {
        let sign = if self.0 < 0 { "−" } else { "" };
        let cents = self.0.unsigned_abs();
        format!("{sign}US$ {}.{:02}", grouped(cents / 100), cents % 100)
    }
}

/// Digits in groups of three.
///
/// ```
/// assert_eq!(tiga_domain::money::grouped(1_234_567), "1,234,567");
/// assert_eq!(tiga_domain::money::grouped(12), "12");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl fmt::Display for Cents {
    /// Dollars with two decimals and no grouping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(
            f,
            "{sign}{}.{:02}",
            self.0.unsigned_abs() / 100,
            self.0.unsigned_abs() % 100
        )
    }
}

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|cents| cents.0).sum())
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.dollars())
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(
            (f64::deserialize(deserializer)? * 100.0).round() as i64
        ))
    }
}

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not a number: “{0}”")]
pub struct ParseAmountError(pub String);

/// Reads an amount: digits with an optional sign, point and exponent; spaces and commas group digits.
///
/// A lone point is never read as grouping: `245863069.515` is 245 million.
///
/// # Errors
/// When the text is anything else, or has a magnitude that no currency needs.
pub fn parse_amount(text: &str) -> Result<Decimal, ParseAmountError> {
    let digits: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let grouping_fits = !text.contains(',') || well_grouped(text);
    let number = Decimal::from_str_exact(&digits).or_else(|_| Decimal::from_scientific(&digits));
    number
        .ok()
        .filter(|number| grouping_fits && number.abs() < Decimal::from(10_i64.pow(18)))
        .ok_or_else(|| ParseAmountError(text.chars().take(60).collect()))
}

/// Reads dollars with at most two decimals, commas and blanks grouping the digits: what a form or an address says.
/// Exact, and without the number types that amounts of sources need.
///
/// ```
/// use tiga_domain::money::{Cents, parse_dollars};
/// assert_eq!(parse_dollars("1,000,000.5"), Some(Cents(100_000_050)));
/// assert_eq!(parse_dollars("-1"), None);
/// ```
pub fn parse_dollars(text: &str) -> Option<Cents> {
    if text.contains(',') && !well_grouped(text) {
        return None;
    }
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) || fraction.len() > 2 {
        return None;
    }
    let cents = format!("{whole}{fraction:0<2}").parse::<i64>().ok()?;
    // Less than what any currency needs, as for amounts of sources.
    Some(Cents(cents)).filter(|cents| cents.0 < 10_i64.pow(18))
}

/// Commas stand before the point, with two or three digits after each.
fn well_grouped(text: &str) -> bool {
    let whole = text.trim().split('.').next().unwrap_or_default();
    let fraction_has_comma = text
        .split_once('.')
        .is_some_and(|(_, fraction)| fraction.contains(','));
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    let first_fits = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()));
    !fraction_has_comma && first_fits && groups.all(|group| matches!(group.trim().len(), 2 | 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("1,234.50", "1234.50"),
            (" 245863069.515 ", "245863069.515"),
            ("-5 000", "-5000"),
            ("107,000,000.00", "107000000.00"),
            ("1.715E9", "1715000000"),
        ] {
            assert_eq!(
                parse_amount(text).map(|d| d.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
        for text in [
            "", "n/a", "1.234,50", "1,2", "--1", "1e99", "12a", "NaN", ",",
        ] {
            assert!(parse_amount(text).is_err(), "{text}");
        }
    }

    #[test]
    fn dollars_are_read_to_the_cent_or_not_at_all() {
        for (text, cents) in [
            ("0", 0),
            ("12", 1200),
            ("1 000.07", 100_007),
            ("1,234.5", 123_450),
        ] {
            assert_eq!(parse_dollars(text), Some(Cents(cents)), "{text}");
        }
        for text in [
            "",
            ".5",
            "1.234",
            "1,2",
            "-1",
            "+1",
            "1e6",
            "a",
            "99999999999999999999",
        ] {
            assert_eq!(parse_dollars(text), None, "{text}");
        }
    }

    #[test]
    fn cents_print_as_dollars() {
        assert_eq!(Cents(-5).to_string(), "-0.05");
        assert_eq!(Cents(180_716_717_320).to_string(), "1807167173.20");
    }
}
