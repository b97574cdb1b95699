//! What all requests share: the current data set, its files, and the places for exports.

use std::sync::Arc;

use arc_swap::{ArcSwap, ArcSwapOption};
use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::snapshot::Snapshot;
use tokio::sync::Semaphore;

use super::chunk;
use super::parts::Parts;
use super::tiles::Tiles;
use crate::store::Connection;

/// Exports that are written at the same time; each holds a thread while its reader reads.
const EXPORTS: usize = 16;

/// The state of the router.
#[derive(Clone)]
pub(crate) struct Site {
    data: Arc<ArcSwap<Snapshot>>,
    need: Arc<NeedTable>,
    /// For what the data set does not hold whole: the findings of imports.
    store: Option<Connection>,
    /// Where people find the site, without a slash at the end: the beginning of links in documents.
    pub(crate) address: Option<Arc<str>>,
    /// A permit for each export under way.
    pub(crate) exports: Arc<Semaphore>,
    /// Who of them writes at the moment.
    turns: Arc<Semaphore>,
    /// The data set as files, once they are made.
    pub(super) parts: Arc<ArcSwapOption<Parts>>,
    /// Raster tiles below the map.
    pub(super) tiles: Option<Arc<Tiles>>,
    leptos: LeptosOptions,
}

impl Site {
    /// A site that shows this data set and whatever replaces it, beside figures of need.
    pub(crate) fn new(data: Arc<ArcSwap<Snapshot>>, need: NeedTable) -> Self {
        Self {
            data,
            need: Arc::new(need),
            store: None,
            address: None,
            exports: Arc::new(Semaphore::new(EXPORTS)),
            turns: chunk::turns(),
            parts: Arc::default(),
            tiles: None,
            leptos: LeptosOptions::builder().output_name("tiga").build(),
        }
    }

    /// The site with the address under which people find it.
    #[must_use]
    pub(crate) fn at(mut self, address: Option<&str>) -> Self {
        self.address = address.map(|address| address.trim_end_matches('/').into());
        self
    }

    /// The site with the store behind it.
    #[must_use]
    pub(crate) fn with_store(self, db: Connection) -> Self {
        Self {
            store: Some(db),
            ..self
        }
    }

    /// The store behind it.
    pub(super) fn store(&self) -> Option<Connection> {
        self.store.clone()
    }

    /// The site with raster tiles below the map.
    #[must_use]
    pub(crate) fn with_tiles(mut self, tiles: Option<Tiles>) -> Self {
        self.tiles = tiles.map(Arc::new);
        self
    }

    /// The data set as it is now; a request asks once and keeps it.
    pub(crate) fn data(&self) -> Arc<Snapshot> {
        self.data.load_full()
    }

    /// Figures of need.
    pub(crate) fn need(&self) -> Arc<NeedTable> {
        Arc::clone(&self.need)
    }

    /// The turns that writing documents takes.
    pub(super) fn turns(&self) -> Arc<Semaphore> {
        Arc::clone(&self.turns)
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
