//! Files that belong together: the entries of a zip archive, or the files in a folder and those below it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::IngestError;
use super::meter::Meter;
use super::open::guarded;

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;
/// Folders in folders, at most.
const DEEPEST: usize = 16;

/// Reads the files whose names `is_wanted` takes (in lower case, with `/` between folders), by their names.
///
/// # Errors
/// When one cannot be read or unpacks to too much, or `read` fails.
pub(crate) fn each_file(
    path: &Path,
    meter: &Meter,
    is_wanted: impl Fn(&str) -> bool,
    mut read: impl FnMut(&str, &mut dyn BufRead) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    if path.is_dir() {
        for file in files_in(path)? {
            let name = plain(&file.strip_prefix(path).unwrap_or(&file).to_string_lossy());
            if is_wanted(&name) {
                let mut reader = BufReader::with_capacity(CHUNK, meter.reader(File::open(&file)?));
                read(&name, &mut reader)?;
            }
        }
        return Ok(());
    }
    let mut archive =
        ZipArchive::new(BufReader::new(meter.reader(File::open(path)?))).map_err(damaged)?;
    let mut wanted: Vec<(String, usize)> = (0..)
        .zip(archive.file_names_raw())
        .map(|(index, name)| (plain(&String::from_utf8_lossy(name)), index))
        .filter(|(name, _)| is_wanted(name))
        .collect();
    wanted.sort_unstable();
    for (name, index) in wanted {
        let entry = archive.by_index(index).map_err(damaged)?;
        let packed = entry.compressed_size();
        let mut reader = BufReader::with_capacity(CHUNK, guarded(entry, packed));
        read(&name, &mut reader)?;
    }
    Ok(())
}

/// The files in a folder and those below it, by their paths.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() {
                files.push(entry.path());
            } else if depth < DEEPEST {
                folders.push((entry.path(), depth + 1));
            }
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn plain(name: &str) -> String {
    name.to_lowercase().replace('\\', "/")
}

fn damaged(error: zip::result::ZipError) -> IngestError {
    IngestError::Format {
        line: 0,
        message: format!("the zip archive is damaged: {error}"),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::ingest::ReadContext;
    use crate::ingest::collect::Collected;
    use crate::ingest::run::{read_file, recognise};
    use crate::ingest::sniff::Format;

    const CRS: &str = include_str!("../../tests/fixtures/crs/explorer.csv");

    /// An archive on the disk that goes when the test ends.
    struct Archive(PathBuf);

    impl Archive {
        fn new(name: &str, entries: &[(&str, &[u8])]) -> Self {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for (name, content) in entries {
                zip.start_file(*name, SimpleFileOptions::default()).unwrap();
                zip.write_all(content).unwrap();
            }
            let file = format!("tiga-{}-{name}.zip", std::process::id());
            let path = std::env::temp_dir().join(file);
            std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
            Self(path)
        }
    }

    impl Drop for Archive {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    fn import(path: &Path) -> Collected {
        let mut found = Collected::default();
        let format = recognise(path).unwrap();
        read_file(path, format, &ReadContext::default(), &mut found).unwrap();
        found
    }

    #[test]
    fn an_activity_in_several_files_of_an_archive_is_one() {
        let row = |year: &str, amount: &str| {
            let header = "Year|DonorCode|AgencyCode|CrsID|RecipientCode|PurposeCode|USD_Commitment";
            format!("{header}\n{year}|701|8|A|769|14020|{amount}\n")
        };
        let archive = Archive::new(
            "crs",
            &[
                ("x/CRS 2020 data.txt", row("2020", "1").as_bytes()),
                ("x/CRS 2020 more.txt", row("2020", "2").as_bytes()),
                ("x/read me.txt", b"nothing"),
            ],
        );
        let found = import(&archive.0);
        assert_eq!(found.outcomes.len(), 2);
        let [only] = found.activities()[..] else {
            unreachable!("{found:?}")
        };
        assert_eq!(only.id, "crs:701-8-A#2020");
        assert_eq!(only.flows[0].value.cents().unwrap().0, 300_000_000);
    }

    #[test]
    fn a_release_of_aiddata_is_read_from_its_archive_as_from_its_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/aiddata");
        let files = files_in(&folder).unwrap();
        let contents: Vec<(String, Vec<u8>)> = files
            .iter()
            .map(|file| {
                let name = file.strip_prefix(&folder).unwrap().to_string_lossy();
                (format!("release/{name}"), std::fs::read(file).unwrap())
            })
            .collect();
        let entries: Vec<(&str, &[u8])> = contents
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()))
            .collect();
        let archive = Archive::new("aiddata", &entries);
        let (packed, plain) = (import(&archive.0), import(&folder));
        assert_eq!(packed.told(), plain.told());
        let titles = |found: &Collected| -> Vec<String> {
            let all = found.activities().into_iter();
            all.map(|activity| activity.title.clone()).collect()
        };
        assert_eq!(titles(&packed), titles(&plain));
    }

    #[test]
    fn an_entry_that_unpacks_to_too_much_is_an_error() {
        let spaces = vec![b' '; 200 << 20];
        let header = CRS.lines().next().unwrap();
        let bomb = [header.as_bytes(), b"\n\"", &spaces].concat();
        let archive = Archive::new("bomb", &[("CRS bomb.txt", &bomb)]);
        assert_eq!(recognise(&archive.0).unwrap(), Format::Crs);
        let mut found = Collected::default();
        let error = read_file(&archive.0, Format::Crs, &ReadContext::default(), &mut found);
        let told = error.unwrap_err().to_string();
        assert!(told.contains("unpack to more than"), "{told}");
        std::fs::write(&archive.0, b"PK\x03\x04 and no more").unwrap();
        assert!(
            recognise(&archive.0)
                .unwrap_err()
                .to_string()
                .contains("damaged")
        );
    }
}
