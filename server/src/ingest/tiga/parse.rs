//! Goes through the rows of a template file: positions, comments, broken rows, repeated ids.

use std::collections::HashMap;
use std::io::Read;

use csv::{ReaderBuilder, StringRecord};

use super::super::remark::Remarks;
use super::super::{FileFacts, Finding, IngestError, Outcome, ReadContext, Severity, Sink};
use super::header::{Cells, Header};
use super::row::activity_of;
use super::text::read_text;

/// Reads a file of Tiga's template.
///
/// # Errors
/// When it is empty, not UTF-8, has no such header, or the sink has stopped.
pub(crate) fn read<R: Read>(
    file: R,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let text = read_text(file)?;
    let mut facts = stated(&text);
    let mut rows = Rows::new(&text);
    let Some(Row { line, record, .. }) = rows.next_row()? else {
        return Err(IngestError::Format {
            line: 0,
            message: "there is no header row".to_owned(),
        });
    };
    let header = Header::read(&record)?;
    let mut about_header = Remarks::new(line);
    for name in header.unknown() {
        let name = if name.is_empty() { "(no name)" } else { name };
        about_header.note(
            "header",
            name,
            "a column that Tiga does not know",
            "not read",
        );
    }
    about_header.send(sink);

    let mut seen: HashMap<String, (u64, StringRecord)> = HashMap::new();
    while let Some(row) = rows.next_row()? {
        if row.record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut remarks = Remarks::new(row.line);
        let cells = Cells {
            header: &header,
            record: &row.record,
        };
        remarks.identify(cells.get("id"));
        let outcome = if row.is_unclosed {
            facts.is_incomplete = true;
            Outcome::Rejected
        } else if fits(&row.record, &header, &mut remarks)
            && !is_repeated(&row, cells.get("id"), &mut seen, &mut remarks)
        {
            activity_of(cells, row.line, context, &mut remarks)
        } else {
            Outcome::Rejected
        };
        remarks.send(sink);
        if row.is_unclosed {
            sink.finding(unclosed(&row));
        }
        sink.record(outcome)?;
    }
    Ok(facts)
}

/// What the comments at the head state: `# publisher: …`, `# licence: …`, `# generated: …`.
fn stated(text: &str) -> FileFacts {
    let mut facts = FileFacts::default();
    let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty());
    let head = lines.map_while(|line| line.strip_prefix('#'));
    for (key, value) in head.filter_map(|comment| comment.split_once(':')) {
        let fact = match key.trim() {
            "publisher" => &mut facts.publisher,
            "licence" => &mut facts.licence,
            "generated" => &mut facts.generated,
            _ => continue,
        };
        value.trim().clone_into(fact);
    }
    facts
}

/// Whether the row has the cells of the header; a cell too many means that a comma was not quoted.
fn fits(record: &StringRecord, header: &Header, remarks: &mut Remarks) -> bool {
    if record
        .iter()
        .skip(header.len())
        .any(|cell| !cell.trim().is_empty())
    {
        let count = record.len().to_string();
        let message = format!("more cells than the header, which has {}", header.len());
        remarks.reject(
            "row",
            &count,
            &message,
            "row left out: is a comma not in quotation marks?",
        );
        return false;
    }
    if record.len() < header.len() {
        let count = record.len().to_string();
        let message = format!("fewer cells than the header, which has {}", header.len());
        remarks.note(
            "row",
            &count,
            &message,
            "the missing ones are read as empty",
        );
    }
    true
}

/// Whether a row with this id came before; an equal one is dropped, a different one is a conflict.
fn is_repeated(
    row: &Row,
    id: &str,
    seen: &mut HashMap<String, (u64, StringRecord)>,
    remarks: &mut Remarks,
) -> bool {
    match seen.get(id) {
        _ if id.is_empty() => false,
        None => {
            seen.insert(id.to_owned(), (row.line, row.record.clone()));
            false
        }
        Some((line, record)) if *record == row.record => {
            let message = format!("the same row stands in line {line}");
            remarks.note("id", id, &message, "dropped");
            true
        }
        Some((line, _)) => {
            let message = format!("line {line} has the same id and other content");
            remarks.reject("id", id, &message, "row left out");
            true
        }
    }
}

fn unclosed(row: &Row) -> Finding {
    Finding {
        severity: Severity::Error,
        line: row.line,
        record: String::new(),
        field: "row".to_owned(),
        value: String::new(),
        message: "a quotation mark is not closed up to the end of the file".to_owned(),
        action: "the rows before it were read, the rest was not".to_owned(),
    }
}

struct Row {
    /// Its first line, from 1.
    line: u64,
    record: StringRecord,
    /// A quotation mark runs over lines to the end of the file.
    is_unclosed: bool,
}

/// Rows with their lines; comments and blank lines are passed over.
struct Rows<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        Self { text, reader }
    }

    fn next_row(&mut self) -> Result<Option<Row>, IngestError> {
        let start = self.reader.position().clone();
        let mut record = StringRecord::new();
        let found = self
            .reader
            .read_record(&mut record)
            .map_err(|error| IngestError::Format {
                line: start.line(),
                message: format!("the table cannot be read: {error}"),
            })?;
        if !found {
            return Ok(None);
        }
        let end = self.reader.position().byte() as usize;
        let source = self
            .text
            .get(start.byte() as usize..end)
            .unwrap_or_default();
        let (source, skipped) = without_comments(source);
        let is_last = end >= self.text.len();
        let is_odd = source.matches('"').count() % 2 == 1;
        Ok(Some(Row {
            line: start.line() + skipped,
            is_unclosed: is_last && is_odd && source.trim_end().contains('\n'),
            record,
        }))
    }
}

/// The row itself, and how many lines of comments and blanks stand before it.
fn without_comments(source: &str) -> (&str, u64) {
    let (mut rest, mut skipped) = (source, 0);
    while rest.starts_with(['\n', '#']) {
        rest = rest.split_once('\n').map_or("", |(_, after)| after);
        skipped += 1;
    }
    (rest, skipped)
}
