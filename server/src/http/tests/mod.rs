//! The router as a client sees it: every address, its shape, its headers, its errors.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what they expect by unwrapping it"
)]

mod api;
mod app;
mod book;
mod export;
mod guard;
mod openapi;
mod page;
mod parts;
mod picture;
#[path = "../../../../app/domain/tests/dataset/portfolio.rs"]
mod portfolio;
mod sample;
mod total;
