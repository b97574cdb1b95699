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
    Database(sea_orm::DbErr),
    /// There is no room left.
    #[error(
        "there is no room left for the database: nothing of this was stored, and what was there before is whole. \
         Make room and try again"
    )]
    Full,
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

impl From<sea_orm::DbErr> for StoreError {
    fn from(error: sea_orm::DbErr) -> Self {
        if is_full(&error) {
            Self::Full
        } else {
            Self::Database(error)
        }
    }
}

/// Codes of `SQLite` (`SQLITE_FULL`) and of `PostgreSQL` (`disk_full`).
fn is_full(error: &sea_orm::DbErr) -> bool {
    use sea_orm::{DbErr, RuntimeErr};
    let (DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))
    | DbErr::Conn(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    error.as_database_error().is_some_and(|error| {
        let code = error.code();
        matches!(code.as_deref(), Some("13" | "53100"))
    })
}
