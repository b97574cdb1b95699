//! Reads one file: opens it, finds out its format, hands it to the importer of that format.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::open::open;
use super::sniff::{Format, sniff};
use super::{FileFacts, IngestError, ReadContext, Sink, dfc, iati, tiga};

/// What identifies the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// The fingerprint of bytes.
pub(crate) fn fingerprint(mut bytes: impl Read) -> Result<Fingerprint, IngestError> {
    let mut digest = Sha256::new();
    let bytes = std::io::copy(&mut bytes, &mut digest)?;
    let sha256 = format!("{:x}", digest.finalize());
    Ok(Fingerprint { sha256, bytes })
}

/// The fingerprint of a file as it lies on the disk.
pub(crate) fn fingerprint_file(path: &Path) -> Result<Fingerprint, IngestError> {
    fingerprint(File::open(path)?)
}

/// Which format a file has.
pub(crate) fn recognise(path: &Path) -> Result<Format, IngestError> {
    let opened = open(path)?;
    sniff(&opened.head, &name(path), opened.entries.as_deref())
}

/// Reads a file of a known format from its start to its end.
pub(crate) fn read_file(
    path: &Path,
    format: Format,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    match format {
        Format::Iati => iati::read(&mut open(path)?.reader, context, sink),
        Format::Tiga => tiga::read(&mut open(path)?.reader, context, sink),
        Format::Dfc => dfc::read(BufReader::new(File::open(path)?), context, sink),
    }
}

/// The name of a file without its folders.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
