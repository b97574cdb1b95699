//! Reads an IATI file into a sink: what is repeated, broken off or nothing at all is decided here.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::BufRead;

use super::activity::map;
use super::raw::RawActivity;
use super::reader::{ActivityReader, LONGEST_PIECE, ReadError};
use super::source::Source;
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
    input: &mut dyn BufRead,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let mut reader = ActivityReader::new(Source::open(input, LONGEST_PIECE)?);
    let mut seen = Seen::default();
    let mut facts = FileFacts::default();
    let mut count = 0_u64;
    loop {
        match reader.next() {
            Ok(Some(raw)) => {
                count += 1;
                if count == 1 {
                    describe_publisher(&raw, &mut facts);
                }
                one(&raw, context, &mut seen, sink)?;
            }
            Ok(None) => break,
            Err(ReadError::Malformed(place, message)) if count == 0 => {
                let message = format!(
                    "the file cannot be read as XML: {message} (line {}, column {})",
                    place.line, place.column
                );
                let line = place.line;
                return Err(IngestError::Format { line, message });
            }
            Err(ReadError::Malformed(place, message)) => {
                facts.is_incomplete = true;
                sink.finding(Finding {
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
                });
                break;
            }
            Err(ReadError::Fatal(error)) => return Err(error),
        }
    }
    if let Some(root) = reader.root() {
        facts.version.clone_from(&root.version);
        facts.generated.clone_from(&root.generated);
    }
    Ok(facts)
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
