//! The root element: whether the file is IATI activities at all, and what it says of itself.

use quick_xml::events::BytesStart;

use super::reader::{ReadError, each_attribute};
use super::source::Position;
use crate::ingest::IngestError;

/// What the root element says.
#[derive(Clone, Debug, Default)]
pub(super) struct Root {
    /// `version`.
    pub version: String,
    /// `generated-datetime`.
    pub generated: String,
    /// Prefix of the elements, almost always none.
    prefix: Option<String>,
    /// Default namespace, almost always none.
    namespace: String,
}

impl Root {
    /// Reads the root element.
    ///
    /// # Errors
    /// When it is not the root of a file of activities.
    pub fn read(start: &BytesStart, here: Position) -> Result<Self, ReadError> {
        let full_name = start.name().0;
        let (prefix, name) = full_name
            .split_once(':')
            .map_or((None, full_name), |(prefix, name)| (Some(prefix), name));
        check(name, here)?;
        let mut root = Self {
            prefix: prefix.map(str::to_owned),
            ..Self::default()
        };
        each_attribute(start, |key, value| match key {
            "version" => value.trim().clone_into(&mut root.version),
            "generated-datetime" => value.trim().clone_into(&mut root.generated),
            "xmlns" => value.clone_into(&mut root.namespace),
            _ => {}
        })
        .map_err(|message| ReadError::Malformed(here, message))?;
        Ok(root)
    }

    /// The name of an element without its prefix; none when it belongs to another namespace than the root.
    pub fn local<'n>(&self, start: &'n BytesStart) -> Option<&'n str> {
        let full_name = start.name().0;
        let name = match (&self.prefix, full_name.split_once(':')) {
            (None, None) => full_name,
            (Some(own), Some((prefix, name))) if own == prefix => name,
            _ => return None,
        };
        if start.attributes_raw().contains("xmlns") {
            let mut is_foreign = false;
            let read = each_attribute(start, |key, value| {
                is_foreign |= key == "xmlns" && value != self.namespace;
            });
            if is_foreign || read.is_err() {
                return None;
            }
        }
        Some(name)
    }
}

fn check(name: &str, here: Position) -> Result<(), ReadError> {
    let message = match name {
        "iati-activities" | "iati-activity" => return Ok(()),
        "iati-organisations" | "iati-organisation" => {
            "the file lists organisations (iati-organisations), not activities".to_owned()
        }
        "html" | "HTML" => "the file is a web page, not IATI".to_owned(),
        _ => format!(
            "the root element is <{}>, not <iati-activities>",
            name.chars().take(60).collect::<String>()
        ),
    };
    Err(ReadError::Fatal(IngestError::Format {
        line: here.line,
        message,
    }))
}
