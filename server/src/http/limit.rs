//! Limits of a request: size, time, and how many are answered at once.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;

/// The largest body, in bytes: only server functions take one, and theirs are filters.
pub(super) const BODY: usize = 64 * 1024;

/// How long an answer may take to begin, waiting for a place included.
pub(super) const TIMEOUT: Duration = Duration::from_secs(10);

/// What is said when it takes longer: the server is too busy, not the client too slow.
pub(super) const TIMEOUT_STATUS: StatusCode = StatusCode::SERVICE_UNAVAILABLE;

/// The longest address with its query, in bytes.
const ADDRESS: usize = 8 * 1024;

/// Requests answered at the same time; the others wait.
const PLACES: usize = 512;

/// The places of a server.
pub(super) fn places() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(PLACES))
}

/// Waits for a place; the timeout around it ends the wait.
pub(super) async fn place(
    State(places): State<Arc<Semaphore>>,
    request: Request,
    next: Next,
) -> Response {
    match places.acquire().await {
        Ok(_place) => next.run(request).await,
        Err(_closed) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Processors that the server may use.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Turns at the processors: one for each. More answers at once would all take longer, and none would be earlier.
pub(super) fn turns() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(processors()))
}

/// Works out an answer when it is its turn: who came first is answered first. Only for what needs nothing but memory.
pub(super) async fn turn(turns: State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    // Whose body is still on its way must not keep others waiting.
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    place(turns, request, next).await
}

/// Turns away addresses that no filter needs.
pub(super) async fn address(request: Request, next: Next) -> Response {
    let uri = request.uri();
    if uri.path().len() + uri.query().map_or(0, str::len) > ADDRESS {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    next.run(request).await
}
