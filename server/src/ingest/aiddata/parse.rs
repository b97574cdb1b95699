//! Joins the tables of a release and reports each project.

use std::collections::HashSet;
use std::path::Path;

use super::super::identifier::slug;
use super::super::remark::Remarks;
use super::super::run::name;
use super::super::{FileFacts, IngestError, Outcome, ReadContext, Sink};
use super::project::judge;
use super::table::{self, Release};

/// Reads a release from its folder or archive.
///
/// # Errors
/// When a table cannot be read, is missing or lacks columns, or the sink has stopped.
pub(crate) fn read(
    path: &Path,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let mut release = table::read(path, &context.meter, sink)?;
    let name = release_name(path);
    let mut seen = HashSet::new();
    for project in std::mem::take(&mut release.projects) {
        let mut remarks = Remarks::new(project.line);
        remarks.identify(&project.id);
        let outcome = if seen.insert(project.id.clone()) {
            judge(&name, &project, &mut release, &mut remarks)
        } else {
            let message = "an earlier row has the same project_id";
            remarks.reject("project_id", &project.id, message, "row left out");
            Outcome::Rejected
        };
        remarks.send(sink);
        sink.record(outcome)?;
    }
    report_orphans(&release, &seen, sink);
    Ok(FileFacts {
        version: "geocoded release".to_owned(),
        publisher: "AidData".to_owned(),
        licence: "as stated by the release (ODC-By), cite AidData".to_owned(),
        is_incomplete: release.is_incomplete,
        ..FileFacts::default()
    })
}

/// The name of the folder or archive, by which releases are told apart.
fn release_name(path: &Path) -> String {
    let name = name(path);
    let stem = name.strip_suffix(".zip").unwrap_or(&name);
    slug(stem)
}

/// Places and transactions of projects that the release does not have.
fn report_orphans(release: &Release, known: &HashSet<String>, sink: &mut dyn Sink) {
    let locations = release
        .locations
        .iter()
        .flat_map(|(id, rows)| rows.iter().map(move |row| ("locations.csv", id, row.line)));
    let transactions = release.transactions.iter().flat_map(|(id, rows)| {
        rows.iter()
            .map(move |row| ("transactions.csv", id, row.line))
    });
    let mut orphans: Vec<_> = locations
        .chain(transactions)
        .filter(|(_, id, _)| !known.contains(*id))
        .collect();
    orphans.sort_unstable_by_key(|(table, _, line)| (*table, *line));
    for (table, id, line) in orphans {
        let mut remarks = Remarks::new(line);
        remarks.identify(id);
        remarks.reject(table, id, "no project has this project_id", "row left out");
        remarks.send(sink);
    }
}
