//! Why a line has its class (method 2.3): stored with each line, shown beside it.

use super::TextRule;

/// The rule that gave a line its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The class of its five-digit code.
    CodeRule,
    /// The class of its three-digit category.
    CategoryRule,
    /// Hydropower without a climate or disaster-risk objective.
    HydroWithoutClimate,
    /// A principal climate or disaster-risk marker.
    Marker,
    /// The aid type.
    AidType,
    /// Words of the title.
    TextRule(TextRule),
    /// No usable code.
    Unclassified,
}

/// First number of the text rules in [`Reason::to_u8`].
const TEXT_RULES: u8 = 16;

impl Reason {
    /// The words of the method.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CodeRule => "code rule",
            Self::CategoryRule => "code rule (category)",
            Self::HydroWithoutClimate => "code rule: hydro without climate objective",
            Self::Marker => "marker",
            Self::AidType => "aid type",
            Self::Unclassified => "unclassified",
            Self::TextRule(rule) => [
                "text rule: budget_support",
                "text rule: urban_transit",
                "text rule: urban",
                "text rule: rural",
                "text rule: corridor",
                "text rule: women_business",
                "text rule: flood",
                "text rule: climate_text",
                "text rule: green_asset",
                "text rule: internet",
                "text rule: legal",
                "text rule: service_words",
            ][rule.index()],
        }
    }

    /// For readers, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::CodeRule => "The class of its purpose code.",
            Self::CategoryRule => {
                "The class of its sector category; the source gives no finer code."
            }
            Self::HydroWithoutClimate => {
                "Hydropower without a climate or disaster-risk objective counts as hard infrastructure."
            }
            Self::Marker => {
                "Works with a principal climate or disaster-risk objective count as green infrastructure."
            }
            Self::AidType => {
                "The aid type says budget support, experts, technical assistance or scholarships."
            }
            Self::TextRule(TextRule::BudgetSupport) => "The title says that it is budget support.",
            Self::TextRule(TextRule::ServiceWords) => {
                "The title speaks of plans, training or warning, not of works."
            }
            Self::TextRule(TextRule::GreenAsset) => {
                "The title names a green asset, and no climate marker was screened."
            }
            Self::TextRule(_) => "A word of the title decides.",
            Self::Unclassified => "The source gives no usable purpose code.",
        }
    }

    /// A number for columns.
    pub const fn to_u8(self) -> u8 {
        match self {
            Self::CodeRule => 0,
            Self::CategoryRule => 1,
            Self::HydroWithoutClimate => 2,
            Self::Marker => 3,
            Self::AidType => 4,
            Self::Unclassified => 5,
            Self::TextRule(rule) => TEXT_RULES + rule.index() as u8,
        }
    }

    /// The reason with this number.
    pub fn from_u8(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::CodeRule,
            1 => Self::CategoryRule,
            2 => Self::HydroWithoutClimate,
            3 => Self::Marker,
            4 => Self::AidType,
            5 => Self::Unclassified,
            _ => Self::TextRule(*TextRule::ALL.get(number.checked_sub(TEXT_RULES)? as usize)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip_and_words_name_the_rule() {
        let found: Vec<Reason> = (0..=u8::MAX).filter_map(Reason::from_u8).collect();
        assert_eq!(found.len(), 6 + TextRule::ALL.len());
        for reason in found {
            assert_eq!(Reason::from_u8(reason.to_u8()), Some(reason));
            if let Reason::TextRule(rule) = reason {
                assert_eq!(reason.code(), format!("text rule: {}", rule.key()));
            }
            assert!(reason.sentence().ends_with('.'));
        }
    }
}
