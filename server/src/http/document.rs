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
use tiga_domain::analysis::overlap::Relations;
use tiga_domain::dataset::Dataset;
use tiga_domain::filter::FilterError;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

use super::problem::Problem;
use super::site::Site;

/// A question that was understood, with the data set that answers it.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) data: Arc<Snapshot>,
    pub(super) question: Question,
    /// The relations that a list of overlaps is asked for; all elsewhere.
    pub(super) relations: Relations,
    tag: String,
    /// The asker holds this very answer.
    is_known: bool,
}

/// The key of the relations, which only lists of overlaps take.
const RELATION: &str = "relation";

fn is_of_overlaps(path: &str) -> bool {
    path == "/api/v1/overlaps" || path.starts_with("/export/overlaps.")
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let data = site.loaded().ok_or_else(Problem::loading)?;
        let path = parts.uri.path();
        let own_keys: &[&str] = if is_of_overlaps(path) {
            &[RELATION]
        } else {
            &[]
        };
        let mut parsed = Question::parse(parts.uri.query().unwrap_or_default(), own_keys);
        let asked = parsed.extra.iter().map(|(_, value)| value.as_str());
        let relations = Relations::parse(&asked.collect::<Vec<_>>().join(","));
        if let Err(value) = &relations {
            parsed.errors.push(FilterError::UnknownValue {
                key: RELATION.to_owned(),
                value: value.clone(),
                allowed: Relations::allowed(),
            });
        }
        if !parsed.errors.is_empty() {
            return Err(Problem::question(&parsed.errors));
        }
        let relations = relations.unwrap_or_default();
        let content = format!("{path}?{}&{relations:?}", parsed.question.query());
        let tag = tag(data.version(), &content);
        Ok(Self {
            data,
            question: parsed.question,
            relations,
            is_known: is_known(&parts.headers, &tag),
            tag,
        })
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
