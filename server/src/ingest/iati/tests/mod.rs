//! Tests of the importer as a whole: fixtures, broken files, real samples, mutated files.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod broken;
mod fuzz;
mod oddity;
mod sample;

use tiga_domain::activity::Activity;
use tiga_domain::country::Country;

use super::read;
use crate::ingest::{FileFacts, Finding, IngestError, Outcome, ReadContext, Severity, Sink, Stop};

/// A sink that keeps everything.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub activities: Vec<Activity>,
    pub findings: Vec<Finding>,
    pub facts: FileFacts,
    pub records: usize,
    pub outside: usize,
    pub other_agencies: usize,
    pub rejected: usize,
}

impl Sink for Collected {
    fn record(&mut self, outcome: Outcome) -> Result<(), Stop> {
        self.records += 1;
        match outcome {
            Outcome::Activity(activity) => self.activities.push(*activity),
            Outcome::Activities(several) => self.activities.extend(several),
            Outcome::Newer(newer) => {
                self.activities
                    .retain(|old| newer.iter().all(|new| new.id != old.id));
                self.activities.extend(newer);
            }
            Outcome::Joined => unreachable!("IATI has one record an activity"),
            Outcome::Outside => self.outside += 1,
            Outcome::OtherAgency => self.other_agencies += 1,
            Outcome::Rejected => self.rejected += 1,
        }
        Ok(())
    }

    fn finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

impl Collected {
    pub fn activity(&self, id: &str) -> &Activity {
        let found = self.activities.iter().find(|activity| activity.id == id);
        found.unwrap_or_else(|| panic!("no activity {id}"))
    }

    /// Findings of a record as "severity field value: message; action".
    pub fn findings_of(&self, record: &str) -> Vec<String> {
        self.findings
            .iter()
            .filter(|finding| finding.record == record)
            .map(|f| {
                let severity = match f.severity {
                    Severity::Note => "note",
                    Severity::Reject => "reject",
                    Severity::Error => "error",
                };
                format!(
                    "{severity} {} “{}”: {}; {}",
                    f.field, f.value, f.message, f.action
                )
            })
            .collect()
    }

    pub fn has_finding(&self, record: &str, part: &str) -> bool {
        self.findings_of(record).iter().any(|f| f.contains(part))
    }
}

pub(super) fn collect_with(bytes: &[u8], context: &ReadContext) -> Result<Collected, IngestError> {
    let mut collected = Collected::default();
    collected.facts = read(&mut &*bytes, context, &mut collected)?;
    Ok(collected)
}

pub(super) fn collect(bytes: &[u8]) -> Result<Collected, IngestError> {
    collect_with(bytes, &ReadContext::default())
}

pub(super) fn fixture(name: &str) -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/iati/");
    std::fs::read(format!("{path}{name}")).unwrap()
}

/// One activity of JICA in Viet Nam with more elements inside.
pub(super) fn jica(inside: &str) -> String {
    format!(
        "<iati-activities version='2.03'><iati-activity default-currency='USD'>\
         <iati-identifier>X-1</iati-identifier><reporting-org ref='XM-DAC-701-8'/>\
         <title><narrative>A project</narrative></title>{inside}</iati-activity></iati-activities>"
    )
}

pub(super) fn country(code: &str) -> Country {
    Country::from_iso2(code).unwrap()
}
