//! `tiga export`: writes what a filter selects to a file; the ending of its name chooses the form.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use tiga_domain::link::Question;
use tiga_report::Format;

use super::{DatabaseArguments, database};
use crate::store;

/// Arguments of `tiga export`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to write
    what: What,
    /// Where to: a name that ends in .csv, .xlsx, .json or .geojson
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which part of the portfolio, as in the addresses: 'country=VN&sector=140'
    #[arg(long, default_value = "")]
    filter: String,
    /// Where people find the site, for links in workbooks and reports
    #[arg(long, env = "TIGA_PUBLIC_URL", value_name = "ADDRESS")]
    public_url: Option<String>,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Projects, one a row
    Projects,
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let What::Projects = arguments.what;
    let parsed = Question::parse(&arguments.filter, &[]);
    if let Some(error) = parsed.errors.first() {
        bail!("the filter was not understood: {error}");
    }
    let to = &arguments.to;
    let ending = to.extension().unwrap_or_default().to_string_lossy();
    let Some(format) = Format::from_extension(&ending) else {
        let endings = Format::ALL.map(Format::extension).join(", .");
        bail!("the name of the file must end in one of .{endings}");
    };
    let db = database::open_existing(&arguments.database.database).await?;
    let (dataset, _) = store::snapshot(&db).await?;
    db.close().await?;
    let mut file = File::create(to).with_context(|| format!("cannot write to {}", to.display()))?;
    let site = arguments.public_url.as_deref();
    let site = site.map(|address| address.trim_end_matches('/'));
    tiga_report::write(&dataset, &parsed.question, format, site, &mut file)?;
    Ok(ExitCode::SUCCESS)
}
