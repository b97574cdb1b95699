//! Turns the compiled module into the pair that a browser loads: `tiga.wasm` and `tiga-start.js`, the latter with the
//! bindings and the one call that starts the application (a file of its own, because the policy forbids inline scripts).
use std::path::Path;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::output::Site;
use crate::tool::Tools;

/// Adds the module and its start script.
pub(crate) fn add(wasm: &Path, tools: &Tools, site: &mut Site) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(wasm)
        .out_name("tiga")
        .web(true)
        .map_err(|error| anyhow!("{error:#}"))?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("wasm-bindgen on {}", wasm.display()))?;

    // Snippets are small scripts of dependencies, imported by the bindings from a folder beside them.
    for (crate_name, sources) in output.snippets() {
        for (index, source) in sources.iter().enumerate() {
            add_snippet(site, &format!("{crate_name}/inline{index}.js"), source);
        }
    }
    for (path, source) in output.local_modules() {
        add_snippet(site, path, source);
    }

    let bytes = tools.shrink_wasm(output.wasm_mut().emit_wasm())?;
    let wasm_path = site.add_hashed("tiga.wasm", bytes);
    let start = format!(
        "{}\n__wbg_init({{ module_or_path: \"{wasm_path}\" }}).then(() => hydrate());\n",
        output.js()
    );
    site.add_hashed("tiga-start.js", tools.minify(start, "js")?);
    Ok(())
}

fn add_snippet(site: &mut Site, path: &str, source: &str) {
    let name = format!("snippets/{path}");
    site.add_fixed(&name, &format!("/pkg/{name}"), source.as_bytes().to_vec());
}
