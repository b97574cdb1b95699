//! Turns the compiled modules into what a browser loads: `tiga.wasm` with `tiga-start.js`, and `tiga-worker.wasm` with
//! `tiga-worker.js`. Each script holds the bindings, the scripts of `app/script` that belong to it, and the call that
//! starts it (files of their own, because the policy forbids inline scripts).
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::output::Site;
use crate::tool::Tools;

/// Adds both modules and their scripts.
pub(crate) fn add(root: &Path, modules: &Path, tools: &Tools, site: &mut Site) -> Result<()> {
    let script = |name: &str| script(root, name);
    let (bindings, wasm) = bind(modules, "tiga_worker", "tiga-worker", tools, site)?;
    let worker = format!(
        "{bindings}\nconst ready = __wbg_init({{ module_or_path: \"{wasm}\" }});\n{}",
        script("worker.mjs")?
    );
    let worker = site.add_hashed("tiga-worker.js", tools.minify(worker, "js")?);

    let (bindings, wasm) = bind(modules, "tiga_frontend", "tiga", tools, site)?;
    let start = format!(
        "{POLICY}{}\n{}\n{}\n{}\n__wbg_init({{ module_or_path: \"{wasm}\" }}).then(() => {{ hydrate(); \
         holder.begin(() => new Worker(policy.createScriptURL(\"{worker}\"), {{ type: \"module\" }})); }});\n",
        script("holder.mjs")?,
        script("take.mjs")?,
        map(root)?,
        trusted(bindings)?,
    );
    site.add_hashed("tiga-start.js", tools.minify(start, "js")?);
    // Pages with a map and without the module: their links are answered by the server.
    site.add_hashed("tiga-map.js", tools.minify(map(root)?, "js")?);
    // Pages that only the server draws: they work without it.
    let page = ["take.mjs", "figure.mjs", "report.mjs"].map(script);
    let page = page.into_iter().collect::<Result<String>>()?;
    site.add_hashed("tiga-page.js", tools.minify(page, "js")?);
    Ok(())
}

/// The scripts of the map as one, each before those that need it.
fn map(root: &Path) -> Result<String> {
    let scripts = [
        "geometry.mjs",
        "tile.mjs",
        "depth.mjs",
        "map.mjs",
        "card.mjs",
        "save.mjs",
    ];
    let scripts = scripts.map(|name| script(root, name));
    scripts.into_iter().collect::<Result<String>>()
}

/// A script of `app/script`, without the lines that import the others: all become one file.
fn script(root: &Path, name: &str) -> Result<String> {
    let path = root.join("app/script").join(name);
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let own = text.lines().filter(|line| !line.starts_with("import "));
    Ok(own.fold(String::new(), |all, line| all + line + "\n"))
}

/// The one policy for trusted types. Nothing outside the start script can reach it, and inside only the shim of the
/// module's own templates, which are constants of the program, and the address of the worker go through it.
const POLICY: &str = "const policy = globalThis.trustedTypes?.createPolicy(\"tiga\", \
    { createHTML: (html) => html, createScriptURL: (url) => url }) \
    ?? { createHTML: (html) => html, createScriptURL: (url) => url };\n";

/// The bindings with their only way from text to markup led through the policy.
fn trusted(bindings: String) -> Result<String> {
    let sink = ".innerHTML = getStringFromWasm0(arg1, arg2)";
    ensure!(
        bindings.matches(".innerHTML").count() == bindings.matches(sink).count(),
        "the bindings make markup in a way that this program does not know"
    );
    Ok(bindings.replace(
        sink,
        ".innerHTML = policy.createHTML(getStringFromWasm0(arg1, arg2))",
    ))
}

/// Adds a module, and gives its bindings and its address.
fn bind(
    modules: &Path,
    module: &str,
    name: &str,
    tools: &Tools,
    site: &mut Site,
) -> Result<(String, String)> {
    let wasm = modules.join(format!("{module}.wasm"));
    let mut output = Bindgen::new()
        .input_path(&wasm)
        .out_name(name)
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
    let address = site.add_hashed(&format!("{name}.wasm"), bytes);
    Ok((output.js().to_owned(), address))
}

fn add_snippet(site: &mut Site, path: &str, source: &str) {
    let name = format!("snippets/{path}");
    site.add_fixed(&name, &format!("/pkg/{name}"), source.as_bytes().to_vec());
}
