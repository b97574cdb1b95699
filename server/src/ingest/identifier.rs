//! Identifiers made of names, for sources that give none.

use sha2::{Digest, Sha256};

/// Longer names are cut, and told apart by a hash.
const LONGEST: usize = 100;

/// Letters and digits of a name in lower case, with hyphens between its words.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let slug = words.join("-");
    if slug.chars().count() <= LONGEST {
        return slug;
    }
    let hash = format!("{:x}", Sha256::digest(&slug));
    let start: String = slug.chars().take(LONGEST).collect();
    format!("{start}-{}", &hash[..12])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_also_past_the_cut() {
        assert_eq!(slug("  Nha Trang – Đà Lạt (II)"), "nha-trang-đà-lạt-ii");
        let (a, b) = (slug(&"a".repeat(300)), slug(&"a".repeat(301)));
        assert!(a != b && a.len() < 120 && b.len() < 120);
    }
}
