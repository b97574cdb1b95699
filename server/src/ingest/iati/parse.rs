//! Reads an IATI file into a sink: what is repeated, broken off or nothing at all is decided here.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufRead;
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::activity::map;
use super::raw::RawActivity;
use super::reader::{ActivityReader, LONGEST_PIECE, ReadError};
use super::root::Root;
use super::source::{Position, Source};
use crate::ingest::{FileFacts, Finding, IngestError, Outcome, ReadContext, Severity, Sink};

/// Reads a file that is no longer compressed.
///
/// A file that breaks off, or is not well formed from some point on, yields the records before that point,
/// a finding with line and column, and [`FileFacts::is_incomplete`].
///
/// When an identifier comes again with a later date of update, the sink gets it as [`Outcome::Newer`].
///
/// # Errors
/// When nothing can be read, when the file is not IATI activities or attacks the reader, or when the sink stops.
pub(crate) fn read(
    input: &mut (dyn BufRead + Send),
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let (sender, batches) = sync_channel(WAITING);
    thread::scope(|scope| {
        let reader = scope.spawn(move || read_raw(input, &sender));
        let mut facts = FileFacts::default();
        let judged = judge(batches, context, &mut facts, sink);
        let (root, end) = reader.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        let count = judged?;
        if let Some(root) = root {
            facts.version = root.version;
            facts.generated = root.generated;
        }
        match end {
            End::Whole => {}
            End::Malformed(place, message) if count == 0 => {
                let message = format!(
                    "the file cannot be read as XML: {message} (line {}, column {})",
                    place.line, place.column
                );
                let line = place.line;
                return Err(IngestError::Format { line, message });
            }
            End::Malformed(place, message) => {
                facts.is_incomplete = true;
                sink.finding(broken_off(count, place, &message));
            }
        }
        Ok(facts)
    })
}

/// Batches that wait to be judged.
const WAITING: usize = 4;

/// Records in one batch, and bytes from which it is passed on before that.
const RECORDS: usize = 128;
const BYTES: usize = 1 << 18;

/// How a file ended.
enum End {
    Whole,
    Malformed(Position, String),
}

/// Reads the records of a file, on a thread of its own: XML takes as long as all that comes after.
fn read_raw(
    input: &mut dyn BufRead,
    batches: &SyncSender<Vec<RawActivity>>,
) -> Result<(Option<Root>, End), IngestError> {
    let mut reader = ActivityReader::new(Source::open(input, LONGEST_PIECE)?);
    let mut batch = Vec::with_capacity(RECORDS);
    let mut bytes = 0;
    let end = loop {
        match reader.next() {
            Ok(Some(raw)) => {
                bytes += raw.held;
                batch.push(raw);
                if batch.len() == RECORDS || bytes >= BYTES {
                    bytes = 0;
                    let full = std::mem::replace(&mut batch, Vec::with_capacity(RECORDS));
                    if batches.send(full).is_err() {
                        // Whoever judges them has stopped, and says why.
                        return Ok((None, End::Whole));
                    }
                }
            }
            Ok(None) => break End::Whole,
            Err(ReadError::Malformed(place, message)) => break End::Malformed(place, message),
            Err(ReadError::Fatal(error)) => return Err(error),
        }
    };
    let _ = batches.send(batch);
    Ok((reader.root().cloned(), end))
}

/// Judges records until there are no more; gives how many there were.
fn judge(
    batches: Receiver<Vec<RawActivity>>,
    context: &ReadContext,
    facts: &mut FileFacts,
    sink: &mut dyn Sink,
) -> Result<u64, IngestError> {
    let mut seen = Seen::default();
    let mut count = 0;
    for raw in batches.into_iter().flatten() {
        count += 1;
        if count == 1 {
            describe_publisher(&raw, facts);
        }
        one(&raw, context, &mut seen, sink)?;
    }
    Ok(count)
}

fn broken_off(count: u64, place: Position, message: &str) -> Finding {
    Finding {
        severity: Severity::Error,
        line: place.line,
        record: String::new(),
        field: String::new(),
        value: String::new(),
        message: format!(
            "not well formed in line {}, column {}: {message}",
            place.line, place.column
        ),
        action: format!("the {count} records before it were read, the rest was not"),
    }
}

/// One record: repeated, or judged.
fn one(
    raw: &RawActivity,
    context: &ReadContext,
    seen: &mut Seen,
    sink: &mut dyn Sink,
) -> Result<(), IngestError> {
    let repetition = match raw.identifier.as_str() {
        "" => None,
        _ => seen.add(raw),
    };
    let (outcome, findings) = match repetition {
        None => map(raw, context),
        Some(Repetition { is_newer: true, .. }) => match map(raw, context) {
            (Outcome::Activity(newer), findings) => (Outcome::Newer(vec![*newer]), findings),
            (Outcome::Activities(newer), findings) => (Outcome::Newer(newer), findings),
            other => other,
        },
        Some(_) => (Outcome::Rejected, Vec::new()),
    };
    let matters = !matches!(outcome, Outcome::Outside | Outcome::OtherAgency);
    if let Some(repetition) = repetition.filter(|_| matters) {
        sink.finding(repetition.finding(raw));
    }
    for finding in findings {
        sink.finding(finding);
    }
    Ok(sink.record(outcome)?)
}

/// A record whose identifier came before in the file.
#[derive(Clone, Copy)]
struct Repetition {
    is_identical: bool,
    is_newer: bool,
}

impl Repetition {
    fn finding(self, raw: &RawActivity) -> Finding {
        let (message, action) = match (self.is_identical, self.is_newer) {
            (true, _) => ("the same record stands in the file before", "left out"),
            (false, true) => (
                "an older record with this identifier stands in the file before",
                "the later update replaces it",
            ),
            (false, false) => (
                "another record with this identifier stands in the file before",
                "left out, as it was not updated later",
            ),
        };
        Finding {
            severity: Severity::Note,
            line: raw.line,
            record: raw.identifier.chars().take(200).collect(),
            field: "iati-identifier".to_owned(),
            value: raw.identifier.chars().take(200).collect(),
            message: message.to_owned(),
            action: action.to_owned(),
        }
    }
}

/// The identifiers of a file so far, as hashes: 32 bytes each, so that a long file fits.
#[derive(Default)]
struct Seen(HashMap<u64, (u64, UpdateTime)>);

/// The first 24 characters of `last-updated-datetime`, which order as text.
type UpdateTime = [u8; 24];

impl Seen {
    /// Adds a record; says how it repeats an earlier one, if it does.
    fn add(&mut self, raw: &RawActivity) -> Option<Repetition> {
        let mut hasher = DefaultHasher::new();
        raw.identifier.hash(&mut hasher);
        let mut updated = UpdateTime::default();
        for (to, from) in updated.iter_mut().zip(raw.updated.bytes()) {
            *to = from;
        }
        let entry = self.0.entry(hasher.finish());
        let std::collections::hash_map::Entry::Occupied(mut earlier) = entry else {
            entry.or_insert((raw.content, updated));
            return None;
        };
        let (content, before) = *earlier.get();
        let is_newer = content != raw.content && updated > before;
        if is_newer {
            earlier.insert((raw.content, updated));
        }
        Some(Repetition {
            is_identical: content == raw.content,
            is_newer,
        })
    }
}

/// Who publishes the file, and under which licence where that is certain.
fn describe_publisher(raw: &RawActivity, facts: &mut FileFacts) {
    let name = raw.reporter.name.as_str();
    let reference = &raw.reporter.reference;
    facts.publisher = if name.is_empty() {
        reference.clone()
    } else {
        name.chars().take(300).collect()
    };
    let licence = match reference.to_uppercase().as_str() {
        "XM-DAC-46004" => "CC BY",
        "US-GOV-1" | "US-GOV-22" => "CC0",
        "XM-DAC-701-8" => "CC BY-SA",
        "US-501C3-522318905" => "ODC-By",
        _ => "",
    };
    licence.clone_into(&mut facts.licence);
}
