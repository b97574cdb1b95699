//! Words of a title as the method compares them (method 3.6): folded, without stop words.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

static STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("table/stopwords.txt")
        .split_whitespace()
        .collect()
});

/// Latin words of three letters and more, folded, without plural s and stop words; then the pairs
/// of neighbouring characters of each Chinese, Japanese or Korean run.
///
/// ```
/// use tiga_domain::classify::tokens;
/// assert_eq!(tokens("Liquiçá SMEs & bus lines"), ["liquica", "sme", "bus"]);
/// assert_eq!(tokens("上水道 2014 Roads"), ["road", "上水", "水道"]);
/// ```
pub fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each_token(text, |token| found.push(token.to_owned()));
    found
}

/// Hands the tokens of a text on, one after another, without keeping them.
pub(crate) fn each_token(text: &str, mut take: impl FnMut(&str)) {
    if text.is_ascii() {
        words(&text.to_ascii_lowercase()).for_each(take);
        return;
    }
    let latin: String = text
        .chars()
        .map(|c| if is_cjk(c) { ' ' } else { c })
        .collect();
    let folded: String = latin
        .to_lowercase()
        .nfkd()
        .filter(|c| canonical_combining_class(*c) == 0)
        .collect();
    words(&folded).for_each(&mut take);
    pairs(text).for_each(|pair| take(&pair));
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
        .filter_map(word)
}

/// The token of a folded word, if it says anything.
fn word(word: &str) -> Option<&str> {
    if STOP_WORDS.contains(word) {
        return None;
    }
    let word = match word.strip_suffix('s') {
        Some(stem) if stem.len() >= 3 && !stem.ends_with('s') => stem,
        _ => word,
    };
    let says_something = word.len() >= 3
        && word.bytes().any(|b| b.is_ascii_lowercase())
        && !STOP_WORDS.contains(word);
    says_something.then_some(word)
}

const fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// Pairs of neighbours in each run; a run of one character stands for itself.
fn pairs(text: &str) -> impl Iterator<Item = String> {
    text.split(|c| !is_cjk(c))
        .filter(|run| !run.is_empty())
        .flat_map(|run| {
            let chars: Vec<char> = run.chars().collect();
            let pairs: Vec<String> = chars
                .windows(chars.len().min(2))
                .map(String::from_iter)
                .collect();
            pairs
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_marks_case_and_plural() {
        assert_eq!(
            tokens("Phú Thọ Ｗater business (MRT-3, 2ⁿᵈ) glass"),
            ["phu", "tho", "water", "business", "mrt", "2nd", "glass"]
        );
        assert!(tokens("The Project for 2014, s ss").is_empty());
    }

    #[test]
    fn a_lone_character_is_a_token() {
        assert_eq!(tokens("港 と 道路"), ["港", "と", "道路"]);
        assert_eq!(tokens("다낭 IT공원"), ["다낭", "공원"]);
    }
}
