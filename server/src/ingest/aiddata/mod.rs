//! Geocoded releases of `AidData`: a folder or archive with tables of projects, places and transactions.
//! `table` reads them, `donor` says whose money it is, `money` how much, `project` judges a project, `parse` joins the tables.

mod donor;
mod money;
mod parse;
mod project;
mod table;

pub(crate) use parse::read;
pub(crate) use table::is_table;

#[cfg(test)]
mod tests;
