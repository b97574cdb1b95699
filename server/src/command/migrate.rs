//! `tiga migrate`: brings the schema up to date, takes the last step back, or shows where it stands.

use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{DatabaseArguments, print};
use crate::store;

/// Arguments of `tiga migrate`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to do
    #[arg(default_value = "up")]
    action: Action,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Action {
    /// Apply all steps that are missing
    Up,
    /// Take the last step back, with the data that it holds
    Down,
    /// List the steps
    Status,
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let db = store::connect(&arguments.database.database).await?;
    match arguments.action {
        Action::Up => store::migrate(&db).await?,
        Action::Down => store::step_back(&db).await?,
        Action::Status => {}
    }
    let steps = store::migration_status(&db).await?;
    db.close().await?;
    let lines = steps.iter().map(|(name, is_applied)| {
        let status = if *is_applied { "applied" } else { "pending" };
        format!("{status}  {name}\n")
    });
    print(&lines.collect::<String>());
    Ok(ExitCode::SUCCESS)
}
