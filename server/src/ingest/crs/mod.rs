//! The OECD's Creditor Reporting System: bulk text of all vintages, and csv of the Data Explorer.
//! `header` finds the columns, `row` judges a row, `amount` its money, `key` says which agency, place and activity it means,
//! `parts` adds up the rows of an activity, `parse` goes through the file.

mod amount;
mod header;
mod key;
mod parse;
mod parts;
mod row;

pub(crate) use parse::{Reader, read};

#[cfg(test)]
mod tests;
