//! Exact shares and splits: parts always add to the whole, to the cent (method 1.1, rules 8 and 11).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::money::Cents;

/// A part of a whole in millionths of a millionth; the shares of a whole add to exactly [`Share::ONE`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(pub u64);

impl Share {
    /// The whole.
    pub const ONE: Self = Self(1_000_000_000_000);

    /// As a fraction from 0 to 1.
    pub fn fraction(self) -> f64 {
        self.0 as f64 / Self::ONE.0 as f64
    }
}

/// Splits a total over weights by the largest remainder; ties go to the earlier place.
///
/// Negative totals are split as positives and negated. Parts of weight zero get nothing; when all
/// weights are zero there are no parts and the result is empty.
///
/// ```
/// use tiga_domain::money::{split, Cents};
/// let parts = split(Cents(10_000), &[40, 35, 35]);
/// assert_eq!(parts, [Cents(3_636), Cents(3_182), Cents(3_182)]);
/// ```
pub fn split(total: Cents, weights: &[u64]) -> Vec<Cents> {
    match weights {
        [weight] if *weight > 0 => return vec![total],
        _ => {}
    }
    let parts = largest_remainder(
        u128::from(total.0.unsigned_abs()),
        &weights.iter().map(|w| u128::from(*w)).collect::<Vec<_>>(),
    );
    parts
        .into_iter()
        .map(|part| {
            Cents(if total.0 < 0 {
                -(part as i64)
            } else {
                part as i64
            })
        })
        .collect()
}

/// `weights` must be small enough that `total` times each fits 128 bits.
fn largest_remainder(total: u128, weights: &[u128]) -> Vec<u128> {
    let sum: u128 = weights.iter().sum();
    if sum == 0 {
        return Vec::new();
    }
    let mut parts: Vec<u128> = weights.iter().map(|w| total * w / sum).collect();
    let missing = (total - parts.iter().sum::<u128>()) as usize;
    if missing > 0 {
        let mut order: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0).collect();
        order.sort_by_key(|i| (std::cmp::Reverse(total * weights[*i] % sum), *i));
        for i in order.into_iter().take(missing) {
            parts[i] += 1;
        }
    }
    parts
}

/// A published line of a split: what it is for, and its percentage if given.
pub type ShareLine<K> = (K, Option<Decimal>);

/// What [`rebase`] made of published lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebased<K> {
    /// Each key once, in key order, with shares that add to exactly one; empty when nothing usable was published.
    pub shares: Vec<(K, Share)>,
    /// The percentages did not sum to 100, by more than 0.5.
    pub rebased: bool,
    /// No percentage was published for several lines.
    pub equal_split: bool,
    /// Lines without a percentage stood beside lines with one.
    pub null_share_dropped: bool,
    /// Zero or negative percentages were dropped.
    pub nonpositive_dropped: bool,
}

/// Turns published percentages into exact shares (method 1.1, rule 8). Repeated keys are merged.
pub fn rebase<K: Ord + Copy>(lines: &[ShareLine<K>]) -> Rebased<K> {
    let none_given = lines.iter().all(|(_, percentage)| percentage.is_none());
    let hundred = Decimal::ONE_HUNDRED;
    let given: Vec<(K, Decimal)> = if none_given {
        lines.iter().map(|(key, _)| (*key, Decimal::ONE)).collect()
    } else {
        lines
            .iter()
            .filter_map(|(key, percentage)| Some((*key, (*percentage)?)))
            .collect()
    };
    let good: Vec<(K, Decimal)> = given
        .iter()
        .copied()
        .filter(|(_, p)| *p > Decimal::ZERO)
        .collect();
    let sum: Decimal = good.iter().map(|(_, p)| p).sum();
    let is_whole =
        (sum - hundred).abs() <= Decimal::new(5, 1) || (good.len() == 1 && sum == Decimal::ONE);
    Rebased {
        shares: exact_shares(good.clone()),
        rebased: !none_given && !good.is_empty() && !is_whole,
        equal_split: none_given && lines.len() > 1,
        null_share_dropped: !none_given && lines.iter().any(|(_, p)| p.is_none()),
        nonpositive_dropped: good.len() < given.len(),
    }
}

fn exact_shares<K: Ord + Copy>(mut weighted: Vec<(K, Decimal)>) -> Vec<(K, Share)> {
    weighted.sort_by_key(|(key, _)| *key);
    let mut merged: Vec<(K, Decimal)> = Vec::with_capacity(weighted.len());
    for (key, weight) in weighted {
        match merged.last_mut() {
            Some((last, sum)) if *last == key => *sum += weight,
            _ => merged.push((key, weight)),
        }
    }
    // Twelve decimals of a percentage are kept: no publisher gives more than two or three.
    let scale = Decimal::from(Share::ONE.0);
    let weights: Vec<u128> = merged
        .iter()
        .map(|(_, w)| (w * scale).round().to_u128().unwrap_or(0))
        .collect();
    let shares = largest_remainder(u128::from(Share::ONE.0), &weights);
    merged
        .into_iter()
        .zip(shares)
        .map(|((key, _), share)| (key, Share(share as u64)))
        .collect()
}

/// The shares of all pairs of two independent splits, in the order of both; they add to exactly one.
pub fn cross<A: Copy, B: Copy>(a: &[(A, Share)], b: &[(B, Share)]) -> Vec<(A, B, Share)> {
    let pairs = || a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    let weights: Vec<u128> = pairs()
        .map(|(x, y)| u128::from(x.1.0) * u128::from(y.1.0))
        .collect();
    let shares = largest_remainder(u128::from(Share::ONE.0), &weights);
    pairs()
        .zip(shares)
        .map(|((x, y), share)| (x.0, y.0, Share(share as u64)))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok()
    }

    #[test]
    fn splits_of_the_method() {
        assert_eq!(
            split(Cents(-1001), &[1, 1, 1]),
            [Cents(-334), Cents(-334), Cents(-333)]
        );
        assert_eq!(split(Cents(1), &[5, 5]), [Cents(1), Cents(0)]);
        assert_eq!(split(Cents(500), &[1, 0]), [Cents(500), Cents(0)]);
        assert!(split(Cents(500), &[0, 0]).is_empty());
    }

    #[test]
    fn nine_elevenths_are_a_whole() {
        let lines: Vec<_> = (0..9).map(|key| (key, percent("11.11"))).collect();
        let rebased = rebase(&lines);
        assert!(!rebased.rebased);
        assert_eq!(
            rebased.shares.iter().map(|(_, s)| s.0).sum::<u64>(),
            Share::ONE.0
        );
    }

    #[test]
    fn dropped_lines_are_flagged() {
        let rebased = rebase(&[(1, percent("70")), (2, None), (3, percent("-20"))]);
        assert_eq!(rebased.shares, [(1, Share::ONE)]);
        assert!(rebased.null_share_dropped && rebased.nonpositive_dropped && rebased.rebased);
        let nothing = rebase(&[(1, percent("0"))]);
        assert!(nothing.shares.is_empty() && nothing.nonpositive_dropped);
        let equal = rebase(&[(1, None), (2, None), (1, None)]);
        assert!(equal.equal_split);
        assert_eq!(equal.shares[0].1.0, 666_666_666_667);
    }

    proptest! {
        #[test]
        fn parts_add_to_the_whole(total in -10_i64.pow(14)..10_i64.pow(14), weights in prop::collection::vec(0_u64..10_u64.pow(12), 1..12)) {
            let parts = split(Cents(total), &weights);
            if weights.iter().any(|w| *w > 0) {
                prop_assert_eq!(parts.iter().copied().sum::<Cents>(), Cents(total));
            }
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0 || part.0 == 0);
            }
        }

        #[test]
        fn crossed_shares_add_to_one(a in prop::collection::vec(1_u64..1000, 1..6), b in prop::collection::vec(1_u64..1000, 1..6)) {
            let exact = |weights: &[u64]| exact_shares(weights.iter().enumerate().map(|(i, w)| (i, Decimal::from(*w))).collect());
            let crossed = cross(&exact(&a), &exact(&b));
            prop_assert_eq!(crossed.iter().map(|(_, _, s)| s.0).sum::<u64>(), Share::ONE.0);
        }
    }
}
