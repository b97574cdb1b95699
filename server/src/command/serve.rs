//! `tiga serve`: opens the store, builds the data set, follows the store, answers requests.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context;
use arc_swap::ArcSwap;
use clap::Args;
use tiga_domain::analysis::gap::NeedTable;

use super::{CountingArguments, DatabaseArguments, database};
use crate::http::Tiles;
use crate::{http, store};

/// Arguments of `tiga serve`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Address and port to listen on
    #[arg(long, env = "TIGA_LISTEN", default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// Where people find the site, for links in workbooks and reports
    #[arg(long, env = "TIGA_PUBLIC_URL", value_name = "ADDRESS")]
    public_url: Option<String>,
    /// Leave an empty store without the starter data set
    #[arg(long)]
    no_starter: bool,
    /// Figures of need that replace those that come with Tiga: a CSV with the columns
    /// `indicator_id,key,iso2,year,value,source,retrieved,licence`
    #[arg(long, env = "TIGA_NEED", value_name = "FILE")]
    need: Option<PathBuf>,
    /// Raster tiles below the map where it is deep: an address with `{z}`, `{x}` and `{y}` in Web Mercator
    #[arg(
        long,
        env = "TIGA_TILES",
        value_name = "ADDRESS",
        requires = "tiles_attribution"
    )]
    tiles: Option<Tiles>,
    /// What the source of the tiles wants to be said beside the map
    #[arg(long, env = "TIGA_TILES_ATTRIBUTION", value_name = "TEXT")]
    tiles_attribution: Option<String>,
    #[command(flatten)]
    counting: CountingArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Runs the command until it is told to stop.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let need = need_table(arguments.need.as_deref())?;
    let counting = arguments.counting.load()?;
    let db = database::open(&arguments.database.database, !arguments.no_starter).await?;
    let since = Instant::now();
    let (dataset, revision) = store::snapshot(&db, &counting).await?;
    tracing::info!(
        version = dataset.version(),
        activities = dataset.len(),
        milliseconds = since.elapsed().as_millis(),
        "the data set has been loaded"
    );
    let current = Arc::new(ArcSwap::from_pointee(dataset));
    tokio::spawn(store::watch(
        db.clone(),
        counting,
        Arc::clone(&current),
        revision,
    ));
    let settings = http::Settings {
        address: arguments.public_url,
        need,
        tiles: arguments
            .tiles
            .map(|tiles| tiles.by(arguments.tiles_attribution.unwrap_or_default())),
    };
    http::serve(arguments.listen, current, settings, db).await?;
    Ok(ExitCode::SUCCESS)
}

/// The figures of need of a file, else those that come with Tiga.
pub(super) fn need_table(file: Option<&Path>) -> anyhow::Result<NeedTable> {
    let Some(file) = file else {
        return Ok(NeedTable::shipped());
    };
    let name = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {name}"))?;
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(text.as_bytes());
    let rows = reader.deserialize();
    NeedTable::read(rows.map(|row| row.map_err(|error: csv::Error| error.to_string())))
        .with_context(|| name.to_string())
}
