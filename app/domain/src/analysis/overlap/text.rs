//! How alike two titles are, and which words they share that name something (method 3.6).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::constant::{RARE_DF, RARE_DF_PER};
use crate::classify::{each_token, purpose_row, tokens};
use crate::parallel::in_chunks;
use crate::purpose::PurposeCode;

/// A word of a title, and its part of the title's vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// Number of the word; ascending within a title.
    pub id: u32,
    /// TF-IDF weight, the vector of a title having length 1.
    pub weight: f32,
    /// Whether it names something: it occurs in few titles, and can be a name by its form.
    pub is_rare: bool,
}

/// The words of all titles of a data set, and how many titles hold each.
#[derive(Clone, Debug, Default)]
pub struct WordTable {
    titles: u32,
    ids: HashMap<String, u32>,
    entries: Vec<Entry>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
struct Entry {
    idf: f32,
    is_rare: bool,
}

/// The words of many titles as numbers of a [`WordTable`], each as often as it occurs.
#[derive(Debug, Default)]
pub(super) struct TitleWords {
    ends: Vec<u32>,
    ids: Vec<u32>,
}

impl TitleWords {
    pub(super) fn of(&self, index: usize) -> &[u32] {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        &self.ids[start..self.ends[index] as usize]
    }
}

/// Titles of one part of the work that is shared out.
const CHUNK: usize = 16_384;

/// Words that say a sector, a kind of work or a province, not a name.
static COMMON: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let mut words: HashSet<String> = HashSet::new();
    let rows = PurposeCode::all()
        .iter()
        .filter_map(|entry| purpose_row(entry.code));
    for name in rows.map(|row| row.name.as_str()).chain(lines(PROVINCES)) {
        words.extend(tokens(name));
    }
    words.extend(lines(GENERIC).map(str::to_owned));
    words
});

const PROVINCES: &str = include_str!("table/province_names.txt");
const GENERIC: &str = include_str!("table/generic_words.txt");

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// Whether a word can be rare by its form: long enough, and neither generic nor of a sector or province.
fn can_name(word: &str) -> bool {
    word.chars().nth(3).is_some() && !COMMON.contains(word)
}

/// Reads titles `0..count`: their words as numbers, and the table of all words.
pub(super) fn read_titles<'a>(
    count: usize,
    title: impl Fn(usize) -> &'a str + Sync,
) -> (WordTable, TitleWords) {
    let parts = in_chunks(count, CHUNK, |range| {
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut words = TitleWords::default();
        for index in range {
            each_token(title(index), |token| {
                let id = ids.get(token).copied().unwrap_or_else(|| {
                    let id = ids.len() as u32;
                    ids.insert(token.to_owned(), id);
                    id
                });
                words.ids.push(id);
            });
            words.ends.push(words.ids.len() as u32);
        }
        let mut names: Vec<(String, u32)> = ids.into_iter().collect();
        names.sort_unstable_by_key(|(_, id)| *id);
        (names, words)
    });
    let mut table = WordTable {
        titles: count as u32,
        ..WordTable::default()
    };
    let mut all = TitleWords::default();
    for (names, words) in parts {
        let known = table.ids.len() as u32;
        let numbers: Vec<u32> = names
            .into_iter()
            .scan(known, |next, (name, _)| {
                let id = *table.ids.entry(name).or_insert(*next);
                *next += u32::from(id == *next);
                Some(id)
            })
            .collect();
        let before = all.ids.len() as u32;
        all.ids
            .extend(words.ids.iter().map(|id| numbers[*id as usize]));
        all.ends.extend(words.ends.iter().map(|end| before + end));
    }
    table.entries = entries(&table, &all);
    (table, all)
}

/// Counts in how many titles each word occurs, and draws the conclusions.
fn entries(table: &WordTable, words: &TitleWords) -> Vec<Entry> {
    let mut counts = vec![0_u32; table.ids.len()];
    let mut last = vec![u32::MAX; table.ids.len()];
    for index in 0..words.ends.len() {
        for id in words.of(index) {
            let last = &mut last[*id as usize];
            counts[*id as usize] += u32::from(*last != index as u32);
            *last = index as u32;
        }
    }
    let limit = RARE_DF.max(table.titles / RARE_DF_PER);
    let mut entries: Vec<Entry> = counts
        .iter()
        .map(|count| Entry {
            idf: idf(table.titles, *count),
            is_rare: *count <= limit,
        })
        .collect();
    for (name, id) in &table.ids {
        let entry = &mut entries[*id as usize];
        entry.is_rare = entry.is_rare && can_name(name);
    }
    entries
}

fn idf(titles: u32, count: u32) -> f32 {
    (f64::from(titles) / f64::from(count)).ln_1p() as f32
}

impl WordTable {
    /// The table of these titles.
    pub fn new(titles: &[&str]) -> Self {
        read_titles(titles.len(), |index| titles[index]).0
    }

    /// How many titles were counted.
    pub const fn titles(&self) -> u32 {
        self.titles
    }

    /// Whether a word names something.
    pub(super) fn is_rare(&self, word: &str) -> bool {
        match self.ids.get(word) {
            Some(id) => self.entries[*id as usize].is_rare,
            None => can_name(word),
        }
    }

    /// The vector of a title. A word that no counted title holds weighs as if one did, and gets a
    /// number by its place among the `strangers`, so that titles of one comparison agree on it.
    pub(super) fn vector(&self, title: &str, strangers: &mut Vec<String>, out: &mut Vec<Word>) {
        let start = out.len();
        each_token(title, |token| {
            let known = self.ids.get(token).map(|id| self.word(*id));
            out.push(known.unwrap_or_else(|| {
                let at = strangers.iter().position(|known| known == token);
                let at = at.unwrap_or_else(|| {
                    strangers.push(token.to_owned());
                    strangers.len() - 1
                });
                Word {
                    id: (self.entries.len() + at) as u32,
                    weight: idf(self.titles, 1),
                    is_rare: can_name(token),
                }
            }));
        });
        normalise(start, out);
    }

    /// The vector of a title whose words are numbers of this table.
    pub(super) fn known_vector(&self, ids: &[u32], out: &mut Vec<Word>) {
        let start = out.len();
        out.extend(ids.iter().map(|id| self.word(*id)));
        normalise(start, out);
    }

    fn word(&self, id: u32) -> Word {
        let Entry { idf, is_rare } = self.entries[id as usize];
        Word {
            id,
            weight: idf,
            is_rare,
        }
    }
}

/// Sorts the words from `start` on, merges those that repeat, and gives their vector length 1.
fn normalise(start: usize, out: &mut Vec<Word>) {
    out[start..].sort_unstable_by_key(|word| word.id);
    let mut kept = start;
    for at in start..out.len() {
        if kept > start && out[kept - 1].id == out[at].id {
            out[kept - 1].weight += out[at].weight;
        } else {
            out[kept] = out[at];
            kept += 1;
        }
    }
    out.truncate(kept);
    let length = out[start..]
        .iter()
        .map(|word| f64::from(word.weight).powi(2))
        .sum::<f64>()
        .sqrt();
    for word in &mut out[start..] {
        word.weight = (f64::from(word.weight) / length) as f32;
    }
}

/// `S_text`: the cosine of two unit vectors; 0 without a shared word.
pub(super) fn cosine(a: &[Word], b: &[Word]) -> f64 {
    shared(a, b).fold(0.0, |sum, (x, y)| {
        sum + f64::from(x.weight) * f64::from(y.weight)
    })
}

/// The words that two titles share.
pub(super) fn shared<'a>(
    a: &'a [Word],
    b: &'a [Word],
) -> impl Iterator<Item = (&'a Word, &'a Word)> {
    let (mut at, mut other) = (0, 0);
    std::iter::from_fn(move || {
        while at < a.len() && other < b.len() {
            let (x, y) = (&a[at], &b[other]);
            at += usize::from(x.id <= y.id);
            other += usize::from(y.id <= x.id);
            if x.id == y.id {
                return Some((x, y));
            }
        }
        None
    })
}
