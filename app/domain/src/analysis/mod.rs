//! Answers: pure functions of a data set and a question.

pub mod choice;
pub mod complement;
pub mod concentration;
pub mod coverage;
pub mod facets;
pub mod gap;
pub mod mix;
pub mod overview;
pub mod projects;
pub mod window;
