//! Finds the header, which stands below some lines about the list, and goes through the rows.

use std::collections::HashMap;
use std::io::BufRead;

use encoding_rs::WINDOWS_1252;

use super::super::columns::Columns;
use super::super::remark::Remarks;
use super::super::table::{Row, Table};
use super::super::{FileFacts, IngestError, Outcome, Sink};
use super::row::{COUNTRY, FINANCING, NUMBER, project_of};

const REQUIRED: [&str; 5] = [NUMBER, "Project Name", COUNTRY, "Status", FINANCING];
/// How far down the header may stand.
const DEEPEST_HEADER: usize = 10;
/// The words before the date of the list in its first line.
const AS_OF: &str = "as of ";

/// Reads the list.
///
/// # Errors
/// When it cannot be read, has no header, lacks columns, or the sink has stopped.
pub(crate) fn read(file: impl BufRead, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let mut table = Table::new(file, b',');
    let mut row = Row::default();
    let mut facts = FileFacts {
        version: "sovereign projects".to_owned(),
        publisher: "Asian Development Bank".to_owned(),
        licence: "ADB terms of use, attribution".to_owned(),
        ..FileFacts::default()
    };
    let mut columns = None;
    for _ in 0..DEEPEST_HEADER {
        if columns.is_some() || !table.next_row(&mut row, sink)? {
            break;
        }
        let found = Columns::read(&row, WINDOWS_1252);
        if found.has(NUMBER) {
            columns = Some(found);
        } else if let Some((_, date)) = row.text(0, WINDOWS_1252).split_once(AS_OF) {
            date.clone_into(&mut facts.generated);
        }
    }
    let Some(columns) = columns else {
        return Err(IngestError::Format {
            line: 0,
            message: format!("no row of the first ten has the column {NUMBER}"),
        });
    };
    columns.require(&REQUIRED)?;
    let mut seen: HashMap<String, u64> = HashMap::new();
    while table.next_row(&mut row, sink)? {
        let cells = columns.cells(&row);
        let mut remarks = Remarks::new(row.line);
        let number = cells.get(NUMBER);
        remarks.identify(&number);
        let outcome = if !cells.fit(&mut remarks) {
            Outcome::Rejected
        } else if let (false, Some(line)) = (number.is_empty(), seen.get(&number)) {
            let message = format!("line {line} has the same project number");
            remarks.reject(NUMBER, &number, &message, "row left out");
            Outcome::Rejected
        } else {
            seen.insert(number, row.line);
            project_of(cells, &mut remarks)
        };
        remarks.send(sink);
        sink.record(outcome)?;
    }
    facts.is_incomplete = table.is_incomplete();
    Ok(facts)
}
