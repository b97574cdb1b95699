//! Imports one file in one transaction: all of it, or nothing.
//!
//! The reader runs on a thread of its own, and so does what makes rows of it, batch by batch.

use std::collections::HashMap;
use std::time::Instant;

use sea_orm::{
    DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use thiserror::Error;
use tiga_domain::provenance::Run;
use tokio::sync::mpsc;

use super::sink::{BatchSink, WAITING, make_rows};
use super::write::Writer;
use super::{Connection, StoreError, revision};
use crate::ingest::run::FileRead;
use crate::ingest::{IngestError, Sink};

/// What is known of a file before it is read.
#[derive(Clone, Debug)]
pub(crate) struct FileHeader {
    /// File name without folders.
    pub file: String,
    /// What newer versions of the file have in common with it.
    pub key: String,
    /// Format.
    pub format: String,
    /// When the import began, for the record.
    pub started: String,
    /// When the import began, for the duration.
    pub since: Instant,
    /// Tells the time.
    pub now: fn() -> String,
}

/// What an import did.
#[derive(Clone, Debug, Default)]
pub(crate) struct Imported {
    /// The run as stored, with its first findings.
    pub run: Run,
    /// How many findings there are in all.
    pub findings: u64,
    /// How often each field and message occurs.
    pub messages: HashMap<(String, String), u64>,
}

/// Why an import left the store as it was.
#[derive(Debug, Error)]
pub(crate) enum ImportError {
    /// The file.
    #[error(transparent)]
    Read(#[from] IngestError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<DbErr> for ImportError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// Imports what `read` yields. Runs one at a time for each store; another import waits.
pub(crate) async fn import<R>(
    db: &Connection,
    header: FileHeader,
    read: R,
) -> Result<Imported, ImportError>
where
    R: FnOnce(&mut dyn Sink) -> Result<FileRead, IngestError> + Send + 'static,
{
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let transaction = db.begin_with_options(options).await?;
    match import_within(&transaction, header, read).await {
        Ok(imported) => {
            transaction.commit().await?;
            Ok(imported)
        }
        Err(error) => {
            transaction.rollback().await?;
            Err(error)
        }
    }
}

async fn import_within<R>(
    db: &DatabaseTransaction,
    header: FileHeader,
    read: R,
) -> Result<Imported, ImportError>
where
    R: FnOnce(&mut dyn Sink) -> Result<FileRead, IngestError> + Send + 'static,
{
    let number = revision::lock(db).await?;
    let mut writer = Writer::begin(db, header).await?;
    let (sender, read_batches) = mpsc::channel(WAITING);
    let (rows_sender, mut batches) = mpsc::channel(WAITING);
    let row_maker = tokio::task::spawn_blocking(move || make_rows(read_batches, rows_sender));
    let reader = tokio::task::spawn_blocking(move || {
        let mut sink = BatchSink::new(sender);
        let read = read(&mut sink)?;
        Ok::<_, IngestError>((read, sink.finish()?))
    });
    while let Some(batch) = batches.recv().await {
        if let Err(error) = writer.write(batch).await {
            drop(batches);
            let _ = reader.await;
            return Err(error.into());
        }
    }
    row_maker.await.map_err(StoreError::from)?;
    let (read, seen) = reader.await.map_err(StoreError::from)??;
    if !read.facts.is_incomplete {
        writer.mark_gone(&seen).await?;
    }
    Ok(writer.finish(read, number == 0).await?)
}
