//! `/export/{findings,links,coverage}.csv`: tables about the data themselves, whole.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use serde::Deserialize;
use tiga_domain::provenance::{Run, Severity};
use tiga_domain::snapshot::Snapshot;
use tiga_report::{FindingTable, ReportError, write_coverage, write_links};

use super::chunk;
use super::problem::Problem;
use super::site::Site;
use crate::store::{FindingQuery, findings as stored};

/// Which findings an address asks for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    run: Option<i64>,
    severity: Option<Severity>,
}

/// `/export/findings.csv`: all that imports found; `run` and `severity` narrow it.
pub(super) async fn findings(
    State(site): State<Site>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Ok(Query(Asked { run, severity })) = asked else {
        let detail = "Findings take run, a number, and severity, which is note, reject or error.";
        return Problem::new(StatusCode::BAD_REQUEST, detail).into_response();
    };
    let Some(data) = site.loaded() else {
        return Problem::loading().into_response();
    };
    let query = FindingQuery {
        run,
        severity,
        after: None,
    };
    let body = match site.store() {
        Some(db) => {
            let head = Written {
                data,
                db,
                query,
                is_first: true,
            };
            Body::from_stream(try_unfold(head, next_page))
        }
        // A site without a store, as in tests: what the data set holds.
        None => chunk::body(site.turns(), move |out, _is_wanted| {
            write_held(&data, query, out)
        }),
    };
    file("tiga-findings.csv", body)
}

/// The findings that the data set holds.
fn write_held(
    data: &Snapshot,
    query: FindingQuery,
    out: &mut dyn std::io::Write,
) -> Result<(), ReportError> {
    let mut table = FindingTable::new(out)?;
    let runs = data.runs().iter();
    for run in runs.filter(|run| query.run.is_none_or(|id| run.id == id)) {
        let fits = |severity| query.severity.is_none_or(|wanted| wanted == severity);
        for finding in run.findings.iter().filter(|f| fits(f.severity)) {
            table.push(run, finding)?;
        }
    }
    table.finish().map(|_out| ())
}

/// How far findings were written.
struct Written {
    data: Arc<Snapshot>,
    db: crate::store::Connection,
    query: FindingQuery,
    is_first: bool,
}

/// The next page as CSV; the heading stands before the first.
async fn next_page(state: Written) -> Result<Option<(Bytes, Written)>, std::io::Error> {
    let failed = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "the findings broke off");
        std::io::Error::other("the findings broke off")
    };
    let page = stored(&state.db, state.query)
        .await
        .map_err(|error| failed(&error))?;
    let (rows, query) = match page {
        Some((rows, query)) => (rows, query),
        None if state.is_first => (Vec::new(), state.query),
        None => return Ok(None),
    };
    let unknown = Run::default();
    let runs = state.data.runs();
    let run = |id: i64| runs.iter().find(|run| run.id == id).unwrap_or(&unknown);
    let written: Result<Vec<u8>, ReportError> = (|| {
        let mut table = FindingTable::new(Vec::new())?;
        for (id, finding) in &rows {
            table.push(run(*id), finding)?;
        }
        table.finish()
    })();
    let mut bytes = written.map_err(|error| failed(&error))?;
    if !state.is_first {
        let heading = bytes
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        bytes.drain(..heading);
    }
    Ok(Some((
        bytes.into(),
        Written {
            query,
            is_first: false,
            ..state
        },
    )))
}

/// `/export/links.csv`
pub(super) async fn links(State(site): State<Site>) -> Response {
    table(&site, "tiga-links.csv", write_links)
}

/// `/export/coverage.csv`
pub(super) async fn coverage(State(site): State<Site>) -> Response {
    table(&site, "tiga-coverage.csv", write_coverage)
}

type Write = fn(&Snapshot, &mut dyn std::io::Write) -> Result<(), ReportError>;

fn table(site: &Site, name: &'static str, write: Write) -> Response {
    match site.loaded() {
        Some(data) => file(
            name,
            chunk::body(site.turns(), move |out, _is_wanted| write(&data, out)),
        ),
        None => Problem::loading().into_response(),
    }
}

fn file(name: &'static str, body: Body) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body).into_response()
}
