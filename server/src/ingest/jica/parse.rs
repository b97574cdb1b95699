//! Goes through the rows, and compares their sum with the one that the list states.

use std::collections::HashMap;
use std::io::BufRead;

use encoding_rs::SHIFT_JIS;
use rust_decimal::Decimal;
use tiga_domain::money::parse_amount;

use super::super::columns::{Cells, Columns};
use super::super::remark::Remarks;
use super::super::table::{Row, Table};
use super::super::{FileFacts, IngestError, Outcome, Sink};
use super::row::{AMOUNT, APPROVAL, loan_of};

const REQUIRED: [&str; 6] = [
    "country",
    "project name",
    "sector",
    "subsector",
    APPROVAL,
    AMOUNT,
];
/// What stands in the second column of the row with the sum.
const SUMMARY: &str = "Summary";

/// Reads an export of the list.
///
/// # Errors
/// When it cannot be read, lacks columns, or the sink has stopped.
pub(crate) fn read(file: impl BufRead, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let mut table = Table::new(file, b',');
    let mut row = Row::default();
    if !table.next_row(&mut row, sink)? {
        return Err(IngestError::Format {
            line: row.line,
            message: "there is no header row".to_owned(),
        });
    }
    let columns = Columns::read(&row, SHIFT_JIS);
    columns.require(&REQUIRED)?;
    let mut ordinals = HashMap::new();
    let mut sum = Decimal::ZERO;
    while table.next_row(&mut row, sink)? {
        let cells = columns.cells(&row);
        let mut remarks = Remarks::new(row.line);
        if cells.get("region") == SUMMARY && cells.get("country").is_empty() {
            check_sum(cells, sum, &mut remarks);
            remarks.send(sink);
            continue;
        }
        let outcome = if cells.fit(&mut remarks) {
            loan_of(cells, &mut ordinals, &mut remarks)
        } else {
            Outcome::Rejected
        };
        if !matches!(outcome, Outcome::Rejected) {
            sum += parse_amount(&cells.get(AMOUNT)).unwrap_or_default();
        }
        remarks.send(sink);
        sink.record(outcome)?;
    }
    Ok(FileFacts {
        version: "yen loans".to_owned(),
        publisher: "Japan International Cooperation Agency".to_owned(),
        licence: "JICA terms of use, attribution".to_owned(),
        is_incomplete: table.is_incomplete(),
        ..FileFacts::default()
    })
}

fn check_sum(cells: Cells, sum: Decimal, remarks: &mut Remarks) {
    let stated = [AMOUNT, APPROVAL]
        .into_iter()
        .map(|column| cells.get(column))
        .find(|text| !text.is_empty())
        .unwrap_or_default();
    if parse_amount(&stated) != Ok(sum) {
        let message = format!("the loans of the file add to {} million", sum.normalize());
        remarks.note(
            SUMMARY,
            &stated,
            &message,
            "the loans count, not the stated sum",
        );
    }
}
