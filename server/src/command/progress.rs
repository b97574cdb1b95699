//! How far a long step is: a line that renews itself on a terminal, a line now and then elsewhere.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Steps that are over by then say nothing.
const SILENT: Duration = Duration::from_millis(700);
const ON_TERMINAL: Duration = Duration::from_millis(200);
const ELSEWHERE: Duration = Duration::from_secs(10);

/// The progress of one step.
#[derive(Debug)]
pub(super) struct Progress {
    label: String,
    since: Instant,
    told: Option<Instant>,
    is_terminal: bool,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Step {
    /// Bytes that are done.
    pub bytes: u64,
    /// Of how many.
    pub total: Option<u64>,
    /// Records so far, where they are counted.
    pub records: Option<u64>,
}

impl Progress {
    pub(super) fn new(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            since: Instant::now(),
            told: None,
            is_terminal: std::io::stderr().is_terminal(),
        }
    }

    /// Tells how far the step is, if it is time.
    pub(super) fn tell(&mut self, step: Step) {
        let elapsed = self.since.elapsed();
        let pause = if self.is_terminal {
            ON_TERMINAL
        } else {
            ELSEWHERE
        };
        let is_early = elapsed < SILENT.max(if self.is_terminal { SILENT } else { ELSEWHERE });
        if is_early || self.told.is_some_and(|told| told.elapsed() < pause) {
            return;
        }
        self.told = Some(Instant::now());
        let text = line(&self.label, step, elapsed);
        let text = if self.is_terminal {
            format!("\r\x1b[2K{text}")
        } else {
            text + "\n"
        };
        write(&text);
    }

    /// Leaves the terminal as it was.
    pub(super) fn clear(&self) {
        if self.is_terminal && self.told.is_some() {
            write("\r\x1b[2K");
        }
    }
}

/// Nobody needs to see it.
fn write(text: &str) {
    let mut err = std::io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn line(label: &str, step: Step, elapsed: Duration) -> String {
    let seconds = elapsed.as_secs_f64().max(0.001);
    let mut text = format!("{label}: {}", megabytes(step.bytes));
    if let Some(total) = step.total {
        let _ = write!(text, " of {}", megabytes(total));
    }
    let _ = write!(
        text,
        ", {}/s",
        megabytes((step.bytes as f64 / seconds) as u64)
    );
    if let Some(records) = step.records {
        let rate = (records as f64 / seconds) as u64;
        let _ = write!(text, ", {records} records, {rate}/s");
    }
    if let Some(total) = step
        .total
        .filter(|total| step.bytes > 0 && *total >= step.bytes)
    {
        let left = seconds * (total - step.bytes) as f64 / step.bytes as f64;
        let left = left.ceil() as u64;
        let _ = write!(text, ", {}:{:02} left", left / 60, left % 60);
    }
    text
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_bytes_records_and_time_left() {
        let step = Step {
            bytes: 50_000_000,
            total: Some(200_000_000),
            records: Some(1000),
        };
        assert_eq!(
            line("a.xml", step, Duration::from_secs(25)),
            "a.xml: 50.0 MB of 200.0 MB, 2.0 MB/s, 1000 records, 40/s, 1:15 left"
        );
        let unknown = Step {
            bytes: 1,
            ..Step::default()
        };
        assert_eq!(line("b", unknown, Duration::ZERO), "b: 0.0 MB, 0.0 MB/s");
    }
}
