//! Overlap between partners (method 3): which activities of different partners are close in purpose,
//! place and time, what they are to each other, and why.
//!
//! [`Findings`] holds what is found when a data set is built; [`overlaps`] answers questions from it;
//! [`neighbours`] compares one activity with all others of its countries; [`compare`] explains a pair.
//!
//! **Which pairs a question means.** A pair is in when at least one of its two activities is selected
//! by the filter, one of the countries in which they are related is allowed by the filter's countries,
//! and, where the filter names two partners or more, both of its partners are among them.

mod adjacency;
mod candidate;
pub mod constant;
mod evaluation;
mod explain;
mod findings;
mod gather;
mod item;
mod matrix;
mod near;
mod neighbour;
mod pair;
mod place;
mod question;
mod relation;
mod score;
pub mod sector;
mod sentence;
mod shared;
mod subject;
mod text;
mod theme;
mod time;
mod wire;

pub use evaluation::{Tally, accuracy, evaluation};
pub use explain::{CapEffect, CodeMatch, Evidence, Explanation, Factor, FactorName, Span, explain};
pub use findings::{Census, Findings};
pub use gather::{NotCompared, compared_in};
pub use item::{OverlapDetail, OverlapItem, compare, detail, next_step, show};
pub use matrix::{MatrixCell, matrix};
pub use neighbour::neighbours;
pub use pair::{Pair, find_pair, pair_id};
pub use place::{Closeness, Location, Point, Scope, closeness, radius_km, reach_km};
pub(crate) use question::PairScope;
pub use question::{OverlapPage, Relations, count_relations, overlaps, pairs_of};
pub(crate) use relation::size;
pub use relation::{Relation, Rule, materiality, relation};
pub use score::{Cap, Parts, Score, score};
pub use sentence::sentence;
pub use subject::{Input, Subject, SubjectHead, Subjects, Title, confidence};
pub use text::{Word, WordTable};
pub use theme::theme_similarity;
pub(crate) use time::YEAR_DAYS;
pub use time::{Period, period_similarity};
