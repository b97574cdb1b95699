//! `tiga serve`: opens the store, builds the data set, follows the store, answers requests.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;

use arc_swap::ArcSwap;
use clap::Args;

use super::{DatabaseArguments, database};
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
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Runs the command until it is told to stop.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let db = database::open(&arguments.database.database, !arguments.no_starter).await?;
    let (dataset, revision) = store::snapshot(&db).await?;
    tracing::info!(
        version = dataset.version(),
        activities = dataset.len(),
        "the data set has been loaded"
    );
    let current = Arc::new(ArcSwap::from_pointee(dataset));
    tokio::spawn(store::watch(db, Arc::clone(&current), revision));
    http::serve(arguments.listen, arguments.public_url, current).await?;
    Ok(ExitCode::SUCCESS)
}
