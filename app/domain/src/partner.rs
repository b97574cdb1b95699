//! The four pillars: three partner countries and the reference bank.

use serde::{Deserialize, Serialize};

/// A partner whose money Tiga counts (method 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Partner {
    /// United States.
    #[serde(rename = "US")]
    Us,
    /// Japan.
    #[serde(rename = "JP")]
    Jp,
    /// South Korea.
    #[serde(rename = "KR")]
    Kr,
    /// Asian Development Bank.
    #[serde(rename = "ADB")]
    Adb,
}

impl Partner {
    /// All partners, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Us, Self::Jp, Self::Kr, Self::Adb];

    /// Position in [`Partner::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses, tables and the API.
    pub const fn code(self) -> &'static str {
        ["US", "JP", "KR", "ADB"][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "United States",
            "Japan",
            "South Korea",
            "Asian Development Bank",
        ][self.index()]
    }

    /// The letter that stands beside its colour.
    pub const fn letter(self) -> &'static str {
        ["U", "J", "K", "A"][self.index()]
    }

    /// The partner with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|p| p.code().eq_ignore_ascii_case(code))
    }
}
