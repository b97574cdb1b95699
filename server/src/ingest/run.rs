//! Reads one file: opens it, finds out its format, hands it to the importer of that format.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::folder::{each_file, files_in};
use super::open::open;
use super::sniff::{self, Format, is_crs_entry, sniff};
use super::workbook::read_heads;
use super::{
    FileFacts, IngestError, ReadContext, Sink, adb, aiddata, comparator, crs, dfc, iati, jica,
    koica, tiga,
};

/// What identifies the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// The fingerprint of bytes.
pub(crate) fn fingerprint(bytes: impl Read) -> Result<Fingerprint, IngestError> {
    let mut digest = Digested::default();
    digest.add(bytes)?;
    Ok(digest.finish())
}

/// The fingerprint of a file as it lies on the disk, or of the tables in a folder, one after the other.
pub(crate) fn fingerprint_file(path: &Path) -> Result<Fingerprint, IngestError> {
    if !path.is_dir() {
        return fingerprint(File::open(path)?);
    }
    let mut digest = Digested::default();
    each_file(path, aiddata::is_table, |_, file| digest.add(file))?;
    Ok(digest.finish())
}

#[derive(Default)]
struct Digested {
    digest: Sha256,
    bytes: u64,
}

impl Digested {
    fn add(&mut self, mut bytes: impl Read) -> Result<(), IngestError> {
        self.bytes += std::io::copy(&mut bytes, &mut self.digest)?;
        Ok(())
    }

    fn finish(self) -> Fingerprint {
        Fingerprint {
            sha256: format!("{:x}", self.digest.finalize()),
            bytes: self.bytes,
        }
    }
}

/// Which format a file has, or a folder whose tables are one release.
pub(crate) fn recognise(path: &Path) -> Result<Format, IngestError> {
    if path.is_dir() {
        let files = files_in(path)?;
        let names: Vec<String> = files.iter().map(|file| name(file)).collect();
        return sniff(&[], &name(path), Some(&names));
    }
    let opened = open(path)?;
    match sniff(&opened.head, &name(path), opened.entries.as_deref())? {
        Format::Dfc => Ok(sniff::workbook(&read_heads(BufReader::new(File::open(
            path,
        )?))?)),
        format => Ok(format),
    }
}

/// Reads a file of a known format from its start to its end.
pub(crate) fn read_file(
    path: &Path,
    format: Format,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let workbook = || Ok::<_, IngestError>(BufReader::new(File::open(path)?));
    match format {
        Format::Iati => iati::read(&mut open(path)?.reader, context, sink),
        Format::Tiga => tiga::read(&mut open(path)?.reader, context, sink),
        Format::Dfc => dfc::read(workbook()?, context, sink),
        Format::Crs => read_crs(path, sink),
        Format::Jica => jica::read(open(path)?.reader, sink),
        Format::Adb => adb::read(open(path)?.reader, sink),
        Format::Aiddata => aiddata::read(path, sink),
        Format::Koica => koica::read(workbook()?, sink),
        Format::Comparator => comparator::read(workbook()?, sink),
    }
}

fn read_crs(path: &Path, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let opened = open(path)?;
    if opened.entries.is_none() {
        return crs::read(opened.reader, sink);
    }
    let mut reader = crs::Reader::default();
    each_file(path, is_crs_entry, |_, file| reader.read(file, sink))?;
    reader.finish(sink)
}

/// The name of a file without its folders.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
