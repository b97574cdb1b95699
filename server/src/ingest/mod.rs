//! Importers: each format a folder with the same files (`mod`, `parse`, `error` where it has its own).
//! They read; what they find goes to a [`Sink`]; the store writes it in one transaction.

pub(crate) mod dfc;
pub(crate) mod iati;
pub(crate) mod open;
pub(crate) mod outcome;
mod outside;
mod remark;
pub(crate) mod run;
pub(crate) mod sniff;
pub(crate) mod tiga;

#[cfg(test)]
mod collect;

pub(crate) use outcome::{FileFacts, IngestError, Outcome, ReadContext, Sink, Stop};
pub(crate) use tiga_domain::provenance::{RunFinding as Finding, Severity};
