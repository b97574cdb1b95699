//! How the relations that the method finds compare with labels by hand (method 10.4). The counts are measured, not set: a
//! test of the starter data computes them again and compares.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::table;

/// How often a label is found, found wrongly, and missed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Tally {
    /// Code of a relation, or `unrelated`.
    pub label: String,
    /// Pairs with the label that were given it.
    pub right: u32,
    /// Pairs without the label that were given it.
    pub wrong: u32,
    /// Pairs with the label that were given another.
    pub missed: u32,
}

static TALLIES: LazyLock<Vec<Tally>> =
    LazyLock::new(|| table::rows(include_str!("table/evaluation.csv")));

/// The counts of each label.
pub fn evaluation() -> &'static [Tally] {
    &TALLIES
}

impl Tally {
    /// The part of what was found that is right, 0 to 1; none when nothing was found.
    ///
    /// ```
    /// use tiga_domain::analysis::overlap::evaluation;
    /// let overlap = evaluation().iter().find(|tally| tally.label == "overlap").expect("a label");
    /// assert_eq!(overlap.precision(), Some(0.75));
    /// assert_eq!(overlap.recall().map(|recall| (recall * 100.0).round()), Some(67.0));
    /// ```
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.right + self.wrong)
    }

    /// The part of the label that was found, 0 to 1; none when no pair has it.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of precision and recall; none without them.
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

/// The part of all pairs that were given their label; none without pairs.
pub fn accuracy(tallies: &[Tally]) -> Option<f64> {
    let sum = |of: fn(&Tally) -> u32| tallies.iter().map(of).sum();
    ratio(sum(|it| it.right), sum(|it| it.right + it.missed))
}

fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}
