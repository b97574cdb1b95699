//! The data set as files for browsers: `/data/{version}.bin` with all that answers need, `/data/{version}.text.bin`
//! with the long texts. Made and compressed once for each data set, never while a request waits.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use tiga_domain::snapshot::Snapshot;

use super::asset::{FOREVER, accepts};
use super::site::Site;

/// How often the current data set is looked at; a browser that is told of a new one asks again later.
const INTERVAL: Duration = Duration::from_secs(1);

/// Effort of compression: a second for twenty thousand activities.
const EFFORT: i32 = 9;

/// Above this size a lesser effort saves minutes.
const LARGE: usize = 16 << 20;

/// Both parts of one data set.
#[derive(Debug)]
pub(super) struct Parts {
    version: String,
    data: Packed,
    texts: Packed,
}

#[derive(Debug)]
struct Packed {
    plain: Bytes,
    brotli: Bytes,
}

impl Parts {
    /// The parts of a data set.
    pub(super) fn of(data: &Snapshot) -> std::io::Result<Self> {
        Ok(Self {
            version: data.version().to_owned(),
            data: Packed::new(data.encode())?,
            texts: Packed::new(data.encode_texts())?,
        })
    }
}

impl Packed {
    fn new(plain: Vec<u8>) -> std::io::Result<Self> {
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: if plain.len() > LARGE { 4 } else { EFFORT },
            size_hint: plain.len(),
            ..Default::default()
        };
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*plain, &mut brotli, &parameters)?;
        Ok(Self {
            plain: plain.into(),
            brotli: brotli.into(),
        })
    }
}

/// Makes the parts of each data set that the site shows, on a thread of its own, until the program ends.
pub(super) async fn follow(site: Site) {
    let mut ticks = tokio::time::interval(INTERVAL);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut seen = String::new();
    loop {
        ticks.tick().await;
        let Some(data) = site.loaded().filter(|data| data.version() != seen) else {
            continue;
        };
        data.version().clone_into(&mut seen);
        let since = Instant::now();
        match tokio::task::spawn_blocking(move || Parts::of(&data)).await {
            Ok(Ok(parts)) => {
                tracing::info!(
                    version = parts.version,
                    bytes = parts.data.brotli.len(),
                    milliseconds = since.elapsed().as_millis(),
                    "browsers can fetch the data set"
                );
                site.parts.store(Some(Arc::new(parts)));
            }
            Ok(Err(error)) => tracing::error!(%error, "browsers cannot fetch the data set"),
            Err(error) => tracing::error!(%error, "browsers cannot fetch the data set"),
        }
    }
}

/// `/data/{file}`: only the parts of the current data set exist.
pub(super) async fn file(
    Path(file): Path<String>,
    State(site): State<Site>,
    request: HeaderMap,
) -> Response {
    let parts = site.parts.load_full();
    let packed =
        parts
            .as_ref()
            .and_then(|parts| match file.strip_prefix(parts.version.as_str())? {
                ".bin" => Some(&parts.data),
                ".text.bin" => Some(&parts.texts),
                _ => None,
            });
    let Some(packed) = packed else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let is_packed = accepts(&request, "br");
    let body = if is_packed {
        &packed.brotli
    } else {
        &packed.plain
    };
    let mut response = body.clone().into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/octet-stream"),
    );
    headers.insert(CACHE_CONTROL, FOREVER);
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if is_packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}
