//! `/api/v1/overlaps`, `/api/v1/overlaps/{id}`, `/api/v1/clusters`: what is related, and why.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::cluster;
use tiga_domain::analysis::overlap::{self, OverlapDetail, find_pair};

use crate::http::document::Asked;
use crate::http::problem::Problem;

/// `/api/v1/overlaps`
pub(in crate::http) async fn overlaps(asked: Asked) -> Response {
    let findings = asked.data.findings();
    asked.json(|data, question| overlap::overlaps(data, findings, question, asked.choice.relations))
}

/// One pair.
#[derive(Serialize)]
struct OverlapAnswer {
    version: String,
    method: &'static str,
    #[serde(flatten)]
    detail: OverlapDetail,
}

/// `/api/v1/overlaps/{id}`
pub(in crate::http) async fn overlap(Path(id): Path<String>, asked: Asked) -> Response {
    let findings = asked.data.findings();
    let pair = find_pair(&asked.data, &id);
    let found = pair.and_then(|(a, b)| overlap::detail(&asked.data, findings, a, b));
    let Some(detail) = found else {
        let id: String = id.chars().take(200).collect();
        let detail = format!("“{id}” names no two related projects of different partners.");
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    asked.json(|data, _| OverlapAnswer {
        version: data.version().to_owned(),
        method: METHOD_ID,
        detail,
    })
}

/// `/api/v1/clusters`
pub(in crate::http) async fn clusters(asked: Asked) -> Response {
    let findings = asked.data.findings();
    asked.json(|data, question| cluster::clusters(data, findings, question))
}
