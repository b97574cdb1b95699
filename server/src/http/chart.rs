//! Figures as documents: `/chart/years.svg` and those of the mix and the gaps, signed with their source;
//! `/chart/map.svg`, the map as it looks at the same query string.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tiga_chart::Figure;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::mix;
use tiga_domain::analysis::overview::overview;

use super::api::analysis::compare;
use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

/// `/chart/years.svg`
pub(super) async fn years(asked: Asked) -> Response {
    draw(&asked, || {
        tiga_chart::years::years(&overview(&asked.data, &asked.question.filter))
    })
}

/// `/chart/mix.svg`
pub(super) async fn mix(asked: Asked) -> Response {
    draw(&asked, || {
        let filter = &asked.question.filter;
        let answer = mix::mix(&asked.data, filter, asked.choice.view);
        signed(tiga_chart::years::mix_years(&answer, filter), &asked)
    })
}

/// `/chart/shares.svg`
pub(super) async fn shares(asked: Asked) -> Response {
    draw(&asked, || {
        let filter = &asked.question.filter;
        let answer = mix::mix(&asked.data, filter, asked.choice.view);
        signed(tiga_chart::shares::shares(&answer, filter), &asked)
    })
}

/// `/chart/dots.svg`
pub(super) async fn dots(asked: Asked) -> Response {
    draw(&asked, || {
        let filter = &asked.question.filter;
        let answer = mix::mix(&asked.data, filter, asked.choice.view);
        signed(tiga_chart::dots::dots(&answer, filter), &asked)
    })
}

/// `/chart/gaps.svg`
pub(super) async fn gaps(asked: Asked) -> Response {
    draw(&asked, || {
        signed(tiga_chart::heat::heat(&compare(&asked)), &asked)
    })
}

/// The figure with what it was asked and on which data it rests.
fn signed(figure: Figure, asked: &Asked) -> Figure {
    let filter = match asked.question.query() {
        query if query.is_empty() => "whole portfolio".to_owned(),
        query => query,
    };
    let data = &asked.data;
    figure.signed(&format!(
        "Tiga, {filter}; data of {}, {METHOD_ID}",
        data.date()
    ))
}

fn draw(asked: &Asked, figure: impl FnOnce() -> Figure) -> Response {
    asked.answer("image/svg+xml", || {
        figure().svg().map(Body::from).map_err(|error| {
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
