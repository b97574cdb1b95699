//! Answers to pages, one file per noun, each a call into the domain and a small view model. `map` and `projects` go on
//! in the browser: [`live`] asks the server for them, read-only and with GET; the others belong to pages that
//! the server draws alone. Only [`crate::answer`] and the browser's worker call them.

#[cfg(feature = "ssr")]
pub mod analysis;
#[cfg(feature = "ssr")]
pub mod data;
pub mod edition;
pub mod layer;
pub mod live;
pub mod map;
#[cfg(feature = "ssr")]
pub mod overlaps;
#[cfg(feature = "ssr")]
pub mod project;
#[cfg(feature = "ssr")]
mod project_model;
pub mod projects;
#[cfg(feature = "ssr")]
pub mod report;
pub mod wire;

#[cfg(feature = "ssr")]
use std::sync::Arc;

#[cfg(feature = "ssr")]
use tiga_domain::snapshot::Snapshot;

/// The data set of this request.
#[cfg(feature = "ssr")]
pub(crate) fn data_set() -> Result<Arc<Snapshot>, crate::error::WireError> {
    leptos::prelude::use_context::<crate::data::DataSource>()
        .map(|source| source.current())
        .ok_or(crate::error::WireError::Unavailable)
}
