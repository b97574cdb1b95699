//! Finds the sheet and goes through its rows; invitations and volunteers are persons, not projects.

use std::collections::BTreeMap;

use super::super::remark::Remarks;
use super::super::sheet::SheetTable;
use super::super::workbook::Sheet;
use super::super::{FileFacts, IngestError, Outcome, Sink};
use super::row::{TYPE, is_project, item_of};

const REQUIRED: [&str; 6] = [
    "id",
    "project_year",
    "country",
    "project_name",
    TYPE,
    "usd_amount",
];

/// Reads the sheets of the workbook.
///
/// # Errors
/// When no sheet has such a header, or the sink has stopped.
pub(crate) fn read(sheets: &[Sheet], sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let table = SheetTable::find(sheets, &REQUIRED)?;
    let mut persons: BTreeMap<&str, u64> = BTreeMap::new();
    for cells in table.rows() {
        let kind = cells.get(TYPE);
        if !is_project(kind) {
            *persons.entry(kind).or_default() += 1;
            sink.record(Outcome::Rejected)?;
            continue;
        }
        let mut remarks = Remarks::new(cells.number());
        let outcome = item_of(cells, &mut remarks);
        remarks.send(sink);
        sink.record(outcome)?;
    }
    for (kind, count) in persons {
        let mut remarks = Remarks::new(0);
        let message = format!("{count} rows are persons or costs, not projects");
        remarks.reject(TYPE, kind, &message, "rows left out");
        remarks.send(sink);
    }
    Ok(FileFacts {
        version: "statistics 1991-2007".to_owned(),
        publisher: "Korea International Cooperation Agency".to_owned(),
        licence: "cite AidData and KOICA".to_owned(),
        ..FileFacts::default()
    })
}
