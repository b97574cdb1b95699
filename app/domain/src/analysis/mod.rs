//! Answers: pure functions of a data set and a question.

mod bit_counts;
pub mod choice;
pub mod cluster;
pub mod complement;
pub mod concentration;
pub mod coverage;
pub mod coverage_grid;
pub mod facets;
pub mod gap;
pub mod glance;
pub(crate) mod largest;
pub mod ledger;
pub mod linkage;
pub mod mix;
pub mod overlap;
pub mod overview;
pub mod projects;
pub mod provinces;
pub(crate) mod round;
pub mod window;
