//! One line in the log for each request, with the id that the answer carries too.
//!
//! The query is left out: words that somebody searches for are theirs.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::request_id::{MakeRequestId, MakeRequestUuid};
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names, times and logs a request.
pub(super) async fn request(request: Request, next: Next) -> Response {
    let id = id(&request);
    let text = id.to_str().unwrap_or_default().to_owned();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let since = Instant::now();
    let span = tracing::info_span!("request", id = text);
    let mut response = next.run(request).instrument(span).await;
    let milliseconds = since.elapsed().as_micros() as f64 / 1000.0;
    let status = response.status().as_u16();
    if status >= 500 {
        tracing::error!(id = text, %method, path, status, milliseconds, "answered");
    } else {
        tracing::info!(id = text, %method, path, status, milliseconds, "answered");
    }
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

/// The id that a proxy gave, if it is a plain word, else a new one.
fn id(request: &Request) -> HeaderValue {
    let given = request.headers().get(REQUEST_ID).filter(|id| {
        let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        (1..=64).contains(&id.len()) && id.as_bytes().iter().all(is_plain)
    });
    let new = || MakeRequestUuid.make_request_id(request);
    given
        .cloned()
        .or_else(|| new().map(tower_http::request_id::RequestId::into_header_value))
        .unwrap_or_else(|| HeaderValue::from_static("none"))
}
