//! The arithmetic of gaps (method 5): shares, alignment, ranks, need and specialisation. Knows no data set.

use crate::analysis::round::round4;
use crate::money::Cents;

/// Ten points of the mix: less is no gap.
pub const ALIGN_FLAG: f64 = 0.10;
/// A third of the ranking between need and supply.
pub const NEED_FLAG_GAP: f64 = 0.35;
/// The upper half of need.
pub const NEED_FLAG_NEED: f64 = 0.50;
/// Most of the money must be classified.
pub const COVER_MIN: f64 = 0.60;
/// Fewer activities of ADB cannot carry a mix.
pub const ADB_MIN_ACTIVITIES: u32 = 5;
/// Fewer countries cannot carry a rank.
pub const RANK_MIN_COUNTRIES: usize = 6;
/// Fewer activities cannot carry a lead.
pub const RCA_MIN_ACTIVITIES: u32 = 3;

/// Shares of the positive parts, 0 to 1; all zero when nothing is positive.
pub fn shares(parts: &[Cents]) -> Vec<f64> {
    let positive = |part: &Cents| part.0.max(0) as f64;
    let sum: f64 = parts.iter().map(positive).sum();
    let share = |part| if sum > 0.0 { positive(part) / sum } else { 0.0 };
    parts.iter().map(share).collect()
}

/// Cosine of two vectors; none when one of them is zero.
///
/// ```
/// use tiga_domain::analysis::gap::measure::cosine;
/// assert_eq!(cosine(&[3.0, 0.0], &[6.0, 0.0]), Some(1.0));
/// assert_eq!(cosine(&[3.0, 0.0], &[0.0, 0.0]), None);
/// ```
pub fn cosine(x: &[f64], y: &[f64]) -> Option<f64> {
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let norm = (dot(x, x) * dot(y, y)).sqrt();
    (norm > 0.0).then(|| dot(x, y) / norm)
}

/// Which way a part of the mix differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// Ten points or more under ADB, which itself gives a tenth or more.
    Under,
    /// Ten points or more over ADB.
    Over,
    /// Neither.
    Within,
}

/// The share of the three less the share of ADB, part by part, and what that means (method 5.1).
///
/// Units: shares of the mix. What it does not mean: that ADB's mix is right.
///
/// ```
/// use tiga_domain::analysis::gap::measure::{Deviation, alignment};
/// use tiga_domain::money::Cents;
/// let gaps = alignment(&[Cents(80), Cents(20)], &[Cents(60), Cents(40)]);
/// assert_eq!(gaps, [(0.2, Deviation::Over), (-0.2, Deviation::Under)]);
/// ```
pub fn alignment(three: &[Cents], adb: &[Cents]) -> Vec<(f64, Deviation)> {
    let judge = |(three, adb): (f64, f64)| {
        let (gap, adb) = (round4(three - adb), round4(adb));
        let deviation = if gap <= -ALIGN_FLAG && adb >= ALIGN_FLAG {
            Deviation::Under
        } else if gap >= ALIGN_FLAG {
            Deviation::Over
        } else {
            Deviation::Within
        };
        (gap, deviation)
    };
    shares(three)
        .into_iter()
        .zip(shares(adb))
        .map(judge)
        .collect()
}

/// Ranks from 0 (least) to 1 (most); equal values share the mean rank. None under six values.
///
/// ```
/// use tiga_domain::analysis::gap::measure::mid_ranks;
/// let ranks = mid_ranks(&[55.0, 40.0, 40.0, 30.0, 18.0, 12.0, 8.0]).expect("seven values");
/// assert_eq!(ranks[..3], [1.0, 0.75, 0.75]);
/// ```
pub fn mid_ranks(values: &[f64]) -> Option<Vec<f64>> {
    if values.len() < RANK_MIN_COUNTRIES {
        return None;
    }
    let rank = |value: &f64| {
        let lower = values.iter().filter(|other| *other < value).count() as f64;
        let same = values.iter().filter(|other| *other == value).count() as f64;
        (lower + 0.5 * (same - 1.0)) / (values.len() - 1) as f64
    };
    Some(values.iter().map(rank).collect())
}

/// Need less supply, both as ranks, and whether that is a gap (method 5.2). None under the least coverage.
pub fn need_gap(need: f64, supply: f64, coverage: f64) -> Option<(f64, bool)> {
    if coverage < COVER_MIN {
        return None;
    }
    let gap = round4(need - supply);
    Some((gap, gap >= NEED_FLAG_GAP && round4(need) >= NEED_FLAG_NEED))
}

/// How much more of its money a partner gives to a part than all partners do (method 5.3): over 1 it is specialised.
///
/// Rows are partners, columns parts. None where the partner, the part or the whole has no money.
pub fn specialisation(money: &[Vec<Cents>], partner: usize, part: usize) -> Option<f64> {
    let sum = |row: &[Cents]| row.iter().map(|cents| cents.0).sum::<i64>() as f64;
    let of_partner = sum(&money[partner]);
    let of_part: f64 = money.iter().map(|row| row[part].0 as f64).sum();
    let whole: f64 = money.iter().map(|row| sum(row)).sum();
    let is_some = of_partner > 0.0 && of_part > 0.0 && whole > 0.0;
    is_some.then(|| (money[partner][part].0 as f64 / of_partner) / (of_part / whole))
}
