//! Opens the store for a command that may be the first one: schema first, then the starter data set.

use anyhow::Context;

use super::starter;
use crate::store::{self, Connection};

/// The store, with its schema up to date; an empty one takes the starter data set if that is wanted.
pub(crate) async fn open(url: &str, with_starter: bool) -> anyhow::Result<Connection> {
    let db = store::connect(url)
        .await
        .context("the store cannot be opened")?;
    store::migrate(&db)
        .await
        .context("the schema of the store cannot be brought up to date")?;
    if with_starter && !store::has_runs(&db).await? {
        starter::load(&db)
            .await
            .context("the starter data set cannot be loaded")?;
    }
    Ok(db)
}

/// The store as it is, for a command that only reads.
pub(crate) async fn open_existing(url: &str) -> anyhow::Result<Connection> {
    // Reading must not leave an empty database behind.
    let url = url.replace("mode=rwc", "mode=rw");
    let db = store::connect(&url)
        .await
        .context("the store cannot be opened")?;
    let steps = store::migration_status(&db).await?;
    let pending = steps.iter().filter(|(_, is_applied)| !is_applied).count();
    anyhow::ensure!(
        pending == 0,
        "{pending} of {} steps of the schema have not been applied: run `tiga migrate up`",
        steps.len()
    );
    Ok(db)
}
