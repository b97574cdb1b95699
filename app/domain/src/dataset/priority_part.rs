//! An amount by the priorities of its activity. Called where the data set is built and where its wire form is read, so
//! that both divide alike.

use crate::money::{Cents, split};
use crate::priority::PriorityWeights;

/// Bits of the priorities with any weight.
pub(super) fn bits_of(weights: &PriorityWeights) -> u8 {
    let weights = weights.iter().enumerate();
    weights.fold(0, |bits, (k, weight)| bits | u8::from(*weight > 0) << k)
}

/// The weights of those priorities, in their order.
pub(super) fn shares_of(weights: &PriorityWeights) -> Vec<u64> {
    let some = weights.iter().filter(|weight| **weight > 0);
    some.map(|weight| u64::from(*weight)).collect()
}

/// Appends an amount by priority; whole when there are none to share it.
pub(super) fn push_parts(cents: Cents, shares: &[u64], parts: &mut Vec<i64>) {
    if shares.len() > 1 {
        parts.extend(split(cents, shares).iter().map(|part| part.0));
    } else {
        parts.push(cents.0);
    }
}
