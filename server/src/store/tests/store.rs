//! A store of its own for each test, and what the tests do with it.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use sea_orm::{ConnectionTrait, EntityTrait};
use tiga_domain::activity::Activity;

use crate::ingest::run::{FileRead, Fingerprint};
use crate::ingest::{FileFacts, IngestError, Outcome, Sink};
use crate::store::entity::{
    activity, activity_flow, activity_place, activity_split, finding, import_run, revision,
};
use crate::store::{
    Connection, FileHeader, ImportError, Imported, Pages, connect, import, migrate,
};

/// A database that the tests run on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Sqlite,
    Postgres,
}

/// An empty database without a schema; none when there is no `PostgreSQL` to test on.
pub(super) async fn empty(kind: Kind) -> Option<Connection> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    if kind == Kind::Sqlite {
        return Some(connect("sqlite::memory:").await.unwrap());
    }
    let url = std::env::var("TIGA_TEST_POSTGRES").ok()?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let schema = format!("tiga_test_{}_{number}", std::process::id());
    let admin = connect(&url).await.unwrap();
    let statement = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
    admin.execute_unprepared(&statement).await.unwrap();
    admin.close().await.unwrap();
    let mark = if url.contains('?') { '&' } else { '?' };
    let url = format!("{url}{mark}options[search_path]={schema}");
    Some(connect(&url).await.unwrap())
}

/// An empty store.
pub(super) async fn open(kind: Kind) -> Option<Connection> {
    let db = empty(kind).await?;
    migrate(&db).await.unwrap();
    Some(db)
}

pub(super) fn header(file: &str) -> FileHeader {
    FileHeader {
        file: file.to_owned(),
        key: format!("iati:{file}"),
        format: "iati".to_owned(),
        started: "2026-01-01T00:00:00Z".to_owned(),
        since: Instant::now(),
        now: || "2026-01-01T00:00:01Z".to_owned(),
    }
}

/// Imports what a closure yields.
pub(super) async fn read_into<R>(
    db: &Connection,
    file: &str,
    read: R,
) -> Result<Imported, ImportError>
where
    R: FnOnce(&mut dyn Sink) -> Result<FileFacts, IngestError> + Send + 'static,
{
    let read = move |sink: &mut dyn Sink| {
        Ok(FileRead {
            facts: read(sink)?,
            fingerprint: Fingerprint {
                sha256: "0".repeat(64),
                bytes: 1,
            },
        })
    };
    import(db, header(file), read).await
}

/// Imports activities as a complete file.
pub(super) async fn import_all(db: &Connection, file: &str, activities: Vec<Activity>) -> Imported {
    let read = move |sink: &mut dyn Sink| {
        for activity in activities {
            sink.record(Outcome::Activity(Box::new(activity)))?;
        }
        Ok(FileFacts::default())
    };
    read_into(db, file, read).await.unwrap()
}

/// All activities.
pub(super) async fn activities(db: &Connection) -> Vec<Activity> {
    let mut pages = Pages::verifying(db).await.unwrap();
    let mut all = Vec::new();
    while let Some(page) = pages.next().await.unwrap() {
        assert_eq!(page.unreadable, []);
        assert!(page.stored.iter().all(|stored| stored.is_intact));
        all.extend(page.stored.into_iter().map(|stored| stored.activity));
    }
    all
}

/// Every row of every table.
pub(super) async fn dump(db: &Connection) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        revision::Entity::find().all(db).await.unwrap(),
        import_run::Entity::find().all(db).await.unwrap(),
        finding::Entity::find().all(db).await.unwrap(),
        activity::Entity::find().all(db).await.unwrap(),
        activity_split::Entity::find().all(db).await.unwrap(),
        activity_flow::Entity::find().all(db).await.unwrap(),
        activity_place::Entity::find().all(db).await.unwrap(),
    )
}
