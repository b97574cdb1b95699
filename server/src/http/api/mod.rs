//! The API: each call is a question to the domain and the answer as JSON.

pub(super) mod analysis;
pub(super) mod facets;
pub(super) mod overlap;
pub(super) mod project;

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::coverage::{self, Coverage};
use tiga_domain::analysis::{overview, projects};

use super::document::Asked;
use super::problem::Problem;

/// `/api/v1/overview`
pub(super) async fn overview(asked: Asked) -> Response {
    asked.json(|data, question| overview::overview(data, &question.filter))
}

/// `/api/v1/projects`
pub(super) async fn projects(asked: Asked) -> Response {
    asked.json(projects::projects)
}

/// What is known of the records, by source and agency.
#[derive(Serialize)]
struct CoverageAnswer {
    version: String,
    method: &'static str,
    date: String,
    items: Vec<Coverage>,
}

/// `/api/v1/coverage`
pub(super) async fn coverage(RawQuery(query): RawQuery, asked: Asked) -> Response {
    if query.is_some_and(|query| !query.is_empty()) {
        let detail = "Coverage is of all records and takes no filter.";
        return Problem::new(StatusCode::BAD_REQUEST, detail).into_response();
    }
    asked.json(|data, _| CoverageAnswer {
        version: data.version().to_owned(),
        method: METHOD_ID,
        date: data.date().to_owned(),
        items: coverage::coverage(data),
    })
}
