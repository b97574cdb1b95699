//! JSON: the head of the document, then the pairs as the API gives them.

use std::io::Write;

use super::Pairs;
use crate::ReportError;
use crate::json::{open, write_each};

pub(crate) fn write(pairs: &Pairs<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    open(&pairs.header, "", out)?;
    out.write_all(b",\"items\":[")?;
    write_each(pairs.items(), out)?;
    out.write_all(b"]}\n")?;
    Ok(())
}
