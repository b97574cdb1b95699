//! `tiga export`: writes what a filter selects to a file; the ending of its name chooses the form.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use tiga_domain::analysis::choice::Choice;
use tiga_domain::link::Question;
use tiga_report::{Format, Material, Wanted, What};

use super::serve::need_table;
use super::{CountingArguments, DatabaseArguments, database};
use crate::store;

/// Arguments of `tiga export`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to write
    what: Asked,
    /// Where to: a name that ends in .csv, .xlsx, .json, .geojson or .pdf, as far as there is one of what is written
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which part of the portfolio, as in the addresses: 'country=VN&sector=140'
    #[arg(long, default_value = "")]
    filter: String,
    /// Figures of need that replace those that come with Tiga, for gaps
    #[arg(long, env = "TIGA_NEED", value_name = "FILE")]
    need: Option<PathBuf>,
    /// Where people find the site, for links in workbooks and reports
    #[arg(long, env = "TIGA_PUBLIC_URL", value_name = "ADDRESS")]
    public_url: Option<String>,
    #[command(flatten)]
    counting: CountingArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Asked {
    /// Projects
    Projects,
    /// Pairs of related projects of different partners; takes relation and part beside the filter
    Overlaps,
    /// Gaps, country by priority; takes scheme and baseline beside the filter
    Gaps,
    /// Services and hard infrastructure by partner, year and class; takes view beside the filter
    Mix,
    /// The brief of the one country that the filter names
    Country,
}

impl Asked {
    const fn what(self) -> What {
        match self {
            Self::Projects => What::Projects,
            Self::Overlaps => What::Overlaps,
            Self::Gaps => What::Gaps,
            Self::Mix => What::Mix,
            Self::Country => What::Country,
        }
    }
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let what = arguments.what.what();
    let parsed = Question::parse(&arguments.filter, what.keys());
    let (choice, errors) = Choice::read(&parsed.extra);
    if let Some(error) = parsed.errors.iter().chain(&errors).next() {
        bail!("the filter was not understood: {error}");
    }
    let to = &arguments.to;
    let ending = to.extension().unwrap_or_default().to_string_lossy();
    let known = Format::from_extension(&ending);
    let Some(format) = known.filter(|format| what.formats().contains(format)) else {
        let endings: Vec<_> = what
            .formats()
            .iter()
            .map(|format| format.extension())
            .collect();
        bail!(
            "the name of the file must end in one of .{}",
            endings.join(", .")
        );
    };
    let need = need_table(arguments.need.as_deref())?;
    let counting = arguments.counting.load()?;
    let db = database::open_existing(&arguments.database.database).await?;
    let (snapshot, _) = store::snapshot(&db, &counting).await?;
    db.close().await?;
    let mut file = File::create(to).with_context(|| format!("cannot write to {}", to.display()))?;
    let site = arguments.public_url.as_deref();
    let material = Material {
        snapshot: &snapshot,
        need: &need,
        question: &parsed.question,
        choice,
        address: site.map(|address| address.trim_end_matches('/')),
        wanted: Wanted::ALWAYS,
    };
    tiga_report::write(&material, what, format, &mut file)?;
    Ok(ExitCode::SUCCESS)
}
