//! Findings of imports, page by page: there can be hundreds of thousands.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use tiga_domain::provenance::{RunFinding, Severity};

use super::StoreError;
use super::entity::finding;
use super::run::finding_from_row;

/// Findings in one page.
const PAGE: u64 = 2_000;

/// Which findings, and how far they were read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FindingQuery {
    /// Of one run only.
    pub run: Option<i64>,
    /// Of one severity only.
    pub severity: Option<Severity>,
    /// The last that was read: run and ordinal.
    pub after: Option<(i64, i64)>,
}

/// The next findings with the number of their run, and the query that goes on behind them; none after the last.
pub(crate) async fn findings<C: ConnectionTrait>(
    db: &C,
    query: FindingQuery,
) -> Result<Option<(Vec<(i64, RunFinding)>, FindingQuery)>, StoreError> {
    let mut wanted = Condition::all();
    if let Some(run) = query.run {
        wanted = wanted.add(finding::Column::RunId.eq(run));
    }
    if let Some(severity) = query.severity {
        wanted = wanted.add(finding::Column::Severity.eq(severity.code()));
    }
    if let Some((run, ordinal)) = query.after {
        let later = finding::Column::Ordinal.gt(ordinal);
        let here = Condition::all()
            .add(finding::Column::RunId.eq(run))
            .add(later);
        wanted = wanted.add(
            Condition::any()
                .add(finding::Column::RunId.gt(run))
                .add(here),
        );
    }
    let rows = finding::Entity::find()
        .filter(wanted)
        .order_by_asc(finding::Column::RunId)
        .order_by_asc(finding::Column::Ordinal)
        .limit(PAGE)
        .all(db)
        .await?;
    let Some(after) = rows.last().map(|row| (row.run_id, row.ordinal)) else {
        return Ok(None);
    };
    let found = rows
        .into_iter()
        .map(|row| (row.run_id, finding_from_row(row)))
        .collect();
    Ok(Some((
        found,
        FindingQuery {
            after: Some(after),
            ..query
        },
    )))
}
