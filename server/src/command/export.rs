//! `tiga export`: writes what a filter selects to a file; the ending of its name chooses the form.

use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::{Comparison, gaps};
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::window::as_of;
use tiga_domain::link::Question;
use tiga_report::{ANALYSIS_FORMATS, Format};

use super::serve::need_table;
use super::{DatabaseArguments, database};
use crate::store;

/// Arguments of `tiga export`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// What to write
    what: What,
    /// Where to: a name that ends in .csv, .json or .geojson
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    /// Which part of the portfolio, as in the addresses: 'country=VN&sector=140'
    #[arg(long, default_value = "")]
    filter: String,
    /// Figures of need that replace those that come with Tiga, for gaps
    #[arg(long, env = "TIGA_NEED", value_name = "FILE")]
    need: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArguments,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum What {
    /// Projects, one a row
    Projects,
    /// Gaps, country by priority; takes scheme and baseline beside the filter
    Gaps,
    /// Services and hard infrastructure by partner, year and class; takes view beside the filter
    Mix,
}

impl What {
    /// The keys that it takes besides the filter.
    const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Projects => &[],
            Self::Gaps => Choice::OF_GAPS,
            Self::Mix => Choice::OF_MIX,
        }
    }

    const fn formats(self) -> &'static [Format] {
        match self {
            Self::Projects => &Format::ALL,
            Self::Gaps | Self::Mix => &ANALYSIS_FORMATS,
        }
    }
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let what = arguments.what;
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
    let db = database::open_existing(&arguments.database.database).await?;
    let (dataset, _) = store::snapshot(&db).await?;
    db.close().await?;
    let mut file = File::create(to).with_context(|| format!("cannot write to {}", to.display()))?;
    let (question, date) = (&parsed.question, dataset.date());
    match what {
        What::Projects => tiga_report::write(&dataset, question, format, &mut file)?,
        What::Gaps => {
            let Choice {
                scheme, baseline, ..
            } = choice;
            let comparison = Comparison {
                scheme,
                baseline,
                as_of: as_of(&dataset),
            };
            let answer = gaps(&dataset, &question.filter, comparison, &need);
            tiga_report::write_gaps(&answer, date, format, &mut file)?;
        }
        What::Mix => {
            let answer = mix(&dataset, &question.filter, choice.view);
            tiga_report::write_mix(&answer, date, format, &mut file)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
