//! Fetches the public files of a manifest. `manifest` says which, `network` lets nothing else be reached,
//! `transfer` takes one file over the wire, `keep` says what is known of a file that was taken.
//! Knows no format: what comes is looked at and imported like any other file.

mod keep;
pub(crate) mod manifest;
mod network;
mod transfer;

pub(crate) use manifest::{Manifest, Source};
pub(crate) use network::Reach;
pub(crate) use transfer::{Fetched, Fetcher};

#[cfg(test)]
mod tests;
