//! The purpose table of the method (2.1): what a code says of class, priorities and themes.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{effect, text_rule};
use crate::priority::PriorityWeights;
use crate::purpose::PurposeCode;
use crate::status::Class;
use crate::table;
use crate::theme::{Theme, ThemeSet};

/// One row of the purpose table.
#[derive(Clone, Debug)]
pub struct PurposeRow {
    /// The code of the row: five digits, or three for a category.
    pub code: PurposeCode,
    /// Its name in the table.
    pub name: String,
    /// The class of its lines, before markers, aid type and title are looked at.
    pub class: Class,
    /// How much of the money becomes something built, in percent (method 2.7).
    pub physicality: u8,
    /// Weights of the seven priorities, in millionths.
    pub weights: PriorityWeights,
    /// Its themes.
    pub themes: ThemeSet,
    /// Whether good people classify it otherwise.
    pub is_contested: bool,
    /// Why it stands where it stands.
    pub rationale: String,
}

/// What the tables say of one code of the code list.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// Its row, else that of its category.
    pub(super) row: Option<PurposeRow>,
    /// The text rules that apply to it, one bit each.
    pub(super) rules: u16,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    name: String,
    infra_class: char,
    physicality: f64,
    #[serde(rename = "OP1")]
    op1: String,
    #[serde(rename = "OP2")]
    op2: String,
    #[serde(rename = "OP3")]
    op3: String,
    #[serde(rename = "OP4")]
    op4: String,
    #[serde(rename = "OP5")]
    op5: String,
    #[serde(rename = "OP6")]
    op6: String,
    #[serde(rename = "OP7")]
    op7: String,
    themes: String,
    contested: u8,
    rationale: String,
}

impl From<Row> for PurposeRow {
    fn from(row: Row) -> Self {
        let mut themes = ThemeSet::default();
        for theme in row.themes.split('|').filter_map(Theme::from_key) {
            themes.insert(theme);
        }
        let weights = [
            row.op1, row.op2, row.op3, row.op4, row.op5, row.op6, row.op7,
        ];
        Self {
            code: PurposeCode::parse(&row.code).expect("the tests compare the table with the list"),
            name: row.name,
            class: Class::from_letter(row.infra_class).expect("the tests read every row"),
            physicality: (row.physicality * 100.0).round() as u8,
            weights: weights.map(|text| effect::weight(&text)),
            themes,
            is_contested: row.contested > 0,
            rationale: row.rationale,
        }
    }
}

/// The rows as the table has them.
fn rows() -> impl Iterator<Item = PurposeRow> {
    table::rows::<Row>(include_str!("table/purpose.csv"))
        .into_iter()
        .map(PurposeRow::from)
}

/// The facts of each code, by its position in the code list.
static FACTS: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let rows: HashMap<PurposeCode, PurposeRow> = rows().map(|row| (row.code, row)).collect();
    PurposeCode::all()
        .iter()
        .map(|entry| {
            let code = entry.code.current();
            Facts {
                row: rows
                    .get(&code)
                    .or_else(|| rows.get(&code.category()))
                    .cloned(),
                rules: text_rule::applying_to(code),
            }
        })
        .collect()
});

/// What the tables say of a code.
pub(super) fn facts(code: PurposeCode) -> &'static Facts {
    &FACTS[code.position() as usize]
}

/// The row of a code: its own, else that of its three-digit category, else none (method 2.1).
pub fn purpose_row(code: PurposeCode) -> Option<&'static PurposeRow> {
    facts(code).row.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_and_stands_in_the_code_list() {
        let rows: Vec<_> = rows().collect();
        assert_eq!(rows.len(), 338);
        for row in rows {
            assert!(row.physicality <= 100, "{}", row.code);
            assert!(
                row.weights
                    .iter()
                    .all(|w| w % 250_000 == 0 && *w <= 1_000_000),
                "{}",
                row.code
            );
            assert!(row.themes.0 != 0, "{}", row.code);
        }
    }

    #[test]
    fn every_theme_word_of_the_table_is_a_theme() {
        for row in table::rows::<Row>(include_str!("table/purpose.csv")) {
            for word in row.themes.split('|') {
                assert!(Theme::from_key(word).is_some(), "{} {word}", row.code);
            }
        }
    }

    #[test]
    fn codes_without_a_row_take_that_of_their_category() {
        let mut bare = Vec::new();
        for entry in PurposeCode::all() {
            match purpose_row(entry.code) {
                Some(row) => {
                    let code = entry.code.current();
                    assert!(row.code == code || row.code == code.category(), "{code}");
                }
                None => bare.push(entry.code.to_string()),
            }
        }
        // Support to NGOs, and the energy category of before 2020.
        assert_eq!(bare, ["230", "920", "92010", "92020", "92030"]);
    }
}
