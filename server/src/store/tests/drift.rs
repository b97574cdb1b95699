//! The migrated schema and the entities say the same; each step can be taken back.

use rstest::rstest;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Schema, Statement};

use super::sample::many;
use super::store::{Kind, empty, import_all, open};
use crate::store::entity::{
    activity, activity_flow, activity_place, activity_split, finding, import_run, revision,
};
use crate::store::{Connection, migrate, migration_status, step_back};

/// Table, column, type, nullability and place in the primary key of every column.
async fn columns(db: &Connection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || ' ' || c.\"notnull\" || ' ' || c.pk AS line \
             FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'seaql_migrations'"
        }
        _ => {
            "SELECT c.table_name || '.' || c.column_name || ' ' || c.data_type || ' ' || c.is_nullable || ' ' \
             || coalesce(k.ordinal_position, 0) AS line \
             FROM information_schema.columns c \
             LEFT JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema \
             AND t.table_name = c.table_name AND t.constraint_type = 'PRIMARY KEY' \
             LEFT JOIN information_schema.key_column_usage k ON k.table_schema = t.table_schema \
             AND k.constraint_name = t.constraint_name AND k.column_name = c.column_name \
             WHERE c.table_schema = current_schema() AND c.table_name <> 'seaql_migrations'"
        }
    };
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await.unwrap();
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "line").unwrap())
        .collect();
    lines.sort_unstable();
    lines
}

async fn create<E: EntityTrait>(db: &Connection, entity: E) {
    let table = Schema::new(db.get_database_backend()).create_table_from_entity(entity);
    db.execute(&table).await.unwrap();
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn entities_match_the_migrated_schema(#[case] kind: Kind) {
    let Some(migrated) = open(kind).await else {
        return;
    };
    let Some(declared) = empty(kind).await else {
        return;
    };
    create(&declared, import_run::Entity).await;
    create(&declared, finding::Entity).await;
    create(&declared, revision::Entity).await;
    create(&declared, activity::Entity).await;
    create(&declared, activity_split::Entity).await;
    create(&declared, activity_flow::Entity).await;
    create(&declared, activity_place::Entity).await;
    assert_eq!(columns(&migrated).await, columns(&declared).await);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn each_step_can_be_taken_back_and_applied_again(#[case] kind: Kind) {
    let Some(db) = empty(kind).await else { return };
    let steps = migration_status(&db).await.unwrap();
    assert!(steps.iter().all(|(_, is_applied)| !is_applied));
    assert_eq!(columns(&db).await, [""; 0], "asking changes nothing");
    migrate(&db).await.unwrap();
    let schema = columns(&db).await;
    import_all(&db, "a.xml", many("a", 2)).await;
    for _ in 0..steps.len() {
        step_back(&db).await.unwrap();
    }
    assert_eq!(columns(&db).await, [""; 0]);
    migrate(&db).await.unwrap();
    assert_eq!(columns(&db).await, schema);
}
