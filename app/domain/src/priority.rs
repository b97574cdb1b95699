//! ADB's Strategy 2030: the seven operational priorities of 2018 and the five focus areas of 2024.

use serde::{Deserialize, Serialize};

/// An operational priority (method 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Priority {
    Op1,
    Op2,
    Op3,
    Op4,
    Op5,
    Op6,
    Op7,
}

/// Weights of the seven priorities, in millionths.
pub type PriorityWeights = [u32; 7];

impl Priority {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::Op1,
        Self::Op2,
        Self::Op3,
        Self::Op4,
        Self::Op5,
        Self::Op6,
        Self::Op7,
    ];

    /// Position in [`Priority::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses, tables and the API.
    pub const fn code(self) -> &'static str {
        ["OP1", "OP2", "OP3", "OP4", "OP5", "OP6", "OP7"][self.index()]
    }

    /// ADB's name in short.
    pub const fn name(self) -> &'static str {
        [
            "Poverty and inequality",
            "Gender equality",
            "Climate, resilience, environment",
            "Livable cities",
            "Rural development and food security",
            "Governance and institutions",
            "Regional cooperation and integration",
        ][self.index()]
    }

    /// The priority with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|p| p.code().eq_ignore_ascii_case(code))
    }
}

/// A focus area of the midterm review of 2024 (method 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum FocusArea {
    ClimateAction,
    PrivateSector,
    RegionalCooperation,
    DigitalTransformation,
    ResilienceEmpowerment,
}

impl FocusArea {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::ClimateAction,
        Self::PrivateSector,
        Self::RegionalCooperation,
        Self::DigitalTransformation,
        Self::ResilienceEmpowerment,
    ];

    /// Position in [`FocusArea::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        [
            "climate_action",
            "private_sector",
            "regional_cooperation",
            "digital_transformation",
            "resilience_empowerment",
        ][self.index()]
    }

    /// The focus area with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|area| area.code().eq_ignore_ascii_case(code))
    }

    /// Its bit in a set of focus areas.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// ADB's name.
    pub const fn name(self) -> &'static str {
        [
            "Climate action",
            "Private sector development",
            "Regional cooperation and public goods",
            "Digital transformation",
            "Resilience and empowerment",
        ][self as usize]
    }
}
