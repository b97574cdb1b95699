//! What is remembered of a file beside it: enough to ask whether it has changed, and to go on where it broke off.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What the server said of the bytes that lie on the disk.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub(super) struct Kept {
    /// Where they came from.
    pub address: String,
    /// The server's word for this version.
    pub etag: String,
    /// When it was last modified.
    pub last_modified: String,
    /// SHA-256, when the file is whole.
    pub sha256: String,
    /// Size, when the file is whole.
    pub bytes: u64,
}

impl Kept {
    /// What lies beside a file; nothing when there is nothing that can be read.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let text = std::fs::read(beside(file)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Writes it beside a file, in one step.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub(super) fn write(&self, file: &Path) -> std::io::Result<()> {
        let to = beside(file);
        let new = to.with_extension("new");
        std::fs::write(&new, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(new, to)
    }

    /// What tells this version from others, strong enough to go on in the middle: a weak tag is not.
    pub(super) fn validator(&self) -> Option<&str> {
        let strong = Some(self.etag.as_str()).filter(|tag| tag.starts_with('"'));
        strong.or(Some(self.last_modified.as_str()).filter(|date| !date.is_empty()))
    }
}

/// Forgets what lies beside a file.
pub(super) fn forget(file: &Path) {
    // What is not there need not be removed.
    let _ = std::fs::remove_file(beside(file));
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".json");
    file.with_file_name(name)
}
