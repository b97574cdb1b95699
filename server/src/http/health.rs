//! Whether the process answers, and whether it has data to answer from.

use axum::Json;
use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Serialize;

use super::problem::Problem;
use super::site::Site;

#[derive(Serialize)]
struct Health {
    status: &'static str,
}

#[derive(Serialize)]
struct Readiness {
    status: &'static str,
    version: String,
    date: String,
    activities: usize,
}

/// `/healthz`: the process runs.
pub(super) async fn process() -> impl IntoResponse {
    ([(CACHE_CONTROL, "no-store")], Json(Health { status: "ok" }))
}

/// `/readyz`: a data set is loaded.
pub(super) async fn data(State(site): State<Site>) -> Result<impl IntoResponse, Problem> {
    let data = site.loaded().ok_or_else(Problem::loading)?;
    let ready = Readiness {
        status: "ready",
        version: data.version().to_owned(),
        date: data.date().to_owned(),
        activities: data.len(),
    };
    Ok(([(CACHE_CONTROL, "no-store")], Json(ready)))
}
