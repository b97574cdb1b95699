//! The one place that decides who answers a question: the browser's own data set when its worker holds one, else the
//! server. Both use the same functions on the same data, and no page knows which it was.

#[cfg(feature = "ssr")]
use crate::api::data::{self, DataAnswer};
use crate::api::map::{self, MapAnswer};
#[cfg(feature = "ssr")]
use crate::api::project::{self, ProjectAnswer};
use crate::api::projects::{self, ProjectsAnswer};
use crate::error::WireError;
use crate::held;

/// What the map page shows for a query string.
pub async fn map(query: String) -> Result<MapAnswer, WireError> {
    match held::answer("map", query.clone()).await {
        Some(answer) => Ok(answer),
        None => map::map(query).await,
    }
}

/// What the list of projects shows for a query string.
pub async fn projects(query: String) -> Result<ProjectsAnswer, WireError> {
    match held::answer("projects", query.clone()).await {
        Some(answer) => Ok(answer),
        None => projects::projects(query).await,
    }
}

/// One project, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn project(id: &str) -> Result<ProjectAnswer, WireError> {
    project::project(id)
}

/// Sources, imports and coverage, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn data() -> Result<DataAnswer, WireError> {
    data::data()
}
