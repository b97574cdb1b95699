//! What all requests share: the current data set and the places for exports.

use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tiga_domain::snapshot::Snapshot;
use tokio::sync::Semaphore;

/// Exports that are written at the same time; each holds a thread while its reader reads.
const EXPORTS: usize = 16;

/// The state of the router.
#[derive(Clone)]
pub(crate) struct Site {
    data: Arc<ArcSwap<Snapshot>>,
    /// A permit for each export under way.
    pub(crate) exports: Arc<Semaphore>,
    leptos: LeptosOptions,
}

impl Site {
    /// A site that shows this data set and whatever replaces it.
    pub(crate) fn new(data: Arc<ArcSwap<Snapshot>>) -> Self {
        Self {
            data,
            exports: Arc::new(Semaphore::new(EXPORTS)),
            leptos: LeptosOptions::builder().output_name("tiga").build(),
        }
    }

    /// The data set as it is now; a request asks once and keeps it.
    pub(crate) fn data(&self) -> Arc<Snapshot> {
        self.data.load_full()
    }

    /// The data set once there is one: before the first is loaded, the version is empty.
    pub(crate) fn loaded(&self) -> Option<Arc<Snapshot>> {
        Some(self.data()).filter(|data| !data.version().is_empty())
    }
}

impl FromRef<Site> for LeptosOptions {
    fn from_ref(site: &Site) -> Self {
        site.leptos.clone()
    }
}
