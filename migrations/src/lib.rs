//! The database schema of Tiga, step by step; each step is dated, reversible and never edited once landed.
//!
//! Works on `SQLite` and `PostgreSQL`. The entities in `server/src/store` mirror the result; a test compares both.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{Migration, MigrationStatus, MigratorTrait};

mod key;
mod m2026_11_23_000001_create_import_run;
mod m2026_11_23_000002_create_activity;
mod m2026_11_24_000003_add_counterpart;

/// Runs the steps that a database has not seen yet.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_23_000001_create_import_run::Migration),
            Box::new(m2026_11_23_000002_create_activity::Migration),
            Box::new(m2026_11_24_000003_add_counterpart::Migration),
        ]
    }
}
