//! Reads all activities in the order of their identifiers with one statement. Parts that several files hold of one
//! activity come out as one.

use std::pin::Pin;

use futures_util::{Stream, StreamExt};
use sea_orm::{
    DbBackend, DbErr, EntityTrait, IdenStatic, Iterable, QueryResult, Statement, StreamTrait,
};
use serde::de::DeserializeOwned;
use tiga_domain::activity::{Activity, Flag};
use tiga_domain::part::{join, whole_id};

use super::content::content_hash;
use super::entity::{activity, activity_flow, activity_place, activity_split};
use super::row::{RowError, Rows};
use super::{StoreError, json};

/// Activities in one page.
const PAGE: usize = 1_000;

/// An activity as the store keeps it.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    /// The activity.
    pub activity: Activity,
    /// The run that last changed it.
    pub run_id: i64,
    /// Changes when the activity does.
    pub content_hash: u64,
    /// Whether the content still has that hash; taken for granted unless asked ([`Pages::verifying`]).
    pub is_intact: bool,
}

/// Some activities, and rows among them that cannot be read.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub stored: Vec<Stored>,
    pub unreadable: Vec<RowError>,
}

/// All activities; those that are gone carry a flag.
pub(crate) struct Pages<'a> {
    rows: Pin<Box<dyn Stream<Item = Result<QueryResult, DbErr>> + Send + 'a>>,
    /// Whether to compute the hash of each content again.
    verifies: bool,
    /// The last activity that has parts: the next page may hold more of them.
    open: Option<Stored>,
}

impl<'a> Pages<'a> {
    pub(crate) async fn new<C: StreamTrait>(db: &'a C) -> Result<Self, StoreError> {
        let backend = db.get_database_backend();
        let statement = Statement::from_string(backend, statement(backend));
        Ok(Self {
            rows: Box::pin(db.stream_raw(statement).await?),
            verifies: false,
            open: None,
        })
    }

    /// The same, comparing each content with its hash.
    pub(crate) async fn verifying<C: StreamTrait>(db: &'a C) -> Result<Self, StoreError> {
        Ok(Self {
            verifies: true,
            ..Self::new(db).await?
        })
    }

    /// The next page; none after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Page>, StoreError> {
        let mut page = Page::default();
        let mut count = 0;
        while count < PAGE
            && let Some(row) = self.rows.next().await
        {
            count += 1;
            match read(&row?)? {
                Ok(rows) => self.add(rows, &mut page),
                Err(error) => page.unreadable.push(error),
            }
        }
        if count == 0 {
            page.stored.extend(self.open.take());
        }
        Ok((count > 0 || !page.stored.is_empty()).then_some(page))
    }

    fn add(&mut self, rows: Rows, page: &mut Page) {
        let (run_id, hash) = (rows.activity.run_id, rows.activity.content_hash);
        let is_gone = rows.activity.gone_run_id.is_some();
        let is_intact = !self.verifies || content_hash(&rows) == hash;
        match Activity::try_from(rows) {
            Ok(mut activity) => {
                if is_gone {
                    activity.flags.insert(Flag::NoLongerPublished);
                }
                let stored = Stored {
                    activity,
                    run_id,
                    content_hash: hash as u64 ^ u64::from(is_gone),
                    is_intact,
                };
                self.take(stored, &mut page.stored);
            }
            Err(error) => page.unreadable.push(error),
        }
    }

    /// Puts the next activity onto the page; a part waits for more parts.
    fn take(&mut self, mut next: Stored, page: &mut Vec<Stored>) {
        let Some(whole) = whole_id(&next.activity).map(str::to_owned) else {
            page.extend(self.open.take());
            page.push(next);
            return;
        };
        match &mut self.open {
            Some(open) if open.activity.id == whole => {
                open.run_id = open.run_id.max(next.run_id);
                open.content_hash = open.content_hash.rotate_left(1) ^ next.content_hash;
                open.is_intact &= next.is_intact;
                join(&mut open.activity, next.activity);
            }
            open => {
                next.activity.id = whole;
                page.extend(open.replace(next));
            }
        }
    }
}

/// The statement: for each activity its identifier, its columns, and the columns of its splits, flows and places.
fn statement(backend: DbBackend) -> String {
    let columns = activity::Column::iter().map(|column| json::value(backend, column.as_str()));
    let columns = columns.collect::<Vec<_>>().join(", ");
    format!(
        "SELECT id, CAST({} AS text), {}, {}, {} FROM activity ORDER BY id",
        json::array(backend, &columns),
        parts::<activity_split::Entity>(backend),
        parts::<activity_flow::Entity>(backend),
        parts::<activity_place::Entity>(backend)
    )
}

/// The parts of one kind in their order. They do not repeat the identifier of their activity, which stands in the first
/// of their columns.
fn parts<E: EntityTrait>(backend: DbBackend) -> String {
    let columns = E::Column::iter().skip(1);
    let columns = columns.map(|column| json::value(backend, column.as_str()));
    let values: Vec<String> = std::iter::once("''".to_owned()).chain(columns).collect();
    format!(
        "(SELECT {} FROM \"{}\" WHERE activity_id = activity.id)",
        json::list(backend, &values.join(", "), " ORDER BY ordinal"),
        E::default().table_name()
    )
}

/// The rows of an activity, or why one of them cannot be read.
fn read(row: &QueryResult) -> Result<Result<Rows, RowError>, DbErr> {
    let id: String = row.try_get_by_index(0)?;
    let texts = (
        row.try_get_by_index::<String>(1)?,
        row.try_get_by_index::<String>(2)?,
        row.try_get_by_index::<String>(3)?,
        row.try_get_by_index::<String>(4)?,
    );
    Ok((|| {
        Ok(Rows {
            activity: parse(&id, "activity", &texts.0)?,
            splits: parse(&id, "activity_split", &texts.1)?,
            flows: parse(&id, "activity_flow", &texts.2)?,
            places: parse(&id, "activity_place", &texts.3)?,
        })
    })())
}

fn parse<T: DeserializeOwned>(id: &str, table: &'static str, text: &str) -> Result<T, RowError> {
    serde_json::from_str(text).map_err(|error| RowError {
        id: id.to_owned(),
        column: table,
        value: error.to_string(),
    })
}
