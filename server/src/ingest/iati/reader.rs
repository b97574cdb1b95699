//! Walks an IATI file and yields one raw activity at a time, however long the file is.
//! Knows the outer elements, refuses what attacks parsers; what stands inside an activity is for `element`.

use std::hash::{BuildHasher, Hasher};

use foldhash::quality::{FixedState, FoldHasher};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::element::Builder;
use super::raw::RawActivity;
use super::root::Root;
use super::source::{Position, Source};
use crate::ingest::IngestError;

/// Elements nested deeper than this are no IATI; real files have 8 levels.
const DEEPEST: usize = 100;
/// The longest text, tag or comment that is read, in bytes.
pub(super) const LONGEST_PIECE: usize = 16 * 1024 * 1024;

/// Why reading stopped before the end.
#[derive(Debug)]
pub(super) enum ReadError {
    /// Not well formed from here on; what came before is good.
    Malformed(Position, String),
    /// Not a file that can be imported at all.
    Fatal(IngestError),
}

impl From<IngestError> for ReadError {
    fn from(error: IngestError) -> Self {
        Self::Fatal(error)
    }
}

/// Reads activities from a source.
pub(super) struct ActivityReader<'a> {
    xml: Reader<Source<'a>>,
    buffer: Vec<u8>,
    root: Option<Root>,
    depth: usize,
}

/// What is inside an activity that is being read.
struct Open {
    builder: Builder,
    hasher: FoldHasher<'static>,
    /// Depth of its own element.
    depth: usize,
}

impl<'a> ActivityReader<'a> {
    /// Over a source.
    pub fn new(source: Source<'a>) -> Self {
        Self {
            xml: Reader::from_reader(source),
            buffer: Vec::new(),
            root: None,
            depth: 0,
        }
    }

    /// What the root element says, once it has been read.
    pub fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    /// The next activity; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<RawActivity>, ReadError> {
        let mut open: Option<Open> = None;
        loop {
            self.buffer.clear();
            self.xml.get_mut().mark();
            let event = match self.xml.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => {
                    return Err(explain(self.xml.get_mut(), error, &self.buffer));
                }
            };
            let source = self.xml.get_mut();
            if let Some(open) = &mut open {
                hash_event(&mut open.hasher, &event);
            }
            match event {
                Event::Start(start) => {
                    let here = source.marked();
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(too_large(format!(
                            "elements are nested more than {DEEPEST} deep in line {}",
                            here.line
                        )));
                    }
                    enter(&mut self.root, &mut open, &start, self.depth, here)?;
                }
                Event::Empty(start) => {
                    let here = source.marked();
                    enter(&mut self.root, &mut open, &start, self.depth + 1, here)?;
                    if let Some(done) = leave(&mut open, self.depth + 1) {
                        return Ok(Some(done));
                    }
                }
                Event::End(_) => {
                    let done = leave(&mut open, self.depth);
                    self.depth = self.depth.saturating_sub(1);
                    if done.is_some() {
                        return Ok(done);
                    }
                }
                Event::Text(text) => {
                    if let Some(open) = &mut open {
                        open.builder.text(&text);
                    } else {
                        no_text_outside(self.root.is_some(), self.depth, &text, source)?;
                    }
                }
                Event::CData(text) => {
                    if let Some(open) = &mut open {
                        open.builder.text(&text);
                    } else {
                        no_text_outside(self.root.is_some(), self.depth, &text, source)?;
                    }
                }
                Event::GeneralRef(reference) => {
                    let mut malformed =
                        |message: String| ReadError::Malformed(source.marked(), message);
                    let character = reference
                        .resolve_char_ref()
                        .map_err(|error| malformed(error.to_string()))?;
                    let mut utf8 = [0; 4];
                    let text = match character {
                        Some(character) => &*character.encode_utf8(&mut utf8),
                        None => resolve_predefined_entity(&reference).ok_or_else(|| {
                            malformed(format!(
                                "the entity &{}; is not declared",
                                reference.chars().take(40).collect::<String>()
                            ))
                        })?,
                    };
                    if let Some(open) = &mut open {
                        open.builder.text(text);
                    }
                }
                Event::DocType(name) => {
                    let is_page = name
                        .get(..4)
                        .is_some_and(|name| name.eq_ignore_ascii_case("html"));
                    return Err(ReadError::Fatal(IngestError::Format {
                        line: source.marked().line,
                        message: if is_page {
                            "the file is a web page, not IATI".to_owned()
                        } else {
                            "the file holds a document type definition, which is refused: entities in it could \
                             read other files or grow without end"
                                .to_owned()
                        },
                    }));
                }
                Event::Eof => {
                    return match (&self.root, self.depth) {
                        (None, _) => Err(ReadError::Fatal(IngestError::Format {
                            line: 0,
                            message: "the file is empty".to_owned(),
                        })),
                        (Some(_), 0) => Ok(None),
                        _ => {
                            let message = "the file ends in the middle".to_owned();
                            Err(ReadError::Malformed(source.marked(), message))
                        }
                    };
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }
}

/// Opens an element: the root, an activity, or something within one.
fn enter(
    root: &mut Option<Root>,
    open: &mut Option<Open>,
    start: &BytesStart,
    depth: usize,
    here: Position,
) -> Result<(), ReadError> {
    if let (Some(open), Some(root)) = (&mut *open, &*root) {
        return if let Some(name) = root.local(start) {
            let read = open.builder.start(name, start, here.line);
            read.map_err(|message| ReadError::Malformed(here, message))
        } else {
            open.builder.ignore();
            Ok(())
        };
    }
    let root = match root {
        Some(_) if depth == 1 => {
            let name = start.name().0;
            let message = format!("a second root element <{name}> follows the first");
            return Err(ReadError::Malformed(here, message));
        }
        Some(root) => root,
        None => root.insert(Root::read(start, here)?),
    };
    if root.local(start) == Some("iati-activity") && depth <= 2 {
        let builder = Builder::new(start, here.line)
            .map_err(|message| ReadError::Malformed(here, message))?;
        let mut hasher = FixedState::default().build_hasher();
        hasher.write(start.attributes_raw().as_bytes());
        *open = Some(Open {
            builder,
            hasher,
            depth,
        });
    }
    Ok(())
}

/// Closes an element; the activity, if it was its own.
fn leave(open: &mut Option<Open>, depth: usize) -> Option<RawActivity> {
    let inside = open.as_mut()?;
    if inside.depth == depth {
        let done = open.take()?;
        return Some(done.builder.finish(done.hasher.finish()));
    }
    inside.builder.end();
    None
}

/// Calls `take` with each attribute and its value, entities replaced.
///
/// Repeated attributes are not looked for: that check grows with the square of their number.
pub(super) fn each_attribute(
    start: &BytesStart,
    mut take: impl FnMut(&str, &str),
) -> Result<(), String> {
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| error.to_string())?;
        take(attribute.key.0, &value);
    }
    Ok(())
}

fn hash_event(hasher: &mut impl Hasher, event: &Event) {
    match event {
        Event::Start(start) | Event::Empty(start) => hasher.write(start.as_bytes()),
        Event::Text(text) => hasher.write(text.trim().as_bytes()),
        Event::CData(text) => hasher.write(text.as_bytes()),
        Event::GeneralRef(reference) => hasher.write(reference.as_bytes()),
        _ => {}
    }
}

/// Text beside elements: before the root it means that this is no XML at all.
fn no_text_outside(
    has_root: bool,
    depth: usize,
    text: &str,
    source: &mut Source,
) -> Result<(), ReadError> {
    if text.trim().is_empty() || depth > 0 {
        return Ok(());
    }
    let here = source.marked();
    if has_root {
        let message = "text follows the end of the root element".to_owned();
        return Err(ReadError::Malformed(here, message));
    }
    Err(ReadError::Fatal(IngestError::Format {
        line: here.line,
        message: "the file is not XML".to_owned(),
    }))
}

fn too_large(message: String) -> ReadError {
    ReadError::Fatal(IngestError::TooLarge(message))
}

/// Turns an error of the parser into a sentence with its place.
fn explain(source: &mut Source, error: quick_xml::Error, buffer: &[u8]) -> ReadError {
    let here = source.marked();
    match error {
        _ if source.is_over_limit() => too_large(format!(
            "one text or tag is longer than {} MiB, from line {}",
            LONGEST_PIECE / 1024 / 1024,
            here.line
        )),
        quick_xml::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            ReadError::Malformed(here, error.to_string())
        }
        quick_xml::Error::Io(error) => {
            ReadError::Fatal(IngestError::Io(std::io::Error::new(error.kind(), error)))
        }
        quick_xml::Error::Encoding(_) => {
            let good = std::str::from_utf8(buffer).map_or_else(|e| e.valid_up_to(), str::len);
            let place = here.after(&buffer[..good]);
            let message = "the bytes are not UTF-8, and no other encoding is declared".to_owned();
            ReadError::Malformed(place, message)
        }
        error => ReadError::Malformed(here, error.to_string()),
    }
}
