//! XLSX for staff: a sheet that explains, then long tables ready for pivot tables. Rows go to a temporary file as
//! they come, so memory does not grow with them.

mod projects;
mod read_me;
mod sheet;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook};
use tiga_domain::link::project_path;

use crate::ReportError;
use crate::header::Rows;

/// Writes the projects of a question as a workbook. `address` is where the site is, `https://…` without a slash at the
/// end; without it there are no links.
pub(crate) fn write(
    rows: &Rows<'_>,
    address: Option<&str>,
    out: &mut (dyn Write + Send),
) -> Result<(), ReportError> {
    let mut book = Workbook::new();
    let formats = sheet::Formats::new();
    book.set_properties(
        &DocProperties::new()
            .set_title("Tiga: development finance in ASEAN")
            .set_comment(format!(
                "Data {}, {}",
                rows.header.version, rows.header.method
            )),
    );
    let explained: [read_me::Explained; 1] = [(projects::NAME, &projects::COLUMNS)];
    read_me::write_sheet(&mut book, &formats, rows, address, &explained)?;
    projects::write_sheet(&mut book, &formats, rows, address)?;
    book.save_to_writer(out)?;
    Ok(())
}

/// The address of a project's page.
fn project_address(site: &str, id: &str) -> String {
    format!("{site}{}", project_path(id))
}
