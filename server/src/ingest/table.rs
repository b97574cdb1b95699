//! Delimited text, row by row: one row is in memory, however long the file. Knows no format.

use std::borrow::Cow;
use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, ReaderBuilder};
use encoding_rs::Encoding;

use super::{Finding, IngestError, Outcome, Severity, Sink};

/// Longer rows are not read: a quotation mark is missing, or it is no table.
const LONGEST_ROW: usize = 4 << 20;
/// More cells than any table has.
const MOST_CELLS: usize = 4096;

/// One row, as bytes.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// Buffers that are kept from row to row, longer than what is filled.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
    /// Its first line in the file, from 1.
    pub line: u64,
}

impl Row {
    /// How many cells it has.
    pub(crate) fn len(&self) -> usize {
        self.cells
    }

    /// The bytes of a cell without white space around them; empty when the row is shorter.
    pub(crate) fn bytes(&self, at: usize) -> &[u8] {
        if at >= self.cells {
            return &[];
        }
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes[start..self.ends[at]].trim_ascii()
    }

    /// The text of a cell: UTF-8, or what it is in the encoding of the format when it is no UTF-8.
    pub(crate) fn text(&self, at: usize, fallback: &'static Encoding) -> Cow<'_, str> {
        let bytes = self.bytes(at);
        match str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text.trim()),
            Err(_) => fallback.decode_without_bom_handling(bytes).0,
        }
    }

    /// Whether no cell holds anything.
    pub(crate) fn is_blank(&self) -> bool {
        (0..self.cells).all(|at| self.bytes(at).is_empty())
    }
}

/// What came next in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// A row.
    Row,
    /// A row that is too long to be one; it was passed over.
    TooLong,
    /// A quotation mark was not closed up to the end of the file.
    Unclosed,
    /// The file has ended.
    End,
}

/// A table that is being read.
pub(crate) struct Table<R> {
    input: R,
    parser: csv_core::Reader,
    /// Line ends that the parser has not counted.
    uncounted: u64,
    /// The last row ended with a carriage return; a line feed may follow.
    after_return: bool,
    /// The file broke off inside of quotation marks.
    is_incomplete: bool,
}

impl<R: BufRead> Table<R> {
    /// Reads rows with this delimiter; quotation marks are doubled inside of quoted cells.
    pub(crate) fn new(input: R, delimiter: u8) -> Self {
        Self {
            input,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            uncounted: 0,
            after_return: false,
            is_incomplete: false,
        }
    }

    /// Reads the next row that holds something; false at the end. What cannot be a row is reported.
    ///
    /// # Errors
    /// When the file cannot be read, or the sink has stopped.
    pub(crate) fn next_row(
        &mut self,
        row: &mut Row,
        sink: &mut dyn Sink,
    ) -> Result<bool, IngestError> {
        loop {
            match self.next(row)? {
                Next::Row if row.is_blank() => {}
                Next::Row => return Ok(true),
                Next::End => return Ok(false),
                Next::TooLong => {
                    let message = "the row is longer than 4 MiB";
                    sink.finding(broken(Severity::Reject, row.line, message, "row left out"));
                    sink.record(Outcome::Rejected)?;
                }
                Next::Unclosed => {
                    self.is_incomplete = true;
                    let message = "a quotation mark is not closed up to the end of the file";
                    let action = "the rows before it were read, the rest was not";
                    sink.finding(broken(Severity::Error, row.line, message, action));
                    sink.record(Outcome::Rejected)?;
                    return Ok(false);
                }
            }
        }
    }

    /// Whether the file broke off before its end.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.is_incomplete
    }

    /// Reads the next row that is not empty.
    fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        self.skip_line_ends()?;
        row.line = self.parser.line() + self.uncounted;
        row.cells = 0;
        let (mut length, mut cells, mut is_too_long) = (0, 0, false);
        loop {
            let input = self.input.fill_buf()?;
            let is_end = input.is_empty();
            // At the end of the file a line end closes the last row, unless a quotation mark holds it open.
            let input = if is_end { b"\n".as_slice() } else { input };
            let (result, taken, written, ended) =
                self.parser
                    .read_record(input, &mut row.bytes[length..], &mut row.ends[cells..]);
            let last = input.get(taken.wrapping_sub(1)).copied();
            if !is_end {
                self.input.consume(taken);
            }
            length += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty if is_end => {
                    return Ok(match (length + cells, is_too_long) {
                        (0, false) => Next::End,
                        _ => Next::Unclosed,
                    });
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if length < LONGEST_ROW => {
                    row.bytes.resize((length * 2).max(16 << 10), 0);
                }
                ReadRecordResult::OutputEndsFull if cells < MOST_CELLS => {
                    row.ends.resize((cells * 2).max(128), 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    is_too_long = true;
                    (length, cells) = (0, 0);
                }
                ReadRecordResult::Record if is_too_long => {
                    self.note_end(last);
                    return Ok(Next::TooLong);
                }
                ReadRecordResult::Record => {
                    self.note_end(last);
                    row.cells = cells;
                    return Ok(Next::Row);
                }
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    fn note_end(&mut self, last: Option<u8>) {
        self.after_return = last == Some(b'\r');
        self.uncounted += u64::from(self.after_return);
    }

    /// Empty lines, and the second half of a line end.
    fn skip_line_ends(&mut self) -> io::Result<()> {
        loop {
            let input = self.input.fill_buf()?;
            let mut taken = 0;
            for byte in input {
                match (byte, self.after_return) {
                    (b'\n', true) => self.after_return = false,
                    (b'\n', false) => self.uncounted += 1,
                    (b'\r', _) => {
                        self.uncounted += 1;
                        self.after_return = true;
                    }
                    _ => break,
                }
                taken += 1;
            }
            let is_over = taken < input.len() || taken == 0;
            self.input.consume(taken);
            if is_over {
                return Ok(());
            }
        }
    }
}

fn broken(severity: Severity, line: u64, message: &str, action: &str) -> Finding {
    Finding {
        severity,
        line,
        record: String::new(),
        field: "row".to_owned(),
        value: String::new(),
        message: message.to_owned(),
        action: action.to_owned(),
    }
}

/// The delimiter that a header line has most of.
pub(crate) fn delimiter_of(head: &[u8]) -> u8 {
    let line = head
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .next()
        .unwrap_or_default();
    let count = |delimiter: u8| line.split(|byte| *byte == delimiter).count();
    b",;\t|"
        .iter()
        .copied()
        .max_by_key(|delimiter| (count(*delimiter), *delimiter == b','))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn rows(text: &[u8]) -> Vec<String> {
        // A small buffer, so that every row crosses its end.
        let mut table = Table::new(io::BufReader::with_capacity(7, text), b',');
        let mut row = Row::default();
        let mut found = Vec::new();
        loop {
            let next = table.next(&mut row).unwrap();
            let cells: Vec<_> = (0..row.len())
                .map(|at| row.text(at, encoding_rs::ISO_8859_15).into_owned())
                .collect();
            found.push(match next {
                Next::Row => format!("{} {}", row.line, cells.join("|")),
                other => format!("{} {other:?}", row.line),
            });
            if matches!(next, Next::End | Next::Unclosed) {
                return found;
            }
        }
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        for text in ["a,b\n\n\"c\nd\",e\nf", "a,b\r\n\r\n\"c\r\nd\",e\r\nf\r\n"] {
            let found = rows(text.as_bytes());
            assert_eq!(found[0], "1 a|b", "{text:?}");
            assert!(found[1].starts_with("3 c"), "{found:?}");
            assert_eq!(found[2], "5 f", "{text:?}");
            assert!(found[3].ends_with("End"), "{found:?}");
        }
        assert_eq!(rows(b"a\r\rb\r"), ["1 a", "3 b", "4 End"]);
    }

    #[test]
    fn a_mark_and_old_encodings_are_read() {
        assert_eq!(
            rows(b"\xef\xbb\xbfid , \xa4 1,\"x \"\"y\"\"\"\n")[0],
            "1 id|€ 1|x \"y\""
        );
    }

    #[test]
    fn what_never_ends_is_told() {
        assert_eq!(rows(b"a\n\"b\nc\nd"), ["1 a", "2 Unclosed"]);
        assert_eq!(rows(b"\""), ["1 Unclosed"]);
        let long = [b"\"".as_slice(), &vec![b'x'; LONGEST_ROW + 9], b"\"\nb\n"].concat();
        assert_eq!(rows(&long), ["1 TooLong", "2 b", "3 End"]);
        let many = vec![b','; MOST_CELLS * 2];
        assert_eq!(rows(&many)[0], "1 TooLong");
    }

    #[test]
    fn the_delimiter_is_the_most_frequent() {
        for (head, expected) in [
            ("a|b,c|d\n,,,", b'|'),
            ("a;b;c", b';'),
            ("a", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter_of(head.as_bytes()), expected, "{head}");
        }
    }
}
