//! The commands of `tiga`, one file each: arguments in, one story out, an exit code.
//!
//! Errors are `anyhow` here and nowhere else: a sentence for the person at the terminal.

mod check;
mod clock;
mod database;
mod export;
mod fetch;
mod import;
mod migrate;
mod progress;
mod serve;
mod starter;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tokio::runtime::Runtime;
use tracing_subscriber::EnvFilter;

use crate::decision;
use crate::fetch::Manifest;
use crate::store::Counting;

/// What the US, Japan, South Korea and the ADB finance in ASEAN, on one map.
#[derive(Debug, Parser)]
#[command(name = "tiga", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site and the API
    Serve(serve::Arguments),
    /// Import files into the store
    Import(import::Arguments),
    /// Download public files and import them
    Fetch(fetch::Arguments),
    /// Write what a filter selects to a file
    Export(export::Arguments),
    /// Verify the store and the invariants of the method on what is loaded
    Check(check::Arguments),
    /// Bring the database schema up to date, take a step back, or show where it stands
    Migrate(migrate::Arguments),
}

#[derive(Args, Clone, Debug)]
struct DatabaseArguments {
    /// Where the store is: `sqlite://FILE?mode=rwc` or `postgres://USER@HOST/NAME`
    #[arg(
        long,
        env = "TIGA_DATABASE",
        hide_env_values = true,
        value_name = "URL",
        default_value = "sqlite://tiga.db?mode=rwc"
    )]
    database: String,
}

#[derive(Args, Clone, Debug)]
struct SourceArguments {
    /// TOML file that adds sources, and says which of them is counted for an agency
    #[arg(long, env = "TIGA_SOURCES", value_name = "FILE")]
    sources_file: Option<PathBuf>,
}

impl SourceArguments {
    /// What ships with Tiga, and what the file adds.
    fn load(&self) -> anyhow::Result<Manifest> {
        Ok(Manifest::load(self.sources_file.as_deref())?)
    }
}

#[derive(Args, Clone, Debug)]
struct CountingArguments {
    #[command(flatten)]
    sources: SourceArguments,
    /// CSV with what people decided about pairs of records, `a,b,decision,note`; /export/links.csv is a list to fill in
    #[arg(long, env = "TIGA_DECISIONS", value_name = "FILE")]
    decisions: Option<PathBuf>,
}

impl CountingArguments {
    /// What decides which records count.
    fn load(&self) -> anyhow::Result<Counting> {
        Ok(Counting {
            precedence: self.sources.load()?.precedence,
            decisions: decision::load(self.decisions.as_deref())?,
        })
    }
}

/// Reads the command line and runs its command.
pub(crate) fn run() -> ExitCode {
    let command = CommandLine::parse().command;
    log(matches!(command, Command::Serve(_)));
    let result = match runtime() {
        Ok(runtime) => runtime.block_on(run_command(command)),
        Err(error) => Err(error.into()),
    };
    result.unwrap_or_else(|error| {
        let _ = writeln!(std::io::stderr(), "tiga: {error:#}");
        ExitCode::FAILURE
    })
}

/// How many steps of work the runtime makes before it looks who else has asked. An answer takes milliseconds and a few
/// steps: with the usual sixty, a dozen later ones would be given first.
const STEPS: u32 = 16;

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .event_interval(STEPS)
        .enable_all()
        .build()
}

async fn run_command(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve(arguments) => serve::run(arguments).await,
        Command::Import(arguments) => import::run(arguments).await,
        Command::Fetch(arguments) => fetch::run(arguments).await,
        Command::Export(arguments) => export::run(arguments).await,
        Command::Check(arguments) => check::run(arguments).await,
        Command::Migrate(arguments) => migrate::run(arguments).await,
    }
}

/// Messages go to the standard error; `RUST_LOG` chooses others than the usual ones, and
/// `TIGA_LOG_FORMAT=json` makes them readable for machines.
fn log(is_server: bool) {
    // `simplecss` remarks on style rules of the figures that a document does not need.
    let usual = if is_server {
        "info,sqlx=warn,sea_orm_migration=warn,simplecss=error"
    } else {
        "warn,simplecss=error"
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_unset| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::env::var("TIGA_LOG_FORMAT").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
}

/// Writes to the standard output; whoever closed it has read enough.
fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
