//! Puts the site (WebAssembly, start script, styles, static files) into the binary. It exposes one generated file,
//! `$OUT_DIR/assets.rs`, with this table, and nothing else:
//!
//! ```text
//! static ASSETS: &[Asset] = &[Asset { name: "tiga.wasm", path: "/pkg/tiga.3fa2….wasm", … }, …];
//! ```
//!
//! Whoever includes it with `include!(concat!(env!("OUT_DIR"), "/assets.rs"));` declares, in the same module,
//!
//! ```text
//! pub(crate) struct Asset {
//!     /// Logical name: "tiga-start.js", "tiga.wasm", "tiga.css", or the path of a file inside `public/`.
//!     pub name: &'static str,
//!     /// Address: "/pkg/tiga.3fa2….wasm".
//!     pub path: &'static str,
//!     pub content_type: &'static str,
//!     /// With its quotation marks.
//!     pub etag: &'static str,
//!     /// The address contains the content's hash.
//!     pub immutable: bool,
//!     pub plain: &'static [u8],
//!     pub brotli: Option<&'static [u8]>,
//!     pub gzip: Option<&'static [u8]>,
//! }
//! ```
//!
//! The table is sorted by name. A page loads `tiga.css` with a link and `tiga-start.js` with
//! `<script type="module">`; the start script fetches `tiga.wasm` by itself (a preload with `as="fetch"` and
//! `crossorigin` saves a round trip).
//!
//! A release build first runs `server/setup/site.sh`, which returns at once when the site is up to date. A development
//! build, check, lint or test embeds what is there, perhaps nothing, and never builds WebAssembly.
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use serde::Deserialize;

/// One entry of `site/manifest.json`.
#[derive(Deserialize)]
struct Entry {
    path: String,
    content_type: String,
    sha256: String,
    immutable: bool,
    plain: String,
    brotli: Option<String>,
    gzip: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?)
        .join("..")
        .canonicalize()?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let target = target_folder(&out).ok_or("no target folder above OUT_DIR")?;
    let site = target.join("site");
    println!("cargo::rerun-if-changed=build.rs");
    if env::var("PROFILE")? == "release" {
        for input in [
            "Cargo.lock",
            "app",
            "public",
            "server/site",
            "server/setup/site.sh",
        ] {
            println!("cargo::rerun-if-changed={}", root.join(input).display());
        }
        build_site(&root, &target)?;
    } else {
        // The folder must exist to be watched; a missing one would make every build run this again.
        fs::create_dir_all(&site)?;
        println!("cargo::rerun-if-changed={}", site.display());
    }
    fs::write(out.join("assets.rs"), table(&site, &out.join("site"))?)?;
    Ok(())
}

/// The folder that cargo marks as its target folder, found upwards from `OUT_DIR`.
fn target_folder(out: &Path) -> Option<PathBuf> {
    out.ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file())
        .map(Path::to_path_buf)
}

/// Runs the site script. It builds in profiles of its own, that is in other folders than the build that waits for it, so
/// the two never wait for each other; what cargo sets for this build script must not reach that second cargo.
fn build_site(root: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut script = Command::new("bash");
    script
        .arg(root.join("server/setup/site.sh"))
        .current_dir(root)
        .stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        let of_cargo = text.starts_with("CARGO") && text != "CARGO_HOME"
            || text.starts_with("RUSTC")
            || text.starts_with("DEP_")
            || matches!(
                text.as_ref(),
                "RUSTDOC"
                    | "RUSTFLAGS"
                    | "TARGET"
                    | "HOST"
                    | "PROFILE"
                    | "OPT_LEVEL"
                    | "DEBUG"
                    | "NUM_JOBS"
                    | "OUT_DIR"
                    | "MAKEFLAGS"
                    | "MFLAGS"
                    | "LD_LIBRARY_PATH"
            );
        if of_cargo {
            script.env_remove(&name);
        }
    }
    let status = script.env("CARGO_TARGET_DIR", target).status()?;
    if status.success() {
        Ok(())
    } else {
        Err("the site could not be built (its messages are above); `make build` installs what is missing".into())
    }
}

/// Copies the site beside the generated table, so that a later site build cannot pull it away, and writes the table.
fn table(site: &Path, copy: &Path) -> Result<String, Box<dyn Error>> {
    let manifest = site.join("manifest.json");
    let entries: BTreeMap<String, Entry> = if manifest.is_file() {
        serde_json::from_slice(&fs::read(manifest)?)?
    } else {
        BTreeMap::new()
    };
    let mut text = String::from("static ASSETS: &[Asset] = &[\n");
    for (name, entry) in &entries {
        let include = |file: &str| -> Result<String, Box<dyn Error>> {
            let to = copy.join(file);
            fs::create_dir_all(to.parent().ok_or("a file without a folder")?)?;
            fs::copy(site.join(file), &to)?;
            let to = to
                .to_str()
                .ok_or("the target folder has a name that is not Unicode")?;
            Ok(format!("include_bytes!({to:?})"))
        };
        let variant = |file: &Option<String>| -> Result<String, Box<dyn Error>> {
            file.as_ref().map_or(Ok("None".to_owned()), |file| {
                Ok(format!("Some({})", include(file)?))
            })
        };
        writeln!(
            text,
            "    Asset {{ name: {name:?}, path: {:?}, content_type: {:?}, etag: {:?}, immutable: {}, plain: {}, brotli: {}, gzip: {} }},",
            entry.path,
            entry.content_type,
            format!("\"{}\"", &entry.sha256[..16]),
            entry.immutable,
            include(&entry.plain)?,
            variant(&entry.brotli)?,
            variant(&entry.gzip)?,
        )?;
    }
    text.push_str("];\n");
    Ok(text)
}
