//! Whatever a file holds, importing it twice gives the same store: fixtures of all formats, whole and damaged.

use std::path::{Path, PathBuf};

use super::store::{Kind, activities, open};
use crate::ingest::ReadContext;
use crate::ingest::damage::Damage;
use crate::ingest::run::{name, read_whole, recognise};
use crate::ingest::workbook::written;
use crate::store::{Connection, FileHeader, Imported, import, revision};

/// Damaged copies of each fixture.
const COPIES: usize = 12;

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![folder.join("data/example.csv")];
    for file in [
        "tiga/oddities.csv",
        "iati/basic.xml",
        "iati/oddities.xml",
        "iati/old.xml",
        "crs/bulk-2020.txt",
        "crs/explorer.csv",
        "jica/loans.csv",
        "adb/sovereign.csv",
        "aiddata",
        "koica/items.tsv",
    ] {
        files.push(folder.join("tests/fixtures").join(file));
    }
    files
}

/// The list of active projects as a workbook, in a folder.
fn workbook(folder: &Path) -> PathBuf {
    let file = folder.join("Active.xlsx");
    let table = include_str!("../../../tests/fixtures/dfc/active.tsv");
    std::fs::write(&file, written(&[("Cool Tab", table)])).unwrap();
    file
}

/// Imports a file; none when it cannot be read as a whole.
async fn import_file(db: &Connection, path: &Path) -> Option<Imported> {
    let format = recognise(path).ok()?;
    let header = FileHeader {
        key: format!("{}:{}", format.code(), name(path)),
        format: format.code().to_owned(),
        ..super::store::header(&name(path))
    };
    let path = path.to_owned();
    let read = move |sink: &mut dyn crate::ingest::Sink| {
        read_whole(&path, format, &ReadContext::default(), sink)
    };
    import(db, header, read).await.ok()
}

/// Imports a file twice into a store of its own, and compares.
async fn assert_same(path: &Path) -> usize {
    let db = open(Kind::Sqlite).await.unwrap();
    let Some(first) = import_file(&db, path).await else {
        return 0;
    };
    let (before, number) = (activities(&db).await, revision(&db).await.unwrap());
    let second = import_file(&db, path).await.unwrap();
    let shown = path.display();
    assert_eq!(activities(&db).await, before, "{shown}");
    assert_eq!(revision(&db).await.unwrap(), number, "{shown}");
    let counts = second.run.counts;
    assert_eq!(
        (counts.stored, counts.updated, counts.gone),
        (0, 0, 0),
        "{shown}"
    );
    assert_eq!(counts.unchanged, first.run.counts.stored, "{shown}");
    assert_eq!(counts.records, first.run.counts.records, "{shown}");
    assert_eq!(second.findings, first.findings, "{shown}");
    before.len()
}

#[tokio::test]
async fn any_file_that_is_imported_twice_gives_the_same_store() {
    let folder = std::env::temp_dir().join(format!("tiga-twice-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("damaged")).unwrap();
    let mut damage = Damage::default();
    let mut kept = 0;
    for fixture in fixtures().into_iter().chain([workbook(&folder)]) {
        assert!(assert_same(&fixture).await > 0, "{}", fixture.display());
        if fixture.is_dir() {
            continue;
        }
        let bytes = std::fs::read(&fixture).unwrap();
        for _ in 0..COPIES {
            let copy = folder.join("damaged").join(name(&fixture));
            std::fs::write(&copy, damage.some(&bytes)).unwrap();
            kept += assert_same(&copy).await;
        }
    }
    std::fs::remove_dir_all(folder).unwrap();
    assert!(kept > 0, "no damaged file had an activity left");
}

#[tokio::test]
async fn yearly_files_of_an_activity_come_out_as_one_and_replace_only_their_year() {
    let folder = std::env::temp_dir().join(format!("tiga-years-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let header = "Year|DonorCode|AgencyCode|CrsID|RecipientCode|PurposeCode|USD_Disbursement";
    let file = |year: &str, amount: &str| {
        let path = folder.join(format!("CRS {year} data.txt"));
        let row = format!("{year}|701|8|A|769|14020|{amount}");
        std::fs::write(&path, format!("{header}\n{row}\n")).unwrap();
        path
    };
    let db = open(Kind::Sqlite).await.unwrap();
    for (year, amount, expected) in [
        ("2020", "1", 100_000_000),
        ("2021", "2", 300_000_000),
        ("2020", "4", 600_000_000),
    ] {
        import_file(&db, &file(year, amount)).await.unwrap();
        let all = activities(&db).await;
        let [whole] = all.as_slice() else {
            unreachable!("{all:?}")
        };
        assert_eq!(whole.id, "crs:701-8-A");
        let cents = whole.flows.iter().filter_map(|flow| flow.value.cents());
        assert_eq!(cents.map(|cents| cents.0).sum::<i64>(), expected);
    }
    std::fs::remove_dir_all(folder).unwrap();
}
