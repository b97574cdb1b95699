//! Amounts, counts, shares and dates as readers see them. Pure, the same on both sides.

use tiga_domain::date::Date;
use tiga_domain::money::{Cents, grouped};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Digits in groups of three: `1,234,567`.
pub fn count(number: u64) -> String {
    grouped(number)
}

/// A number of things with its noun: `1 project`, `12 projects`.
pub fn counted(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", count(number))
}

/// A number of things whose plural is a word of its own: `2 countries`.
pub fn counted_as(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// An amount with a compact unit, three figures: `US$ 1.23 bn`.
pub fn compact(usd: Cents) -> String {
    const UNITS: [(f64, &str); 4] = [(1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k")];
    let dollars = usd.dollars().abs();
    let sign = if usd.0 < 0 { "−" } else { "" };
    // From 999.5 of a unit the next larger one reads better than 1000.
    let unit = UNITS.iter().find(|(size, _)| dollars >= size * 0.9995);
    let Some((size, name)) = unit else {
        return format!("{sign}US$ {dollars:.0}");
    };
    let number = dollars / size;
    let decimals = match number {
        n if n >= 99.95 => 0,
        n if n >= 9.995 => 1,
        _ => 2,
    };
    format!("{sign}US$ {number:.decimals$}{name}")
}

/// An amount to the cent: `US$ 1,234,567.89`.
pub fn exact(usd: Cents) -> String {
    usd.exact()
}

/// An amount in millions for a column whose heading states the unit: `1,234.57`.
pub fn millions(usd: Cents) -> String {
    let sign = if usd.0 < 0 { "−" } else { "" };
    // Hundredths of a million, rounded half up.
    let hundredths = (usd.0.unsigned_abs() + 500_000) / 1_000_000;
    if hundredths == 0 && usd.0 != 0 {
        return format!("{sign}< 0.01");
    }
    format!("{sign}{}.{:02}", count(hundredths / 100), hundredths % 100)
}

/// A part of a whole in percent: `12.5 %`.
pub fn percent(part: f64) -> String {
    let percent = part * 100.0;
    if percent > 0.0 && percent < 0.1 {
        return "< 0.1 %".to_owned();
    }
    let text = format!("{percent:.1}");
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// A date in long form as far as it is known: `12 March 2019`, `March 2019`, `2019`.
pub fn long_date(date: Date) -> String {
    let iso = date.to_string();
    let mut parts = iso.split('-');
    let year = parts.next().unwrap_or_default();
    let month = parts
        .next()
        .and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let day = parts.next().map(|day| day.trim_start_matches('0'));
    match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.to_owned(),
    }
}

/// Bytes with a unit: `61.1 kB`.
pub fn bytes(number: u64) -> String {
    match number {
        n if n >= 1_000_000 => format!("{:.1} MB", n as f64 / 1e6),
        n if n >= 1_000 => format!("{:.1} kB", n as f64 / 1e3),
        n => format!("{n} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_three_figures_and_their_unit() {
        for (cents, text) in [
            (0, "US$ 0"),
            (12_300, "US$ 123"),
            (99_999, "US$ 1.00 k"),
            (123_456_789_00, "US$ 123 m"),
            (1_234_567_890_00, "US$ 1.23 bn"),
            (-5_000_000_00, "−US$ 5.00 m"),
        ] {
            assert_eq!(compact(Cents(cents)), text);
        }
        assert_eq!(exact(Cents(123_456_789)), "US$ 1,234,567.89");
        assert_eq!(millions(Cents(123_456_789_00)), "123.46");
        assert_eq!(millions(Cents(100)), "< 0.01");
    }

    #[test]
    fn a_date_says_no_more_than_is_known() {
        let long = |text| Date::parse(text).map(long_date).unwrap_or_default();
        assert_eq!(long("2019-03-02"), "2 March 2019");
        assert_eq!(long("2019-03"), "March 2019");
        assert_eq!(long("2019"), "2019");
    }
}
