//! Answers: pure functions of a data set and a question.

pub mod coverage;
pub mod facets;
pub mod ledger;
pub mod overview;
pub mod projects;
