//! Looks for faults in the rows of the store. Knows nothing of the data set.

use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, Statement,
};
use tiga_domain::activity::Activity;
use tiga_domain::money::Share;

use super::entity::{activity, activity_flow, activity_place, activity_split};
use super::{Connection, StoreError};

/// Faults of the database itself: damaged pages, rows that refer to nothing.
pub(crate) async fn database_faults(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    if db.get_database_backend() == DbBackend::Sqlite {
        faults.extend(sqlite_faults(db).await?);
    }
    let missing = || activity::Column::Id.is_null();
    let orphans = [
        (
            "activity_split",
            activity_split::Entity::find()
                .left_join(activity::Entity)
                .filter(missing())
                .count(db)
                .await?,
        ),
        (
            "activity_flow",
            activity_flow::Entity::find()
                .left_join(activity::Entity)
                .filter(missing())
                .count(db)
                .await?,
        ),
        (
            "activity_place",
            activity_place::Entity::find()
                .left_join(activity::Entity)
                .filter(missing())
                .count(db)
                .await?,
        ),
    ];
    for (table, count) in orphans.into_iter().filter(|(_, count)| *count > 0) {
        faults.push(format!("{count} rows of {table} belong to no activity"));
    }
    Ok(faults)
}

#[derive(FromQueryResult)]
struct Line {
    line: String,
}

/// What `SQLite` finds itself.
async fn sqlite_faults(db: &Connection) -> Result<Vec<String>, StoreError> {
    let queries = [
        "SELECT integrity_check AS line FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
        "SELECT 'a row of ' || \"table\" || ' refers to no row of ' || parent AS line FROM pragma_foreign_key_check",
    ];
    let mut faults = Vec::new();
    for query in queries {
        let statement = Statement::from_string(DbBackend::Sqlite, query);
        let lines = Line::find_by_statement(statement).all(db).await?;
        faults.extend(lines.into_iter().map(|line| line.line));
    }
    Ok(faults)
}

/// Faults of an activity: what no importer may write.
pub(crate) fn activity_faults(activity: &Activity) -> Vec<String> {
    let mut faults = Vec::new();
    let id = &activity.id;
    let sum: u64 = activity.splits.iter().map(|split| split.share.0).sum();
    if sum != Share::ONE.0 {
        faults.push(format!(
            "activity {id}: the shares add to {sum}, not to {}",
            Share::ONE.0
        ));
    }
    let parts = activity.splits.len();
    for part in activity.flows.iter().filter_map(|flow| flow.split) {
        if usize::from(part) >= parts {
            faults.push(format!(
                "activity {id}: money belongs to part {part} of {parts}"
            ));
        }
    }
    for place in &activity.places {
        if !(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0) {
            faults.push(format!("activity {id}: a place lies outside the globe"));
        }
    }
    faults
}
