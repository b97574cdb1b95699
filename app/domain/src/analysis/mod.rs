//! Answers: pure functions of a data set and a question.

pub mod cluster;
pub mod coverage;
pub mod facets;
pub mod ledger;
pub mod overlap;
pub mod overview;
pub mod projects;
