//! `tiga import`: each file in a transaction of its own; a file that fails leaves the store as it was.

mod list;
mod report;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use tiga_domain::country::Country;

use self::report::FileReport;
pub(super) use self::report::Report;
use super::progress::{Progress, Step};
use super::{DatabaseArguments, clock, database, print};
use crate::ingest::meter::Meter;
use crate::ingest::run::{fingerprint_file, name, read_whole, recognise, size};
use crate::ingest::sniff::Format;
use crate::ingest::{IngestError, ReadContext};
use crate::store::{self, Connection, FileHeader, ImportError, Imported};

/// Arguments of `tiga import`.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Format of the files: iati, dfc, tiga, crs, jica, adb, aiddata, koica, comparator; or auto, which finds out
    #[arg(value_parser = wanted)]
    format: Wanted,
    /// Files to import; of a folder, the files of the format
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print what was done as JSON
    #[arg(long)]
    json: bool,
    /// Country of records that state none, as ISO code (VN, PH …)
    #[arg(long, value_parser = country)]
    country: Option<Country>,
    /// Leave an empty store without the starter data set
    #[arg(long)]
    no_starter: bool,
    #[command(flatten)]
    database: DatabaseArguments,
}

/// The format that is wanted; any that is recognised when there is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted(pub Option<Format>);

fn wanted(code: &str) -> Result<Wanted, String> {
    let codes = || Format::ALL.map(Format::code).join(", ");
    match Format::from_code(code) {
        None if code != "auto" => Err(format!("choose one of auto, {}", codes())),
        format => Ok(Wanted(format)),
    }
}

fn country(code: &str) -> Result<Country, String> {
    let codes = || Country::all().map(Country::iso2).collect::<Vec<_>>();
    Country::from_iso2(code).ok_or_else(|| format!("choose one of {}", codes().join(", ")))
}

/// Runs the command.
pub(crate) async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let list = list::list(&arguments.files, arguments.format.0)?;
    let db = database::open(&arguments.database.database, !arguments.no_starter).await?;
    let mut report = Report {
        left: list.left,
        ..Report::default()
    };
    for file in list.files {
        let outcome = import_file(&db, &file, arguments.format, arguments.country).await;
        report.files.push(outcome);
    }
    db.close().await?;
    print(&if arguments.json {
        report.json()?
    } else {
        report.table()
    });
    Ok(if report.is_complete() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Imports one file, or the tables of a release in a folder.
pub(super) async fn import_file(
    db: &Connection,
    path: &Path,
    Wanted(wanted): Wanted,
    country: Option<Country>,
) -> FileReport {
    let since = Instant::now();
    let file = name(path);
    let mut header = FileHeader {
        key: String::new(),
        format: wanted.map_or("auto", Format::code).to_owned(),
        started: clock::now(),
        since,
        now: clock::now,
        file,
    };
    match read_into(db, path, wanted, country, &mut header).await {
        Ok(imported) => FileReport::imported(imported),
        Err(error) => {
            // What cannot be read has none; the error says so.
            let fingerprint = fingerprint_file(path).unwrap_or_default();
            FileReport::failed(&header, fingerprint, &error)
        }
    }
}

/// Reads into the store, and completes what is known of the file as far as it gets.
async fn read_into(
    db: &Connection,
    path: &Path,
    wanted: Option<Format>,
    country: Option<Country>,
    header: &mut FileHeader,
) -> Result<Imported, ImportError> {
    let total = size(path)?;
    let format = match wanted {
        Some(format) => format,
        None => recognise(path)?,
    };
    format.code().clone_into(&mut header.format);
    header.key = format!("{}:{}", header.format, header.file);
    let context = ReadContext {
        assumed_country: country,
        ..ReadContext::default()
    };
    let path = path.to_owned();
    let shown = show(&header.file, total, context.meter.clone());
    let imported = store::import(db, header.clone(), move |sink| {
        read_whole(&path, format, &context, sink)
    })
    .await;
    shown.stop().await;
    imported
}

/// Shows how far an import is until it is stopped.
fn show(file: &str, total: u64, meter: Meter) -> Shown {
    let mut progress = Progress::new(file);
    let (stop, mut stopped) = tokio::sync::oneshot::channel();
    let task = tokio::spawn(async move {
        let mut ticks = tokio::time::interval(Duration::from_millis(100));
        loop {
            tokio::select! {
                _ = &mut stopped => return progress.clear(),
                _ = ticks.tick() => progress.tell(Step {
                    // Workbooks are read twice.
                    bytes: meter.bytes().min(total),
                    total: Some(total),
                    records: Some(meter.records()),
                }),
            }
        }
    });
    Shown { stop, task }
}

struct Shown {
    stop: tokio::sync::oneshot::Sender<()>,
    task: tokio::task::JoinHandle<()>,
}

impl Shown {
    async fn stop(self) {
        // A task that is over needs no word, and a panic in it has been told.
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// The line that an error names.
fn line(error: &ImportError) -> u64 {
    match error {
        ImportError::Read(IngestError::Format { line, .. }) => *line,
        _ => 0,
    }
}
