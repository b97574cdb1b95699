//! Sub-areas of services: the words in which readers ask, over categories of the DAC list.

use serde::{Deserialize, Serialize};

use crate::facet::{Facet, FacetValue};
use crate::purpose;

/// A sub-area of services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum ServiceArea {
    Connectivity,
    Education,
    Health,
    Legal,
    Finance,
    Water,
    Social,
    Energy,
    Transport,
    Rural,
    Other,
}

impl ServiceArea {
    /// All sub-areas, the ones of the founding report first.
    pub const ALL: [Self; 11] = [
        Self::Connectivity,
        Self::Education,
        Self::Health,
        Self::Legal,
        Self::Finance,
        Self::Water,
        Self::Social,
        Self::Energy,
        Self::Transport,
        Self::Rural,
        Self::Other,
    ];

    /// Position in [`ServiceArea::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in the API.
    pub const fn code(self) -> &'static str {
        [
            "connectivity",
            "education",
            "health",
            "legal",
            "finance",
            "water",
            "social",
            "energy",
            "transport",
            "rural",
            "other",
        ][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Connectivity",
            "Education",
            "Health and population",
            "Law and governance",
            "Finance and business",
            "Water and sanitation",
            "Social services",
            "Energy policy and training",
            "Transport policy and training",
            "Rural and production services",
            "Other services",
        ][self.index()]
    }

    /// The sub-area of a category of the DAC list.
    pub const fn of_category(category: u32) -> Self {
        match category {
            220 => Self::Connectivity,
            110..=114 => Self::Education,
            120..=130 => Self::Health,
            150..=152 => Self::Legal,
            240 | 250 | 331 => Self::Finance,
            140 => Self::Water,
            160 => Self::Social,
            230..=236 => Self::Energy,
            210 => Self::Transport,
            310..=330 | 332 => Self::Rural,
            _ => Self::Other,
        }
    }

    /// The values of the sector facet that it stands for, *not reported* among the other services.
    pub fn sectors(self) -> Vec<FacetValue> {
        let mut values: Vec<FacetValue> = purpose::categories()
            .iter()
            .filter(|category| Self::of_category(category.number()) == self)
            .map(|category| category.position())
            .collect();
        values.extend(Facet::Sector.none().filter(|_| self == Self::Other));
        values
    }
}
