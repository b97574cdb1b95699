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
