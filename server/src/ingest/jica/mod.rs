//! JICA's list of yen loans: one loan a row, and a row with their sum.
//! `parse` goes through the rows, `row` judges one, `purpose` says what it is for.

mod parse;
mod purpose;
mod row;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
