//! DAC purpose codes: five digits, or the three of their category when a source gives no more.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::table;

/// A purpose code (`21020`) or sector category (`210`) that the DAC list has, current or withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PurposeCode(u32);

/// What the code list says of a code.
#[derive(Debug)]
pub struct PurposeEntry {
    /// The code.
    pub code: PurposeCode,
    /// Its English name.
    pub name: String,
    /// The code of which it is a voluntary sub-code; itself otherwise.
    pub parent: PurposeCode,
    /// Whether the DAC has withdrawn it.
    pub is_withdrawn: bool,
}

#[derive(Deserialize)]
struct PurposeRow {
    code: u32,
    name: String,
    status: String,
    parent: Option<u32>,
}

#[derive(Deserialize)]
struct CategoryRow {
    code: u32,
    name: String,
}

#[derive(Deserialize)]
struct HistoryRow {
    old_code: u32,
    new_code: u32,
}

/// All codes, five digits and categories, ordered by category so that a family of codes is one run.
static ENTRIES: LazyLock<Vec<PurposeEntry>> = LazyLock::new(|| {
    let purposes = table::rows::<PurposeRow>(include_str!("code/table/purpose_code.csv"))
        .into_iter()
        .map(|row| PurposeEntry {
            code: PurposeCode(row.code),
            name: row.name,
            parent: PurposeCode(row.parent.unwrap_or(row.code)),
            is_withdrawn: row.status == "withdrawn",
        });
    let categories = table::rows::<CategoryRow>(include_str!("code/table/sector_category.csv"))
        .into_iter()
        .map(|row| {
            let code = PurposeCode(row.code);
            PurposeEntry {
                code,
                name: row.name,
                parent: code,
                is_withdrawn: false,
            }
        });
    let mut entries: Vec<_> = purposes.chain(categories).collect();
    entries.sort_by_key(|entry| (entry.code.category(), entry.code));
    entries
});

static POSITIONS: LazyLock<HashMap<PurposeCode, u16>> = LazyLock::new(|| {
    ENTRIES
        .iter()
        .enumerate()
        .map(|(index, entry)| (entry.code, index as u16))
        .collect()
});

static HISTORY: LazyLock<HashMap<u32, u32>> = LazyLock::new(|| {
    table::rows::<HistoryRow>(include_str!("classify/table/history.csv"))
        .into_iter()
        .map(|row| (row.old_code, row.new_code))
        .collect()
});

impl PurposeCode {
    /// Reads a code that the list has: five digits, or three for a category.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if !matches!(text.len(), 3 | 5) || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        text.parse()
            .ok()
            .map(Self)
            .filter(|code| POSITIONS.contains_key(code))
    }

    /// The code in force today: withdrawn codes lead to their successor (method 1.1, rule 18).
    #[must_use]
    pub fn current(self) -> Self {
        HISTORY.get(&self.0).map_or(self, |new| Self(*new))
    }

    /// The number as written.
    pub const fn number(self) -> u32 {
        self.0
    }

    /// The three-digit category.
    #[must_use]
    pub const fn category(self) -> Self {
        if self.is_category() {
            self
        } else {
            Self(self.0 / 100)
        }
    }

    /// Whether it is a three-digit category.
    pub const fn is_category(self) -> bool {
        self.0 < 1000
    }

    /// Whether it falls under a prefix of three or five digits that somebody asks for.
    pub const fn is_under(self, wanted: Self) -> bool {
        self.0 == wanted.0 || (wanted.is_category() && self.category().0 == wanted.0)
    }

    /// What the code list says of it.
    pub fn entry(self) -> &'static PurposeEntry {
        &ENTRIES[self.position() as usize]
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        &self.entry().name
    }

    /// Position in [`PurposeCode::all`]; dense, for columns and tallies.
    pub fn position(self) -> u16 {
        POSITIONS[&self]
    }

    /// The code at a position.
    pub fn at(position: u16) -> Option<Self> {
        ENTRIES.get(position as usize).map(|entry| entry.code)
    }

    /// All entries, by category and code.
    pub fn all() -> &'static [PurposeEntry] {
        &ENTRIES
    }
}

/// The three-digit categories, ascending.
pub fn categories() -> &'static [PurposeCode] {
    static CATEGORIES: LazyLock<Vec<PurposeCode>> = LazyLock::new(|| {
        let mut categories: Vec<_> = ENTRIES.iter().map(|entry| entry.code.category()).collect();
        categories.dedup();
        categories
    });
    &CATEGORIES
}

/// For each position of a purpose code, and for *not reported* after them, the position of its category among
/// [`categories`]; their number for *not reported*.
pub(crate) fn category_positions() -> &'static [u8] {
    static POSITIONS: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let known = categories();
        let of = |entry: &PurposeEntry| known.partition_point(|c| *c < entry.code.category());
        let positions = ENTRIES.iter().map(of).chain([known.len()]);
        positions.map(|position| position as u8).collect()
    });
    &POSITIONS
}

impl fmt::Display for PurposeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for PurposeCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PurposeCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown purpose code {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PurposeCode {
        PurposeCode::parse(text).unwrap_or_else(|| unreachable!("{text} is in the list"))
    }

    #[test]
    fn withdrawn_codes_lead_to_their_successor() {
        assert_eq!(code("23068").current(), code("23240"));
        assert_eq!(code("41050").current(), code("43060"));
        assert_eq!(code("21020").current(), code("21020"));
        for text in ["", "0", "2102", "99999", "21020x"] {
            assert_eq!(PurposeCode::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_under_its_category() {
        assert!(code("21020").is_under(code("210")));
        assert!(code("210").is_under(code("210")));
        assert!(!code("210").is_under(code("21020")));
        assert_eq!(
            PurposeCode::at(code("21023").position()),
            Some(code("21023"))
        );
        assert_eq!(code("21023").entry().parent, code("21020"));
    }
}
