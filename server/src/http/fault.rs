//! The status of errors of server functions, which would all be 500: what was asked wrongly is the asker's.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use leptos::server_fn::error::{FromServerFnError, SERVER_FN_ERROR_HEADER};
use tiga_app::error::WireError;

/// More than any error needs.
const LIMIT: usize = 64 << 10;

/// Gives the error of a server function the status that belongs to it; its body stays.
pub(super) async fn status(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, LIMIT).await.unwrap_or_default();
    parts.status = match WireError::de(bytes.clone()) {
        WireError::NotFound => StatusCode::NOT_FOUND,
        WireError::Invalid(_) => StatusCode::BAD_REQUEST,
        WireError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    Response::from_parts(parts, Body::from(bytes))
}
