//! Workbooks are written by the tests themselves: from tables of text, and by hand where they are broken.

#![expect(clippy::unwrap_used, reason = "tests")]

mod broken;
mod row;
mod sample;

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::collect::Collected;
use super::super::{FileFacts, IngestError, ReadContext};
use super::read;

/// Real rows of the list of active projects.
const ACTIVE: &str = include_str!("../../../../tests/fixtures/dfc/active.tsv");
/// Made-up rows in the layout of the annual file.
const ANNUAL: &str = include_str!("../../../../tests/fixtures/dfc/annual.tsv");

/// A workbook with these sheets; what reads as a number is written as one.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, table) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, line) in (0..).zip(table.lines()) {
            for (column, cell) in (0..).zip(line.split('\t')).filter(|(_, c)| !c.is_empty()) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write_number(row, column, number).unwrap(),
                    Err(_) => sheet.write_string(row, column, cell).unwrap(),
                };
            }
        }
    }
    book.save_to_buffer().unwrap()
}

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
