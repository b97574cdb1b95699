//! Where an activity stands, by what instrument it is financed, and which class its lines have.

use serde::{Deserialize, Serialize};

/// Status of an activity: IATI's `ActivityStatus` list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Status {
    Pipeline,
    Implementation,
    Finalisation,
    Closed,
    Cancelled,
    Suspended,
}

impl Status {
    /// All six.
    pub const ALL: [Self; 6] = [
        Self::Pipeline,
        Self::Implementation,
        Self::Finalisation,
        Self::Closed,
        Self::Cancelled,
        Self::Suspended,
    ];

    /// Position in [`Status::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// IATI's code, `1` to `6`.
    pub const fn code(self) -> &'static str {
        ["1", "2", "3", "4", "5", "6"][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Pipeline",
            "Implementation",
            "Completion",
            "Post-completion",
            "Cancelled",
            "Suspended",
        ][self.index()]
    }

    /// The status with this IATI code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// By what means money is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Instrument {
    Grant,
    Loan,
    TechnicalAssistance,
    Equity,
    Guarantee,
    Insurance,
    Other,
}

impl Instrument {
    /// All instruments.
    pub const ALL: [Self; 7] = [
        Self::Grant,
        Self::Loan,
        Self::TechnicalAssistance,
        Self::Equity,
        Self::Guarantee,
        Self::Insurance,
        Self::Other,
    ];

    /// Position in [`Instrument::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses, tables and the API.
    pub const fn code(self) -> &'static str {
        [
            "grant",
            "loan",
            "technical_assistance",
            "equity",
            "guarantee",
            "insurance",
            "other",
        ][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Grant",
            "Loan",
            "Technical assistance",
            "Equity",
            "Guarantee",
            "Insurance",
            "Other",
        ][self.index()]
    }

    /// The instrument with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|i| i.code().eq_ignore_ascii_case(code))
    }

    /// Whether its amount is what an agency may have to pay or may lose, not a flow (method 1.1, rule 2).
    pub const fn is_exposure(self) -> bool {
        matches!(self, Self::Equity | Self::Guarantee | Self::Insurance)
    }
}

/// Class of a line: services against hard infrastructure (method 2.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Class {
    Services,
    Green,
    Hard,
    Production,
    Other,
    Unclassified,
}

impl Class {
    /// All classes in the order in which they stack (method 6): S, G, H, P, X, U.
    pub const ALL: [Self; 6] = [
        Self::Services,
        Self::Green,
        Self::Hard,
        Self::Production,
        Self::Other,
        Self::Unclassified,
    ];

    /// Position in [`Class::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The code in addresses, tables and the API.
    pub const fn code(self) -> &'static str {
        [
            "services",
            "green",
            "hard",
            "production",
            "other",
            "unclassified",
        ][self.index()]
    }

    /// The letter of the method's tables.
    pub const fn letter(self) -> char {
        ['S', 'G', 'H', 'P', 'X', 'U'][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Services",
            "Green infrastructure",
            "Hard infrastructure",
            "Production",
            "Other",
            "Unclassified",
        ][self.index()]
    }

    /// The class with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|c| c.code().eq_ignore_ascii_case(code))
    }

    /// The class with this letter of the method's tables.
    pub fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.letter() == letter)
    }
}
