//! The program `tiga-site`: puts the files that the browser loads into one folder, which `server/build.rs` embeds.
//! It does not compile anything: `server/setup/site.sh` builds the WebAssembly first and then calls this.
//!
//! `tiga-site ROOT MODULES OUT TOOLS`: the checkout, the folder of the compiled modules, the folder to fill, and that of the npm
//! tools (`wasm-opt`, `esbuild`), which make the files smaller and may be missing.
mod bindgen;
mod output;
mod style;
mod tool;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use output::Site;
use tool::Tools;

/// Files that browsers and robots ask for by a fixed name; everything else lives under `/pkg/` with a hash in its name.
const FIXED_NAMES: [&str; 4] = [
    "favicon.ico",
    "robots.txt",
    "humans.txt",
    "manifest.webmanifest",
];

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    ensure!(
        arguments.len() == 4,
        "usage: tiga-site ROOT MODULES OUT TOOLS"
    );
    let (root, modules, out) = (&arguments[0], &arguments[1], &arguments[2]);
    let tools = Tools::new(&arguments[3]);

    let mut site = Site::default();
    add_public(&root.join("public"), &mut site)?;
    if let Some(css) = style::read(&root.join("app/style"))? {
        let css = site.link_urls(&css);
        site.add_hashed("tiga.css", tools.minify(css, "css")?);
    }
    bindgen::add(root, modules, &tools, &mut site)?;
    site.write(out)
}

/// Adds every file of `public/` under its path inside that folder.
fn add_public(folder: &Path, site: &mut Site) -> Result<()> {
    for file in files_below(folder)? {
        let name = file
            .strip_prefix(folder)?
            .to_string_lossy()
            .replace('\\', "/");
        let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
        if FIXED_NAMES.contains(&name.as_str()) {
            site.add_fixed(&name, &format!("/{name}"), bytes);
        } else if let Some(stem) = name.strip_suffix(".svg.html") {
            // The page contains these as they are; a browser fetches them as documents of their own.
            let inside = String::from_utf8(bytes).with_context(|| name.clone())?;
            let document = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>");
            site.add_hashed(&format!("{stem}.svg"), document.into_bytes());
        } else {
            site.add_hashed(&name, bytes);
        }
    }
    Ok(())
}

/// All files below a folder, sorted, hidden ones left out; none when the folder is missing.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type()?.is_dir() {
            found.extend(files_below(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
