//! The Leptos application: pages, components and map. The server renders it, the browser hydrates it.
//!
//! The server hands in a [`data::DataSource`] through the context of each request and [`site::SiteAssets`] to
//! [`site::shell`]; nothing else crosses. A page reads its question from the [`address`], asks [`answer`], and lays out
//! what comes with [`component`]s and the [`map`].

// A view is one type; the deepest of them pass the default of 128.
#![recursion_limit = "256"]

pub mod address;
pub mod answer;
pub mod api;
pub mod component;
pub mod data;
pub mod error;
pub mod format;
mod held;
pub mod map;
pub mod page;
#[cfg(feature = "ssr")]
pub mod site;

mod app;

pub use app::App;
