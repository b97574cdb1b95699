//! Columns of text in one arena.

use super::selection::Selection;

/// Strings one after another, with their ends.
#[derive(Debug, Default)]
pub(crate) struct TextColumn {
    arena: String,
    ends: Vec<u32>,
}

impl TextColumn {
    pub(crate) fn push(&mut self, text: &str) {
        // An arena of four gigabytes is full: what comes after stays empty rather than wrong.
        if u32::try_from(self.arena.len() + text.len()).is_ok() {
            self.arena.push_str(text);
        }
        self.ends.push(self.arena.len() as u32);
    }

    pub(crate) fn get(&self, index: usize) -> &str {
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        &self.arena[start..self.ends[index] as usize]
    }

    /// Which strings hold a needle; the whole arena is searched at once.
    pub(super) fn holding(&self, needle: &str) -> Selection {
        let mut holding = Selection::none(self.ends.len());
        let mut index = 0;
        let finder = memchr::memmem::Finder::new(needle.as_bytes());
        let mut from = 0;
        while let Some(found) = finder.find(&self.arena.as_bytes()[from..]) {
            let at = from + found;
            index += self.ends[index..].partition_point(|end| (*end as usize) <= at);
            let end = self.ends[index] as usize;
            if at + needle.len() <= end {
                holding.insert(index);
                from = end;
            } else {
                from = at + 1;
            }
        }
        holding
    }

    pub(crate) fn shrink(&mut self) {
        self.arena.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.arena.capacity() + self.ends.capacity() * 4
    }
}

/// What a search looks through: title, identifier and the agency as reported, folded.
pub(super) fn search_words(title: &str, id: &str, agency_reported: &str) -> String {
    fold(&format!("{title}\n{id}\n{agency_reported}"))
}

/// Lower case without accents, for searching.
pub(crate) fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .collect::<String>()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_needle_is_found_in_one_string_and_not_across_two() {
        let mut column = TextColumn::default();
        for text in ["water supply", "", "road", "waterworks"] {
            column.push(text);
        }
        let holding = |needle| column.holding(needle).iter().collect::<Vec<_>>();
        assert_eq!(holding("water"), [0, 3]);
        assert!(holding("yroad").is_empty());
        assert_eq!(column.get(2), "road");
        assert_eq!(fold("Camões ÉCOLE"), "camoes ecole");
    }
}
