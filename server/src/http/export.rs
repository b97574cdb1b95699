//! `/export/projects.{csv,geojson,json}`: all projects behind a filter as a file; `/export/{gaps,mix}.{csv,json}`.

use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::empty;
use tiga_domain::analysis::mix::mix;
use tiga_report::{ANALYSIS_FORMATS, Format, ReportError, file_name};

use super::api::analysis::compare;
use super::chunk;
use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

/// What can be exported, and in which forms.
const DOCUMENTS: [(&str, &[Format]); 3] = [
    ("projects", &Format::ALL),
    ("gaps", &ANALYSIS_FORMATS),
    ("mix", &ANALYSIS_FORMATS),
];

/// `/export/{document}`
pub(super) async fn export(
    method: Method,
    Path(document): Path<String>,
    State(site): State<Site>,
    asked: Asked,
) -> Response {
    let Some((name, format)) = find(&document) else {
        let detail = format!("There is no such export; there are {}.", all().join(", "));
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    let mut response = asked.answer(format.content_type(), || {
        if method == Method::HEAD {
            // A length of zero would be a claim about the file.
            return Ok(Body::from_stream(empty::<io::Result<Bytes>>()));
        }
        match name {
            "gaps" => {
                let answer = compare(&asked);
                whole(|out| tiga_report::write_gaps(&answer, asked.data.date(), format, out))
            }
            "mix" => {
                let answer = mix(&asked.data, &asked.question.filter, asked.choice.view);
                whole(|out| tiga_report::write_mix(&answer, asked.data.date(), format, out))
            }
            _ => rows(&site, &asked, format),
        }
    });
    if response.status() == StatusCode::OK {
        let name = file_name(name, &asked.question, &asked.data, format);
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
    }
    response
}

fn find(document: &str) -> Option<(&'static str, Format)> {
    let (name, extension) = document.split_once('.')?;
    let (name, formats) = DOCUMENTS.iter().find(|(known, _)| *known == name)?;
    let format = Format::from_extension(extension)?;
    formats.contains(&format).then_some((*name, format))
}

fn all() -> Vec<String> {
    let names = DOCUMENTS.iter().flat_map(|(name, formats)| {
        formats
            .iter()
            .map(move |format| format!("{name}.{}", format.extension()))
    });
    names.collect()
}

/// A document that is small whatever the portfolio is.
fn whole(
    write: impl FnOnce(&mut dyn io::Write) -> Result<(), ReportError>,
) -> Result<Body, Problem> {
    let mut bytes = Vec::new();
    match write(&mut bytes) {
        Ok(()) => Ok(Body::from(bytes)),
        Err(error) => {
            tracing::error!(%error, "a document could not be written");
            let detail = "The document could not be written.";
            Err(Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail))
        }
    }
}

/// A document that grows with the selection: written while it is read.
fn rows(site: &Site, asked: &Asked, format: Format) -> Result<Body, Problem> {
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
        tiga_report::write(&data, &question, format, out)
    }))
}
