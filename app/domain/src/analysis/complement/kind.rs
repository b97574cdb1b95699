//! Kinds of infrastructure, and the services that each is expected to have around it (method 4).

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::analysis::gap::NeedKey;
use crate::classify::TextRule;
use crate::purpose::PurposeCode;
use crate::table;
use crate::theme::Theme;

/// What an anchor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum AnchorKind {
    Transport,
    UrbanTransit,
    Gateway,
    Power,
    Water,
    Irrigation,
    Flood,
    Urban,
}

/// A service that is expected around a kind of infrastructure.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The service.
    pub theme: Theme,
    /// Its benchmark, in percent of the anchor's money: a setting, not a norm.
    pub benchmark_pct: f64,
    /// Why it is expected.
    pub reason: String,
}

#[derive(Deserialize)]
struct BundleRow {
    anchor_type: String,
    theme: String,
    benchmark_pct: f64,
    reason: String,
}

#[derive(Deserialize)]
struct ThemeNeedRow {
    theme: String,
    need_key: String,
}

static BUNDLES: LazyLock<Vec<Vec<Expected>>> = LazyLock::new(|| {
    let mut bundles: Vec<Vec<Expected>> = AnchorKind::ALL.map(|_| Vec::new()).into();
    for row in table::rows::<BundleRow>(include_str!("table/bundles.csv")) {
        let kind = AnchorKind::ALL
            .into_iter()
            .find(|kind| kind.code() == row.anchor_type);
        if let (Some(kind), Some(theme)) = (kind, Theme::from_key(&row.theme)) {
            bundles[kind.index()].push(Expected {
                theme,
                benchmark_pct: row.benchmark_pct,
                reason: row.reason,
            });
        }
    }
    bundles
});

static NEEDS: LazyLock<Vec<(Theme, NeedKey)>> = LazyLock::new(|| {
    table::rows::<ThemeNeedRow>(include_str!("table/theme_need.csv"))
        .into_iter()
        .filter_map(|row| {
            Some((
                Theme::from_key(&row.theme)?,
                NeedKey::from_code(&row.need_key)?,
            ))
        })
        .collect()
});

impl AnchorKind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Transport,
        Self::UrbanTransit,
        Self::Gateway,
        Self::Power,
        Self::Water,
        Self::Irrigation,
        Self::Flood,
        Self::Urban,
    ];

    /// Position in [`AnchorKind::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in the tables and the API.
    pub const fn code(self) -> &'static str {
        [
            "transport",
            "urban_transit",
            "gateway",
            "power",
            "water",
            "irrigation",
            "flood",
            "urban",
        ][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Transport",
            "Urban transit",
            "Port or airport",
            "Power",
            "Water",
            "Irrigation",
            "Flood protection",
            "Urban works",
        ][self.index()]
    }

    /// The kind of a works line, by its code and the title; none when it builds nothing that needs services.
    ///
    /// ```
    /// use tiga_domain::analysis::complement::AnchorKind;
    /// use tiga_domain::purpose::PurposeCode;
    /// let kind = |code, title| PurposeCode::parse(code).and_then(|code| AnchorKind::of(code, title));
    /// assert_eq!(kind("21030", "Metro line 2"), Some(AnchorKind::UrbanTransit));
    /// assert_eq!(kind("32120", "Plant"), None);
    /// ```
    pub fn of(code: PurposeCode, title: &str) -> Option<Self> {
        let category = code.category().number();
        match (code.number(), category) {
            (21040 | 21050 | 21061, _) => Some(Self::Gateway),
            (_, 210) if TextRule::UrbanTransit.matches(title).is_some() => Some(Self::UrbanTransit),
            (_, 210) => Some(Self::Transport),
            (_, 230..=239) => Some(Self::Power),
            (31140, _) => Some(Self::Irrigation),
            (43060 | 14040, _) => Some(Self::Flood),
            (_, 140) => Some(Self::Water),
            (16040, _) | (_, 430) => Some(Self::Urban),
            _ => None,
        }
    }

    /// The services that are expected around it.
    pub fn expected(self) -> &'static [Expected] {
        &BUNDLES[self.index()]
    }
}

/// The key of need that a theme stands for.
pub fn need_of(theme: Theme) -> Option<NeedKey> {
    NEEDS
        .iter()
        .find(|(known, _)| *known == theme)
        .map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_understood() {
        let rows = table::rows::<BundleRow>(include_str!("table/bundles.csv")).len();
        assert_eq!(BUNDLES.iter().map(Vec::len).sum::<usize>(), rows);
        let rows = table::rows::<ThemeNeedRow>(include_str!("table/theme_need.csv")).len();
        assert_eq!(NEEDS.len(), rows);
    }

    #[test]
    fn every_kind_expects_a_service_of_the_founding_report_with_a_known_need() {
        let asked = [
            Theme::Connectivity,
            Theme::Education,
            Theme::Health,
            Theme::LegalGovernance,
        ];
        for kind in AnchorKind::ALL {
            assert!(
                kind.expected().iter().any(|it| asked.contains(&it.theme)),
                "{kind:?}"
            );
            assert!(
                kind.expected().iter().all(|it| need_of(it.theme).is_some()),
                "{kind:?}"
            );
        }
    }
}
