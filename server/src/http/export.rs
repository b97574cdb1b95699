//! `/export/{projects,overlaps}.{csv,geojson,json}`: everything behind a filter as a file.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::empty;
use tiga_domain::analysis::overlap::Relations;
use tiga_report::{Format, What, file_name};

use super::chunk;
use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

/// What an address names, in which format.
fn named(document: &str, relations: Relations) -> Option<(What, Format)> {
    let (name, extension) = document.rsplit_once('.')?;
    let what = documents(relations)
        .into_iter()
        .find(|what| what.name() == name)?;
    Some((what, Format::from_extension(extension)?))
}

const fn documents(relations: Relations) -> [What; 2] {
    [What::Projects, What::Overlaps(relations)]
}

/// `/export/{document}`
pub(super) async fn export(
    method: Method,
    Path(document): Path<String>,
    State(site): State<Site>,
    asked: Asked,
) -> Response {
    let Some((what, format)) = named(&document, asked.relations) else {
        let files = documents(asked.relations).into_iter().flat_map(|what| {
            Format::ALL.map(|format| format!("{}.{}", what.name(), format.extension()))
        });
        let files: Vec<String> = files.collect();
        let detail = format!("There is no such export; there are {}.", files.join(", "));
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    let mut response = asked.answer(format.content_type(), || {
        if method == Method::HEAD {
            // A length of zero would be a claim about the file.
            return Ok(Body::from_stream(empty::<io::Result<Bytes>>()));
        }
        let permit = Arc::clone(&site.exports)
            .try_acquire_owned()
            .map_err(|_full| {
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Too many exports are under way; ask again in a few seconds.",
                )
            })?;
        let (data, question) = (asked.data.clone(), asked.question.clone());
        Ok(chunk::body(move |out| {
            let _permit = permit;
            tiga_report::write(&data, &question, (what, format), out)
        }))
    });
    if response.status() == StatusCode::OK {
        let name = file_name(what.name(), &asked.question, &asked.data, format);
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
    }
    response
}
