//! Rounding of scores, shares and ranks (method 1.1, rule 17).

/// To four decimals, before anything is compared with a threshold.
pub(crate) fn round4(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}
