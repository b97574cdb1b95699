//! IATI XML, versions 1.01 to 2.03: one activity in memory at a time, however long the file.
//! `source` decodes, `reader` and `element` read, `activity` and its neighbours judge.

mod activity;
mod agency;
mod attribute;
mod code;
mod element;
mod kind;
mod money;
mod note;
mod open;
mod parse;
mod place;
mod raw;
mod reader;
mod root;
mod source;
mod split;
mod weight;

pub(crate) use parse::read;

#[cfg(test)]
mod tests;
