//! Tiga's own template: a CSV file with one project a row (`server/data/README.md` describes it).
//! `text` decodes, `header` finds the columns, `parse` goes through the rows, `row` and its neighbours judge one.

mod header;
mod parse;
mod place;
mod row;
mod split;
mod text;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
