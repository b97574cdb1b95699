//! One entity per table, in the order of their foreign keys. They do not leave `store`.

pub(crate) mod activity;
pub(crate) mod activity_flow;
pub(crate) mod activity_place;
pub(crate) mod activity_split;
pub(crate) mod finding;
pub(crate) mod import_run;
pub(crate) mod revision;
