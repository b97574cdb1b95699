//! The one place that decides who answers a question. Today that is always the server, through its server
//! functions; a browser that holds the data set can answer here without a page knowing.

#[cfg(feature = "ssr")]
use crate::api::data::{self, DataAnswer};
use crate::api::map::{self, MapAnswer};
#[cfg(feature = "ssr")]
use crate::api::overlaps::{self, OverlapAnswer, OverlapsAnswer};
#[cfg(feature = "ssr")]
use crate::api::project::{self, ProjectAnswer};
use crate::api::projects::{self, ProjectsAnswer};
use crate::error::WireError;
#[cfg(feature = "ssr")]
use tiga_domain::analysis::overlap::Relations;
#[cfg(feature = "ssr")]
use tiga_domain::link::Question;

/// What the map page shows for a query string.
pub async fn map(query: String) -> Result<MapAnswer, WireError> {
    map::map(query).await
}

/// What the list of projects shows for a query string.
pub async fn projects(query: String) -> Result<ProjectsAnswer, WireError> {
    projects::projects(query).await
}

/// One project, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn project(id: &str) -> Result<ProjectAnswer, WireError> {
    project::project(id)
}

/// Related projects, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn overlaps(question: &Question, relations: Relations) -> Result<OverlapsAnswer, WireError> {
    overlaps::overlaps(question, relations)
}

/// Two related projects, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn overlap(id: &str) -> Result<OverlapAnswer, WireError> {
    overlaps::overlap(id)
}

/// Sources, imports and coverage, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn data() -> Result<DataAnswer, WireError> {
    data::data()
}
