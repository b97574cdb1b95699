//! How long documents of 50,000 rows take, and the report on 50 overlaps, and how large they are. Prints tables; asserts
//! nothing.

#[path = "../../../app/domain/tests/dataset/portfolio.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod portfolio;

#[path = "../../../app/domain/tests/overlap/world.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod world;

use std::io::{self, Write};
use std::time::Instant;

use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::analysis::ledger::ledger;
use tiga_domain::analysis::overlap::Relation;
use tiga_domain::country::Country;
use tiga_domain::dataset::Builder;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;
use tiga_report::{Format, Material, ReportError, Wanted, What};

const ROWS: usize = 50_000;
const OVERLAPS: usize = 50;
const ROUNDS: usize = 5;

/// Counts bytes and throws them away.
#[derive(Default)]
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A data set whose whole ledger has at least [`ROWS`] rows.
fn dataset(question: &Question) -> (Snapshot, usize) {
    let mut activities = ROWS / 4;
    loop {
        let mut builder = Builder::new(Vec::new());
        for activity in portfolio::activities(1, activities) {
            builder.push(activity, 0, 0);
        }
        let data = builder.finish();
        let rows = ledger(&data, &question.filter).len();
        if rows >= ROWS {
            return (Snapshot::new(data), rows);
        }
        activities += activities / 10;
    }
}

/// A data set of one country in which at least [`OVERLAPS`] pairs overlap, and how many do.
fn overlapping(country: Country) -> (Snapshot, usize) {
    let mut activities = 100;
    loop {
        let countries = [country];
        let portfolio = world::activities(1, activities, &countries, 4.0);
        let data = Snapshot::new(world::dataset(portfolio));
        let pairs = data.findings().pairs().iter();
        let overlaps = pairs
            .filter(|pair| pair.relation == Relation::Overlap)
            .count();
        if overlaps >= OVERLAPS {
            return (data, overlaps);
        }
        activities += 10;
    }
}

/// Writes a document several times and prints how long the first and the fastest took.
fn measure(material: &Material, what: What, format: Format) -> Result<(), ReportError> {
    let (mut first, mut best) = (None, f64::INFINITY);
    let mut count = Count::default();
    for _ in 0..ROUNDS {
        count = Count::default();
        let start = Instant::now();
        tiga_report::write(material, what, format, &mut count)?;
        let seconds = start.elapsed().as_secs_f64();
        first = first.or(Some(seconds));
        best = best.min(seconds);
    }
    println!(
        "{:<9} {:<8} {:>8.2} {best:>8.2} {:>8.1} {:>15.0}",
        what.name(),
        format.extension(),
        first.unwrap_or_default(),
        count.0 as f64 / 1e6,
        peak()
    );
    Ok(())
}

fn main() -> Result<(), ReportError> {
    let question = Question::default();
    let need = NeedTable::shipped();
    let material = |snapshot| Material {
        snapshot,
        need: &need,
        question: &question,
        choice: Choice::default(),
        address: Some("https://tiga.example"),
        wanted: Wanted::ALWAYS,
    };
    // First, so that the first report is the first of the process: fonts and template are not yet read.
    let country = Country::all()
        .last()
        .unwrap_or_else(|| unreachable!("there are countries"));
    let (data, overlaps) = overlapping(country);
    println!("{} projects of which {overlaps} pairs overlap", data.len());
    println!("document            first s   best s       MB  peak MB so far");
    measure(&material(&data), What::Overlaps, Format::Pdf)?;
    let of_country = Question::parse(&format!("country={}", country.iso2()), &[]).question;
    let brief = Material {
        question: &of_country,
        ..material(&data)
    };
    measure(&brief, What::Country, Format::Pdf)?;
    let (data, rows) = dataset(&question);
    println!("{} projects, {rows} rows in long form", data.len());
    for format in What::Projects.formats() {
        measure(&material(&data), What::Projects, *format)?;
    }
    Ok(())
}

/// The most memory that the process has held, in megabytes; not a number where the system does not say.
fn peak() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| {
        line.trim()
            .trim_end_matches("kB")
            .trim()
            .parse::<f64>()
            .ok()
    });
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1e3)
}
