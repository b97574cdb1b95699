//! JSON: the head of the document, then the rows as the API gives them.

use std::io::Write;

use tiga_domain::analysis::projects::item;

use crate::ReportError;
use crate::header::Rows;

pub(crate) fn write(rows: &Rows<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    open(&rows.header, "", out)?;
    out.write_all(b",\"items\":[")?;
    let items = rows.iter().filter_map(|row| item(rows.data, row));
    write_each(items, out)?;
    out.write_all(b"]}\n")?;
    Ok(())
}

/// Opens an object with some text of ours and the head, and leaves it open.
pub(crate) fn open<H: serde::Serialize>(
    header: &H,
    first: &str,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    let header = serde_json::to_string(header)?;
    let fields = header.trim_start_matches('{');
    let fields = fields.strip_suffix('}').unwrap_or(fields);
    write!(out, "{{{first}{fields}")?;
    Ok(())
}

/// Writes the members of an array, one a line.
pub(crate) fn write_each<T: serde::Serialize>(
    items: impl Iterator<Item = T>,
    out: &mut dyn Write,
) -> Result<(), ReportError> {
    for (nth, item) in items.enumerate() {
        out.write_all(if nth == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &item)?;
    }
    Ok(())
}
