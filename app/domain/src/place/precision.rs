//! How precisely a place is known (method 3.4): the UCDP scale, and the words that readers see.

use serde::{Deserialize, Serialize};

/// Precision of a place on the scale of `AidData` and UCDP, 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Precision(u8);

/// Precision in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrecisionGroup {
    /// Exact, or within 25 km (1, 2).
    Site,
    /// Second-level area (3).
    District,
    /// First-level area (4).
    Province,
    /// A river, a road corridor, an estimate (5).
    Area,
    /// The country, its capital or its seat of government (6 to 9): never a point on the map.
    Country,
}

impl Precision {
    /// Exact.
    pub const EXACT: Self = Self(1);
    /// Within 25 km.
    pub const NEAR: Self = Self(2);
    /// Second-level area.
    pub const DISTRICT: Self = Self(3);
    /// First-level area.
    pub const PROVINCE: Self = Self(4);
    /// Large feature.
    pub const AREA: Self = Self(5);
    /// Nationwide.
    pub const COUNTRY: Self = Self(6);

    /// The precision with this code, 1 to 9.
    pub fn from_code(code: u8) -> Option<Self> {
        (1..=9).contains(&code).then_some(Self(code))
    }

    /// The code, 1 to 9.
    pub const fn code(self) -> u8 {
        self.0
    }

    /// In words.
    pub const fn group(self) -> PrecisionGroup {
        match self.0 {
            1 | 2 => PrecisionGroup::Site,
            3 => PrecisionGroup::District,
            4 => PrecisionGroup::Province,
            5 => PrecisionGroup::Area,
            _ => PrecisionGroup::Country,
        }
    }

    /// Whether it says where the work is; a ministry’s address does not.
    pub const fn is_local(self) -> bool {
        self.0 <= 5
    }
}

impl PrecisionGroup {
    /// All groups, the most precise first.
    pub const ALL: [Self; 5] = [
        Self::Site,
        Self::District,
        Self::Province,
        Self::Area,
        Self::Country,
    ];

    /// Position in [`PrecisionGroup::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        ["site", "district", "province", "area", "country"][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Site", "District", "Province", "Large area", "Country only"][self.index()]
    }

    /// The group with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|g| g.code().eq_ignore_ascii_case(code))
    }
}
