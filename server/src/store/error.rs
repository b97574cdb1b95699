//! Why the store could not answer.

use thiserror::Error;

use super::row::RowError;

/// An error of the store.
#[derive(Debug, Error)]
pub(crate) enum StoreError {
    /// The address is of no database that Tiga knows. It may hold a password and is not repeated.
    #[error("the database address must begin with sqlite: or postgres:")]
    UnknownDatabase,
    /// The database refused, or could not be reached.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A row holds what no importer writes.
    #[error(transparent)]
    Row(#[from] RowError),
    /// The schema is older or newer than this program.
    #[error("the database has not been set up: run `tiga migrate up`")]
    NotMigrated,
    /// A part of the work broke off.
    #[error("a background task broke off: {0}")]
    Task(#[from] tokio::task::JoinError),
}
