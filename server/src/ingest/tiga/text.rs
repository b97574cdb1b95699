//! The text of a table: UTF-8 and nothing else, with one kind of line end. Does not guess an encoding.

use std::io::Read;

use super::super::IngestError;

/// Larger tables belong into a format of their own.
const MOST_BYTES: u64 = 256 << 20;

/// Reads everything, and brings CRLF and CR to LF.
///
/// # Errors
/// When it is empty, too large, or not UTF-8: then with the line.
pub(super) fn read_text<R: Read>(reader: R) -> Result<String, IngestError> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(IngestError::TooLarge(format!(
            "the table is larger than {} MiB",
            MOST_BYTES >> 20
        )));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(wrong(1, "the file is UTF-16"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        wrong(
            line_at(error.as_bytes(), valid),
            "the file is not UTF-8 here",
        )
    })?;
    if let Some(at) = text.find('\0') {
        return Err(wrong(
            line_at(text.as_bytes(), at),
            "the file is not text here",
        ));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.trim().is_empty() {
        return Err(IngestError::Format {
            line: 0,
            message: "the file is empty".to_owned(),
        });
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The line of a position, counted from 1, whatever ends the lines.
fn line_at(bytes: &[u8], position: usize) -> u64 {
    let before = bytes.get(..position).unwrap_or(bytes);
    let ends = before.iter().enumerate().filter(|(at, byte)| {
        **byte == b'\n' || (**byte == b'\r' && before.get(at + 1) != Some(&b'\n'))
    });
    ends.count() as u64 + 1
}

fn wrong(line: u64, what: &str) -> IngestError {
    IngestError::Format {
        line,
        message: format!(
            "{what} (line {line}): save it as UTF-8, for example “CSV UTF-8” in a spreadsheet"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        read_text(bytes).map_err(|error| error.to_string())
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(read(b"\xef\xbb\xbfa\r\nb\rc\n").as_deref(), Ok("a\nb\nc\n"));
    }

    #[test]
    fn another_encoding_is_named_with_its_line() {
        let message = |bytes| read(bytes).err().unwrap_or_default();
        assert!(message(b"id,name\r\n1,Caf\xe9\r\n").contains("line 2"));
        assert!(message(b"id\r\xb1\xb3").contains("line 2"));
        assert!(message(b"\xff\xfei\0d\0").contains("UTF-16"));
        assert!(message(b"a\nb\0").contains("line 2"));
        assert!(message(b" \r\n").contains("empty"));
    }
}
