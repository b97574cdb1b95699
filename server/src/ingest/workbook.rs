//! Rows of an xlsx workbook as text, with limits that a hostile file cannot pass. Knows no column.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use encoding_rs::UTF_8;
use zip::ZipArchive;

use super::open::is_zip;
use super::table::{Row, Table, delimiter_of};
use super::{IngestError, Sink};

/// What a workbook may unpack to, in all.
const MOST_UNPACKED: u64 = 512 << 20;
/// From here on the ratio of an entry counts.
const RATIO_FROM: u64 = 10 << 20;
/// Unpacked bytes for each packed one.
const MOST_RATIO: u64 = 200;
const MOST_ENTRIES: usize = 10_000;
const MOST_CELLS: usize = 5_000_000;
/// Columns beyond are passed over: real files have two dozen.
const MOST_COLUMNS: u32 = 512;
/// Rows in which a header stands.
const HEAD_ROWS: u32 = 10;
/// Where the list of texts must say how long it is.
const HEAD_BYTES: u64 = 64 << 10;

/// A sheet with the rows that hold something.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, in order.
    pub rows: Vec<SheetRow>,
}

/// A row with the cells that hold something.
#[derive(Debug)]
pub(crate) struct SheetRow {
    /// Its number as the spreadsheet shows it, from 1.
    pub number: u64,
    cells: Vec<(u32, String)>,
}

impl SheetRow {
    /// The text of a column, trimmed; empty when there is none.
    pub fn get(&self, column: u32) -> &str {
        self.cells
            .iter()
            .rfind(|(at, _)| *at == column)
            .map_or("", |(_, text)| text)
    }

    /// The cells that hold something, with their column.
    pub fn cells(&self) -> &[(u32, String)] {
        &self.cells
    }
}

/// Reads the first rows of each sheet: enough to tell workbooks apart.
///
/// # Errors
/// As [`read_sheets`].
pub(crate) fn read_heads<R: Read + Seek>(file: R) -> Result<Vec<Sheet>, IngestError> {
    read_up_to(file, HEAD_ROWS)
}

/// Reads a table of text as if it were the only sheet of a workbook; cells are counted like those of one.
///
/// # Errors
/// When it cannot be read or has too many cells, or the sink has stopped.
pub(crate) fn read_text(
    mut file: impl BufRead,
    sink: &mut dyn Sink,
) -> Result<Vec<Sheet>, IngestError> {
    let delimiter = delimiter_of(file.fill_buf()?);
    let mut table = Table::new(file, delimiter);
    let mut row = Row::default();
    let (mut rows, mut budget) = (Vec::new(), MOST_CELLS);
    while table.next_row(&mut row, sink)? {
        let cells = (0_u32..).zip(0..row.len());
        let cells = cells.map(|(column, at)| (column, row.text(at, UTF_8).into_owned()));
        let cells: Vec<_> = cells.filter(|(_, text)| !text.is_empty()).collect();
        budget = budget.checked_sub(cells.len()).ok_or_else(too_many_cells)?;
        rows.push(SheetRow {
            number: row.line,
            cells,
        });
    }
    Ok(vec![Sheet {
        name: String::new(),
        rows,
    }])
}

/// Reads all sheets.
///
/// # Errors
/// When it is no xlsx workbook, is damaged, or unpacks to too much.
pub(crate) fn read_sheets<R: Read + Seek>(file: R) -> Result<Vec<Sheet>, IngestError> {
    read_up_to(file, u32::MAX)
}

fn read_up_to<R: Read + Seek>(mut file: R, rows: u32) -> Result<Vec<Sheet>, IngestError> {
    check_start(&mut file)?;
    check_archive(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    // The reader of workbooks adds and subtracts what it finds in damaged ones.
    catch_unwind(AssertUnwindSafe(|| unpack(file, rows)))
        .unwrap_or_else(|_| Err(refuse("the workbook is damaged")))
}

fn check_start<R: Read + Seek>(file: &mut R) -> Result<(), IngestError> {
    let mut start = Vec::new();
    file.by_ref().take(8).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(0))?;
    match start.as_slice() {
        [] => Err(refuse("the file is empty")),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(refuse(
            "not an xlsx workbook but an old .xls one, or one with a password: save it as .xlsx \
             without a password",
        )),
        start if is_zip(start) => Ok(()),
        _ => Err(refuse(
            "not an xlsx workbook: it does not begin like a zip archive",
        )),
    }
}

/// Looks at the sizes that the archive states, and then at those that it has.
fn check_archive<R: Read + Seek>(file: &mut R) -> Result<(), IngestError> {
    let damaged = |error| refuse(&format!("not an xlsx workbook: {error}"));
    let mut archive = ZipArchive::new(&mut *file).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(IngestError::TooLarge(format!(
            "the workbook lists {} entries; at most {MOST_ENTRIES} are read",
            archive.len()
        )));
    }
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(damaged)?;
        check_ratio(entry.size(), entry.compressed_size())?;
        stated = stated.saturating_add(entry.size());
    }
    if stated > MOST_UNPACKED {
        return Err(too_large(stated));
    }
    let is_workbook = archive
        .file_names_raw()
        .any(|name| name.to_ascii_lowercase().ends_with(b"workbook.xml"));
    if !is_workbook {
        return Err(refuse(
            "not an xlsx workbook: the zip archive has no xl/workbook.xml",
        ));
    }
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        let packed = entry.compressed_size();
        let is_text_list = entry
            .name()
            .is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        let mut entry = entry.take(MOST_UNPACKED - total + 1);
        let mut head = Vec::new();
        entry.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        let size = head.len() as u64 + io::copy(&mut entry, &mut io::sink())?;
        total += size;
        if total > MOST_UNPACKED {
            return Err(too_large(total));
        }
        check_ratio(size, packed)?;
        if is_text_list && !has_honest_count(&head, size) {
            return Err(refuse(
                "the workbook is damaged: its list of texts is not as long as it says",
            ));
        }
    }
    Ok(())
}

fn check_ratio(size: u64, packed: u64) -> Result<(), IngestError> {
    if size > RATIO_FROM && size / packed.max(1) > MOST_RATIO {
        return Err(IngestError::TooLarge(format!(
            "a part of the workbook unpacks from {packed} to {size} bytes: it was not read"
        )));
    }
    Ok(())
}

fn too_many_cells() -> IngestError {
    IngestError::TooLarge(format!("the table has more than {MOST_CELLS} cells"))
}

fn too_large(size: u64) -> IngestError {
    IngestError::TooLarge(format!(
        "the workbook unpacks to {size} bytes or more; at most {MOST_UNPACKED} are read"
    ))
}

/// Whether a list of shared texts claims no more entries than it has bytes: memory is reserved for its claim.
fn has_honest_count(head: &[u8], size: u64) -> bool {
    let text: String = head
        .iter()
        .filter(|b| **b != 0)
        .map(|b| *b as char)
        .collect();
    let Some((before, list)) = text.split_once("sst") else {
        return false;
    };
    let Some((tag, _)) = list.split_once('>') else {
        return false;
    };
    let claim = tag.split_once("uniqueCount").map(|(_, value)| {
        let digits = value.trim_start_matches([' ', '\t', '\r', '\n', '=', '"', '\'', '+', '0']);
        let end = digits
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(digits.len());
        digits[..end]
            .parse::<u64>()
            .unwrap_or(u64::from(end > 0) * u64::MAX)
    });
    !before.contains("<!") && claim.is_none_or(|claim| claim <= size)
}

fn unpack<R: Read + Seek>(file: R, most_rows: u32) -> Result<Vec<Sheet>, IngestError> {
    let mut workbook = Xlsx::new(file).map_err(broken)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::with_capacity(names.len());
    let mut budget = MOST_CELLS;
    for name in names {
        let rows = read_rows(&mut workbook, (&name, most_rows), &mut budget)?;
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

/// Reads cell by cell: a dense range would reserve memory for every cell up to the last one.
fn read_rows<R: Read + Seek>(
    workbook: &mut Xlsx<R>,
    (name, most_rows): (&str, u32),
    budget: &mut usize,
) -> Result<Vec<SheetRow>, IngestError> {
    let mut rows: BTreeMap<u32, Vec<(u32, String)>> = BTreeMap::new();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(broken)?;
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        if row >= most_rows {
            break;
        }
        let text = text_of(cell.get_value());
        if text.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        *budget = budget.checked_sub(1).ok_or_else(too_many_cells)?;
        rows.entry(row).or_default().push((column, text));
    }
    Ok(rows
        .into_iter()
        .map(|(row, cells)| SheetRow {
            number: u64::from(row) + 1,
            cells,
        })
        .collect())
}

/// Numbers print as the shortest decimal that is the same float, so that 17911031.719999999 is 17911031.72.
fn text_of(value: &DataRef) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.trim().to_owned()
        }
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn broken(error: XlsxError) -> IngestError {
    refuse(&match error {
        XlsxError::Password => "the workbook has a password: save it without one".to_owned(),
        error => format!("the workbook is damaged: {error}"),
    })
}

fn refuse(message: &str) -> IngestError {
    IngestError::Format {
        line: 0,
        message: message.to_owned(),
    }
}

/// A workbook with these sheets; what reads as a number is written as one.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
pub(crate) fn written(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
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
