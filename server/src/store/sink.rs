//! Takes what a reader yields, on the reader's thread, and passes it on in batches; turns the activities of a batch into
//! rows and hashes them, on a thread of its own. Memory stays bounded: a full channel makes the reader wait.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use tiga_domain::activity::Activity;
use tiga_domain::provenance::{RunCounts, RunFinding, Severity};
use tokio::sync::mpsc::{Receiver, Sender};

use super::content::content_hash;
use super::row::{Rows, clean};
use crate::ingest::{Outcome, Sink, Stop};

/// Batches that wait for the writer.
pub(crate) const WAITING: usize = 2;

const ACTIVITIES: usize = 500;
const FINDINGS: usize = 2_000;
const BYTES: usize = 1 << 20;

/// Longer identifiers fit no index; the longest known one has 90 characters.
const ID_BYTES: usize = 500;

/// Some records and findings of a file, in file order; activities as they were read, or as rows.
#[derive(Debug)]
pub(crate) struct Batch<A> {
    pub activities: Vec<A>,
    /// Updates of activities that earlier batches held.
    pub newer: Vec<A>,
    pub findings: Vec<RunFinding>,
    /// Records, outside, other agencies, rejected and notes; the writer counts the others.
    pub counts: RunCounts,
    bytes: usize,
}

impl<A> Default for Batch<A> {
    fn default() -> Self {
        Self {
            activities: Vec::new(),
            newer: Vec::new(),
            findings: Vec::new(),
            counts: RunCounts::default(),
            bytes: 0,
        }
    }
}

/// Identifiers that a file holds, as hashes: eight bytes each.
#[derive(Debug, Default)]
pub(crate) struct Seen(HashSet<u64>);

impl Seen {
    /// Whether the identifier is new.
    fn insert(&mut self, id: &str) -> bool {
        self.0.insert(hash(id))
    }

    /// Whether the file holds it.
    pub fn contains(&self, id: &str) -> bool {
        self.0.contains(&hash(id))
    }
}

fn hash(id: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(id)
}

/// The reader's end of an import.
#[derive(Debug)]
pub(crate) struct BatchSink {
    sender: Sender<Batch<Activity>>,
    batch: Batch<Activity>,
    seen: Seen,
}

impl BatchSink {
    pub(crate) fn new(sender: Sender<Batch<Activity>>) -> Self {
        Self {
            sender,
            batch: Batch::default(),
            seen: Seen::default(),
        }
    }

    /// Passes on what is left and gives the identifiers of the file.
    pub(crate) fn finish(mut self) -> Result<Seen, Stop> {
        self.pass_on()?;
        Ok(self.seen)
    }

    fn pass_on(&mut self) -> Result<(), Stop> {
        let batch = std::mem::take(&mut self.batch);
        self.sender.blocking_send(batch).map_err(|_gone| Stop)
    }

    fn take(&mut self, mut activity: Activity, is_newer: bool) {
        let line = activity.provenance.record.parse().unwrap_or_default();
        activity.id = clean(activity.id);
        let id = &activity.id;
        let is_first = self.seen.insert(id);
        let refused = if id.trim().is_empty() {
            Some("the record has no identifier")
        } else if id.len() > ID_BYTES {
            Some("the identifier is longer than 500 bytes")
        } else if is_first || is_newer {
            None
        } else {
            Some("the identifier stands in the file twice; the first record is kept")
        };
        if let Some(message) = refused {
            self.batch.counts.rejected += 1;
            self.finding(RunFinding {
                severity: Severity::Reject,
                line,
                record: id.chars().take(100).collect(),
                field: "identifier".to_owned(),
                value: id.chars().take(100).collect(),
                message: message.to_owned(),
                action: "record left out".to_owned(),
            });
            return;
        }
        self.batch.bytes += activity.title.len()
            + activity.description.len()
            + activity.provenance.notes.len()
            + 100 * (activity.splits.len() + activity.flows.len() + activity.places.len());
        self.batch.put(activity, is_newer && !is_first);
    }
}

impl Batch<Activity> {
    /// Puts an activity into the batch; an update takes the place of what it updates.
    fn put(&mut self, activity: Activity, is_update: bool) {
        if !is_update {
            self.activities.push(activity);
            return;
        }
        let mut waiting = self.activities.iter_mut().chain(&mut self.newer);
        match waiting.find(|old| old.id == activity.id) {
            Some(old) => *old = activity,
            None => self.newer.push(activity),
        }
    }

    /// The same with its activities as rows, each with its hash.
    fn into_rows(self) -> Batch<Rows> {
        let rows = |activity| {
            let mut rows = Rows::from(activity);
            rows.activity.content_hash = content_hash(&rows);
            rows
        };
        Batch {
            activities: self.activities.into_iter().map(rows).collect(),
            newer: self.newer.into_iter().map(rows).collect(),
            findings: self.findings,
            counts: self.counts,
            bytes: self.bytes,
        }
    }
}

/// Turns batches into rows until there are none, or nobody takes them.
pub(crate) fn make_rows(mut read: Receiver<Batch<Activity>>, ready: Sender<Batch<Rows>>) {
    while let Some(batch) = read.blocking_recv() {
        if ready.blocking_send(batch.into_rows()).is_err() {
            return;
        }
    }
}

impl Sink for BatchSink {
    fn record(&mut self, outcome: Outcome) -> Result<(), Stop> {
        self.batch.counts.records += 1;
        match outcome {
            Outcome::Activity(activity) => self.take(*activity, false),
            Outcome::Activities(several) => several.into_iter().for_each(|a| self.take(a, false)),
            Outcome::Newer(several) => several.into_iter().for_each(|a| self.take(a, true)),
            Outcome::Joined => {}
            Outcome::Outside => self.batch.counts.outside += 1,
            Outcome::OtherAgency => self.batch.counts.other_agencies += 1,
            Outcome::Rejected => self.batch.counts.rejected += 1,
        }
        let is_full = self.batch.activities.len() >= ACTIVITIES
            || self.batch.findings.len() >= FINDINGS
            || self.batch.bytes >= BYTES;
        if is_full { self.pass_on() } else { Ok(()) }
    }

    fn finding(&mut self, finding: RunFinding) {
        if finding.severity == Severity::Note {
            self.batch.counts.notes += 1;
        }
        self.batch.findings.push(finding);
        if self.batch.findings.len() >= 2 * FINDINGS {
            // A reader that is no longer wanted learns it with its next record.
            let _ = self.pass_on();
        }
    }
}
