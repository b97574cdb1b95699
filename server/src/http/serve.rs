//! Listens, answers, and stops without cutting anybody off.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use arc_swap::ArcSwap;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::snapshot::Snapshot;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::connection;
use super::parts;
use super::router::router;
use super::site::Site;
use super::tiles::Tiles;
use crate::store::Connection;

/// How long answers under way may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// What a site shows besides its data set.
#[derive(Debug)]
pub(crate) struct Settings {
    /// Where people find it, for links in documents; where the server listens without it.
    pub(crate) address: Option<String>,
    /// Figures of need.
    pub(crate) need: NeedTable,
    /// Raster tiles below the map.
    pub(crate) tiles: Option<Tiles>,
}

/// Serves the data set, and whatever replaces it, until SIGINT or SIGTERM.
pub(crate) async fn serve(
    listen: SocketAddr,
    data: Arc<ArcSwap<Snapshot>>,
    settings: Settings,
    db: Connection,
) -> io::Result<()> {
    let Settings {
        address,
        need,
        tiles,
    } = settings;
    let listener = TcpListener::bind(listen).await?;
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    let here = format!("http://{}", listener.local_addr()?);
    tracing::info!("Tiga is on {here}");
    let stop = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping: answers under way are finished");
    };
    let site = Site::new(data, need)
        .with_store(db)
        .at(Some(address.as_deref().unwrap_or(&here)))
        .with_tiles(tiles);
    tokio::spawn(parts::follow(site.clone()));
    connection::answer(listener, router(site), connection::HEAD, stop, GRACE).await;
    Ok(())
}
