//! The starter data set, which the binary carries: real projects, so that a first look shows something.

use std::time::Instant;

use tiga_domain::provenance::STARTER_FILE;

use super::clock;
use crate::ingest::run::{FileRead, fingerprint};
use crate::ingest::sniff::Format;
use crate::ingest::{ReadContext, Sink, tiga};
use crate::store::{self, Connection, FileHeader};

const CONTENT: &[u8] = include_bytes!("../../data/starter.csv");

/// Apart from files that people name alike: those never make starter projects gone.
const KEY: &str = "starter";

/// Loads it.
pub(crate) async fn load(db: &Connection) -> anyhow::Result<()> {
    let since = Instant::now();
    let started = clock::now();
    let header = FileHeader {
        file: STARTER_FILE.to_owned(),
        key: KEY.to_owned(),
        format: Format::Tiga.code().to_owned(),
        started,
        since,
        now: clock::now,
    };
    let context = ReadContext::default();
    let read = move |sink: &mut dyn Sink| {
        Ok(FileRead {
            facts: tiga::read(CONTENT, &context, sink)?,
            fingerprint: fingerprint(CONTENT)?,
        })
    };
    let imported = store::import(db, header, read).await?;
    tracing::info!(
        projects = imported.run.counts.stored,
        "the store was empty: the starter data set has been loaded"
    );
    Ok(())
}
