//! Work shared out over the processors where the feature `parallel` is on; one after another elsewhere.

use std::cmp::Ordering;
use std::ops::Range;

/// Does the parts of `0..count` and gives their outcomes in order.
pub(crate) fn in_chunks<T: Send>(
    count: usize,
    chunk: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    if count <= chunk {
        return vec![work(0..count)];
    }
    let range = |nth: usize| nth * chunk..((nth + 1) * chunk).min(count);
    each(count.div_ceil(chunk), |nth| work(range(nth)))
}

/// Sorts in an order in which no two differing items are equal.
pub(crate) fn sort_by<T: Send>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering + Sync) {
    #[cfg(feature = "parallel")]
    rayon::slice::ParallelSliceMut::par_sort_unstable_by(items, order);
    #[cfg(not(feature = "parallel"))]
    items.sort_unstable_by(order);
}

#[cfg(feature = "parallel")]
fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    use rayon::prelude::*;
    (0..count).into_par_iter().map(&work).collect()
}

#[cfg(not(feature = "parallel"))]
fn each<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    (0..count).map(work).collect()
}
