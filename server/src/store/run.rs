//! Import runs with their first findings.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tiga_domain::provenance::{Run, RunCounts, RunFinding, Severity};

use super::StoreError;
use super::entity::{finding, import_run};

/// Findings that are shown of one run; all of them are in the store.
pub(crate) const SHOWN_FINDINGS: usize = 1_000;

/// Of the later ones, those that are more than notes, of all runs together.
const GRAVE_FINDINGS: u64 = 5_000;

/// Whether anything was ever imported.
pub(crate) async fn has_runs<C: ConnectionTrait>(db: &C) -> Result<bool, StoreError> {
    Ok(import_run::Entity::find().count(db).await? > 0)
}

/// All runs, the first first, each with its first findings.
pub(crate) async fn runs<C: ConnectionTrait>(db: &C) -> Result<Vec<Run>, StoreError> {
    let rows = import_run::Entity::find()
        .order_by_asc(import_run::Column::Id)
        .all(db)
        .await?;
    let findings = finding::Entity::find()
        .filter(finding::Column::Ordinal.lt(SHOWN_FINDINGS as i64))
        .order_by_asc(finding::Column::RunId)
        .order_by_asc(finding::Column::Ordinal)
        .all(db)
        .await?;
    // Behind many notes a reader would never come to what was left out.
    let grave = finding::Entity::find()
        .filter(finding::Column::Ordinal.gte(SHOWN_FINDINGS as i64))
        .filter(finding::Column::Severity.ne(Severity::Note.code()))
        .order_by_asc(finding::Column::RunId)
        .order_by_asc(finding::Column::Ordinal)
        .limit(GRAVE_FINDINGS)
        .all(db)
        .await?;
    let mut findings = findings.into_iter().peekable();
    let mut grave = grave.into_iter().peekable();
    let mut runs = Vec::with_capacity(rows.len());
    for row in rows {
        let mut run = from_row(row);
        while let Some(finding) = findings.next_if(|finding| finding.run_id == run.id) {
            run.findings.push(finding_from_row(finding));
        }
        while let Some(finding) = grave.next_if(|finding| finding.run_id == run.id) {
            run.findings.push(finding_from_row(finding));
        }
        runs.push(run);
    }
    Ok(runs)
}

fn from_row(row: import_run::Model) -> Run {
    Run {
        id: row.id,
        file: row.file,
        format: row.format,
        version: row.version,
        publisher: row.publisher,
        licence: row.licence,
        generated: row.generated,
        sha256: row.sha256,
        bytes: row.bytes as u64,
        finished: row.finished,
        seconds: row.seconds,
        counts: RunCounts {
            records: row.records as u64,
            stored: row.stored as u64,
            updated: row.updated as u64,
            unchanged: row.unchanged as u64,
            gone: row.gone as u64,
            outside: row.outside as u64,
            other_agencies: row.other_agencies as u64,
            rejected: row.rejected as u64,
            notes: row.notes as u64,
        },
        is_incomplete: row.is_incomplete,
        findings: Vec::new(),
    }
}

pub(super) fn finding_from_row(row: finding::Model) -> RunFinding {
    RunFinding {
        severity: Severity::from_code(&row.severity).unwrap_or(Severity::Note),
        line: row.line as u64,
        record: row.record,
        field: row.field,
        value: row.value,
        message: row.message,
        action: row.action,
    }
}

/// A finding as a row.
pub(crate) fn finding_row(run_id: i64, ordinal: i64, finding: RunFinding) -> finding::Model {
    let clean = |text: String| text.replace('\0', "");
    finding::Model {
        run_id,
        ordinal,
        severity: finding.severity.code().to_owned(),
        line: finding.line as i64,
        record: clean(finding.record),
        field: clean(finding.field),
        value: clean(finding.value),
        message: clean(finding.message),
        action: clean(finding.action),
    }
}
