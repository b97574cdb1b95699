//! What is left of a title without phase, tranche and number: two phases of a project share it.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::classify::each_token;
use crate::country::Country;

/// Words that count parts of a project, or name a kind of finance, beside the stop words of the method.
const COUNTING: [&str; 30] = [
    "phase",
    "stage",
    "tranche",
    "part",
    "batch",
    "subproject",
    "series",
    "round",
    "lot",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "1st",
    "2nd",
    "3rd",
    "4th",
    "5th",
    "xii",
    "additional",
    "financing",
    "supplementary",
    "supplemental",
    "extension",
    "continuation",
    "follow",
    "guaranty",
    "guarantee",
    "equity",
];

/// Words before a number that make it the number of a part.
const NUMBERED: [&str; 9] = [
    "phase", "stage", "tranche", "part", "batch", "series", "round", "package", "lot",
];

/// What the titles of two records are compared by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stem {
    /// Of the words, whatever their order; 0 when there are none.
    pub hash: u64,
    /// Distinct words.
    pub words: u8,
    /// Number of the phase or part, if the title has one.
    pub number: Option<u8>,
}

impl Stem {
    pub(super) fn of(title: &str) -> Self {
        if is_put_together(title) {
            return Self::default();
        }
        let mut words = BTreeSet::new();
        each_token(title, |token| {
            if !COUNTING.contains(&token) {
                words.insert(hash(token));
            }
        });
        Self {
            hash: words
                .iter()
                .fold(0, |sum, word| sum ^ word.rotate_left(7).wrapping_mul(31)),
            words: words.len().min(255) as u8,
            number: number(title),
        }
    }
}

/// Whether a title is no name but type, sector and country, as importers put them together for records without one.
fn is_put_together(title: &str) -> bool {
    let mut parts = title.rsplit(',').map(str::trim);
    let country = parts.next().unwrap_or_default();
    parts.count() >= 2 && Country::from_name(country).is_some()
}

/// The hash of a word; only compared within one run of the program.
pub(super) fn hash(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}

/// The number of a phase: behind such a word, or a Roman numeral above one on its own.
fn number(title: &str) -> Option<u8> {
    let mut before = String::new();
    for word in title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let is_numbered = NUMBERED.contains(&before.as_str());
        let arabic = word.parse().ok().filter(|number| (1..=40).contains(number));
        match (arabic, roman(word)) {
            (Some(number), _) if is_numbered => return Some(number),
            (_, Some(number)) if is_numbered || (number > 1 && word.len() > 1) => {
                return Some(number);
            }
            _ => {}
        }
        before = word.to_lowercase();
    }
    None
}

/// A Roman numeral up to twelve, in capitals.
fn roman(word: &str) -> Option<u8> {
    const NUMERALS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let at = NUMERALS.iter().position(|numeral| *numeral == word)?;
    Some(at as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_share_the_stem_and_differ_in_the_number() {
        let [one, two] = [
            "Metro Manila Flood Control Project (II)",
            "Metro Manila Flood Control, Phase 1",
        ]
        .map(Stem::of);
        assert_eq!((one.hash, one.words), (two.hash, two.words));
        assert_eq!((one.number, two.number), (Some(2), Some(1)));
        assert_ne!(one.hash, Stem::of("Metro Cebu Flood Control").hash);
    }

    #[test]
    fn what_was_put_together_is_no_name() {
        assert_eq!(
            Stem::of("Emergency Relief, Disaster, Viet Nam"),
            Stem::default()
        );
        assert_ne!(
            Stem::of("Rural Development in Vientiane, Lao PDR"),
            Stem::default()
        );
    }

    #[test]
    fn a_single_letter_or_year_is_no_phase() {
        assert_eq!(Stem::of("Vitamin I distribution 2014").number, None);
        assert_eq!(Stem::of("Tranche 3").number, Some(3));
        assert_eq!(Stem::of("Tranche 3").words, 0);
    }
}
