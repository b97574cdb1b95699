//! Axes of amounts: round steps and short labels.

use tiga_domain::money::Cents;

/// Round steps that cover a range of amounts, both ends included, zero among them.
///
/// ```
/// use tiga_domain::money::Cents;
/// let ticks = tiga_chart::axis::ticks(Cents(0), Cents(237_000_000_00), 5);
/// assert_eq!(ticks.last(), Some(&Cents(250_000_000_00)));
/// ```
pub fn ticks(low: Cents, high: Cents, about: u32) -> Vec<Cents> {
    let span = (high.0.max(0) - low.0.min(0)).max(100) as f64;
    let raw = span / f64::from(about.max(1));
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .iter()
        .map(|m| m * power)
        .find(|step| *step >= raw)
        .unwrap_or(raw);
    let step = (step.round() as i64).max(1);
    let (first, last) = (
        low.0.min(0).div_euclid(step),
        high.0.max(0).div_euclid(step),
    );
    let last = if last * step < high.0 { last + 1 } else { last };
    (first..=last).map(|n| Cents(n * step)).collect()
}

/// An amount in short: `1.2 bn`, `350 m`, `12 k`, `0`.
///
/// ```
/// use tiga_domain::money::Cents;
/// assert_eq!(tiga_chart::axis::short(Cents(125_000_000_000)), "1.25 bn");
/// assert_eq!(tiga_chart::axis::short(Cents(-3_500_000_00)), "−3.5 m");
/// ```
pub fn short(amount: Cents) -> String {
    let dollars = amount.dollars().abs();
    let sign = if amount.0 < 0 { "−" } else { "" };
    let (value, unit) = match dollars {
        d if d >= 1e9 => (d / 1e9, " bn"),
        d if d >= 1e6 => (d / 1e6, " m"),
        d if d >= 1e3 => (d / 1e3, " k"),
        d => (d, ""),
    };
    let digits = format!("{value:.2}");
    format!(
        "{sign}{}{unit}",
        digits.trim_end_matches('0').trim_end_matches('.')
    )
}
