//! The store: the system of record on `SQLite` or `PostgreSQL`. Knows no HTTP and no file format.
//!
//! Importers hand it activities ([`import`]), servers rebuild their data set from it ([`snapshot`], [`watch`]).

mod bulk;
mod connect;
mod content;
mod entity;
mod error;
mod finding;
mod import;
mod json;
mod load;
mod revision;
mod row;
mod run;
mod schema;
mod sink;
mod snapshot;
mod verify;
mod watch;
mod write;

pub(crate) use connect::{Connection, connect};
pub(crate) use error::StoreError;
pub(crate) use finding::{FindingQuery, findings};
pub(crate) use import::{FileHeader, ImportError, Imported, import};
pub(crate) use load::{Page, Pages};
pub(crate) use revision::current as revision;
pub(crate) use run::{has_runs, runs};
pub(crate) use schema::{migrate, migration_status, step_back};
pub(crate) use snapshot::{Counting, build as snapshot};
pub(crate) use verify::{activity_faults, database_faults};
pub(crate) use watch::watch;

#[cfg(test)]
mod tests;
