//! The one place that decides who answers a question: the browser's own data set when its worker holds one, else the
//! server. Both use the same functions on the same data, and no page knows which it was.

#[cfg(feature = "ssr")]
use crate::api::data::{self, DataAnswer, ImportAnswer};
use crate::api::live::{self, Answer};
#[cfg(feature = "ssr")]
use crate::api::map::{self, MapAnswer};
#[cfg(feature = "ssr")]
use crate::api::overlaps::{self, OverlapAnswer, OverlapsAnswer};
#[cfg(feature = "ssr")]
use crate::api::project::{self, ProjectAnswer};
use crate::error::WireError;
use crate::held;
#[cfg(feature = "ssr")]
use tiga_domain::analysis::overlap::Relations;
#[cfg(feature = "ssr")]
use tiga_domain::link::Question;
#[cfg(feature = "ssr")]
use tiga_domain::provenance::Severity;

/// What the page at a path shows for a query string.
pub async fn page(path: &'static str, query: String) -> Result<Answer, WireError> {
    match held::answer(path, query.clone()).await {
        Some(answer) => Ok(answer),
        None => live::page(path.to_owned(), query).await,
    }
}

/// The map for a query string, for pages that only the server draws.
#[cfg(feature = "ssr")]
pub fn map(query: &str) -> Result<MapAnswer, WireError> {
    Ok(map::answer(&*crate::api::data_set()?, query))
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

/// One import with its findings, for a page that only the server draws.
#[cfg(feature = "ssr")]
pub fn import(id: &str, severity: Option<Severity>, page: u64) -> Result<ImportAnswer, WireError> {
    data::import(id, severity, page)
}
