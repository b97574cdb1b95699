//! How money is divided and compared, what a cell can say, and why.

use serde::{Deserialize, Serialize};

use crate::facet::Facet;
use crate::priority::{FocusArea, Priority};

/// Into what the money is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// The seven operational priorities of 2018.
    #[default]
    Priorities,
    /// The five focus areas of the midterm review of 2024.
    Focus,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Priorities, Self::Focus];

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        ["priorities", "focus"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Operational priorities", "Focus areas 2024"][self as usize]
    }

    /// The scheme with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|it| it.code().eq_ignore_ascii_case(code))
    }

    /// The facet whose values are its parts.
    pub const fn facet(self) -> Facet {
        [Facet::Priority, Facet::Focus][self as usize]
    }

    /// How many parts it has, *none of them* left out.
    pub const fn count(self) -> usize {
        [Priority::ALL.len(), FocusArea::ALL.len()][self as usize]
    }
}

/// With what the three are compared; neither is the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// ADB's own mix in the country (method 5.1).
    #[default]
    Adb,
    /// The rank of need (method 5.2).
    Need,
}

impl Baseline {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Adb, Self::Need];

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        ["adb", "need"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["ADB’s own mix", "Need"][self as usize]
    }

    /// The baseline with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|it| it.code().eq_ignore_ascii_case(code))
    }
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Flag {
    Under,
    Over,
    None,
    NoData,
}

impl Flag {
    /// The code in the API.
    pub const fn code(self) -> &'static str {
        ["under", "over", "none", "no_data"][self as usize]
    }
}

/// Why a cell has its flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Ten points or more under ADB's share.
    UnderAdb,
    /// Ten points or more over ADB's share.
    OverAdb,
    /// Within ten points of ADB's share, or ADB itself gives less than a tenth.
    WithinAdb,
    /// High need, low supply.
    NeedUnmet,
    /// Supply keeps up with need, or need is in the lower half.
    NeedMet,
    /// No money of the three in the window.
    NoMoney,
    /// No money of ADB in the window.
    NoAdbMoney,
    /// Too few activities of ADB to carry a mix.
    FewAdbActivities,
    /// Too little of the money is classified.
    LowCoverage,
    /// No figures of need, too few, or too old.
    NoNeed,
    /// Too few countries with money to rank the supply.
    NoSupplyRank,
    /// The country is no recipient of aid.
    NotRecipient,
}

impl Reason {
    /// The code in the API.
    pub const fn code(self) -> &'static str {
        [
            "under_adb",
            "over_adb",
            "within_adb",
            "need_unmet",
            "need_met",
            "no_money",
            "no_adb_money",
            "few_adb_activities",
            "low_coverage",
            "no_need",
            "no_supply_rank",
            "not_recipient",
        ][self as usize]
    }

    /// The sentence for readers.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnderAdb => "The three give at least ten points less of their mix than ADB.",
            Self::OverAdb => "The three give at least ten points more of their mix than ADB.",
            Self::WithinAdb => {
                "Less than ten points from ADB’s share, or ADB itself gives less than a tenth."
            }
            Self::NeedUnmet => "Need is in the upper half and a third of the ranking above supply.",
            Self::NeedMet => "Supply keeps up with need, or need is in the lower half.",
            Self::NoMoney => "No money of the three is known in these years.",
            Self::NoAdbMoney => "No money of ADB is known in these years.",
            Self::FewAdbActivities => "ADB has fewer than five activities here: too few for a mix.",
            Self::LowCoverage => "Less than 60% of the money is classified.",
            Self::NoNeed => "No need figures loaded, too few of them, or too old.",
            Self::NoSupplyRank => "Fewer than six countries have money in these years to rank.",
            Self::NotRecipient => "Not a recipient of aid: an empty cell is no gap.",
        }
    }
}
