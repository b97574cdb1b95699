//! How often the store has changed. Servers compare it; writers lock it, so that one writes at a time.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::StoreError;
use super::entity::revision;

/// The one row.
const ROW: i32 = 1;

/// The revision now.
pub(crate) async fn current<C: ConnectionTrait>(db: &C) -> Result<i64, StoreError> {
    let row = revision::Entity::find_by_id(ROW).one(db).await?;
    row.map(|row| row.number).ok_or(StoreError::NotMigrated)
}

/// The revision, locked until the transaction ends. `SQLite` locks the whole file when the transaction begins.
pub(crate) async fn lock<C: ConnectionTrait>(db: &C) -> Result<i64, StoreError> {
    let row = revision::Entity::find_by_id(ROW)
        .lock_exclusive()
        .one(db)
        .await?;
    row.map(|row| row.number).ok_or(StoreError::NotMigrated)
}

/// Counts a change.
pub(crate) async fn advance<C: ConnectionTrait>(db: &C) -> Result<(), DbErr> {
    revision::Entity::update_many()
        .col_expr(
            revision::Column::Number,
            Expr::col(revision::Column::Number).add(1),
        )
        .filter(revision::Column::Id.eq(ROW))
        .exec(db)
        .await
        .map(|_| ())
}
