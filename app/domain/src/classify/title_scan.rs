//! A title under the text rules: which of them hold, and the words that they found.

use unicode_normalization::char::is_combining_mark;

use super::text_rule::{RuleMatch, TABLE, TextRule};

/// What was found out about a rule.
#[derive(Clone, Copy)]
enum Found<'t> {
    NotTried,
    Nothing,
    Words(&'t str),
}

/// A title under examination: each rule is tried at most once, and only where one of its
/// alternatives may begin.
pub(super) struct Scan<'t> {
    title: &'t str,
    /// One byte a character: lower case; `_` for a letter outside ASCII, `.` for any other sign.
    folded: String,
    /// Words at which rules may match: position in `folded`, and the rules.
    starts: Vec<(usize, u16)>,
    /// The rules of all `starts`.
    candidates: u16,
    found: [Found<'t>; TextRule::ALL.len()],
    /// The rules that decided something.
    applied: u16,
}

impl<'t> Scan<'t> {
    pub(super) fn new(title: &'t str) -> Self {
        let folded = fold(title);
        let starts = starts(&folded);
        Self {
            title,
            candidates: starts.iter().fold(0, |bits, (_, rules)| bits | rules),
            folded,
            starts,
            found: [Found::NotTried; TextRule::ALL.len()],
            applied: 0,
        }
    }

    /// Whether a rule holds, which then decides something.
    pub(super) fn applies(&mut self, rule: TextRule) -> bool {
        let holds = self.find(rule).is_some();
        if holds {
            self.applied |= rule.bit();
        }
        holds
    }

    /// Whether a rule holds, without it deciding anything that a reader sees.
    pub(super) fn holds(&mut self, rule: TextRule) -> bool {
        self.find(rule).is_some()
    }

    /// The rules that decided something, with their words.
    pub(super) fn into_matches(mut self) -> Vec<RuleMatch> {
        let applied = self.applied;
        TextRule::ALL
            .into_iter()
            .filter(|rule| applied & rule.bit() != 0)
            .filter_map(|rule| {
                let words = self.find(rule)?.to_owned();
                Some(RuleMatch { rule, words })
            })
            .collect()
    }

    pub(super) fn find(&mut self, rule: TextRule) -> Option<&'t str> {
        if self.candidates & rule.bit() == 0 {
            return None;
        }
        if let Found::NotTried = self.found[rule.index()] {
            self.found[rule.index()] = self.search(rule).map_or(Found::Nothing, Found::Words);
        }
        match self.found[rule.index()] {
            Found::Words(words) => Some(words),
            Found::NotTried | Found::Nothing => None,
        }
    }

    fn search(&self, rule: TextRule) -> Option<&'t str> {
        let regex = &TABLE.rules[rule.index()].regex;
        let (start, len) = self
            .starts
            .iter()
            .filter(|(_, rules)| rules & rule.bit() != 0)
            .filter(|(start, _)| rule != TextRule::ServiceWords || !self.is_river_training(*start))
            .find_map(|(start, _)| Some((*start, regex.find(&self.folded[*start..])?.len())))?;
        let begin = self.offset(start);
        self.title.get(begin..self.offset(start + len))
    }

    /// Whether the word at a place is the second of "river training", which are works, not a service.
    fn is_river_training(&self, start: usize) -> bool {
        let before = self.folded[..start].strip_suffix("river ");
        self.folded[start..].starts_with("training")
            && before.is_some_and(|before| !before.bytes().next_back().is_some_and(is_word))
    }

    /// Where a character of `folded` stands in the title.
    fn offset(&self, position: usize) -> usize {
        if self.title.len() == self.folded.len() {
            return position;
        }
        self.title
            .char_indices()
            .nth(position)
            .map_or(self.title.len(), |(offset, _)| offset)
    }
}

/// Letters of other scripts bound words as Latin letters do; no rule names one.
fn fold(title: &str) -> String {
    if title.is_ascii() {
        return title.to_ascii_lowercase();
    }
    title
        .chars()
        .map(|c| match c {
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            _ if c.is_alphanumeric() && !is_combining_mark(c) => '_',
            _ => '.',
        })
        .collect()
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The beginnings of words at which a rule may match, in order.
fn starts(folded: &str) -> Vec<(usize, u16)> {
    let mut starts = Vec::new();
    let mut inside = false;
    for (start, byte) in folded.bytes().enumerate() {
        let begins = is_word(byte) && !inside;
        inside = is_word(byte);
        if begins {
            let rules = TABLE.beginnings[usize::from(byte & 0x7F)]
                .iter()
                .filter(|(text, _)| folded.as_bytes()[start..].starts_with(text.as_bytes()))
                .fold(0, |bits, (_, rules)| bits | rules);
            if rules != 0 {
                starts.push((start, rules));
            }
        }
    }
    starts
}
