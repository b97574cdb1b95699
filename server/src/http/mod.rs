//! HTTP: the router, documents, pages, assets, and what guards them. The only place that knows axum.
//!
//! | to say | use |
//! |---|---|
//! | a call of the API or an export went wrong | [`problem::Problem`] |
//! | a document that can be cached | [`document::Asked`] |
//! | a page | the application, through [`page`] |
//!
//! Nothing here writes: there are only GET, HEAD and, for server functions that read, POST.

mod api;
mod asset;
mod chart;
mod chunk;
mod connection;
mod document;
mod export;
mod fault;
mod health;
mod limit;
mod log;
mod openapi;
mod page;
mod parts;
mod problem;
mod router;
mod security;
mod serve;
mod site;
#[cfg(test)]
mod tests;
mod tiles;
mod trust;

pub(crate) use serve::{Settings, serve};
pub(crate) use tiles::Tiles;
