//! DFC's workbooks: the list of active projects and the annual file, told apart by their header.
//! `header` finds the columns, `parse` judges the rows,
//! `cell` their cells, `purpose` what they are for.

mod cell;
mod header;
mod parse;
mod purpose;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
