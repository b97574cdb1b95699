//! Inserts many rows with few statements.
//!
//! The text of a statement depends only on its table and its number of rows. It is made once, and the
//! driver finds it prepared the next time; for each row only the values move.

use std::collections::HashMap;

use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, Statement,
    Value,
};

use super::entity::activity;

/// Rows of one statement, the most first: a few texts for each table, and each within the limits on
/// values (32,766 for `SQLite`, 65,535 for `PostgreSQL`).
const ROWS: [usize; 4] = [256, 32, 4, 1];

/// Identifiers in one `IN (…)`.
pub(crate) const IDENTIFIERS: usize = 1_000;

/// The statements of a transaction.
#[derive(Debug, Default)]
pub(crate) struct Bulk {
    texts: HashMap<(&'static str, usize), String>,
}

impl Bulk {
    /// Inserts rows.
    pub(crate) async fn insert<E, C>(&mut self, db: &C, rows: Vec<E::Model>) -> Result<(), DbErr>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        C: ConnectionTrait,
    {
        self.insert_or::<E, C>(db, rows, None).await
    }

    /// Inserts activities; those that exist take the new values.
    pub(crate) async fn upsert<C: ConnectionTrait>(
        &mut self,
        db: &C,
        rows: Vec<activity::Model>,
    ) -> Result<(), DbErr> {
        let columns = activity::Column::iter().filter(|c| !matches!(c, activity::Column::Id));
        let update = OnConflict::column(activity::Column::Id)
            .update_columns(columns)
            .to_owned();
        self.insert_or::<activity::Entity, C>(db, rows, Some(update))
            .await
    }

    async fn insert_or<E, C>(
        &mut self,
        db: &C,
        rows: Vec<E::Model>,
        on_conflict: Option<OnConflict>,
    ) -> Result<(), DbErr>
    where
        E: EntityTrait,
        E::Model: IntoActiveModel<E::ActiveModel>,
        C: ConnectionTrait,
    {
        let backend = db.get_database_backend();
        let mut rows = rows.into_iter();
        while let Some(count) = ROWS.into_iter().find(|count| *count <= rows.len()) {
            let values: Vec<Value> = rows.by_ref().take(count).flat_map(values::<E>).collect();
            let text = self
                .texts
                .entry((E::default().table_name(), count))
                .or_insert_with(|| {
                    let mut insert = Query::insert();
                    insert
                        .into_table(E::default().table_ref())
                        .columns(E::Column::iter());
                    for row in values.chunks(values.len() / count) {
                        insert.values_panic(row.iter().cloned().map(Into::into));
                    }
                    if let Some(update) = on_conflict.clone() {
                        insert.on_conflict(update);
                    }
                    backend.build(&insert).sql
                });
            let statement = Statement::from_sql_and_values(backend, text.as_str(), values);
            db.execute_raw(statement).await?;
        }
        Ok(())
    }
}

/// The values of a row in the order of the columns.
fn values<E>(row: E::Model) -> Vec<Value>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut row = row.into_active_model();
    let value = |column| row.take(column).into_value();
    E::Column::iter().filter_map(value).collect()
}
