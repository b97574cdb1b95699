//! Gaps, mix, complements and concentration from outside: the worked examples of the method, and the laws.
#![expect(
    clippy::unwrap_used,
    reason = "tests say what they expect by unwrapping it"
)]

#[path = "../dataset/portfolio.rs"]
mod portfolio;

mod bad_input;
mod laws;
mod vectors;
