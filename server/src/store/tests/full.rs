//! A disk without room: a clear error, and nothing lost.

use sea_orm::ConnectionTrait;

use super::sample::many;
use super::store::{Kind, dump, import_all, open, read_into};
use crate::ingest::{FileFacts, Outcome, Sink};

#[tokio::test]
async fn a_full_database_is_said_and_leaves_the_store_as_it_was() {
    let db = open(Kind::Sqlite).await.unwrap();
    import_all(&db, "a.xml", many("a", 50)).await;
    let before = dump(&db).await;
    let pages = db
        .query_one_raw(sea_orm::Statement::from_string(
            db.get_database_backend(),
            "PRAGMA page_count",
        ))
        .await
        .unwrap()
        .unwrap();
    let pages: i64 = pages.try_get_by_index(0).unwrap();
    let limit = |pages: i64| format!("PRAGMA max_page_count = {pages}");
    db.execute_unprepared(&limit(pages + 20)).await.unwrap();
    let large = |sink: &mut dyn Sink| {
        for activity in many("b", 5_000) {
            sink.record(Outcome::Activity(Box::new(activity)))?;
        }
        Ok(FileFacts::default())
    };
    let error = read_into(&db, "b.xml", large).await.unwrap_err();
    assert!(error.to_string().contains("no room left"), "{error}");
    assert_eq!(dump(&db).await, before);
    db.execute_unprepared(&limit(1_000_000)).await.unwrap();
    let imported = read_into(&db, "b.xml", large).await.unwrap();
    assert_eq!(imported.run.counts.stored, 5_000, "with room it goes on");
}
