//! The handle to the current data set: what the server hands into the context of every request.
//! It holds no data itself and knows nothing of the store.

use std::fmt;
use std::sync::Arc;

use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::snapshot::Snapshot;

/// Gives the data set as it is now. A request asks once and keeps what it got, so that a swap in the meantime
/// never mixes two versions in one answer.
#[derive(Clone)]
pub struct DataSource(Arc<dyn Fn() -> Arc<Snapshot> + Send + Sync>);

impl DataSource {
    /// A handle that asks this function for the current data set.
    pub fn new(current: impl Fn() -> Arc<Snapshot> + Send + Sync + 'static) -> Self {
        Self(Arc::new(current))
    }

    /// The data set as it is now.
    pub fn current(&self) -> Arc<Snapshot> {
        (self.0)()
    }
}

impl fmt::Debug for DataSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataSource")
    }
}

/// Figures of need, for the pages that only the server draws.
#[derive(Clone, Debug)]
pub struct NeedSource(pub Arc<NeedTable>);

/// Where people find the site (`https://…`, no slash at the end), as far as it is known; for citations.
#[derive(Clone, Debug)]
pub struct SiteAddress(pub Option<Arc<str>>);

/// Raster tiles below the map, where the server names any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileSource {
    /// Address with `{z}`, `{x}` and `{y}`.
    pub template: String,
    /// What has to be said beside the map.
    pub attribution: String,
}
