//! Families of sectors: purpose codes that are close enough to be looked at together (method 3.3 and 7).

use std::sync::LazyLock;

use crate::classify::family_of;
use crate::facet::{Facet, FacetValue, NOT_REPORTED};
use crate::purpose::{self, PurposeCode};
use crate::sector;

/// The codes of all families, ascending, *not reported* last, and the position among them of each purpose code.
struct Table {
    codes: Vec<String>,
    by_position: Vec<u8>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let by_code: Vec<String> = PurposeCode::all()
        .iter()
        .map(|entry| family_of(entry.code))
        .collect();
    let mut codes = by_code.clone();
    codes.sort();
    codes.dedup();
    let position = |family: &String| codes.binary_search(family).unwrap_or_default() as u8;
    let by_position = by_code.iter().map(position).collect();
    codes.push(NOT_REPORTED.to_owned());
    Table { codes, by_position }
});

/// A family: its position in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Family(u8);

impl Family {
    /// How many there are.
    pub fn count() -> usize {
        TABLE.codes.len()
    }

    /// The family at a position.
    pub fn at(index: usize) -> Self {
        Self(index as u8)
    }

    /// The family of the purpose code at a position of the code list; past the list, *not reported*.
    pub(crate) fn of_position(purpose: u16) -> Self {
        let not_reported = TABLE.codes.len() as u8 - 1;
        Self(
            TABLE
                .by_position
                .get(purpose as usize)
                .copied()
                .unwrap_or(not_reported),
        )
    }

    /// Position among all families.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The code in the API.
    pub fn code(self) -> &'static str {
        &TABLE.codes[self.index()]
    }

    /// The name in English: that of the category by which it is known.
    pub fn name(self) -> String {
        match self.code() {
            NOT_REPORTED => "Not reported".to_owned(),
            "DRR" => "Disaster risk".to_owned(),
            "110" => "Education".to_owned(),
            "120" => "Health".to_owned(),
            "230" => "Energy".to_owned(),
            "310" => "Agriculture, forestry, fishing".to_owned(),
            "320" => "Industry, mining, construction".to_owned(),
            code => PurposeCode::parse(code)
                .or_else(|| self.categories().next())
                .map_or(code.to_owned(), |category| category.name().to_owned()),
        }
    }

    fn categories(self) -> impl Iterator<Item = PurposeCode> {
        purpose::categories()
            .iter()
            .copied()
            .filter(move |category| Self::of_position(category.position()) == self)
    }

    /// The values of the sector facet that it stands for: single codes, since a family can take some codes of a category
    /// and leave the others.
    pub fn sectors(self) -> Vec<FacetValue> {
        if self.code() == NOT_REPORTED {
            return Facet::Sector.none().into_iter().collect();
        }
        let mut values: Vec<FacetValue> = Vec::new();
        for category in purpose::categories() {
            let codes: Vec<u16> = PurposeCode::all()
                .iter()
                .filter(|entry| entry.code.is_under(*category))
                .map(|entry| entry.code.position())
                .collect();
            let inside = |position: &&u16| Self::of_position(**position) == self;
            if codes.iter().all(|position| inside(&position)) {
                values.push(category.position());
                continue;
            }
            // A withdrawn code cannot be asked for; its successor answers.
            let asked = codes.iter().filter(inside).filter(|position| {
                PurposeCode::at(**position).is_some_and(|code| code.current() == code)
            });
            values.extend(asked.map(|position| match *position {
                whole if whole == category.position() => sector::alone(*category),
                code => code,
            }));
        }
        values.retain(|value| Facet::Sector.parse(&Facet::Sector.code(*value)) == Some(*value));
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn family(code: &str) -> Option<&'static str> {
        let code = PurposeCode::parse(code)?;
        Some(Family::of_position(code.position()).code())
    }

    #[test]
    fn a_code_has_its_own_family_before_that_of_its_category() {
        assert_eq!(family("43060"), Some("DRR"));
        assert_eq!(family("43030"), Some("430"));
        assert_eq!(family("23110"), Some("230"));
        assert_eq!(family("332"), Some("332"));
    }

    #[test]
    fn the_sectors_of_all_families_are_all_sectors() {
        let all: Vec<FacetValue> = (0..Family::count())
            .flat_map(|at| Family::at(at).sectors())
            .collect();
        let covers = |own: FacetValue| {
            all.iter()
                .filter(|value| Facet::Sector.is_under(own, **value))
                .count()
        };
        for entry in PurposeCode::all() {
            let code = entry.code;
            if code.current() != code {
                continue;
            }
            let own = if code.is_category() {
                sector::alone(code)
            } else {
                code.position()
            };
            assert_eq!(covers(own), 1, "{}", Facet::Sector.code(own));
        }
    }
}
