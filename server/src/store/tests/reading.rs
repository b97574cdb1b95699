//! What comes out of the store is what went in, in the same order everywhere.

use rstest::rstest;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::sample::{full, many};
use super::store::{Kind, activities, import_all, open};
use crate::store::entity::activity;
use crate::store::{Counting, Pages, snapshot};

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn an_activity_is_read_back_as_it_was(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    import_all(&db, "a.xml", vec![full("a")]).await;
    assert_eq!(activities(&db).await, [full("a")]);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn identifiers_are_ordered_by_their_bytes(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let mut ids = ["a_1", "a-1", "B", "É", "a 1", "10", "9", "a-10"];
    import_all(&db, "a.xml", ids.iter().copied().map(full).collect()).await;
    ids.sort_unstable();
    let read: Vec<String> = activities(&db).await.into_iter().map(|a| a.id).collect();
    assert_eq!(read, ids);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_data_set_holds_what_the_store_holds(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    assert!(
        snapshot(&db, &Counting::default())
            .await
            .unwrap()
            .0
            .is_empty()
    );
    import_all(&db, "a.xml", many("a", 5_001)).await;
    let (dataset, number) = snapshot(&db, &Counting::default()).await.unwrap();
    assert_eq!((dataset.len(), number), (5_001, 1));
    assert_eq!(dataset.runs().len(), 1);
    import_all(&db, "a.xml", many("a", 5_001)).await;
    assert_eq!(
        snapshot(&db, &Counting::default())
            .await
            .unwrap()
            .0
            .version(),
        dataset.version()
    );
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_row_that_cannot_be_read_is_named(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    import_all(&db, "a.xml", many("a", 2)).await;
    activity::Entity::update_many()
        .col_expr(activity::Column::Agency, Expr::value("NOBODY"))
        .filter(activity::Column::Id.eq("a-000001"))
        .exec(&db)
        .await
        .unwrap();
    let page = Pages::new(&db).next().await.unwrap().unwrap();
    assert_eq!(page.stored.len(), 1);
    assert_eq!(
        page.unreadable[0].to_string(),
        "activity a-000001: column activity.agency holds “NOBODY”, which cannot be read"
    );
    assert_eq!(
        snapshot(&db, &Counting::default()).await.unwrap().0.len(),
        1
    );
}
