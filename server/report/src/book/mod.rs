//! XLSX for staff: a sheet that explains, then long tables ready for pivot tables. Rows go to a temporary file as
//! they come, so memory does not grow with them.

mod gaps;
mod mix;
mod overlaps;
mod projects;
mod read_me;
mod sheet;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Workbook};
use tiga_domain::document::Part;
use tiga_domain::link::project_path;

use crate::header::Rows;
use crate::{Material, ReportError, What};
use read_me::Explained;
use sheet::{Setting, Value};

/// Writes a workbook: with the overlaps everything that their discussion needs, else one table.
pub(crate) fn write(
    material: &Material<'_>,
    what: What,
    out: &mut (dyn Write + Send),
) -> Result<(), ReportError> {
    let rows = Rows::select(material.snapshot, material.question, material.wanted);
    let mut book = Workbook::new();
    let setting = Setting::new(material.wanted);
    book.set_properties(
        &DocProperties::new()
            .set_title("Tiga: development finance in ASEAN")
            .set_comment(format!(
                "Data {}, {}",
                rows.header.version, rows.header.method
            )),
    );
    let parts = material.choice.parts;
    // A report holds its parts, any other workbook its one table.
    let has = |own: What, part: Part| match what {
        What::Overlaps => parts.contains(part),
        what => what == own,
    };
    let mut explained: Vec<Explained> = Vec::new();
    if has(What::Overlaps, Part::Overlaps) {
        explained.push((overlaps::NAME, &overlaps::COLUMNS));
    }
    if has(What::Projects, Part::Projects) {
        explained.push((projects::NAME, &projects::COLUMNS));
    }
    if has(What::Gaps, Part::Gaps) {
        explained.push((gaps::NAME, &gaps::COLUMNS));
    }
    if has(What::Mix, Part::Mix) {
        explained.push((mix::NAME, &mix::COLUMNS));
    }
    read_me::write_sheet(&mut book, &setting, material, &rows.header, &explained)?;
    for (name, _) in explained {
        match name {
            overlaps::NAME => overlaps::write_sheet(&mut book, &setting, material)?,
            projects::NAME => projects::write_sheet(&mut book, &setting, material, &rows)?,
            gaps::NAME => gaps::write_sheet(&mut book, &setting, material)?,
            _ => mix::write_sheet(&mut book, &setting, material)?,
        }
        material.wanted.check()?;
    }
    book.save_to_writer(out)?;
    Ok(())
}

/// An identifier that opens its project's page, where there is a site.
fn project_link(site: Option<&str>, id: &str) -> Value<'static> {
    match site {
        Some(site) => Value::Link(id.to_owned().into(), format!("{site}{}", project_path(id))),
        None => Value::text(id.to_owned()),
    }
}
