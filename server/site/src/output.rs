//! The finished site: files with their address, written together with compressed variants and `manifest.json`.
//! The manifest is what `server/build.rs` reads; nothing here serves anything.
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// One file of the site.
#[derive(Serialize)]
struct Entry {
    /// The address: `/pkg/tiga.3fa2….wasm`.
    path: String,
    content_type: &'static str,
    sha256: String,
    /// The address contains the hash, so the file can be cached for ever.
    immutable: bool,
    /// File names inside the folder.
    plain: String,
    brotli: Option<String>,
    gzip: Option<String>,
    bytes: usize,
    #[serde(skip)]
    content: Vec<u8>,
}

/// The files by their logical name, such as `tiga.wasm` or `map/countries.svg`.
#[derive(Default)]
pub(crate) struct Site {
    entries: BTreeMap<String, Entry>,
}

impl Site {
    /// Adds a file under an address that contains its hash, and returns that address.
    pub(crate) fn add_hashed(&mut self, name: &str, content: Vec<u8>) -> String {
        let digest = hex(&content);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("/pkg/{stem}.{}.{ending}", &digest[..16]);
        self.add(name, path.clone(), true, content);
        path
    }

    /// Adds a file under a fixed address.
    pub(crate) fn add_fixed(&mut self, name: &str, path: &str, content: Vec<u8>) {
        self.add(name, path.to_owned(), false, content);
    }

    fn add(&mut self, name: &str, path: String, immutable: bool, content: Vec<u8>) {
        let entry = Entry {
            content_type: content_type(name),
            sha256: hex(&content),
            immutable,
            plain: path.trim_start_matches('/').to_owned(),
            brotli: None,
            gzip: None,
            bytes: content.len(),
            content,
            path,
        };
        self.entries.insert(name.to_owned(), entry);
    }

    /// Replaces `url("fonts/a.woff2")` by the address of that file, where it is part of the site.
    pub(crate) fn link_urls(&self, css: &str) -> String {
        self.entries
            .iter()
            .fold(css.to_owned(), |css, (name, entry)| {
                css.replace(
                    &format!("url(\"{name}\")"),
                    &format!("url(\"{}\")", entry.path),
                )
            })
    }

    /// Writes everything into a fresh folder that then takes the place of `out`.
    pub(crate) fn write(mut self, out: &Path) -> Result<()> {
        let fresh = out.with_extension("new");
        if fresh.exists() {
            std::fs::remove_dir_all(&fresh)?;
        }
        for entry in self.entries.values_mut() {
            let plain = fresh.join(&entry.plain);
            if let Some(folder) = plain.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&plain, &entry.content).with_context(|| plain.display().to_string())?;
            if compressible(entry.content_type) {
                entry.brotli = variant(&fresh, entry, "br", brotli(&entry.content)?)?;
                entry.gzip = variant(&fresh, entry, "gz", gzip(&entry.content)?)?;
            }
        }
        self.print(&fresh)?;
        let manifest = serde_json::to_string_pretty(&self.entries)?;
        std::fs::write(fresh.join("manifest.json"), manifest + "\n")?;
        if out.exists() {
            std::fs::remove_dir_all(out)?;
        }
        std::fs::rename(&fresh, out).with_context(|| out.display().to_string())
    }

    fn print(&self, folder: &Path) -> Result<()> {
        for entry in self.entries.values() {
            let size = |name: &Option<String>| -> Result<String> {
                Ok(match name {
                    Some(name) => std::fs::metadata(folder.join(name))?.len().to_string(),
                    None => "-".to_owned(),
                })
            };
            let (brotli, gzip) = (size(&entry.brotli)?, size(&entry.gzip)?);
            eprintln!(
                "  {:>8} bytes, brotli {brotli:>7}, gzip {gzip:>7}  {}",
                entry.bytes, entry.path
            );
        }
        Ok(())
    }
}

/// Writes a compressed variant beside the plain file, unless it is not smaller.
fn variant(folder: &Path, entry: &Entry, ending: &str, content: Vec<u8>) -> Result<Option<String>> {
    if content.len() >= entry.bytes {
        return Ok(None);
    }
    let name = format!("{}.{ending}", entry.plain);
    std::fs::write(folder.join(&name), content)?;
    Ok(Some(name))
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn hex(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" | "geojson" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// Images and fonts are compressed already.
fn compressible(content_type: &str) -> bool {
    !matches!(
        content_type,
        "image/png" | "image/jpeg" | "image/webp" | "font/woff2"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_hashed_file_changes_with_its_content() {
        let mut site = Site::default();
        let first = site.add_hashed("map/countries.svg", b"a".to_vec());
        let second = site.add_hashed("map/countries.svg", b"b".to_vec());
        assert_eq!(first, "/pkg/map/countries.ca978112ca1bbdca.svg");
        assert_ne!(first, second);
    }

    #[test]
    fn urls_of_known_files_are_linked_and_others_stay() {
        let mut site = Site::default();
        let path = site.add_hashed("mark.svg", b"a".to_vec());
        assert_eq!(
            site.link_urls("a { background: url(\"mark.svg\"), url(\"other.svg\") }"),
            format!("a {{ background: url(\"{path}\"), url(\"other.svg\") }}")
        );
    }
}
