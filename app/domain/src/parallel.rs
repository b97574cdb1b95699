//! Work shared out over the processors where the feature `parallel` is on; one after another elsewhere.

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

/// Sorts by a key that no two share.
pub(crate) fn sort_by_key<T: Send, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K + Sync) {
    #[cfg(feature = "parallel")]
    rayon::slice::ParallelSliceMut::par_sort_unstable_by_key(items, key);
    #[cfg(not(feature = "parallel"))]
    items.sort_unstable_by_key(key);
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
