//! Names of provinces and cities with a point. What a text says with them is [`super::from_text`]'s matter.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::country::Country;
use crate::table;

const TABLE: &str = include_str!("names.csv");

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// A first-level division, also one of the past.
    Province,
    /// A city or town.
    City,
}

/// A province or city.
#[derive(Debug)]
pub(super) struct Entry {
    pub country: Country,
    pub kind: Kind,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    /// Its name is too common to stand without a word such as *Province*.
    pub needs_word: bool,
}

#[derive(Deserialize)]
struct Row {
    country: String,
    kind: Kind,
    name: String,
    lat: f64,
    lon: f64,
    names: String,
    rule: String,
}

/// The entries of a name, by the first word of the name and the words after it.
type Names = HashMap<String, Vec<(Vec<String>, Vec<usize>)>>;

struct Gazetteer {
    entries: Vec<Entry>,
    names: Names,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut entries = Vec::new();
    let mut names = Names::new();
    for row in table::rows::<Row>(TABLE) {
        let Some(country) = Country::from_iso2(&row.country) else {
            continue;
        };
        for name in row.names.split('|') {
            let mut words = name.split(' ').map(str::to_owned);
            let of_first = names.entry(words.next().unwrap_or_default()).or_default();
            let rest: Vec<String> = words.collect();
            match of_first.iter_mut().find(|(known, _)| *known == rest) {
                Some((_, same)) => same.push(entries.len()),
                None => of_first.push((rest, vec![entries.len()])),
            }
        }
        entries.push(Entry {
            country,
            kind: row.kind,
            name: row.name,
            lat: row.lat,
            lon: row.lon,
            needs_word: row.rule == "word",
        });
    }
    for of_first in names.values_mut() {
        of_first.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    Gazetteer { entries, names }
});

/// The bytes that the answers of this module rest on, for the version of a data set.
pub(crate) fn table_bytes() -> &'static [u8] {
    TABLE.as_bytes()
}

/// Names that begin with a word, the longest first: the words after it, and what the name stands for.
pub(super) fn beginning(
    first: &str,
) -> impl Iterator<
    Item = (
        &'static [String],
        impl Iterator<Item = &'static Entry> + Clone + use<>,
    ),
> + use<> {
    let gazetteer: &'static Gazetteer = &GAZETTEER;
    let of_first = gazetteer.names.get(first).map(Vec::as_slice);
    of_first.unwrap_or_default().iter().map(|(rest, entries)| {
        let entries = entries.iter().map(|at| &gazetteer.entries[*at]);
        (rest.as_slice(), entries)
    })
}

/// A word in lower case without marks, as the names of the table are written.
///
/// Vietnamese đ is a letter of its own, but its names are also written with d.
pub(super) fn folded(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
        return;
    }
    let letters = word.nfkd().filter(|letter| !is_combining_mark(*letter));
    into.extend(letters.flat_map(char::to_lowercase).map(|letter| {
        if matches!(letter, 'đ' | 'ð') {
            'd'
        } else {
            letter
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{distance_outside_km, is_inside};

    #[test]
    fn every_point_lies_in_its_country() {
        assert!(GAZETTEER.entries.len() > 1_000);
        for entry in &GAZETTEER.entries {
            let km = distance_outside_km(entry.country, entry.lat, entry.lon);
            let is_here = is_inside(entry.country, entry.lat, entry.lon) || km < 60.0;
            assert!(is_here, "{} lies {km} km outside", entry.name);
        }
    }

    #[test]
    fn names_are_written_as_words_are_folded() {
        let mut word = String::new();
        folded("Đắk", &mut word);
        assert_eq!(word, "dak");
        folded("LIQUIÇÁ", &mut word);
        assert_eq!(word, "liquica");
        for (first, rests) in &GAZETTEER.names {
            for part in rests.iter().flat_map(|(rest, _)| rest).chain([first]) {
                folded(part, &mut word);
                assert_eq!(&word, part);
                assert!(word.bytes().all(|b| b.is_ascii_alphanumeric()), "{word}");
            }
        }
    }
}
