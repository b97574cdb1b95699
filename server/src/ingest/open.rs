//! Opens a file for import: takes gzip off, sees a zip archive, keeps the first bytes for `sniff`.
//! Does not know formats.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::IngestError;
use super::meter::Meter;

/// How much of the content decides about its format.
const HEAD_BYTES: usize = 64 * 1024;

/// What a compressed file may unpack to.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// In all.
    total: u64,
    /// From here on the ratio counts: small files of one repeated record compress very well.
    ratio_from: u64,
    /// Unpacked bytes for each packed one.
    ratio: u64,
}

const GZIP_LIMITS: Limits = Limits {
    total: 20 << 30,
    ratio_from: 100 << 20,
    ratio: 1000,
};

/// Entries that an archive may list.
const MOST_ENTRIES: usize = 10_000;

/// An opened file.
pub(crate) struct Opened {
    /// The first 64 KiB of the content, unpacked.
    pub head: Vec<u8>,
    /// Names of the entries, when the file is a zip archive (an xlsx workbook is one).
    pub entries: Option<Vec<String>>,
    /// The content from its start, unpacked when it was gzip.
    pub reader: Box<dyn BufRead + Send>,
}

/// Opens a file by its path.
///
/// # Errors
/// When it cannot be read, is a folder, or its first bytes promise an archive that it is not. A gzip bomb
/// turns up later, as an error of the reader.
pub(crate) fn open(path: &Path, meter: &Meter) -> Result<Opened, IngestError> {
    if path.is_dir() {
        return Err(whole_file("this is a folder: name the files in it"));
    }
    let mut file = BufReader::with_capacity(HEAD_BYTES, meter.reader(File::open(path)?));
    let start = file.fill_buf()?;
    if start.starts_with(&[0x1f, 0x8b]) {
        return gunzip(file, GZIP_LIMITS);
    }
    if is_zip(start) {
        let entries = list_entries(path)?;
        let (head, reader) = split_head(file)?;
        return Ok(Opened {
            head,
            entries: Some(entries),
            reader,
        });
    }
    let (head, reader) = split_head(file)?;
    Ok(Opened {
        head,
        entries: None,
        reader,
    })
}

/// Whether these bytes begin a zip archive.
pub(super) fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

fn list_entries(path: &Path) -> Result<Vec<String>, IngestError> {
    let archive = ZipArchive::new(BufReader::new(File::open(path)?))
        .map_err(|error| whole_file(&format!("the zip archive is damaged: {error}")))?;
    if archive.len() > MOST_ENTRIES {
        return Err(IngestError::TooLarge(format!(
            "the zip archive lists {} entries; at most {MOST_ENTRIES} are read",
            archive.len()
        )));
    }
    Ok(archive
        .file_names_raw()
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect())
}

fn gunzip<R: Read + Send + 'static>(packed: R, limits: Limits) -> Result<Opened, IngestError> {
    let taken = Arc::new(AtomicU64::new(0));
    let counted = Counted {
        inner: packed,
        taken: Arc::clone(&taken),
    };
    let guarded = Guarded {
        inner: MultiGzDecoder::new(counted),
        taken,
        given: 0,
        limits,
    };
    let (head, reader) = split_head(guarded)
        .map_err(|error| whole_file(&format!("the gzip archive is damaged: {error}")))?;
    if is_zip(&head) {
        return Err(whole_file(
            "a zip archive or workbook inside gzip: unpack it first",
        ));
    }
    Ok(Opened {
        head,
        entries: None,
        reader,
    })
}

/// Unpacks an entry of a zip archive, within the limits of gzip.
pub(super) fn guarded<R: Read>(entry: R, packed: u64) -> impl Read {
    Guarded {
        inner: entry,
        taken: Arc::new(AtomicU64::new(packed)),
        given: 0,
        limits: GZIP_LIMITS,
    }
}

/// Reads the head, and puts it back in front of the rest.
fn split_head<R: Read + Send + 'static>(
    mut reader: R,
) -> io::Result<(Vec<u8>, Box<dyn BufRead + Send>)> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    reader
        .by_ref()
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)?;
    let whole = Cursor::new(head.clone()).chain(reader);
    Ok((head, Box::new(BufReader::with_capacity(HEAD_BYTES, whole))))
}

fn whole_file(message: &str) -> IngestError {
    IngestError::Format {
        line: 0,
        message: message.to_owned(),
    }
}

/// Counts the packed bytes that were taken.
struct Counted<R> {
    inner: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// Stops unpacking past the limits.
struct Guarded<R> {
    inner: R,
    taken: Arc<AtomicU64>,
    given: u64,
    limits: Limits,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.given += count as u64;
        let taken = self.taken.load(Ordering::Relaxed).max(1);
        let is_bomb = self.given > self.limits.ratio_from && self.given / taken > self.limits.ratio;
        if is_bomb || self.given > self.limits.total {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!(
                    "{taken} packed bytes unpack to more than {}; the file was not read further",
                    self.given
                ),
            ));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_is_taken_off_also_in_several_members() {
        let mut file = packed(b"<iati-activities>");
        file.extend(packed(b"</iati-activities>"));
        let mut opened = gunzip(Cursor::new(file), GZIP_LIMITS).unwrap();
        assert!(opened.head.starts_with(b"<iati-activities>"));
        let mut all = String::new();
        opened.reader.read_to_string(&mut all).unwrap();
        assert_eq!(all, "<iati-activities></iati-activities>");
    }

    #[test]
    fn a_gzip_bomb_is_not_unpacked() {
        let limits = Limits {
            total: 20 << 30,
            ratio_from: 1 << 20,
            ratio: 100,
        };
        let mut opened = gunzip(Cursor::new(packed(&vec![b' '; 8 << 20])), limits).unwrap();
        let error = io::copy(&mut opened.reader, &mut io::sink()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert!(error.to_string().contains("unpack to more than"));
        let small = Limits {
            total: 1000,
            ..limits
        };
        assert!(gunzip(Cursor::new(packed(&[b'x'; 5000])), small).is_err());
    }

    #[test]
    fn what_only_begins_like_an_archive_is_an_error() {
        let message = |bytes: &[u8]| match gunzip(Cursor::new(bytes.to_vec()), GZIP_LIMITS) {
            Err(error) => error.to_string(),
            Ok(_) => String::new(),
        };
        assert!(message(&[0x1f, 0x8b, 8, 0]).contains("damaged"));
        assert!(message(&packed(b"PK\x03\x04")).contains("inside gzip"));
        let folder = std::env::temp_dir();
        assert!(
            open(&folder, &Meter::default())
                .is_err_and(|error| error.to_string().contains("folder"))
        );
    }
}
