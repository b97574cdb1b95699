//! Reads the style sheets of `app/style` as one text. The order is the one of the `@import` lines of `main.css`;
//! without that file: `tokens.css`, `base.css`, then the others by name.
use std::path::Path;

use anyhow::{Context, Result, bail};

/// The whole style sheet, or nothing when there is no style sheet at all.
pub(crate) fn read(folder: &Path) -> Result<Option<String>> {
    let mut names = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if Path::new(&name)
                .extension()
                .is_some_and(|ending| ending == "css")
            {
                names.push(name);
            }
        }
    }
    if names.is_empty() {
        return Ok(None);
    }
    let text = |name: &str| {
        std::fs::read_to_string(folder.join(name)).with_context(|| format!("app/style/{name}"))
    };
    let mut sheet = String::new();
    if names.iter().any(|name| name == "main.css") {
        let main = text("main.css")?;
        let (imports, rest) = split_imports(&main);
        if let Some(forgotten) = names
            .iter()
            .find(|name| *name != "main.css" && !imports.contains(&name.as_str()))
        {
            bail!("app/style/main.css does not import {forgotten}");
        }
        for name in imports {
            sheet.push_str(&text(name)?);
            sheet.push('\n');
        }
        sheet.push_str(&rest);
    } else {
        names.sort_by_key(|name| (name != "tokens.css", name != "base.css", name.clone()));
        for name in &names {
            sheet.push_str(&text(name)?);
            sheet.push('\n');
        }
    }
    Ok(Some(sheet))
}

/// The file names of lines such as `@import "tokens.css";`, and the text without these lines.
fn split_imports(main: &str) -> (Vec<&str>, String) {
    let mut imports = Vec::new();
    let mut rest = String::new();
    for line in main.lines() {
        let name = line
            .trim()
            .strip_prefix("@import \"")
            .and_then(|line| line.strip_suffix("\";"))
            .map(|name| name.trim_start_matches("./"));
        if let Some(name) = name {
            imports.push(name);
        } else {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    (imports, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn import_lines_state_the_order_and_leave_the_text() {
        let (imports, rest) =
            split_imports("@import \"./tokens.css\";\n@import \"map.css\";\nbody { margin: 0 }\n");
        assert_eq!(imports, ["tokens.css", "map.css"]);
        assert_eq!(rest, "body { margin: 0 }\n");
    }
}
