//! Which files an import takes, and which it leaves with what reason.

use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::report::Left;
use crate::ingest::run::recognise;
use crate::ingest::sniff::Format;

/// Folders in folders, at most.
const DEEPEST: usize = 16;

/// What was found under the paths that were named.
#[derive(Debug, Default)]
pub(super) struct List {
    /// What is imported: files, and folders whose tables are one release.
    pub files: Vec<PathBuf>,
    /// Files in the folders that are not.
    pub left: Vec<Left>,
}

/// The files that are named, and in folders those of the format, in the order of their paths.
///
/// # Errors
/// When a folder cannot be read, or holds no file of the format.
pub(super) fn list(paths: &[PathBuf], wanted: Option<Format>) -> anyhow::Result<List> {
    let mut list = List::default();
    for path in paths {
        let before = list.files.len();
        list.add(path, wanted)?;
        if list.files.len() == before {
            return Err(anyhow!(
                "the folder {} holds no file of the format",
                path.display()
            ));
        }
        list.files[before..].sort_unstable();
    }
    list.left.sort_unstable_by(|a, b| a.file.cmp(&b.file));
    Ok(list)
}

impl List {
    /// Files that are named are imported, whatever they are.
    fn add(&mut self, path: &Path, wanted: Option<Format>) -> anyhow::Result<()> {
        if !path.is_dir() {
            self.files.push(path.to_owned());
            return Ok(());
        }
        let above = path.parent().filter(|above| is_release(above));
        if path.ends_with("data")
            && let Some(release) = above
        {
            self.take(release.to_owned(), wanted);
            return Ok(());
        }
        self.walk(path, wanted, 0)
    }

    fn walk(&mut self, folder: &Path, wanted: Option<Format>, depth: usize) -> anyhow::Result<()> {
        if is_release(folder) {
            self.take(folder.to_owned(), wanted);
            return Ok(());
        }
        let cannot = || format!("cannot read the folder {}", folder.display());
        for entry in std::fs::read_dir(folder).with_context(cannot)? {
            let entry = entry.with_context(cannot)?;
            if !entry.file_type().with_context(cannot)?.is_dir() {
                self.take(entry.path(), wanted);
            } else if depth < DEEPEST {
                self.walk(&entry.path(), wanted, depth + 1)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, path: PathBuf, wanted: Option<Format>) {
        let reason = match recognise(&path) {
            Ok(format) if wanted.is_none_or(|wanted| wanted == format) => {
                self.files.push(path);
                return;
            }
            Ok(format) => format!("of the format {}", format.code()),
            Err(error) => error.to_string(),
        };
        self.left.push(Left {
            file: path.to_string_lossy().into_owned(),
            reason,
        });
    }
}

/// Whether a folder, or `data` in it, holds the tables of a release.
fn is_release(folder: &Path) -> bool {
    let has = |folder: &Path| {
        ["projects.csv", "locations.csv", "transactions.csv"]
            .iter()
            .all(|table| folder.join(table).is_file())
    };
    has(folder) || has(&folder.join("data"))
}
