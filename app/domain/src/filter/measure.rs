//! What is measured, and in which prices: one of each, never mixed.

use serde::{Deserialize, Serialize};

use crate::activity::{FlowKind, PriceBasis};

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Measure {
    #[default]
    Commitment,
    Disbursement,
}

/// In which prices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prices {
    /// Prices of the year of the transaction.
    #[default]
    Current,
    /// Constant dollars of 2011, of the sources that publish them; nothing is deflated.
    Constant,
}

impl Measure {
    /// Both measures.
    pub const ALL: [Self; 2] = [Self::Commitment, Self::Disbursement];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["commitment", "disbursement"][self as usize]
    }

    /// The name in English, plural.
    pub const fn name(self) -> &'static str {
        ["Commitments", "Disbursements"][self as usize]
    }

    /// The kind of flow that it counts.
    pub const fn flow_kind(self) -> FlowKind {
        [FlowKind::Commitment, FlowKind::Disbursement][self as usize]
    }
}

impl Prices {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Current, Self::Constant];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["current", "constant"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Current prices", "Constant 2011 prices"][self as usize]
    }

    /// The price basis that it shows.
    pub const fn basis(self) -> PriceBasis {
        [PriceBasis::Current, PriceBasis::Constant2011][self as usize]
    }
}
