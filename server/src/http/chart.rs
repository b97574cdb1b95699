//! Figures as documents: `/chart/years.svg`, money by year and class of a filter; `/chart/map.svg`, the map as it looks
//! at the same query string.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tiga_domain::analysis::overview::overview;

use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

/// `/chart/years.svg`
pub(super) async fn years(asked: Asked) -> Response {
    asked.answer("image/svg+xml", || {
        let answer = overview(&asked.data, &asked.question.filter);
        let drawn = tiga_chart::years::years(&answer).svg();
        drawn.map(Body::from).map_err(|error| {
            tracing::error!(%error, "a figure could not be drawn");
            let detail = "The figure could not be drawn.";
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
        })
    })
}

/// `/chart/map.svg`
pub(super) async fn map(State(site): State<Site>, uri: Uri) -> Result<impl IntoResponse, Problem> {
    let data = site.loaded().ok_or_else(Problem::loading)?;
    let query = uri.query().unwrap_or_default();
    let errors = tiga_app::address::read(query).errors;
    if !errors.is_empty() {
        return Err(Problem::question(&errors));
    }
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, tiga_app::map::picture::svg(&data, query)))
}
