//! Workbooks are written by the tests themselves: from tables of text, and by hand where they are broken.

#![expect(clippy::unwrap_used, reason = "tests")]

mod broken;
mod row;
mod sample;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::collect::Collected;
use super::super::workbook::written as workbook;
use super::super::{FileFacts, IngestError, ReadContext};
use super::read;

/// Real rows of the list of active projects.
const ACTIVE: &str = include_str!("../../../../tests/fixtures/dfc/active.tsv");
/// Made-up rows in the layout of the annual file.
const ANNUAL: &str = include_str!("../../../../tests/fixtures/dfc/annual.tsv");

/// A zip archive with these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn import(bytes: Vec<u8>) -> Result<(FileFacts, Collected), IngestError> {
    let mut collected = Collected::default();
    let facts = read(Cursor::new(bytes), &ReadContext::default(), &mut collected)?;
    Ok((facts, collected))
}

/// Imports rows (after the header of the active projects) that differ from a good one in some cells.
fn rows(changes: &[&[(&str, &str)]]) -> Collected {
    let header: Vec<&str> = ACTIVE.lines().next().unwrap().split('\t').collect();
    let good = ACTIVE
        .lines()
        .find(|line| line.contains("9000104747"))
        .unwrap();
    let mut table = header.join("\t");
    for change in changes {
        let mut cells: Vec<&str> = good.split('\t').collect();
        for (column, value) in *change {
            let at = header.iter().position(|name| name == column).unwrap();
            cells[at] = value;
        }
        table = format!("{table}\n{}", cells.join("\t"));
    }
    import(workbook(&[("Sheet1", &table)])).unwrap().1
}
