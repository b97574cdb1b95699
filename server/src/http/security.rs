//! The headers that tell a browser what a page of Tiga never does.

use axum::extract::Request;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// The one page that others may show in a frame.
const FRAMED: &str = "/embed";

/// What every answer says, whatever it is; that it is in no frame, all but [`FRAMED`].
const HEADERS: [(HeaderName, HeaderValue); 6] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (
        REFERRER_POLICY,
        HeaderValue::from_static("strict-origin-when-cross-origin"),
    ),
    // For browsers that do not know `frame-ancestors`.
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
             magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
        ),
    ),
];

/// The policy for what a page may load and run; scripts inside the page need this request's nonce.
///
/// Text becomes markup or a worker's address only through the policy `tiga`, which lives inside the start script and
/// is used by nothing but the page's own module (see `server/site/src/bindgen.rs`).
///
/// `images` is the origin of raster tiles, if the map has any.
pub(super) fn policy(nonce: Option<&str>, path: &str, images: Option<&str>) -> String {
    let nonce = nonce.map(|nonce| format!(" 'nonce-{nonce}'"));
    let images = images
        .map(|origin| format!(" {origin}"))
        .unwrap_or_default();
    let ancestors = if path == FRAMED { "*" } else { "'none'" };
    format!(
        "default-src 'none'; script-src 'self'{} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:{images}; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types tiga",
        nonce.unwrap_or_default()
    )
}

/// Adds the headers to an answer; a page brings its own policy along.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        if path != FRAMED || name != X_FRAME_OPTIONS {
            headers.insert(name, value);
        }
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::try_from(policy(None, &path, None))
    {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
