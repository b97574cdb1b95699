//! What an import did, in the form that people read.

use std::fmt::Write;

use super::report::{FileReport, Report};

/// Messages that are shown of each file.
const SHOWN: usize = 8;

const HEAD: [&str; 11] = [
    "file",
    "format",
    "records",
    "new",
    "changed",
    "unchanged",
    "gone",
    "outside",
    "others",
    "rejected",
    "seconds",
];

/// A table with a line for each file, then what was found in each.
pub(super) fn table(report: &Report) -> String {
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(report.files.iter().map(cells));
    let widths: [usize; HEAD.len()] = std::array::from_fn(|i| {
        rows.iter()
            .map(|row| row[i].chars().count())
            .max()
            .unwrap_or(0)
    });
    let mut text = String::new();
    for row in rows {
        let cells = row
            .iter()
            .zip(widths)
            .enumerate()
            .map(|(i, (cell, width))| {
                if i < 2 {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            });
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    for file in &report.files {
        text.push_str(&findings(file));
    }
    if !report.left.is_empty() {
        text.push_str("\nNot imported:\n");
    }
    for left in &report.left {
        let _ = writeln!(text, "  {}: {}", left.file, left.reason);
    }
    text
}

fn cells(file: &FileReport) -> [String; HEAD.len()] {
    [
        file.file.clone(),
        format!("{} {}", file.format, file.version)
            .trim_end()
            .to_owned(),
        file.records.to_string(),
        file.stored.to_string(),
        file.updated.to_string(),
        file.unchanged.to_string(),
        file.gone.to_string(),
        file.outside.to_string(),
        file.other_agencies.to_string(),
        file.rejected.to_string(),
        format!("{:.1}", file.seconds),
    ]
}

fn findings(file: &FileReport) -> String {
    let name = &file.file;
    if let Some(error) = &file.error {
        return format!("\n{name}: {error}\n  Nothing of this file was stored.\n");
    }
    let mut text = String::new();
    if file.is_incomplete {
        let _ = writeln!(
            text,
            "\n{name}: the file broke off; what came before was stored."
        );
    }
    if file.messages.is_empty() {
        return text;
    }
    let total = file.findings_total;
    let _ = writeln!(text, "\n{name}: {total} findings, the most frequent first");
    for (message, count) in file.messages.iter().take(SHOWN) {
        let _ = writeln!(text, "{count:>8} × {message}");
    }
    if file.messages.len() > SHOWN {
        let rest: u64 = file.messages[SHOWN..].iter().map(|(_, count)| count).sum();
        let kinds = file.messages.len() - SHOWN;
        let _ = writeln!(text, "{rest:>8} × {kinds} other kinds; `--json` lists them");
    }
    text
}
