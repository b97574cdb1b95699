//! Builds the data set and its findings from the store, in one read transaction: never half of an import.

use std::collections::HashMap;
use std::time::Instant;

use sea_orm::{
    AccessMode, DatabaseTransaction, DbBackend, IsolationLevel, TransactionOptions,
    TransactionTrait,
};
use tiga_domain::dataset::{Builder, Decisions, Precedence};
use tiga_domain::snapshot::Snapshot;
use tokio::sync::mpsc;

use super::{Connection, Page, Pages, StoreError, revision, runs};

/// Pages that wait for the builder.
const WAITING: usize = 2;

/// Rows that cannot be read and are written to the log one by one; `tiga check` lists all.
const LOGGED: usize = 20;

/// What decides which records count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counting {
    /// Which source is counted for which agency.
    pub precedence: Precedence,
    /// What people decided about pairs of records.
    pub decisions: Decisions,
}

/// The data set with its findings, and the revision of the store that it shows.
///
/// The columns are built on a thread of their own; a request never waits for them. Rows that cannot
/// be read are left out and logged.
pub(crate) async fn build(
    db: &Connection,
    counting: &Counting,
) -> Result<(Snapshot, i64), StoreError> {
    let since = Instant::now();
    let counting = counting.clone();
    let mut options = TransactionOptions::default();
    if db.get_database_backend() == DbBackend::Postgres {
        options.isolation_level = Some(IsolationLevel::RepeatableRead);
        options.access_mode = Some(AccessMode::ReadOnly);
    }
    let transaction = db.begin_with_options(options).await?;
    let number = revision(&transaction).await?;
    let runs = runs(&transaction).await?;
    let (sender, mut pages) = mpsc::channel::<Page>(WAITING);
    let builder = tokio::task::spawn_blocking(move || {
        let positions: HashMap<i64, usize> = (0..)
            .zip(&runs)
            .map(|(position, run)| (run.id, position))
            .collect();
        let mut builder = Builder::new(runs)
            .with_precedence(counting.precedence)
            .with_decisions(counting.decisions)
            .with_places_from_text();
        while let Some(page) = pages.blocking_recv() {
            for stored in page.stored {
                let run = positions.get(&stored.run_id).copied().unwrap_or_default();
                builder.push(stored.activity, run, stored.content_hash);
            }
        }
        let data = builder.finish();
        let milliseconds = since.elapsed().as_millis();
        tracing::debug!(milliseconds, "the data set stands, without findings");
        Snapshot::new(data).linked()
    });
    hand_over(&transaction, sender).await?;
    let snapshot = builder.await?;
    transaction.commit().await?;
    Ok((snapshot, number))
}

/// Reads all activities and hands them to the builder, page by page; logs those that cannot be read.
async fn hand_over(
    db: &DatabaseTransaction,
    builder: mpsc::Sender<Page>,
) -> Result<(), StoreError> {
    let mut pages = Pages::new(db).await?;
    let mut unreadable = 0;
    while let Some(page) = pages.next().await? {
        for error in page
            .unreadable
            .iter()
            .take(LOGGED.saturating_sub(unreadable))
        {
            tracing::error!(%error, "an activity is left out");
        }
        unreadable += page.unreadable.len();
        if builder.send(page).await.is_err() {
            break;
        }
    }
    Ok(())
}
