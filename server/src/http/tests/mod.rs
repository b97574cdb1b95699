//! The router as a client sees it: every address, its shape, its headers, its errors.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what they expect by unwrapping it"
)]

mod analysis;
mod api;
mod app;
mod book;
mod cancel;
mod connection;
mod export;
mod guard;
mod openapi;
mod overlap;
mod page;
mod parts;
mod picture;
#[path = "../../../../app/domain/tests/dataset/portfolio.rs"]
mod portfolio;
mod report;
mod sample;
mod total;
#[path = "../../../../app/domain/tests/overlap/world.rs"]
#[expect(dead_code, reason = "the whole region is for benchmarks")]
mod world;
