//! `tiga import`: each file in a transaction of its own; a file that fails leaves the store as it was.

mod list;
mod report;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use tiga_domain::country::Country;

use self::report::{FileReport, Report};
use super::{DatabaseArguments, clock, database, print};
use crate::ingest::run::{fingerprint_file, name, read_file, recognise};
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
struct Wanted(Option<Format>);

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
    let Wanted(wanted) = arguments.format;
    let list = list::list(&arguments.files, wanted)?;
    let db = database::open(&arguments.database.database, !arguments.no_starter).await?;
    let mut report = Report {
        left: list.left,
        ..Report::default()
    };
    for file in list.files {
        let outcome = import_file(&db, &file, wanted, arguments.country).await;
        report.files.push(outcome);
    }
    db.close().await?;
    print(&if arguments.json {
        report.json()?
    } else {
        table::table(&report)
    });
    Ok(if report.is_complete() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

async fn import_file(
    db: &Connection,
    path: &Path,
    wanted: Option<Format>,
    country: Option<Country>,
) -> FileReport {
    let since = Instant::now();
    let file = name(path);
    let mut header = FileHeader {
        key: String::new(),
        format: wanted.map_or("auto", Format::code).to_owned(),
        sha256: String::new(),
        bytes: 0,
        started: clock::now(),
        since,
        now: clock::now,
        file,
    };
    match read_into(db, path, wanted, country, &mut header).await {
        Ok(imported) => FileReport::imported(imported),
        Err(error) => FileReport::failed(&header, &error),
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
    let fingerprint = fingerprint_file(path)?;
    header.sha256 = fingerprint.sha256;
    header.bytes = fingerprint.bytes;
    let format = match wanted {
        Some(format) => format,
        None => recognise(path)?,
    };
    format.code().clone_into(&mut header.format);
    header.key = format!("{}:{}", header.format, header.file);
    let context = ReadContext {
        assumed_country: country,
    };
    let path = path.to_owned();
    store::import(db, header.clone(), move |sink| {
        read_file(&path, format, &context, sink)
    })
    .await
}

/// The line that an error names.
fn line(error: &ImportError) -> u64 {
    match error {
        ImportError::Read(IngestError::Format { line, .. }) => *line,
        _ => 0,
    }
}
