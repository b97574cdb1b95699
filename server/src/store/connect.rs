//! Opens the database, with the settings that Tiga relies on.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, Database};

use super::StoreError;

/// A pool of connections to the store.
pub(crate) type Connection = sea_orm::DatabaseConnection;

/// How long a writer waits for another one: an import of a large file takes a minute.
const BUSY_TIMEOUT: Duration = Duration::from_mins(5);

/// Rows that the database’s thread reads ahead. With the usual fifty, handing them over takes longer than reading.
const ROWS_AHEAD: usize = 4_096;

/// Opens `sqlite:…` or `postgres:…`.
pub(crate) async fn connect(url: &str) -> Result<Connection, StoreError> {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false);
    if url.starts_with("sqlite:") {
        let is_in_memory = url.contains(":memory:") || url.contains("mode=memory");
        set_up_sqlite(&mut options, is_in_memory);
    } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
        options.max_connections(8);
    } else {
        return Err(StoreError::UnknownDatabase);
    }
    Ok(Database::connect(options).await?)
}

fn set_up_sqlite(options: &mut ConnectOptions, is_in_memory: bool) {
    if is_in_memory {
        // Each connection to memory is a database of its own, and is gone when closed.
        options
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None);
    } else {
        options.max_connections(4);
    }
    options.map_sqlx_sqlite_opts(|options| {
        options
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(BUSY_TIMEOUT)
            .row_buffer_size(ROWS_AHEAD)
            .pragma("cache_size", "-32768")
            .pragma("temp_store", "memory")
            // The log of a large import is cut back once it has been taken over.
            .pragma("journal_size_limit", "67108864")
    });
}
