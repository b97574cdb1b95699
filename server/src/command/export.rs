//! `tiga export`: writes what a filter selects to a file; the ending of its name chooses the form.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use tiga_domain::analysis::overlap::Relations;
use tiga_domain::link::Question;
use tiga_report::{Format, What};

use super::{DatabaseArguments, database};
use crate::store;

/// Arguments of `tiga export`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to write
    what: Asked,
    /// Where to: a name that ends in .csv, .json or .geojson
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which part of the portfolio, as in the addresses: 'country=VN&sector=140'; overlaps also take 'relation=overlap'
    #[arg(long, default_value = "")]
    filter: String,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Asked {
    /// Projects, one a row
    Projects,
    /// Pairs of related projects of different partners, one a row
    Overlaps,
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let own_keys: &[&str] = match arguments.what {
        Asked::Projects => &[],
        Asked::Overlaps => &["relation"],
    };
    let parsed = Question::parse(&arguments.filter, own_keys);
    if let Some(error) = parsed.errors.first() {
        bail!("the filter was not understood: {error}");
    }
    let relations: Vec<&str> = parsed
        .extra
        .iter()
        .map(|(_, value)| value.as_str())
        .collect();
    let relations = Relations::parse(&relations.join(",")).map_err(|unknown| {
        let allowed = Relations::allowed();
        anyhow!("there is no stored relation “{unknown}”; there are {allowed}")
    })?;
    let what = match arguments.what {
        Asked::Projects => What::Projects,
        Asked::Overlaps => What::Overlaps(relations),
    };
    let to = &arguments.to;
    let ending = to.extension().unwrap_or_default().to_string_lossy();
    let Some(format) = Format::from_extension(&ending) else {
        let endings = Format::ALL.map(Format::extension).join(", .");
        bail!("the name of the file must end in one of .{endings}");
    };
    let db = database::open_existing(&arguments.database.database).await?;
    let (snapshot, _) = store::snapshot(&db).await?;
    db.close().await?;
    let mut file = File::create(to).with_context(|| format!("cannot write to {}", to.display()))?;
    tiga_report::write(&snapshot, &parsed.question, (what, format), &mut file)?;
    Ok(ExitCode::SUCCESS)
}
