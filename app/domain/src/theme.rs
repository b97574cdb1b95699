//! Themes: the subject words that the report's readers ask by, tagged on activities (method 2.1, 3.6).

use serde::{Deserialize, Serialize};

/// A theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Theme {
    Connectivity,
    Education,
    Health,
    LegalGovernance,
    FinanceSme,
    WomensEconomic,
    Climate,
    Disaster,
    Environment,
    WaterSecurity,
    Sanitation,
    Urban,
    Rural,
    FoodAgri,
    Energy,
    Transport,
    Trade,
    Jobs,
    SocialProtection,
    BudgetSupport,
    ConnectivityPhysical,
    Housing,
    Industry,
    Tourism,
    Research,
    Humanitarian,
    Debt,
    Multisector,
    Admin,
    Indonor,
    Other,
    Unspecified,
}

/// A set of themes, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ThemeSet(pub u32);

impl Theme {
    /// All themes, the ones of the founding report first.
    pub const ALL: [Self; 32] = [
        Self::Connectivity,
        Self::Education,
        Self::Health,
        Self::LegalGovernance,
        Self::FinanceSme,
        Self::WomensEconomic,
        Self::Climate,
        Self::Disaster,
        Self::Environment,
        Self::WaterSecurity,
        Self::Sanitation,
        Self::Urban,
        Self::Rural,
        Self::FoodAgri,
        Self::Energy,
        Self::Transport,
        Self::Trade,
        Self::Jobs,
        Self::SocialProtection,
        Self::BudgetSupport,
        Self::ConnectivityPhysical,
        Self::Housing,
        Self::Industry,
        Self::Tourism,
        Self::Research,
        Self::Humanitarian,
        Self::Debt,
        Self::Multisector,
        Self::Admin,
        Self::Indonor,
        Self::Other,
        Self::Unspecified,
    ];
    const TABLE: [(&'static str, &'static str, &'static str); 32] = [
        ("connectivity", "connectivity", "Connectivity"),
        ("education", "education", "Education"),
        ("health", "health", "Health"),
        ("legal_governance", "legal", "Legal and governance"),
        ("finance_sme", "sme", "SME finance"),
        ("womens_economic", "women", "Women’s enterprise"),
        ("climate", "climate", "Climate"),
        ("disaster", "disaster", "Disaster risk"),
        ("environment", "environment", "Environment"),
        ("water_security", "water", "Water"),
        ("sanitation", "sanitation", "Sanitation"),
        ("urban", "urban", "Urban"),
        ("rural", "rural", "Rural"),
        ("food_agri", "food", "Food and agriculture"),
        ("energy", "energy", "Energy"),
        ("transport", "transport", "Transport"),
        ("trade", "trade", "Trade"),
        ("jobs", "jobs", "Jobs"),
        ("social_protection", "social", "Social protection"),
        ("budget_support", "budget", "Budget support"),
        ("connectivity_physical", "roads", "Physical connectivity"),
        ("housing", "housing", "Housing"),
        ("industry", "industry", "Industry"),
        ("tourism", "tourism", "Tourism"),
        ("research", "research", "Research"),
        ("humanitarian", "humanitarian", "Humanitarian"),
        ("debt", "debt", "Debt"),
        ("multisector", "multisector", "Multisector"),
        ("admin", "admin", "Administration"),
        ("indonor", "indonor", "In-donor costs"),
        ("other", "other", "Other"),
        ("unspecified", "unspecified", "Unspecified"),
    ];

    /// Its bit in a [`ThemeSet`].
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Position in [`Theme::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The key in the method's tables.
    pub const fn key(self) -> &'static str {
        Self::TABLE[self.index()].0
    }

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        Self::TABLE[self.index()].1
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        Self::TABLE[self.index()].2
    }

    /// The theme with this key of the method's tables.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.key() == key)
    }

    /// The theme with this code of the address.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|t| t.code().eq_ignore_ascii_case(code))
    }
}

impl ThemeSet {
    /// Adds a theme.
    pub const fn insert(&mut self, theme: Theme) {
        self.0 |= theme.bit();
    }

    /// Whether a theme is in the set.
    pub const fn contains(self, theme: Theme) -> bool {
        self.0 & theme.bit() != 0
    }

    /// The themes in the set.
    pub fn iter(self) -> impl Iterator<Item = Theme> {
        Theme::ALL
            .into_iter()
            .filter(move |theme| self.contains(*theme))
    }
}
