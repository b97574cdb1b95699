//! `/export/projects.{csv,xlsx,geojson,json}`: all projects behind a filter as a file.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::empty;
use tiga_report::{Format, file_name};

use super::chunk;
use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

const DOCUMENT: &str = "projects";

/// `/export/{document}`
pub(super) async fn export(
    method: Method,
    Path(document): Path<String>,
    State(site): State<Site>,
    asked: Asked,
) -> Response {
    let format = document
        .strip_prefix(DOCUMENT)
        .and_then(|rest| Format::from_extension(rest.strip_prefix('.')?));
    let Some(format) = format else {
        let files = Format::ALL.map(|format| format!("{DOCUMENT}.{}", format.extension()));
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
        let address = site.address.clone();
        Ok(chunk::body(move |out| {
            let _permit = permit;
            tiga_report::write(&data, &question, format, address.as_deref(), out)
        }))
    });
    if response.status() == StatusCode::OK {
        let name = file_name(DOCUMENT, &asked.question, &asked.data, format);
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
    }
    response
}
