//! A client of the router, without a network.

use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use serde_json::Value;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::dataset::Dataset;
use tiga_domain::snapshot::Snapshot;
use tower::ServiceExt;

use super::sample;
use crate::http::router::router;
use crate::http::site::Site;

/// Where the site says that it is.
pub(super) const SITE: &str = "https://tiga.example";

/// A site with a data set, and requests to it.
pub(super) struct TestApp {
    pub(super) data: Arc<ArcSwap<Snapshot>>,
    pub(super) site: Site,
    router: Router,
}

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
    /// The body of an answer that is not text.
    pub(super) bytes: Bytes,
}

impl TestApp {
    pub(super) fn new(data: Dataset) -> Self {
        let data = Arc::new(ArcSwap::from_pointee(Snapshot::new(data)));
        let site = Site::new(Arc::clone(&data), NeedTable::shipped()).at(Some(SITE));
        let router = router(site.clone());
        Self { data, site, router }
    }

    /// A site with the projects of [`sample`].
    pub(super) fn sample() -> Self {
        Self::new(sample::dataset())
    }

    pub(super) async fn get(&self, address: &str) -> Answer {
        self.get_with(address, &[]).await
    }

    pub(super) async fn get_with(&self, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, address, headers, Body::empty())
            .await
    }

    pub(super) async fn send(
        &self,
        method: Method,
        address: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let request = Request::builder().method(method).uri(address);
        let request = headers.iter().fold(request, |request, (name, value)| {
            request.header(*name, *value)
        });
        send(self.router.clone(), request.body(body).unwrap()).await
    }

    /// The JSON of an address that answers.
    pub(super) async fn json(&self, address: &str) -> Value {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        answer.json()
    }
}

/// Sends a request to any router.
pub(super) async fn send(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
        bytes,
    }
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// A header; empty when it is not there.
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    }

    /// The sentence of a problem with this status.
    pub(super) fn problem(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert!(problem["type"].is_string() && problem["title"].is_string());
        problem["detail"].as_str().unwrap().to_owned()
    }
}
