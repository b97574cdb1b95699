//! The values of the sector facet: purpose codes and categories at their position in the code list, *not reported*
//! after them, and then each category alone (`430-none`): what reports the category and no purpose code under it.
//!
//! A category alone is what a figure needs that takes some codes of a category and leaves others, since `430` stands
//! for the category with all its codes. Called by [`crate::facet`] and by the pass over the data set.

use std::sync::LazyLock;

use crate::facet::{FacetValue, NOT_REPORTED};
use crate::purpose::{self, PurposeCode};

/// What a value stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sector {
    /// A purpose code, or a category with all its codes.
    Code(PurposeCode),
    /// A category without the codes under it.
    Alone(PurposeCode),
    NotReported,
}

/// How many values there are.
pub(crate) fn count() -> usize {
    PurposeCode::all().len() + 1 + purpose::categories().len()
}

/// The value that stands for *not reported*.
pub(crate) fn none() -> FacetValue {
    PurposeCode::all().len() as FacetValue
}

/// The value of what reports a category and no purpose code under it.
pub(crate) fn alone(category: PurposeCode) -> FacetValue {
    let at = purpose::categories().partition_point(|known| *known < category);
    none() + 1 + at as FacetValue
}

/// Position in the code list of the category whose lines a value of a category alone stands for.
pub(crate) fn position_alone(value: FacetValue) -> Option<FacetValue> {
    match sector(value) {
        Sector::Alone(category) => Some(category.position()),
        _ => None,
    }
}

/// The category under which a value is listed.
pub fn category(value: FacetValue) -> Option<PurposeCode> {
    match sector(value) {
        Sector::Code(code) => Some(code.category()),
        Sector::Alone(category) => Some(category),
        Sector::NotReported => None,
    }
}

/// Whether a value stands for a whole category, or for what has none.
pub fn is_whole(value: FacetValue) -> bool {
    match sector(value) {
        Sector::Code(code) => code.is_category(),
        Sector::Alone(_) => false,
        Sector::NotReported => true,
    }
}

pub(crate) fn code(value: FacetValue) -> String {
    match sector(value) {
        Sector::Code(code) => code.to_string(),
        Sector::Alone(category) => format!("{category}-{NOT_REPORTED}"),
        Sector::NotReported => NOT_REPORTED.to_owned(),
    }
}

pub(crate) fn label(value: FacetValue) -> &'static str {
    static ALONE: LazyLock<Vec<String>> = LazyLock::new(|| {
        let names = purpose::categories().iter().map(|it| it.name());
        names
            .map(|name| format!("{name}, no purpose code"))
            .collect()
    });
    match sector(value) {
        Sector::Code(code) => code.name(),
        Sector::Alone(_) => &ALONE[(value - none() - 1) as usize],
        Sector::NotReported => "Not reported",
    }
}

/// The value with this code; withdrawn purpose codes lead to their successor.
pub(crate) fn parse(text: &str) -> Option<FacetValue> {
    let text = text.to_ascii_lowercase();
    if text == NOT_REPORTED {
        return Some(none());
    }
    match text
        .strip_suffix(NOT_REPORTED)
        .and_then(|text| text.strip_suffix('-'))
    {
        Some(category) => PurposeCode::parse(category)
            .filter(|code| code.is_category())
            .map(alone),
        None => PurposeCode::parse(&text).map(|code| code.current().position()),
    }
}

/// Whether all that has a value also has `wanted`.
pub(crate) fn is_under(value: FacetValue, wanted: FacetValue) -> bool {
    value == wanted || (category(value) == category(wanted) && is_whole(wanted))
}

fn sector(value: FacetValue) -> Sector {
    if let Some(code) = PurposeCode::at(value) {
        return Sector::Code(code);
    }
    let beyond = value.checked_sub(none() + 1);
    let category = beyond.and_then(|at| purpose::categories().get(at as usize));
    category.map_or(Sector::NotReported, |category| Sector::Alone(*category))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> FacetValue {
        parse(text).unwrap_or_else(|| unreachable!("{text} is a sector"))
    }

    #[test]
    fn a_category_alone_is_a_part_of_the_category() {
        assert!(is_under(value("430-none"), value("430")));
        assert!(is_under(value("43040"), value("430")));
        assert!(!is_under(value("430"), value("430-none")));
        assert!(!is_under(value("43040"), value("430-none")));
        assert!(!is_under(value("none"), value("430")));
        assert_eq!(position_alone(value("430-NONE")), Some(value("430")));
        assert_eq!(position_alone(value("430")), None);
    }

    #[test]
    fn only_categories_stand_alone() {
        for text in [
            "43040-none",
            "none-none",
            "-none",
            "999-none",
            "430-",
            "430none",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(
            label(value("430-none")),
            "Other Multisector, no purpose code"
        );
    }
}
