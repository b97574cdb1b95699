//! How far two activities serve the same priorities and themes (method 3.6).

use crate::priority::PriorityWeights;
use crate::theme::ThemeSet;

/// `S_theme`: the mean of shared priorities and shared themes; a part without a base is left out.
pub fn theme_similarity(a: (&PriorityWeights, ThemeSet), b: (&PriorityWeights, ThemeSet)) -> f64 {
    let weights = || a.0.iter().zip(b.0);
    let least: u32 = weights().map(|(x, y)| x.min(y)).sum();
    let most: u32 = weights().map(|(x, y)| x.max(y)).sum();
    let shared = (a.1.0 & b.1.0).count_ones();
    let all = (a.1.0 | b.1.0).count_ones();
    let ratio = |part: u32, whole: u32| f64::from(part) / f64::from(whole);
    match (most, all) {
        (0, 0) => 0.0,
        (_, 0) => ratio(least, most),
        (0, _) => ratio(shared, all),
        _ => f64::midpoint(ratio(least, most), ratio(shared, all)),
    }
}
