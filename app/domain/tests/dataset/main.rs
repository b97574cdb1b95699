//! The data set from outside: the laws of counting, and what counts once.
#![expect(
    clippy::unwrap_used,
    reason = "tests say what they expect by unwrapping it"
)]

mod invariants;
mod linkage;
mod map;
mod placed;
mod portfolio;
mod precedence;
mod wire;
