//! KOICA's statistics of 1991 to 2007: a workbook with one item of a year a row.
//! `parse` finds the sheet and goes through the rows, `row` judges one.

mod parse;
mod row;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
