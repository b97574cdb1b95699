//! Importers: each format a folder with the same files (`mod`, `parse`, `error` where it has its own).
//! They read; what they find goes to a [`Sink`]; the store writes it in one transaction.

mod adb;
mod aiddata;
mod category;
mod columns;
mod comparator;
mod crs;
mod dfc;
mod folder;
mod iati;
mod identifier;
mod jica;
mod koica;
pub(crate) mod meter;
pub(crate) mod open;
pub(crate) mod outcome;
mod outside;
mod point;
mod remark;
pub(crate) mod run;
mod sheet;
pub(crate) mod sniff;
mod table;
mod text;
pub(crate) mod tiga;
mod web;
pub(crate) mod workbook;

#[cfg(test)]
mod collect;
#[cfg(test)]
pub(crate) mod damage;
#[cfg(test)]
mod sample;

pub(crate) use outcome::{FileFacts, IngestError, Outcome, ReadContext, Sink, Stop};
pub(crate) use tiga_domain::provenance::{RunFinding as Finding, Severity};
