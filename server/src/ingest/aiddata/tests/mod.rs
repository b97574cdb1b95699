//! A small release, broken ones, the real ones, and random damage.

#![expect(clippy::unwrap_used, reason = "tests")]

mod sample;

use std::path::{Path, PathBuf};

use tiga_domain::activity::{Flag, FlowKind, PriceBasis, Value};
use tiga_domain::money::{Cents, Share};
use tiga_domain::status::Status;

use super::super::collect::Collected;
use super::super::damage::never_panics;
use super::super::{IngestError, ReadContext};
use super::read;

const TABLES: [(&str, &str); 4] = [
    (
        "projects.csv",
        include_str!("../../../../tests/fixtures/aiddata/data/projects.csv"),
    ),
    (
        "locations.csv",
        include_str!("../../../../tests/fixtures/aiddata/data/locations.csv"),
    ),
    (
        "transactions.csv",
        include_str!("../../../../tests/fixtures/aiddata/data/transactions.csv"),
    ),
    (
        "projects_ancillary.csv",
        include_str!("../../../../tests/fixtures/aiddata/data/projects_ancillary.csv"),
    ),
];

/// A folder of its own that goes when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder =
            std::env::temp_dir().join(format!("tiga-aiddata-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn with(self, tables: &[(&str, &str)]) -> Self {
        for (name, text) in tables {
            std::fs::write(self.0.join(name), text).unwrap();
        }
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn import(path: &Path) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    read(path, &ReadContext::default(), &mut collected)?;
    Ok(collected)
}

fn id(found: &Collected, end: &str) -> String {
    let all = found.activities().into_iter();
    all.map(|a| a.id.clone())
        .find(|id| id.ends_with(end))
        .unwrap()
}

#[test]
fn tables_are_joined_to_projects() {
    let folder = Folder::new("joined").with(&TABLES);
    let found = import(&folder.0).unwrap();
    let road = found.activity(&id(&found, ":1"));
    assert_eq!(
        (road.agency.code(), road.title.as_str()),
        ("JICA", "Rural roads")
    );
    assert_eq!(road.description, "Roads for all");
    assert_eq!(road.references, ["aiddata-tl:1"]);
    let places: Vec<_> = road
        .places
        .iter()
        .map(|p| (p.name.as_str(), p.precision.code()))
        .collect();
    assert_eq!(places, [("Locohu", 1), ("Dili", 8)]);
    let flows: Vec<_> = road
        .flows
        .iter()
        .map(|f| (f.kind, f.year, f.value, f.basis))
        .collect();
    let constant = PriceBasis::Constant2011;
    assert_eq!(
        flows,
        [
            (
                FlowKind::Commitment,
                Some(2012),
                Value::Usd(Cents(100_010)),
                constant
            ),
            (
                FlowKind::Disbursement,
                Some(2013),
                Value::Usd(Cents(50_000)),
                constant
            ),
        ]
    );
    let basket = found.activity(&id(&found, ":2"));
    assert!(basket.flags.contains(Flag::PackageAmount));
    assert_eq!(basket.flows[0].value, Value::OwnShareUnknown);
    assert_eq!(basket.status, Some(Status::Suspended));
    assert_eq!(basket.splits.len(), 2);
    for agency in ["~KOICA", "~MOFA"] {
        let shared = found.activity(&id(&found, agency));
        assert!(shared.flags.contains(Flag::SeveralAgencies));
    }
    let regional = found.activity(&id(&found, ":5"));
    assert_eq!(regional.title, "Several lines");
    let half = Share(Share::ONE.0 / 2);
    let parts: Vec<_> = regional
        .splits
        .iter()
        .map(|s| (s.recipient.to_string(), s.share))
        .collect();
    assert_eq!(
        parts,
        [("ID".to_owned(), half), ("outside".to_owned(), half)]
    );
    assert_eq!(regional.places.len(), 1, "the place outside is left out");
    assert_eq!(
        (found.outcomes.len(), found.others(), found.rejected()),
        (6, 1, 1)
    );
}

#[test]
fn what_does_not_fit_is_told() {
    let folder = Folder::new("told").with(&TABLES);
    let found = import(&folder.0).unwrap();
    assert_eq!(
        found.told(),
        [
            "reject 2 transaction_value_code: neither commitment (C) nor disbursement (D)",
            "note 3 donors: others finance it as well; the amount is of the whole package",
            "reject 3 locations.csv: the coordinates are not two numbers",
            "note 4 donors: several agencies finance it, and the source does not say how much each gives",
            "note 4 ad_sector_codes: a sector code that is no category of the DAC",
            "note 4 status: an unknown status",
            "note 6 recipients: no country",
            "reject 6 transaction_value: the value is not a number that money can have",
            "reject 8 project_id: an earlier row has the same project_id",
            "reject 7 locations.csv: no project has this project_id",
            "reject 8 transactions.csv: no project has this project_id",
        ]
    );
    let everything = format!("{:?} {:?}", found.outcomes, found.findings);
    assert!(!everything.contains("example.org"), "persons are not read");
}

#[test]
fn a_release_lacks_no_table_and_no_column() {
    let message = |folder: &Folder| import(&folder.0).map(|_| ()).unwrap_err().to_string();
    let folder = Folder::new("lacks").with(&TABLES[..2]);
    assert_eq!(message(&folder), "tables are missing: transactions.csv");
    let folder = folder.with(&[("transactions.csv", "project_id,transaction_year\n")]);
    assert!(
        message(&folder).contains("transactions.csv: columns are missing: transaction_value_code")
    );
    let folder = folder.with(&[("transactions.csv", "")]);
    assert!(message(&folder).contains("no header row"));
    std::fs::create_dir_all(folder.0.join("again")).unwrap();
    let folder = folder
        .with(&TABLES)
        .with(&[("again/projects.csv", TABLES[0].1)]);
    assert!(message(&folder).contains("stands there twice"));
}

#[test]
fn random_damage_never_panics() {
    for (name, text) in TABLES {
        let folder = Folder::new(&format!("fuzz-{name}")).with(&TABLES);
        never_panics(&[text.as_bytes().to_vec()], |bytes| {
            std::fs::write(folder.0.join(name), bytes).unwrap();
            import(&folder.0).ok()
        });
    }
}
