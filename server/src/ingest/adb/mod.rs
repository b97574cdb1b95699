//! ADB's list of sovereign projects: one project a row, with all its loans and grants.
//! `parse` finds the header below the preamble, `row` judges a project, `purpose` says what it is for.

mod parse;
pub(super) mod purpose;
mod row;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
