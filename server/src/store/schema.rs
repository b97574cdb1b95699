//! The schema of the database: its steps, applied and pending.

use tiga_migrations::{Migration, MigrationStatus, Migrator, MigratorTrait};

use super::{Connection, StoreError};

/// Applies all steps that are missing.
pub(crate) async fn migrate(db: &Connection) -> Result<(), StoreError> {
    Ok(Migrator::up(db, None).await?)
}

/// Takes the last step back.
pub(crate) async fn step_back(db: &Connection) -> Result<(), StoreError> {
    Ok(Migrator::down(db, Some(1)).await?)
}

/// The steps in their order, and whether each has been applied. Changes nothing.
pub(crate) async fn migration_status(db: &Connection) -> Result<Vec<(String, bool)>, StoreError> {
    let steps = Migrator::get_migration_with_status_read_only(db).await?;
    let status = |step: &Migration| step.status() == MigrationStatus::Applied;
    Ok(steps
        .iter()
        .map(|step| (step.name().to_owned(), status(step)))
        .collect())
}
