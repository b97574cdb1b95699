//! The starter data set, which the binary carries: real projects, so that a first look shows something.

use std::time::Instant;

use tiga_domain::provenance::STARTER_FILE;

use super::clock;
use crate::ingest::run::fingerprint;
use crate::ingest::sniff::Format;
use crate::ingest::{ReadContext, tiga};
use crate::store::{self, Connection, FileHeader};

const CONTENT: &[u8] = include_bytes!("../../data/starter.csv");

/// Apart from files that people name alike: those never make starter projects gone.
const KEY: &str = "starter";

/// Loads it.
pub(crate) async fn load(db: &Connection) -> anyhow::Result<()> {
    let since = Instant::now();
    let started = clock::now();
    let fingerprint = fingerprint(CONTENT)?;
    let header = FileHeader {
        file: STARTER_FILE.to_owned(),
        key: KEY.to_owned(),
        format: Format::Tiga.code().to_owned(),
        sha256: fingerprint.sha256,
        bytes: fingerprint.bytes,
        started,
        since,
        now: clock::now,
    };
    let context = ReadContext::default();
    let imported =
        store::import(db, header, move |sink| tiga::read(CONTENT, &context, sink)).await?;
    tracing::info!(
        projects = imported.run.counts.stored,
        "the store was empty: the starter data set has been loaded"
    );
    Ok(())
}
