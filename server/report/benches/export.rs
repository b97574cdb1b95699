//! How long documents of 50,000 rows take and how large they are. Prints a table; asserts nothing.

#[path = "../../../app/domain/tests/dataset/portfolio.rs"]
#[allow(dead_code, reason = "tests use more of it")]
mod portfolio;

use std::io::{self, Write};
use std::time::Instant;

use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::NeedTable;
use tiga_domain::analysis::ledger::ledger;
use tiga_domain::dataset::Builder;
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;
use tiga_report::{Material, Wanted, What};

const ROWS: usize = 50_000;
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

fn main() -> Result<(), tiga_report::ReportError> {
    let question = Question::default();
    let (data, rows) = dataset(&question);
    println!("{} projects, {rows} rows in long form", data.len());
    println!("document    seconds       MB  peak MB so far");
    let need = NeedTable::shipped();
    let material = Material {
        snapshot: &data,
        need: &need,
        question: &question,
        choice: Choice::default(),
        address: Some("https://tiga.example"),
        wanted: Wanted::ALWAYS,
    };
    for format in What::Projects.formats() {
        let mut best = f64::INFINITY;
        let mut count = Count::default();
        for _ in 0..ROUNDS {
            count = Count::default();
            let start = Instant::now();
            tiga_report::write(&material, What::Projects, *format, &mut count)?;
            best = best.min(start.elapsed().as_secs_f64());
        }
        let megabytes = count.0 as f64 / 1e6;
        println!(
            "{:<9} {best:>9.2} {megabytes:>8.1} {:>15.0}",
            format.extension(),
            peak()
        );
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
