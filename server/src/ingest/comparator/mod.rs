//! `AidData`’s lists of Chinese finance (GCOFF, GCDF), for comparison: China is no partner, so that nothing of them is
//! stored. They are checked, counted and summed, and the import says by how much they would count.

mod parse;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
