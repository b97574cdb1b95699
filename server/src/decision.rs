//! The file of decisions: a CSV in which people say which records belong together and which do not.
//!
//! Columns `a`, `b` and `decision` are required; `kind` and `note` may be there, and any others are passed over, so
//! that the list of links which the site gives away (`/export/links.csv`) can be filled in and used as it is. A
//! decision is `reject`, `accept` (then `kind` says as what), or the kind itself; a row without one is not decided.

use std::path::Path;

use serde::Deserialize;
use thiserror::Error;
use tiga_domain::dataset::{Decision, DecisionError, Decisions, LinkKind, Verdict};

/// A file of decisions cannot be used.
#[derive(Debug, Error)]
pub(crate) enum DecisionFileError {
    /// It cannot be read.
    #[error("cannot read {0}: {1}")]
    Io(String, std::io::Error),
    /// It is no CSV with the columns.
    #[error("{0}: {1}")]
    Form(String, csv::Error),
    /// A row says something unknown.
    #[error("{file}, line {line}: {message}")]
    Row {
        /// Its name.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// What is wrong.
        message: String,
    },
    /// Rows contradict each other.
    #[error("{0}: {1}")]
    Contradiction(String, DecisionError),
}

#[derive(Deserialize)]
struct Row {
    a: String,
    b: String,
    decision: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    note: String,
}

/// Longer files are a mistake.
const MOST_BYTES: u64 = 50_000_000;

/// Reads a file of decisions; none is no decisions.
///
/// # Errors
/// When it cannot be read, lacks a column, or says something that is not known: a decision that is passed over would
/// change totals in silence.
pub(crate) fn load(file: Option<&Path>) -> Result<Decisions, DecisionFileError> {
    let Some(path) = file else {
        return Ok(Decisions::default());
    };
    let name = path.display().to_string();
    let io = |error| DecisionFileError::Io(name.clone(), error);
    let size = std::fs::metadata(path).map_err(io)?.len();
    if size > MOST_BYTES {
        return Err(io(std::io::ErrorKind::FileTooLarge.into()));
    }
    let text = std::fs::read_to_string(path).map_err(io)?;
    parse(&name, text.trim_start_matches('\u{feff}'))
}

fn parse(name: &str, text: &str) -> Result<Decisions, DecisionFileError> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let form = |error| DecisionFileError::Form(name.to_owned(), error);
    let headers = reader.headers().map_err(form)?.clone();
    let mut decisions = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(form)? {
        let row: Row = record.deserialize(Some(&headers)).map_err(form)?;
        let line = record.position().map_or(0, csv::Position::line);
        let wrong = |message: String| DecisionFileError::Row {
            file: name.to_owned(),
            line,
            message,
        };
        let verdict = match row.decision.to_lowercase().as_str() {
            "" => continue,
            "reject" => Verdict::Reject,
            "accept" => Verdict::Accept(kind(&row.kind).map_err(wrong)?),
            other => Verdict::Accept(kind(other).map_err(wrong)?),
        };
        if row.a.is_empty() || row.b.is_empty() {
            return Err(wrong("a decision needs two identifiers".to_owned()));
        }
        decisions.push(Decision {
            a: row.a,
            b: row.b,
            verdict,
            note: row.note,
        });
    }
    Decisions::new(decisions)
        .map_err(|error| DecisionFileError::Contradiction(name.to_owned(), error))
}

fn kind(code: &str) -> Result<LinkKind, String> {
    LinkKind::from_code(code).ok_or_else(|| {
        let known = LinkKind::ALL.map(LinkKind::code).join(", ");
        format!("“{code}” is no kind of link; there are {known}, and reject")
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_and_undecided_rows_passed_over() {
        let text = "# reviewed\na,b,decision,kind,score,note\nx,y,accept,same,0.93,seen both\nx,z,,phase,0.8,\n\
            y,z,reject,,,\nv,w,Cofinanced,,,\n";
        let read = parse("d.csv", text).unwrap();
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn what_is_not_known_is_an_error_with_its_line() {
        for (text, says) in [
            (
                "a,b,decision\nx,y,maybe\n",
                "d.csv, line 2: “maybe” is no kind of link",
            ),
            (
                "a,b,decision\nx,,reject\n",
                "d.csv, line 2: a decision needs two identifiers",
            ),
            ("a,b,decision\nx,y,reject\ny,x,same\n", "two decisions"),
            ("a,b\nx,y\n", "missing field `decision`"),
            ("a,b,decision\nx,y,accept\n", "“” is no kind of link"),
        ] {
            let error = parse("d.csv", text).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
    }
}
