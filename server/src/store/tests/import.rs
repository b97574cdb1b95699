//! What an import does to the store, and what it leaves alone.

use rstest::rstest;
use tiga_domain::activity::{Activity, Flag, Flags};
use tiga_domain::provenance::Severity;

use super::sample::{full, many, note};
use super::store::{Kind, activities, dump, import_all, open, read_into};
use crate::ingest::{FileFacts, IngestError, Outcome, Sink};
use crate::store::{ImportError, StoreError, revision, runs};

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn the_same_file_twice_changes_nothing(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let first = import_all(&db, "a.xml", many("a", 1_200)).await;
    assert_eq!(first.run.counts.stored, 1_200);
    let (before, number) = (activities(&db).await, revision(&db).await.unwrap());
    let second = import_all(&db, "a.xml", many("a", 1_200)).await;
    assert_eq!(second.run.counts.unchanged, 1_200);
    assert_eq!(second.run.counts.stored + second.run.counts.updated, 0);
    assert_eq!(activities(&db).await, before);
    assert_eq!(revision(&db).await.unwrap(), number);
    assert_eq!(runs(&db).await.unwrap().len(), 2);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_newer_version_says_what_was_added_changed_and_gone(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let old = many("a", 4);
    import_all(&db, "a.xml", old.clone()).await;
    let mut new = old[..3].to_vec();
    new[0].splits.truncate(1);
    new[0].flows.clear();
    new[1].provenance.record = "99".to_owned();
    new.push(full("b"));
    let counts = import_all(&db, "a.xml", new.clone()).await.run.counts;
    let told = (counts.stored, counts.updated, counts.unchanged, counts.gone);
    assert_eq!(told, (1, 1, 2, 1));
    // A record that only moved keeps the position of the run that it belongs to.
    new[1].provenance.record = "17".to_owned();
    let gone = Activity {
        flags: flagged(old[3].flags, Flag::NoLongerPublished),
        ..old[3].clone()
    };
    let kept = [&new[..3], &[gone][..], &new[3..]].concat();
    assert_eq!(activities(&db).await, kept);

    let again = import_all(&db, "a.xml", new.clone()).await.run.counts;
    assert_eq!((again.unchanged, again.gone), (4, 0), "gone is said once");
    let back = import_all(&db, "a.xml", old.clone()).await.run.counts;
    let told = (back.stored, back.updated, back.unchanged, back.gone);
    assert_eq!(told, (0, 2, 2, 1));
    let of_new = activities(&db).await.pop().unwrap();
    assert_eq!(of_new.id, new[3].id);
    assert!(of_new.flags.contains(Flag::NoLongerPublished));
    assert_eq!(activities(&db).await[..4], old);
}

fn flagged(mut flags: Flags, flag: Flag) -> Flags {
    flags.insert(flag);
    flags
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_file_that_broke_off_makes_nothing_gone(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    import_all(&db, "a.xml", many("a", 3)).await;
    let read = |sink: &mut dyn Sink| {
        sink.record(Outcome::Activity(Box::new(full("a-000001"))))?;
        Ok(FileFacts {
            is_incomplete: true,
            ..FileFacts::default()
        })
    };
    let run = read_into(&db, "a.xml", read).await.unwrap().run;
    assert!(run.is_incomplete);
    assert_eq!((run.counts.unchanged, run.counts.gone), (1, 0));
    assert_eq!(activities(&db).await.len(), 3);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn an_activity_that_moved_to_another_file_is_not_gone(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    import_all(&db, "a.xml", many("a", 2)).await;
    let moved = import_all(&db, "b.xml", many("a", 1)).await.run.counts;
    assert_eq!((moved.unchanged, moved.gone), (1, 0));
    let rest = many("a", 2).split_off(1);
    let counts = import_all(&db, "a.xml", rest).await.run.counts;
    assert_eq!((counts.unchanged, counts.gone), (1, 0));
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_failure_midway_leaves_every_row_as_it_was(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    import_all(&db, "a.xml", many("a", 3)).await;
    let before = dump(&db).await;
    let failing = |sink: &mut dyn Sink| {
        for activity in many("b", 3_000) {
            sink.finding(note("n"));
            sink.record(Outcome::Activity(Box::new(activity)))?;
        }
        Err(IngestError::TooLarge("too large".to_owned()))
    };
    let error = read_into(&db, "a.xml", failing).await.unwrap_err();
    assert!(matches!(error, ImportError::Read(IngestError::TooLarge(_))));
    assert_eq!(dump(&db).await, before);

    #[expect(clippy::panic, reason = "a reader that panics is what is tested")]
    let panicking = |_: &mut dyn Sink| panic!("a fault of a reader");
    let error = read_into(&db, "a.xml", panicking).await.unwrap_err();
    assert!(matches!(error, ImportError::Store(StoreError::Task(_))));
    assert_eq!(dump(&db).await, before);
    import_all(&db, "a.xml", many("b", 1)).await;
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn an_identifier_counts_once_in_a_file(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let mut twice = full("x");
    twice.title = "other".to_owned();
    let odd = vec![
        full("x"),
        twice,
        full(" "),
        full(&"y".repeat(501)),
        full("z\0"),
    ];
    let imported = import_all(&db, "a.xml", odd.clone()).await;
    let counts = imported.run.counts;
    assert_eq!((counts.records, counts.stored, counts.rejected), (5, 2, 3));
    assert!(
        imported
            .run
            .findings
            .iter()
            .all(|f| f.severity == Severity::Reject && f.line == 17)
    );
    let ids: Vec<String> = activities(&db).await.into_iter().map(|a| a.id).collect();
    assert_eq!(ids, ["x", "z"]);
    assert_eq!(import_all(&db, "a.xml", odd).await.run.counts.unchanged, 2);
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn all_findings_are_stored_and_the_first_are_shown(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let read = |sink: &mut dyn Sink| {
        for n in 0..4_500 {
            sink.finding(note(if n % 3 == 0 { "rare" } else { "frequent" }));
        }
        sink.record(Outcome::Outside)?;
        sink.record(Outcome::OtherAgency)?;
        sink.record(Outcome::Rejected)?;
        Ok(FileFacts {
            version: "2.03".to_owned(),
            ..FileFacts::default()
        })
    };
    let imported = read_into(&db, "a.xml", read).await.unwrap();
    assert_eq!(imported.findings, 4_500);
    assert_eq!(
        imported.messages[&("f".to_owned(), "frequent".to_owned())],
        3_000
    );
    let runs = runs(&db).await.unwrap();
    assert_eq!(runs, [imported.run]);
    assert_eq!(runs[0].findings.len(), 1_000);
    assert_eq!((runs[0].counts.records, runs[0].counts.notes), (3, 4_500));
    assert_eq!(
        (runs[0].counts.outside, runs[0].version.as_str()),
        (1, "2.03")
    );
}

#[rstest]
#[case(Kind::Sqlite)]
#[case(Kind::Postgres)]
#[tokio::test]
async fn a_later_update_in_the_file_counts_for_the_record_before(#[case] kind: Kind) {
    let Some(db) = open(kind).await else { return };
    let read = |sink: &mut dyn Sink| {
        let newer = |title: &str| Activity {
            title: title.to_owned(),
            ..full("x")
        };
        sink.record(Outcome::Activity(Box::new(full("x"))))?;
        for activity in many("a", 1_000) {
            sink.record(Outcome::Activity(Box::new(activity)))?;
        }
        sink.record(Outcome::Newer(vec![newer("two")]))?;
        sink.record(Outcome::Newer(vec![newer("three"), full("y")]))?;
        Ok(FileFacts::default())
    };
    let counts = read_into(&db, "a.xml", read).await.unwrap().run.counts;
    assert_eq!((counts.stored, counts.updated), (1_002, 0));
    let (before, number) = (activities(&db).await, revision(&db).await.unwrap());
    assert!(before.iter().any(|a| a.id == "x" && a.title == "three"));
    let counts = read_into(&db, "a.xml", read).await.unwrap().run.counts;
    assert_eq!((counts.unchanged, counts.updated), (1_002, 0));
    assert_eq!(activities(&db).await, before);
    assert_eq!(revision(&db).await.unwrap(), number);
}
