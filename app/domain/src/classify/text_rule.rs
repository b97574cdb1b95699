//! The text rules of the method (2.6): regular expressions on titles, and to what they apply.

use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

use super::effect;
use super::title_scan::Scan;
use crate::priority::PriorityWeights;
use crate::purpose::PurposeCode;
use crate::table;

/// A text rule, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names stand in `key`")]
pub enum TextRule {
    BudgetSupport,
    UrbanTransit,
    Urban,
    Rural,
    Corridor,
    WomenBusiness,
    Flood,
    ClimateText,
    GreenAsset,
    Internet,
    Legal,
    ServiceWords,
}

/// A rule that decided something, with the words that it found in the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleMatch {
    /// The rule.
    pub rule: TextRule,
    /// The words as the title has them.
    pub words: String,
}

impl TextRule {
    /// All rules.
    pub const ALL: [Self; 12] = [
        Self::BudgetSupport,
        Self::UrbanTransit,
        Self::Urban,
        Self::Rural,
        Self::Corridor,
        Self::WomenBusiness,
        Self::Flood,
        Self::ClimateText,
        Self::GreenAsset,
        Self::Internet,
        Self::Legal,
        Self::ServiceWords,
    ];

    /// Position in [`TextRule::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name in the method's tables.
    pub const fn key(self) -> &'static str {
        [
            "budget_support",
            "urban_transit",
            "urban",
            "rural",
            "corridor",
            "women_business",
            "flood",
            "climate_text",
            "green_asset",
            "internet",
            "legal",
            "service_words",
        ][self.index()]
    }

    /// The first words of a title that the rule finds.
    ///
    /// ```
    /// use tiga_domain::classify::TextRule;
    /// assert_eq!(TextRule::UrbanTransit.matches("Jakarta MRT Phase 2"), Some("MRT"));
    /// assert_eq!(TextRule::ServiceWords.matches("River training works"), None);
    /// ```
    pub fn matches(self, title: &str) -> Option<&str> {
        Scan::new(title).find(self)
    }

    /// Its bit in a set of rules.
    pub(super) const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Whether a title speaks of services: plans, studies, training, early warning.
pub fn is_service_words(title: &str) -> bool {
    TextRule::ServiceWords.matches(title).is_some()
}

#[derive(Deserialize)]
struct Row {
    rule: String,
    regex: String,
    applies_to: String,
    op_effect: String,
}

/// A rule ready for use.
pub(super) struct Rule {
    /// The alternatives, anchored at the start of a word.
    pub(super) regex: Regex,
    /// Codes and categories that it applies to; none for all.
    scope: Option<Vec<PurposeCode>>,
    /// Its effect on the priorities, if it has one.
    effect: Option<PriorityWeights>,
}

/// The rules, and the beginnings of words by which to tell where one of them may match.
pub(super) struct Table {
    pub(super) rules: Vec<Rule>,
    /// By first letter: the beginning of an alternative, and the rules that have it.
    pub(super) beginnings: [Vec<(String, u16)>; 128],
}

/// The table of the method.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        rules: Vec::new(),
        beginnings: [const { Vec::new() }; 128],
    };
    let rows = table::rows::<Row>(include_str!("table/text_rules.csv"));
    for rule in TextRule::ALL {
        let row = rows
            .iter()
            .find(|row| row.rule == rule.key())
            .expect("the tests compare the rules with the table");
        let alternatives = alternatives(&row.regex);
        for alternative in split_alternatives(alternatives) {
            table.insert(beginning(alternative), rule);
        }
        table.rules.push(Rule {
            regex: Regex::new(&format!("^(?:{alternatives})\\b"))
                .expect("compiled-in patterns are read by the tests"),
            scope: scope(&row.applies_to),
            effect: (!row.op_effect.is_empty()).then(|| effect::weights(&row.op_effect)),
        });
    }
    table
});

impl Table {
    fn insert(&mut self, beginning: &str, rule: TextRule) {
        let bucket = &mut self.beginnings[usize::from(beginning.as_bytes()[0] & 0x7F)];
        match bucket.iter_mut().find(|(text, _)| text == beginning) {
            Some((_, rules)) => *rules |= rule.bit(),
            None => bucket.push((beginning.to_owned(), rule.bit())),
        }
    }
}

/// What stands between the word boundaries of a pattern `\b(…)\b`.
fn alternatives(pattern: &str) -> &str {
    pattern
        .strip_prefix(r"\b(")
        .and_then(|rest| rest.strip_suffix(r")\b"))
        .expect("compiled-in patterns stand between word boundaries, which the tests check")
}

/// The alternatives at the top level of a pattern.
fn split_alternatives(pattern: &str) -> Vec<&str> {
    let mut depth = 0;
    pattern
        .split(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            c == '|' && depth == 0
        })
        .collect()
}

/// The letters with which every match of an alternative begins.
fn beginning(alternative: &str) -> &str {
    let is_literal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' ' || c == '-';
    let end = alternative
        .find(|c| !is_literal(c))
        .unwrap_or(alternative.len());
    let may_be_absent = alternative[end..].starts_with(['?', '*', '{']);
    &alternative[..end - usize::from(may_be_absent)]
}

/// `any …` is every code; else codes and categories such as `21012|140xx`.
fn scope(text: &str) -> Option<Vec<PurposeCode>> {
    let code = |part: &str| PurposeCode::parse(part.strip_suffix("xx").unwrap_or(part));
    (!text.starts_with("any")).then(|| text.split('|').filter_map(code).collect())
}

/// The rules that apply to a code, one bit each.
pub(super) fn applying_to(code: PurposeCode) -> u16 {
    let applies = |rule: &Rule| match &rule.scope {
        Some(scope) => scope.iter().any(|wanted| code.is_under(*wanted)),
        None => true,
    };
    TextRule::ALL
        .into_iter()
        .filter(|rule| applies(&TABLE.rules[rule.index()]))
        .fold(0, |bits, rule| bits | rule.bit())
}

/// The effect of a rule on the priorities, if it has one.
pub(super) fn effect(rule: TextRule) -> Option<&'static PriorityWeights> {
    TABLE.rules[rule.index()].effect.as_ref()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows() -> Vec<Row> {
        table::rows(include_str!("table/text_rules.csv"))
    }

    /// What the method says, without any shortcut.
    fn plain(rule: TextRule, title: &str) -> Option<String> {
        static PLAIN: LazyLock<Vec<Regex>> = LazyLock::new(|| {
            let pattern = |row: Row| format!("(?i){}", row.regex);
            rows()
                .into_iter()
                .filter_map(|row| Regex::new(&pattern(row)).ok())
                .collect()
        });
        static RIVER: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"(?i)\briver training\b").expect("a pattern"));
        let title = match rule {
            TextRule::ServiceWords => RIVER.replace_all(title, " "),
            _ => title.into(),
        };
        let found = PLAIN[rule.index()].find(&title)?;
        Some(found.as_str().to_owned())
    }

    #[test]
    fn the_table_has_the_rules_in_their_order() {
        let rows = rows();
        assert!(
            rows.iter()
                .map(|row| row.rule.as_str())
                .eq(TextRule::ALL.map(TextRule::key))
        );
        for row in &rows {
            for alternative in split_alternatives(alternatives(&row.regex)) {
                let beginning = beginning(alternative);
                assert!(
                    beginning.starts_with(|c: char| c.is_ascii_alphanumeric()),
                    "{} {alternative}",
                    row.rule
                );
            }
            for part in row.applies_to.split('|') {
                let code = PurposeCode::parse(part.strip_suffix("xx").unwrap_or(part));
                let is_words = part.starts_with("any") || part.starts_with("class H");
                assert!(
                    code.is_some() || is_words || row.op_effect.is_empty(),
                    "{part}"
                );
            }
        }
    }

    #[test]
    fn beginnings_stop_before_what_may_be_absent() {
        for (alternative, expected) in [
            ("stand-?by loan", "stand"),
            ("e-?bus\\w*", "e"),
            ("stud(y|ies)", "stud"),
            ("policy[- ]based", "policy"),
            ("water", "water"),
        ] {
            assert_eq!(beginning(alternative), expected);
        }
        assert_eq!(split_alternatives("a(b|c)|d[|]|e"), ["a(b|c)", "d[|]", "e"]);
    }

    #[test]
    fn letters_of_other_scripts_bound_words() {
        let metro = TextRule::UrbanTransit;
        assert_eq!(metro.matches("首都圏MRT整備"), None);
        assert_eq!(metro.matches("首都圏 MRT 整備"), Some("MRT"));
        assert_eq!(metro.matches("Métro"), None);
        assert_eq!(
            metro.matches("Đường sắt đô thị – Metro số 1"),
            Some("Metro")
        );
        assert_eq!(TextRule::BudgetSupport.matches("Budget\u{a0}Support"), None);
    }

    #[test]
    fn river_training_is_no_training() {
        for (title, expected) in [
            ("River Training Works", None),
            ("River training and staff training", Some("training")),
            ("Driver training", Some("training")),
            ("River training master plan", Some("master plan")),
        ] {
            assert_eq!(TextRule::ServiceWords.matches(title), expected, "{title}");
        }
    }

    /// Words of the rules, near misses, and joints between them.
    const WORDS: [&str; 78] = [
        "policy",
        "based",
        "Development",
        "budget",
        "support",
        "stand",
        "by",
        "loan",
        "program",
        "metro",
        "MRT",
        "mass",
        "rapid",
        "transit",
        "commuter",
        "railway",
        "rail",
        "urban",
        "city",
        "town",
        "rural",
        "feeder",
        "farm",
        "to",
        "market",
        "off",
        "grid",
        "offgrid",
        "corridor",
        "crossborder",
        "cross",
        "border",
        "GMS",
        "interconnection",
        "international",
        "port",
        "submarine",
        "cable",
        "women",
        "owned",
        "womenled",
        "entrepreneurs",
        "2x",
        "challenge",
        "female",
        "borrowers",
        "flood",
        "sea",
        "seawall",
        "wall",
        "storm",
        "surge",
        "climate",
        "resilience",
        "low",
        "carbon",
        "wind",
        "farm",
        "electric",
        "buses",
        "ebus",
        "e",
        "government",
        "egovernment",
        "fibre",
        "5G",
        "telecoms",
        "data",
        "center",
        "judicial",
        "law",
        "reform",
        "river",
        "training",
        "capacity",
        "studies",
        "information",
        "systems",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn shortcuts_find_what_the_plain_patterns_find(
            parts in prop::collection::vec((0..WORDS.len(), prop::sample::select(vec![" ", "-", "", "_", ", ", "/", "  "])), 0..12)
        ) {
            let title: String = parts.iter().flat_map(|(word, joint)| [WORDS[*word], joint]).collect();
            for rule in TextRule::ALL {
                prop_assert_eq!(rule.matches(&title).map(str::to_owned), plain(rule, &title), "{} in {}", rule.key(), title);
            }
        }

        #[test]
        fn any_title_is_read(title in "\\PC{0,40}") {
            for rule in TextRule::ALL {
                if let Some(words) = rule.matches(&title) {
                    prop_assert!(title.contains(words));
                }
            }
        }
    }
}
