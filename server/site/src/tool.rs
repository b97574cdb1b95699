//! The npm tools that make files smaller. Each may be missing: then the file stays as it is, with a notice.
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// What every browser since 2022 understands and the compiler emits. `--all-features` must not be used: it lets wasm-opt
/// emit proposals that browsers still hide behind a switch (compact imports, for one).
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The folder with the installed tools.
pub(crate) struct Tools {
    bin: PathBuf,
}

impl Tools {
    /// Tools in the folder `node_modules/.bin` below the given one.
    pub(crate) fn new(folder: &Path) -> Self {
        Self {
            bin: folder.join("node_modules/.bin"),
        }
    }

    /// Smaller CSS or JavaScript (`kind` is `css` or `js`) with the same meaning.
    pub(crate) fn minify(&self, text: String, kind: &str) -> Result<Vec<u8>> {
        let Some(program) = self.find("esbuild") else {
            return Ok(text.into_bytes());
        };
        let mut child = Command::new(program)
            .args([
                "--minify",
                "--target=esnext",
                "--charset=utf8",
                "--legal-comments=none",
                "--log-level=warning",
            ])
            .arg(format!("--loader={kind}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("esbuild does not start")?;
        let mut input = child.stdin.take().context("esbuild has no input")?;
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output()?;
        ensure!(
            output.status.success(),
            "esbuild refused the {kind} file: {}",
            output.status
        );
        if let Ok(written) = writer.join() {
            written.context("esbuild did not read its input")?;
        }
        Ok(output.stdout)
    }

    /// The module after `wasm-opt -Oz`: half the size, same behaviour.
    pub(crate) fn shrink_wasm(&self, wasm: Vec<u8>) -> Result<Vec<u8>> {
        let Some(program) = self.find("wasm-opt") else {
            return Ok(wasm);
        };
        let folder = std::env::temp_dir().join(format!("tiga-site-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let (before, after) = (folder.join("before.wasm"), folder.join("after.wasm"));
        std::fs::write(&before, wasm)?;
        let status = Command::new(program)
            .args(WASM_FEATURES)
            .args([
                "-Oz",
                "--converge",
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
                "-o",
            ])
            .args([&after, &before])
            .stdin(Stdio::null())
            .status()
            .context("wasm-opt does not start")?;
        ensure!(status.success(), "wasm-opt failed: {status}");
        let smaller = std::fs::read(&after)?;
        std::fs::remove_dir_all(&folder)?;
        Ok(smaller)
    }

    fn find(&self, name: &str) -> Option<PathBuf> {
        let program = self.bin.join(name);
        if program.exists() {
            return Some(program);
        }
        eprintln!("notice: {name} is not installed, so the site is larger than it needs to be");
        None
    }
}
