//! Figures as documents: `/chart/years.svg`, money by year and class of a filter.

use axum::body::Body;
use axum::http::StatusCode;
use axum::response::Response;
use tiga_domain::analysis::overview::overview;

use super::document::Asked;
use super::problem::Problem;

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
