//! The typesetter's world: one template, the data of one document, the fonts of the binary. No file, no network, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::font::FONTS;
use crate::ReportError;

static LIBRARY: LazyLock<LazyHash<Library>> =
    LazyLock::new(|| LazyHash::new(Library::builder().build()));

static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// What is shared by all templates.
const HOUSE: &str = include_str!("template/house.typ");

/// The files of one document.
pub(super) struct Files {
    main: Source,
    house: Source,
    held: HashMap<FileId, Bytes>,
}

impl Files {
    /// A document from a template and the files that it reads, by path.
    pub(super) fn new(
        template: &str,
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, ReportError> {
        let mut held = HashMap::new();
        for (path, content) in files {
            held.insert(id(&path)?, Bytes::new(content));
        }
        Ok(Self {
            main: Source::new(id("/main.typ")?, template.to_owned()),
            house: Source::new(id("/house.typ")?, HOUSE.to_owned()),
            held,
        })
    }
}

impl Files {
    /// What the typesetter complains about, with the place in the template.
    pub(super) fn error(&self, errors: &[SourceDiagnostic]) -> ReportError {
        let told = errors.iter().map(|error| match self.range(error.span) {
            Some(range) => format!("{} (at byte {})", error.message, range.start),
            None => error.message.to_string(),
        });
        ReportError::Typeset(told.collect::<Vec<_>>().join("; "))
    }
}

fn id(path: &str) -> Result<FileId, ReportError> {
    let path =
        VirtualPath::new(path).map_err(|error| ReportError::Typeset(format!("{error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.held.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
