//! Industry codes and labels of DFC to purpose codes (method 2.8). Inferred codes are marked so.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::purpose_row::purpose_row;
use super::tokens;
use crate::activity::Confidence;
use crate::purpose::PurposeCode;
use crate::table;

/// The purpose code of an industry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Industry {
    /// The purpose code.
    pub code: PurposeCode,
    /// How well the industry determines it.
    pub confidence: Confidence,
    /// Whether it is a guess: the industry is two digits wide or determines the purpose badly.
    pub is_inferred: bool,
}

#[derive(Deserialize)]
struct Row {
    naics: String,
    title: String,
    purpose_default: String,
    alternates: String,
    confidence: char,
}

/// A row of the table, ready for use.
struct Entry {
    default: Industry,
    /// Other codes that a title may choose, each with the tokens of its name; empty where none may.
    alternates: Vec<(PurposeCode, Vec<String>)>,
}

/// Entries, and where to find them by code and by folded title.
struct Table {
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
    by_title: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        entries: Vec::new(),
        by_code: HashMap::new(),
        by_title: HashMap::new(),
    };
    for row in table::rows::<Row>(include_str!("table/naics.csv")) {
        let index = table.entries.len();
        for code in keys(&row.naics) {
            table.by_code.insert(code, index);
        }
        table.by_title.entry(fold(&row.title)).or_insert(index);
        table.entries.push(Entry::from(row));
    }
    table
});

impl From<Row> for Entry {
    fn from(row: Row) -> Self {
        let confidence = match row.confidence {
            'H' => Confidence::High,
            'M' => Confidence::Medium,
            _ => Confidence::Low,
        };
        let width = row.naics.split('-').next().unwrap_or_default().len();
        let is_inferred = confidence == Confidence::Low || width == 2;
        let alternates = if is_inferred {
            five_digit_codes(&row.alternates)
        } else {
            Vec::new()
        };
        Self {
            default: Industry {
                code: PurposeCode::parse(&row.purpose_default)
                    .expect("compiled-in codes are read by the tests"),
                confidence,
                is_inferred,
            },
            alternates,
        }
    }
}

/// The codes that a row stands for: `313-316` is four.
fn keys(naics: &str) -> Vec<String> {
    let (low, high) = naics.split_once('-').unwrap_or((naics, naics));
    match (low.parse::<u32>(), high.parse::<u32>()) {
        (Ok(low), Ok(high)) => (low..=high).map(|code| code.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The purpose codes in a remark that have a row of their own.
fn five_digit_codes(text: &str) -> Vec<(PurposeCode, Vec<String>)> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.len() == 5)
        .filter_map(PurposeCode::parse)
        .filter_map(|code| purpose_row(code).filter(|row| row.code == code))
        .map(|row| (row.code, tokens(&row.name)))
        .collect()
}

/// A label without case, punctuation and "and".
fn fold(label: &str) -> String {
    label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and"))
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The purpose code of a NAICS code (longest prefix) or of a sector label such as
/// "Finance and Insurance"; the title of the activity may choose between several.
///
/// ```
/// use tiga_domain::classify::purpose_from_industry;
/// let code = |industry, title| purpose_from_industry(industry, title).map(|i| i.code.number());
/// assert_eq!(code("221114", "Sunfield"), Some(23230));
/// assert_eq!(code("Utilities", "Sewerage and sanitation concession"), Some(14022));
/// assert_eq!(code("99", "Other"), None);
/// ```
pub fn purpose_from_industry(naics_or_label: &str, title: &str) -> Option<Industry> {
    let text = naics_or_label.trim();
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .map_or(text, |end| &text[..end]);
    let index = if digits.is_empty() {
        TABLE.by_title.get(&fold(text))
    } else {
        (2..=digits.len())
            .rev()
            .find_map(|width| TABLE.by_code.get(&digits[..width]))
    };
    Some(TABLE.entries[*index?].choose(title))
}

impl Entry {
    /// The first alternate whose name shares a word with the title, else the default.
    fn choose(&self, title: &str) -> Industry {
        if self.alternates.is_empty() {
            return self.default;
        }
        let words = tokens(title);
        let chosen = self
            .alternates
            .iter()
            .find(|(_, name)| name.iter().any(|word| words.contains(word)));
        Industry {
            code: chosen.map_or(self.default.code, |(code, _)| *code),
            ..self.default
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_and_construction_policy_is_never_meant() {
        let rows = table::rows::<Row>(include_str!("table/naics.csv"));
        assert_eq!(rows.len(), 103);
        for row in rows {
            assert!(!keys(&row.naics).is_empty(), "{}", row.naics);
            assert!(matches!(row.confidence, 'H' | 'M' | 'L'), "{}", row.naics);
            let entry = Entry::from(row);
            assert!(purpose_row(entry.default.code).is_some());
            assert_ne!(entry.default.code.number(), 32310);
        }
    }

    #[test]
    fn labels_are_found_as_publishers_write_them() {
        let code = |label| purpose_from_industry(label, "").map(|i| i.code.number());
        for (label, expected) in [
            ("Finance and Insurance", 24030),
            ("finance & insurance ", 24030),
            ("Manufacturing", 32120),
            ("31-33", 32120),
            ("Agriculture, Forestry, Fishing, and Hunting", 31120),
        ] {
            assert_eq!(code(label), Some(expected), "{label}");
        }
        for label in ["", "Redacted", "2", "１１"] {
            assert_eq!(code(label), None, "{label}");
        }
    }
}
