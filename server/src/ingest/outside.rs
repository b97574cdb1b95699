//! Countries and regions outside ASEAN by code and by name. Says only that they are known and outside;
//! the ASEAN members and their spellings are the domain's.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Codes and folded names.
static OUTSIDE: LazyLock<(HashSet<&str>, HashSet<String>)> = LazyLock::new(|| {
    let rows = include_str!("outside.csv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once(','));
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    for (code, name) in rows {
        if !code.is_empty() {
            codes.insert(code);
        }
        names.insert(fold(name.trim_matches('"')));
    }
    (codes, names)
});

/// Whether this is the ISO 3166 alpha-2 code of a country outside ASEAN.
pub(crate) fn is_outside_code(code: &str) -> bool {
    OUTSIDE
        .0
        .contains(code.trim().to_ascii_uppercase().as_str())
}

/// Whether this is the name of a country or region outside ASEAN, in a known spelling.
pub(crate) fn is_outside_name(name: &str) -> bool {
    OUTSIDE.1.contains(&fold(name))
}

fn fold(name: &str) -> String {
    name.replace('’', "'")
        .replace('&', "and")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tiga_domain::country::Country;

    #[test]
    fn no_member_of_asean_is_outside() {
        for country in Country::all() {
            assert!(!is_outside_code(country.iso2()), "{}", country.iso2());
            assert!(!is_outside_name(country.name()), "{}", country.name());
        }
        for name in &OUTSIDE.1 {
            assert_eq!(Country::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn names_are_known_as_files_spell_them() {
        for name in [
            "Kenya",
            "COTE D’IVOIRE",
            "Trinidad & Tobago",
            "Worldwide",
            "Korea, Republic of",
        ] {
            assert!(is_outside_name(name), "{name}");
        }
        assert!(is_outside_code("us") && !is_outside_code("VM") && !is_outside_code(""));
        assert!(!is_outside_name("Vietnma") && !is_outside_name("Asia Regional"));
    }
}
