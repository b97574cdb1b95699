//! Reads all activities in the order of their identifiers, a page at a time: four queries a page, none a row.
//! Parts that several files hold of one activity come out as one.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tiga_domain::activity::{Activity, Flag};
use tiga_domain::part::{join, whole_id};

use super::StoreError;
use super::content::content_hash;
use super::entity::{activity, activity_flow, activity_place, activity_split};
use super::row::{RowError, Rows};

/// Activities in one page.
const PAGE: u64 = 2_000;

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
#[derive(Debug)]
pub(crate) struct Pages<'a, C> {
    db: &'a C,
    after: String,
    /// Whether to compute the hash of each content again.
    verifies: bool,
    /// The last activity that has parts: the next page may hold more of them.
    open: Option<Stored>,
}

impl<'a, C: ConnectionTrait> Pages<'a, C> {
    pub(crate) fn new(db: &'a C) -> Self {
        Self {
            db,
            after: String::new(),
            verifies: false,
            open: None,
        }
    }

    /// The same, comparing each content with its hash.
    pub(crate) fn verifying(db: &'a C) -> Self {
        Self {
            verifies: true,
            ..Self::new(db)
        }
    }

    /// The next page; none after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Page>, StoreError> {
        let activities = activity::Entity::find()
            .filter(activity::Column::Id.gt(self.after.as_str()))
            .order_by_asc(activity::Column::Id)
            .limit(PAGE)
            .all(self.db)
            .await?;
        let Some(last) = activities.last().map(|row| row.id.clone()) else {
            return Ok(self.open.take().map(|last| Page {
                stored: vec![last],
                ..Page::default()
            }));
        };
        let first = activities[0].id.clone();
        self.after.clone_from(&last);
        let mut splits = Parts::new(self.splits(&first, &last).await?);
        let mut flows = Parts::new(self.flows(&first, &last).await?);
        let mut places = Parts::new(self.places(&first, &last).await?);
        let mut page = Page::default();
        for activity in activities {
            let (run_id, hash) = (activity.run_id, activity.content_hash);
            let is_gone = activity.gone_run_id.is_some();
            let rows = Rows {
                splits: splits.of(&activity.id, |row| &row.activity_id),
                flows: flows.of(&activity.id, |row| &row.activity_id),
                places: places.of(&activity.id, |row| &row.activity_id),
                activity,
            };
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
        Ok(Some(page))
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

    async fn splits(
        &self,
        first: &str,
        last: &str,
    ) -> Result<Vec<activity_split::Model>, StoreError> {
        let column = activity_split::Column::ActivityId;
        let find = activity_split::Entity::find().filter(column.between(first, last));
        let ordered = find
            .order_by_asc(column)
            .order_by_asc(activity_split::Column::Ordinal);
        Ok(ordered.all(self.db).await?)
    }

    async fn flows(
        &self,
        first: &str,
        last: &str,
    ) -> Result<Vec<activity_flow::Model>, StoreError> {
        let column = activity_flow::Column::ActivityId;
        let find = activity_flow::Entity::find().filter(column.between(first, last));
        let ordered = find
            .order_by_asc(column)
            .order_by_asc(activity_flow::Column::Ordinal);
        Ok(ordered.all(self.db).await?)
    }

    async fn places(
        &self,
        first: &str,
        last: &str,
    ) -> Result<Vec<activity_place::Model>, StoreError> {
        let column = activity_place::Column::ActivityId;
        let find = activity_place::Entity::find().filter(column.between(first, last));
        let ordered = find
            .order_by_asc(column)
            .order_by_asc(activity_place::Column::Ordinal);
        Ok(ordered.all(self.db).await?)
    }
}

/// Parts of activities in the order of their activities.
struct Parts<R>(std::iter::Peekable<std::vec::IntoIter<R>>);

impl<R> Parts<R> {
    fn new(rows: Vec<R>) -> Self {
        Self(rows.into_iter().peekable())
    }

    fn of(&mut self, id: &str, owner: impl Fn(&R) -> &String) -> Vec<R> {
        let mut parts = Vec::new();
        while let Some(part) = self.0.next_if(|row| owner(row) == id) {
            parts.push(part);
        }
        parts
    }
}
