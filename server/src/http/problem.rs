//! What went wrong, in a sentence: `application/problem+json` (RFC 9457) for the API and the exports, a
//! short page for people.

use std::any::Any;

use axum::Json;
use axum::extract::Request;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use tiga_domain::filter::FilterError;

use super::asset;

/// Seconds after which it is worth asking again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

const MEDIA_TYPE: HeaderValue = HeaderValue::from_static("application/problem+json");

/// An error as the API says it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Problem {
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    #[serde(serialize_with = "as_number")]
    status: StatusCode,
    detail: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status,
            detail: detail.into(),
        }
    }

    /// Every part of a question that was not understood, with what is allowed.
    pub(super) fn question(errors: &[FilterError]) -> Self {
        let sentences: Vec<_> = errors.iter().map(ToString::to_string).collect();
        Self::new(StatusCode::BAD_REQUEST, sentences.join(". "))
    }

    /// The data set is not there yet.
    pub(super) fn loading() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "The data set is being loaded; ask again in a few seconds.",
        )
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde calls"
)]
fn as_number<S: serde::Serializer>(status: &StatusCode, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u16(status.as_u16())
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status;
        let mut response = (status, Json(self)).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, MEDIA_TYPE);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, RETRY_SECONDS);
        }
        response
    }
}

/// Answers a panic; its message goes to the log and nowhere else.
pub(super) fn from_panic(panic: Box<dyn Any + Send>) -> Response {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    tracing::error!(panic = text.unwrap_or("unknown"), "a request has failed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Whether an address belongs to the API, the exports or the server functions, and not to people.
pub(super) fn is_for_machines(path: &str) -> bool {
    [
        "/api/", "/export/", "/chart/", "/answer/", "/healthz", "/readyz",
    ]
    .iter()
    .any(|start| path.starts_with(start))
}

/// Gives errors of the router and its layers, which have no body or one of their own, the shape of all errors.
pub(super) async fn shape(request: Request, next: Next) -> Response {
    let is_for_machines = is_for_machines(request.uri().path());
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_complete(&response) {
        return response;
    }
    let problem = Problem::new(status, sentence(status));
    let mut shaped = if is_for_machines {
        problem.into_response()
    } else {
        page(&problem)
    };
    if let Some(allow) = response.headers().get(ALLOW) {
        shaped.headers_mut().insert(ALLOW, allow.clone());
    }
    shaped
}

/// Whether an error has its body already: a problem, a page, or the error of a server function.
fn is_complete(response: &Response) -> bool {
    let content_type = response.headers().get(CONTENT_TYPE);
    let is_ours = content_type
        .is_some_and(|value| *value == MEDIA_TYPE || value.as_bytes().starts_with(b"text/html"));
    is_ours || response.headers().contains_key("serverfnerror")
}

fn sentence(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "The request could not be read.",
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::METHOD_NOT_ALLOWED => {
            "Only GET and HEAD are answered here: nothing is written over HTTP."
        }
        StatusCode::PAYLOAD_TOO_LARGE => "The body is larger than 64 kB.",
        StatusCode::URI_TOO_LONG => "The address is longer than 8 kB; use fewer values.",
        StatusCode::SERVICE_UNAVAILABLE => {
            "The server did not get to the answer in time; ask again in a few seconds."
        }
        _ if status.is_server_error() => {
            "Something failed on the server; its log has the details under the id of this request."
        }
        _ => "The request could not be answered.",
    }
}

/// A page that needs nothing else to work.
fn page(problem: &Problem) -> Response {
    let style = asset::address("tiga.css");
    let link = if style.is_empty() {
        String::new()
    } else {
        format!("<link rel=\"stylesheet\" href=\"{style}\">")
    };
    let html = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Tiga</title>{link}</head><body><main><h1>{title}</h1><p>{detail}</p>\
         <p><a href=\"/\">Back to the map</a></p></main></body></html>",
        title = problem.title,
        detail = problem.detail,
    );
    let cache = [(CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (problem.status, cache, Html(html)).into_response()
}
