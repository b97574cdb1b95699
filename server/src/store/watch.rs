//! Follows the store: rebuilds the data set when an import, also of another process, has changed it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tiga_domain::snapshot::Snapshot;

use super::{Connection, Counting, StoreError, revision, snapshot};

/// How often the revision is compared.
const INTERVAL: Duration = Duration::from_secs(2);

/// Swaps `current` whenever the store has moved on from `shown`. Requests in flight keep their data set;
/// when a rebuild fails, the old one stays.
pub(crate) async fn watch(
    db: Connection,
    counting: Counting,
    current: Arc<ArcSwap<Snapshot>>,
    mut shown: i64,
) {
    let mut ticks = tokio::time::interval(INTERVAL);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match refresh(&db, &counting, &current, shown).await {
            Ok(number) => shown = number,
            Err(error) => tracing::error!(%error, "the data set stays as it is"),
        }
    }
}

/// Rebuilds once if needed; gives the revision that is shown now.
async fn refresh(
    db: &Connection,
    counting: &Counting,
    current: &ArcSwap<Snapshot>,
    shown: i64,
) -> Result<i64, StoreError> {
    if revision(db).await? == shown {
        return Ok(shown);
    }
    let since = Instant::now();
    let (dataset, number) = snapshot(db, counting).await?;
    tracing::info!(
        version = dataset.version(),
        activities = dataset.len(),
        milliseconds = since.elapsed().as_millis(),
        "the data set has been rebuilt"
    );
    current.store(Arc::new(dataset));
    Ok(number)
}
