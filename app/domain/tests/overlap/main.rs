//! Overlap from outside: the worked examples, the laws, bad input, and how the work grows.
#![expect(
    clippy::unwrap_used,
    reason = "tests say what they expect by unwrapping it"
)]

mod bad_input;
mod laws;
#[path = "../dataset/portfolio.rs"]
#[expect(dead_code, reason = "the filters are for the overview")]
mod portfolio;
mod vectors;
mod work;
mod world;
