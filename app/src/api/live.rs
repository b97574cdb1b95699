//! Answers to the pages that go on in the browser: one type and one server function for all of them, because what
//! carries an answer through the page is compiled once for each type.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};
use tiga_domain::snapshot::Snapshot;

use crate::api::map::{self, MapAnswer};
use crate::api::projects::{self, ProjectsAnswer};
use crate::api::wire::Wire;
use crate::error::WireError;

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The map.
    Map(Box<MapAnswer>),
    /// The list of projects.
    Projects(Box<ProjectsAnswer>),
}

/// Asks the server for what the page at a path shows for a query string.
#[server(prefix = "/answer", endpoint = "page", input = GetUrl, output = Wire)]
pub async fn page(path: String, query: String) -> Result<Answer, WireError> {
    answer(&*super::data_set()?, &path, &query).ok_or(WireError::NotFound)
}

/// What the page at a path shows for a query string; none when no such page asks.
pub fn answer(data: &Snapshot, path: &str, query: &str) -> Option<Answer> {
    match path {
        "/" => Some(Answer::Map(Box::new(map::answer(data, query)))),
        "/projects" => Some(Answer::Projects(Box::new(projects::answer(data, query)))),
        _ => None,
    }
}
