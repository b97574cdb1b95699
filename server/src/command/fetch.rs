//! `tiga fetch`: downloads the public files of sources, and imports what is new.

use std::cell::RefCell;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;

use super::import::{Report, Wanted, import_file};
use super::progress::{Progress, Step};
use super::{DatabaseArguments, SourceArguments, database, print};
use crate::fetch::{Fetched, Fetcher, Manifest, Reach, Source};
use crate::ingest::run::name;
use crate::ingest::sniff::Format;

/// Arguments of `tiga fetch`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Keys of the sources; without any, the sources are listed
    sources: Vec<String>,
    /// Folder for the files
    #[arg(
        long,
        env = "TIGA_DOWNLOADS",
        value_name = "FOLDER",
        default_value = "downloads"
    )]
    to: PathBuf,
    /// Also connect to private networks
    #[arg(long)]
    allow_private: bool,
    /// Download only
    #[arg(long)]
    no_import: bool,
    /// Leave an empty store without the starter data set
    #[arg(long)]
    no_starter: bool,
    #[command(flatten)]
    manifest: SourceArguments,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let manifest = arguments.manifest.load()?;
    if arguments.sources.is_empty() {
        print(&listed(&manifest));
        return Ok(ExitCode::SUCCESS);
    }
    let mut sources = Vec::new();
    for key in &arguments.sources {
        match manifest.source(key) {
            Some(source) if source.addresses.is_empty() => bail!(
                "the files of {key} have no address of their own and are had by hand:\n{}",
                told_by_hand(source)
            ),
            Some(source) => sources.push(source.clone()),
            None => bail!("there is no source “{key}”: `tiga fetch` lists them"),
        }
    }
    let reach = if arguments.allow_private {
        Reach::Private
    } else {
        Reach::Public
    };
    let folder = arguments.to.clone();
    let fetching = move || fetch_all(&sources, folder, reach);
    let (files, failures) = tokio::task::spawn_blocking(fetching)
        .await
        .context("the download stopped")?;
    for failure in &failures {
        print(&format!("failed: {failure}\n"));
    }
    let mut is_complete = failures.is_empty();
    if !arguments.no_import && !files.is_empty() {
        let db = database::open(&arguments.database.database, !arguments.no_starter).await?;
        let mut report = Report::default();
        for (file, format) in files {
            report
                .files
                .push(import_file(&db, &file, Wanted(format), None).await);
        }
        db.close().await?;
        is_complete &= report.is_complete();
        print(&report.table());
    }
    Ok(if is_complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The files that are there now, with their formats, and why others are not.
fn fetch_all(
    sources: &[Source],
    folder: PathBuf,
    reach: Reach,
) -> (Vec<(PathBuf, Option<Format>)>, Vec<String>) {
    let progress = RefCell::new(Progress::new(""));
    let on_progress = |bytes, total| {
        let step = Step {
            bytes,
            total,
            records: None,
        };
        progress.borrow_mut().tell(step);
    };
    let fetcher = Fetcher::new(folder, reach, &on_progress);
    let (mut files, mut failures) = (Vec::new(), Vec::new());
    for source in sources {
        print(&format!(
            "{}: {}; {}; updated {}\n",
            source.key, source.attribution, source.licence, source.rhythm
        ));
        for (position, address) in source.addresses.iter().enumerate() {
            progress.replace(Progress::new(address));
            let fetched = fetcher.fetch(source, position);
            progress.borrow().clear();
            let (file, word) = match fetched {
                Ok(Fetched::New(file)) => (file, "new"),
                Ok(Fetched::Unchanged(file)) => (file, "unchanged"),
                Err(error) => {
                    failures.push(error.to_string());
                    continue;
                }
            };
            print(&format!("  {}: {word}\n", name(&file)));
            files.push((file, Format::from_code(&source.format)));
        }
    }
    (files, failures)
}

fn listed(manifest: &Manifest) -> String {
    let mut text = String::new();
    let (direct, by_hand): (Vec<&Source>, Vec<&Source>) = manifest
        .sources
        .iter()
        .partition(|source| !source.addresses.is_empty());
    for source in direct {
        let count = source.addresses.len();
        let _ = writeln!(
            text,
            "{:<12} {} ({count} {}, {}, {}, updated {})",
            source.key,
            source.publisher,
            if count == 1 { "file" } else { "files" },
            source.format,
            source.licence,
            source.rhythm
        );
    }
    if !by_hand.is_empty() {
        text.push_str("\nBy hand, because their files have no address of their own:\n");
    }
    for source in by_hand {
        let Source {
            key,
            publisher,
            format,
            licence,
            rhythm,
            ..
        } = source;
        let _ = writeln!(
            text,
            "{key:<12} {publisher} ({format}, {licence}, updated {rhythm})"
        );
        text.push_str(&told_by_hand(source));
    }
    text
}

/// How to get the files of a source that cannot be fetched.
fn told_by_hand(source: &Source) -> String {
    format!("{:13}{}\n{:13}{}\n", "", source.page, "", source.by_hand)
}
