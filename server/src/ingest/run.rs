//! Reads one file: opens it, finds out its format, hands it to the importer of that format.

use std::fs::File;
use std::io::{BufReader, Read};
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use sha2::{Digest, Sha256};

use super::folder::{each_file, files_in};
use super::meter::Meter;
use super::open::open;
use super::sniff::{self, Format, is_crs_entry, sniff};
use super::workbook::{Sheet, read_heads, read_sheets, read_text};
use super::{
    FileFacts, IngestError, ReadContext, Sink, adb, aiddata, comparator, crs, dfc, iati, jica,
    koica, tiga,
};

/// What identifies the bytes of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
}

/// A file that was read to its end.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileRead {
    /// What it says of itself.
    pub facts: FileFacts,
    /// What identifies its bytes.
    pub fingerprint: Fingerprint,
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
    each_file(path, &Meter::default(), aiddata::is_table, |_, file| {
        digest.add(file)
    })?;
    Ok(digest.finish())
}

/// Bytes that are digested at once.
const AT_ONCE: usize = 1 << 18;

#[derive(Default)]
struct Digested {
    digest: Sha256,
    bytes: u64,
}

impl Digested {
    fn add(&mut self, bytes: impl Read) -> Result<(), IngestError> {
        let mut bytes = BufReader::with_capacity(AT_ONCE, bytes);
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

/// The size of a file as it lies on the disk, or of the tables in a folder.
pub(crate) fn size(path: &Path) -> Result<u64, IngestError> {
    if !path.is_dir() {
        return Ok(path.metadata()?.len());
    }
    let files = files_in(path)?;
    let tables = files.iter().filter(|file| aiddata::is_table(&name(file)));
    let sizes = tables.map(|file| Ok(file.metadata()?.len()));
    sizes.sum()
}

/// Which format a file has, or a folder whose tables are one release.
pub(crate) fn recognise(path: &Path) -> Result<Format, IngestError> {
    if path.is_dir() {
        let files = files_in(path)?;
        let names: Vec<String> = files.iter().map(|file| name(file)).collect();
        return sniff(&[], &name(path), Some(&names));
    }
    let opened = open(path, &Meter::default())?;
    match sniff(&opened.head, &name(path), opened.entries.as_deref())? {
        Format::Dfc => Ok(sniff::workbook(&read_heads(BufReader::new(File::open(
            path,
        )?))?)),
        format => Ok(format),
    }
}

/// Reads a file of a known format, and takes its fingerprint meanwhile.
pub(crate) fn read_whole(
    path: &Path,
    format: Format,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileRead, IngestError> {
    thread::scope(|scope| {
        let fingerprint = scope.spawn(|| fingerprint_file(path));
        let facts = read_file(path, format, context, sink);
        let fingerprint = fingerprint
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic));
        Ok(FileRead {
            facts: facts?,
            fingerprint: fingerprint?,
        })
    })
}

/// Reads a file of a known format from its start to its end.
pub(crate) fn read_file(
    path: &Path,
    format: Format,
    context: &ReadContext,
    sink: &mut dyn Sink,
) -> Result<FileFacts, IngestError> {
    let meter = &context.meter;
    let sink: &mut dyn Sink = &mut meter.sink(sink);
    let text = || Ok::<_, IngestError>(open(path, meter)?.reader);
    let workbook = || Ok::<_, IngestError>(BufReader::new(meter.reader(File::open(path)?)));
    match format {
        Format::Iati => iati::read(&mut text()?, context, sink),
        Format::Tiga => tiga::read(&mut text()?, context, sink),
        Format::Dfc => dfc::read(workbook()?, context, sink),
        Format::Crs => read_crs(path, meter, sink),
        Format::Jica => jica::read(text()?, sink),
        Format::Adb => adb::read(text()?, sink),
        Format::Aiddata => aiddata::read(path, context, sink),
        Format::Koica => koica::read(&sheets(path, meter, sink)?, sink),
        Format::Comparator => comparator::read(&sheets(path, meter, sink)?, sink),
    }
}

/// The sheets of a workbook, or a table of text as one.
fn sheets(path: &Path, meter: &Meter, sink: &mut dyn Sink) -> Result<Vec<Sheet>, IngestError> {
    let opened = open(path, meter)?;
    match opened.entries {
        None => read_text(opened.reader, sink),
        Some(_) => read_sheets(BufReader::new(meter.reader(File::open(path)?))),
    }
}

fn read_crs(path: &Path, meter: &Meter, sink: &mut dyn Sink) -> Result<FileFacts, IngestError> {
    let opened = open(path, meter)?;
    if opened.entries.is_none() {
        return crs::read(opened.reader, sink);
    }
    let mut reader = crs::Reader::default();
    each_file(path, meter, is_crs_entry, |_, file| reader.read(file, sink))?;
    reader.finish(sink)
}

/// The name of a file without its folders.
pub(crate) fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
