//! What comes out of the store is what went in, in the same order everywhere.

use rstest::rstest;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use tiga_domain::place::Place;
use tiga_domain::provenance::{RunFinding, Severity};

use super::sample::{full, many, note};
use super::store::{Kind, activities, import_all, open, read_into};
use crate::ingest::{FileFacts, Sink};
use crate::store::entity::activity;
use crate::store::{Counting, FindingQuery, Pages, findings, runs, snapshot};

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
async fn coordinates_and_texts_are_read_back_to_the_last_bit(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    // Numbers that no short decimal names, as means of coordinates are.
    let coordinates = (1..400).map(|n| 89.9 / f64::from(n) * if n % 2 == 0 { 1.0 } else { -1.0 });
    let coordinates = coordinates.chain([0.1 + 0.2, 1e-7, f64::MIN_POSITIVE, 5e-324, 0.0, 16.0]);
    let mut odd = full("odd");
    let place = odd.places[0].clone();
    odd.places = coordinates
        .map(|lat| Place {
            lat,
            lon: lat * 2.0,
            ..place.clone()
        })
        .collect();
    odd.title = "\"quoted\" \\ back\u{8}\t\u{1f}\u{7f}\u{2028}\u{1F30F}".to_owned();
    odd.splits.reverse();
    import_all(&db, "a.xml", vec![odd.clone()]).await;
    let read = activities(&db).await;
    assert_eq!(read, [odd.clone()]);
    let mut negative = full("negative zero");
    negative.places[0].lat = -0.0;
    import_all(&db, "b.xml", vec![negative.clone()]).await;
    assert!(activities(&db).await.contains(&negative));
    for (read, written) in read[0].places.iter().zip(&odd.places) {
        assert_eq!(read.lat.to_bits(), written.lat.to_bits(), "{}", written.lat);
        assert_eq!(read.lon.to_bits(), written.lon.to_bits(), "{}", written.lon);
    }
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
    let mut pages = Pages::new(&db).await.unwrap();
    let page = pages.next().await.unwrap().unwrap();
    drop(pages);
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

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn findings_come_page_by_page_and_grave_ones_are_never_behind_notes(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let read = |sink: &mut dyn Sink| {
        for number in 0..4_500 {
            sink.finding(note(&number.to_string()));
        }
        sink.finding(RunFinding {
            severity: Severity::Reject,
            ..note("left out")
        });
        Ok(FileFacts::default())
    };
    let first = read_into(&db, "a.xml", read).await.unwrap().run.id;
    read_into(&db, "b.xml", read).await.unwrap();
    let all = |run, severity| {
        let db = db.clone();
        async move {
            let mut query = FindingQuery {
                run,
                severity,
                after: None,
            };
            let (mut found, mut pages) = (Vec::new(), 0);
            while let Some((page, next)) = findings(&db, query).await.unwrap() {
                found.extend(page);
                query = next;
                pages += 1;
            }
            (found, pages)
        }
    };
    let (found, pages) = all(None, None).await;
    assert_eq!((found.len(), pages), (9_002, 5));
    assert_eq!(found[4_500].1.message, "left out");
    assert_eq!(all(Some(first), None).await.0, found[..4_501]);
    assert_eq!(all(None, Some(Severity::Reject)).await.0.len(), 2);
    assert_eq!(all(Some(99), None).await.0, []);
    for run in runs(&db).await.unwrap() {
        assert_eq!(run.findings.len(), 1_001);
        assert_eq!(run.findings[1_000].severity, Severity::Reject);
    }
}
