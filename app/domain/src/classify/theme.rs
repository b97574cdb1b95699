//! Themes of an activity: those of its codes, and tags from title and markers (method 2.1, 2.6).

use super::purpose_row::facts;
use super::title_scan::Scan;
use super::{Subject, TextRule};
use crate::marker::Marker;
use crate::theme::{Theme, ThemeSet};

/// The text rules that tag a theme; the theme words of the other rules describe, they do not tag.
const TAGS: [(TextRule, Theme); 4] = [
    (TextRule::WomenBusiness, Theme::WomensEconomic),
    (TextRule::Internet, Theme::Connectivity),
    (TextRule::Legal, Theme::LegalGovernance),
    (TextRule::Flood, Theme::Disaster),
];
/// Finance, business, farming, industry and trade, where a gender marker means women's enterprise.
const ECONOMIC_CATEGORIES: [u32; 6] = [240, 250, 311, 321, 331, 332];
/// Employment creation, vocational training and rural development, likewise.
const ECONOMIC_CODES: [u32; 3] = [16020, 11330, 43040];

pub(super) fn of(subject: &Subject, scan: &mut Scan<'_>) -> ThemeSet {
    let mut themes = ThemeSet::default();
    let mut rules = 0;
    for code in subject.codes() {
        let facts = facts(code);
        rules |= facts.rules;
        themes.0 |= facts.row.as_ref().map_or(0, |row| row.themes.0);
    }
    for (rule, theme) in TAGS {
        if rules & rule.bit() != 0 && scan.applies(rule) {
            themes.insert(theme);
        }
    }
    let is_economic = subject.codes().any(|code| {
        ECONOMIC_CATEGORIES.contains(&code.category().number())
            || ECONOMIC_CODES.contains(&code.number())
    });
    if is_economic && subject.markers.get(Marker::Gender).unwrap_or(0) >= 1 {
        themes.insert(Theme::WomensEconomic);
    }
    themes
}
