//! The domain of Tiga: vocabulary, codes, money, classification, filter, data set, analysis.
//!
//! Pure: no clock, file, network, SQL or framework. Compiles for the server and for the browser,
//! so that both answer a question with the same code. Rules are numbered after the method page
//! (`tiga-method-1.0.0`).
#![warn(missing_docs)]

pub mod activity;
pub mod agency;
pub mod analysis;
pub mod area;
pub mod classify;
pub mod country;
pub mod dataset;
pub mod date;
pub mod document;
pub mod facet;
pub mod filter;
pub mod finance;
pub mod link;
pub mod map;
pub mod marker;
pub mod money;
pub mod part;
pub mod partner;
pub mod place;
pub mod population;
pub mod priority;
pub mod provenance;
pub mod purpose;
pub mod scope;
pub mod sector;
pub mod snapshot;
pub mod status;
pub mod theme;

pub mod degree;
mod parallel;
mod table;

/// The id of the method that this crate carries out (method page, section 9).
pub const METHOD_ID: &str = "tiga-method-1.0.0";
