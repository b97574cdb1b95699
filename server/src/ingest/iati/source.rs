//! The bytes of a file as UTF-8, with the position in it and a limit on what one piece of markup may hold.
//! Knows encodings and lines, not XML; the XML parser reads from it.

use std::io::{self, BufRead, Read};

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr_iter, memrchr};

use crate::ingest::IngestError;

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// Where in the decoded text something stands, both counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// Line.
    pub line: u64,
    /// Column in characters.
    pub column: u64,
}

impl Position {
    const START: Self = Self { line: 1, column: 1 };

    /// The position after these bytes.
    pub fn after(self, bytes: &[u8]) -> Self {
        let characters =
            |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64;
        match memrchr(b'\n', bytes) {
            None => Self {
                column: self.column + characters(bytes),
                ..self
            },
            Some(last) => Self {
                line: self.line + memchr_iter(b'\n', bytes).count() as u64,
                column: 1 + characters(&bytes[last + 1..]),
            },
        }
    }
}

/// How the bytes become text.
enum Text {
    /// They are UTF-8, or claim to be: the parser checks.
    Utf8,
    /// One byte a character, as declared; runs of bytes that are valid UTF-8 are taken as UTF-8,
    /// because files that declare Latin-1 and hold UTF-8 are common and the reverse reads as nonsense.
    SingleByte(&'static Encoding),
    /// Anything else, strictly.
    Stateful(Box<encoding_rs::Decoder>),
}

/// A reader of the decoded text.
pub(super) struct Source<'a> {
    input: &'a mut dyn BufRead,
    text: Text,
    /// Bytes of the file that are not decoded yet.
    raw: Vec<u8>,
    /// Decoded text, of which `start..` is not consumed yet.
    decoded: Vec<u8>,
    start: usize,
    /// How much of `decoded` the position counts.
    counted: usize,
    at_end: bool,
    position: Position,
    /// Where in `decoded` the current piece began, and its position once it has been asked for.
    mark_at: usize,
    mark: Option<Position>,
    since_mark: usize,
    limit: usize,
}

impl<'a> Source<'a> {
    /// Looks at the first bytes for the encoding.
    ///
    /// # Errors
    /// When the file cannot be read, or declares an encoding that is not known.
    pub fn open(input: &'a mut dyn BufRead, limit: usize) -> Result<Self, IngestError> {
        let mut raw = Vec::new();
        // A declaration stands in the first bytes or nowhere.
        (&mut *input).take(1024).read_to_end(&mut raw)?;
        let (encoding, mark_length) = sniff(&raw)?;
        raw.drain(..mark_length);
        let text = if encoding == UTF_8 {
            Text::Utf8
        } else if encoding.is_single_byte() {
            Text::SingleByte(encoding)
        } else {
            Text::Stateful(Box::new(encoding.new_decoder_without_bom_handling()))
        };
        let mut source = Self {
            input,
            text,
            raw,
            decoded: Vec::new(),
            start: 0,
            counted: 0,
            at_end: false,
            position: Position::START,
            mark_at: 0,
            mark: None,
            since_mark: 0,
            limit,
        };
        source.decode()?;
        Ok(source)
    }

    /// Begins a piece of markup or text: the limit counts from here.
    pub fn mark(&mut self) {
        self.mark_at = self.start;
        self.mark = None;
        self.since_mark = 0;
    }

    /// Moves the position to a point in the decoded text.
    fn count_to(&mut self, end: usize) {
        self.position = self.position.after(&self.decoded[self.counted..end]);
        self.counted = end;
    }

    /// Where the current piece began. Lines are counted only when somebody asks.
    pub fn marked(&mut self) -> Position {
        if self.mark.is_none() {
            self.count_to(self.mark_at);
        }
        *self.mark.get_or_insert(self.position)
    }

    /// Whether the current piece passed the limit.
    pub fn is_over_limit(&self) -> bool {
        self.since_mark > self.limit
    }

    /// Reads more bytes and decodes them; leaves nothing decoded only at the end of the file.
    fn refill(&mut self) -> io::Result<()> {
        self.marked();
        self.count_to(self.start);
        self.decoded.clear();
        self.start = 0;
        self.counted = 0;
        while self.decoded.is_empty() && !self.at_end {
            let held = self.raw.len();
            self.raw.resize(held + CHUNK, 0);
            let count = loop {
                match self.input.read(&mut self.raw[held..]) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    result => break result?,
                }
            };
            self.raw.truncate(held + count);
            self.at_end = count == 0;
            self.decode()?;
        }
        Ok(())
    }

    /// Decodes what has been read, as far as it is complete.
    fn decode(&mut self) -> io::Result<()> {
        match &mut self.text {
            Text::Utf8 => std::mem::swap(&mut self.raw, &mut self.decoded),
            Text::SingleByte(encoding) => {
                let ascii_end = self.raw.iter().rposition(u8::is_ascii).map_or(0, |i| i + 1);
                let whole_chunk = self.at_end || self.raw.len() - ascii_end > CHUNK;
                let end = if whole_chunk {
                    self.raw.len()
                } else {
                    ascii_end
                };
                for run in self.raw[..end].chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
                    if std::str::from_utf8(run).is_ok() {
                        self.decoded.extend_from_slice(run);
                    } else {
                        let text = encoding
                            .decode_without_bom_handling_and_without_replacement(run)
                            .ok_or_else(|| undecodable(encoding))?;
                        self.decoded.extend_from_slice(text.as_bytes());
                    }
                }
                self.raw.drain(..end);
            }
            Text::Stateful(decoder) => {
                let encoding = decoder.encoding();
                let room = decoder
                    .max_utf8_buffer_length_without_replacement(self.raw.len())
                    .unwrap_or(CHUNK * 4);
                self.decoded.resize(room, 0);
                let (result, _, written) = decoder.decode_to_utf8_without_replacement(
                    &self.raw,
                    &mut self.decoded,
                    self.at_end,
                );
                self.decoded.truncate(written);
                self.raw.clear();
                if let DecoderResult::Malformed(..) = result {
                    return Err(undecodable(encoding));
                }
            }
        }
        if matches!(self.text, Text::Utf8) {
            self.raw.clear();
        }
        Ok(())
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.is_over_limit() {
            return Err(io::Error::other("the limit of one piece is passed"));
        }
        if self.start == self.decoded.len() {
            self.refill()?;
        }
        Ok(&self.decoded[self.start..])
    }

    fn consume(&mut self, count: usize) {
        let end = (self.start + count).min(self.decoded.len());
        self.since_mark += end - self.start;
        self.start = end;
    }
}

fn undecodable(encoding: &'static Encoding) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!(
            "the bytes are not valid in the declared encoding {}",
            encoding.name()
        ),
    )
}

/// The encoding that the first bytes show, and the length of a byte order mark.
fn sniff(bytes: &[u8]) -> Result<(&'static Encoding, usize), IngestError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Ok((encoding, length));
    }
    match bytes {
        [b'<', 0, ..] => return Ok((UTF_16LE, 0)),
        [0, b'<', ..] => return Ok((UTF_16BE, 0)),
        _ => {}
    }
    let Some(label) = declared(bytes) else {
        return Ok((UTF_8, 0));
    };
    let encoding = Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        IngestError::Format {
            line: 1,
            message: format!(
                "the file declares the encoding “{}”, which is not known; save it as UTF-8",
                label.chars().take(40).collect::<String>()
            ),
        }
    })?;
    // Whoever declares UTF-16 in bytes that read as ASCII has changed the bytes and not the declaration.
    Ok((
        if encoding.is_ascii_compatible() {
            encoding
        } else {
            UTF_8
        },
        0,
    ))
}

/// The encoding that an XML declaration in ASCII names.
fn declared(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let declaration = text
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(rest[1..].split(quote).next()?.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn decoded(mut bytes: &[u8]) -> Result<String, IngestError> {
        let mut text = String::new();
        Source::open(&mut bytes, usize::MAX)?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let order = if little {
            u16::to_le_bytes
        } else {
            u16::to_be_bytes
        };
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn declared_encodings_come_out_as_text() {
        let latin = [
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>".as_slice(),
            b"Caf\xe9</a>",
        ]
        .concat();
        assert!(decoded(&latin).unwrap().ends_with("<a>Café</a>"));
        let euro = [
            b"<?xml encoding=\"ISO-8859-15\"?><a>\xa4".as_slice(),
            b"</a>",
        ]
        .concat();
        assert!(decoded(&euro).unwrap().ends_with("<a>€</a>"));
        let korean = [b"<?xml encoding='EUC-KR'?><a>".as_slice(), b"\xc7\xd1</a>"].concat();
        assert!(decoded(&korean).unwrap().ends_with("<a>한</a>"));
        for little in [true, false] {
            let text = format!("<?xml encoding='UTF-16'?><a>{}</a>", "é𝄞".repeat(40_000));
            assert_eq!(decoded(&utf16(&text, little)).unwrap(), text);
            assert_eq!(
                decoded(&utf16(&format!("\u{feff}{text}"), little)).unwrap(),
                text
            );
        }
        assert_eq!(decoded("\u{feff}<a/>".as_bytes()).unwrap(), "<a/>");
        assert_eq!(decoded(b"").unwrap(), "");
    }

    #[test]
    fn utf8_under_a_latin_declaration_is_not_garbled() {
        let text = format!(
            "<?xml encoding='windows-1252'?><a>{}</a>",
            "Türkiye ".repeat(20_000)
        );
        assert_eq!(decoded(text.as_bytes()).unwrap(), text);
    }

    #[test]
    fn what_cannot_be_decoded_is_an_error() {
        let unknown = decoded(b"<?xml encoding='klingon-8'?><a/>").unwrap_err();
        assert!(unknown.to_string().contains("klingon-8"));
        assert!(decoded(b"<?xml encoding='EUC-KR'?><a>\xff\xff</a>").is_err());
        assert!(decoded(b"\xff\xfe<\x00a\x00\x00\xd8<\x00").is_err());
    }

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let mut bytes: &[u8] = "é\nçx".as_bytes();
        let mut source = Source::open(&mut bytes, usize::MAX).unwrap();
        source.consume(5);
        source.mark();
        assert_eq!(source.marked(), Position { line: 2, column: 2 });
    }

    #[test]
    fn one_piece_has_a_limit() {
        let bytes = vec![b'x'; 300_000];
        let mut bytes = bytes.as_slice();
        let mut source = Source::open(&mut bytes, 100_000).unwrap();
        assert!(source.read_to_string(&mut String::new()).is_err());
        assert!(source.is_over_limit());
    }
}
