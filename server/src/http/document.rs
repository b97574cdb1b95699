//! Documents: answers that are a pure function of the data set and the address, with an `ETag` made of both.
//!
//! They take 1 to 10 ms at a million activities, less than handing them to another thread and back gains,
//! so they are computed where they are asked; only exports, which grow with the selection, move elsewhere.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::dataset::Dataset;
use tiga_domain::document::What;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

use super::problem::Problem;
use super::site::Site;

/// A question that was understood, with the data set that answers it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) data: Arc<Snapshot>,
    pub(super) question: Question,
    /// What the address chooses besides the filter.
    pub(super) choice: Choice,
    /// Figures of need.
    pub(super) need: Arc<NeedTable>,
    tag: String,
    /// The asker holds this very answer.
    is_known: bool,
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let data = site.loaded().ok_or_else(Problem::loading)?;
        let path = parts.uri.path();
        let query = parts.uri.query().unwrap_or_default();
        let mut parsed = Question::parse(query, own_keys(path));
        let (choice, errors) = Choice::read(&parsed.extra);
        parsed.errors.extend(errors);
        if !parsed.errors.is_empty() {
            return Err(Problem::question(&parsed.errors));
        }
        let need = site.need();
        // Gaps and complements also rest on the day of the data and on the figures of need.
        let rests_on = format!("{} {:x}", data.date(), need.fingerprint());
        let content = format!("{} {rests_on}", choice.address(path, &parsed.question));
        let tag = tag(data.version(), &content);
        Ok(Self {
            data,
            question: parsed.question,
            choice,
            need,
            is_known: is_known(&parts.headers, &tag),
            tag,
        })
    }
}

/// The keys that an address takes besides those of the question.
fn own_keys(path: &str) -> &'static [&'static str] {
    if let Some(document) = path.strip_prefix("/export/") {
        let stem = document.split_once('.').map_or(document, |(stem, _)| stem);
        return What::from_code(stem).map_or(&[], What::keys);
    }
    match path {
        "/api/v1/overlaps" => Choice::OF_OVERLAPS,
        "/api/v1/gaps" | "/chart/gaps.svg" => Choice::OF_GAPS,
        "/api/v1/mix" | "/chart/mix.svg" | "/chart/shares.svg" | "/chart/dots.svg" => {
            Choice::OF_MIX
        }
        "/chart/page.svg" => Choice::OF_REPORTS,
        _ => &[],
    }
}

impl Asked {
    /// The answer as JSON, or that it has not changed.
    pub(super) fn json<T: Serialize>(
        &self,
        answer: impl FnOnce(&Dataset, &Question) -> T,
    ) -> Response {
        self.answer("application/json", || {
            serde_json::to_vec(&answer(&self.data, &self.question))
                .map(Body::from)
                .map_err(|error| {
                    tracing::error!(%error, "an answer could not be put into JSON");
                    Problem::new(
                        StatusCode::INTERNAL_SERVER_ERROR,
                        "The answer could not be put into JSON.",
                    )
                })
        })
    }

    /// The answer as the body that `body` makes, or that it has not changed.
    pub(super) fn answer(
        &self,
        content_type: &'static str,
        body: impl FnOnce() -> Result<Body, Problem>,
    ) -> Response {
        let mut response = if self.is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            match body() {
                Ok(body) => {
                    let content_type = HeaderValue::from_static(content_type);
                    ([(CONTENT_TYPE, content_type)], body).into_response()
                }
                Err(problem) => return problem.into_response(),
            }
        };
        validators(response.headers_mut(), &self.tag);
        response
    }
}

/// An answer that never changes while this program runs.
pub(super) fn constant(
    request: &HeaderMap,
    content_type: &'static str,
    content: &'static str,
) -> Response {
    let tag = tag("", content);
    let mut response = if is_known(request, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let content_type = HeaderValue::from_static(content_type);
        ([(CONTENT_TYPE, content_type)], content).into_response()
    };
    validators(response.headers_mut(), &tag);
    response
}

/// The `ETag` of an answer: what it is of, by whom it was answered, and how. Weak, because compression
/// changes the bytes and not the answer.
fn tag(version: &str, content: &str) -> String {
    let hash = Sha256::digest(format!("{}\n{content}", env!("CARGO_PKG_VERSION")));
    let hash = hash[..8].iter().map(|byte| format!("{byte:02x}"));
    format!("W/\"{version}-{}\"", hash.collect::<String>())
}

/// Whether the asker holds an answer with this tag.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let tag = opaque(tag);
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || opaque(known) == tag)
}

fn validators(headers: &mut HeaderMap, tag: &str) {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(ETAG, tag);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
}
