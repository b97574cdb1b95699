//! One activity as its source published it: what an importer yields, what the store keeps,
//! what the data set is built from. Not yet classified, not yet counted.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::agency::Agency;
use crate::country::Recipient;
use crate::date::Date;
use crate::marker::Markers;
use crate::money::{Cents, Share};
use crate::place::Place;
use crate::purpose::PurposeCode;
use crate::status::{Instrument, Status};

/// One record that one agency publishes under its own identifier (method 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Identity in Tiga, stable across imports.
    pub id: String,
    /// The data set that it belongs to; one of them is counted for each agency and country (method 1.1, rule 3).
    pub dataset: String,
    /// Title in English if given, else the original.
    pub title: String,
    /// Long text, empty when there is none.
    pub description: String,
    /// The agency whose money it is.
    pub agency: Agency,
    /// The agency as the source wrote it, when that says more (a predecessor, a trust fund).
    pub agency_reported: String,
    /// Status, if reported.
    pub status: Option<Status>,
    /// Start: actual, else planned.
    pub start: Option<Date>,
    /// End: actual, else planned.
    pub end: Option<Date>,
    /// Instrument, if reported.
    pub instrument: Option<Instrument>,
    /// IATI flow type (10 ODA, 21 OOF …), if reported.
    pub flow_type: Option<u16>,
    /// OECD aid type (`C01`), empty when not reported.
    pub aid_type: String,
    /// Policy markers.
    pub markers: Markers,
    /// Recipient and purpose of each part; the shares add to exactly one.
    pub splits: Vec<Split>,
    /// Where the purpose codes come from.
    pub sector_basis: SectorBasis,
    /// Money by kind and year.
    pub flows: Vec<Flow>,
    /// Places of the work.
    pub places: Vec<Place>,
    /// The activity of the same agency of which this is a part (method 1.1, rule 4).
    pub parent: Option<String>,
    /// Other identifiers under which sources know it (`dfc:9000115745`).
    pub references: Vec<String>,
    /// The record of another source that replaces this one once it is imported.
    pub same_as: Option<String>,
    /// Joint-financing group.
    pub joint_group: Option<String>,
    /// The named borrower or implementing body, as published (method 3.8).
    pub counterpart: Option<String>,
    /// Facts about the record that a reader must see.
    pub flags: Flags,
    /// Where the record stands and what it rests on.
    pub provenance: Provenance,
}

/// A part of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Where it goes.
    pub recipient: Recipient,
    /// What it is for; none when not reported.
    pub purpose: Option<PurposeCode>,
    /// Its part of the whole.
    pub share: Share,
}

/// How a purpose code came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectorBasis {
    /// Published as such.
    #[default]
    Reported,
    /// Derived from an industry code, a national list or text (method 2.3).
    Inferred,
    /// Assigned by hand.
    Assigned,
}

/// A kind of money that is never added to another kind (method 1.1, rule 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    /// Outgoing commitment.
    Commitment,
    /// Disbursement or expenditure.
    Disbursement,
    /// Purchase of equity by an investor.
    EquityPurchase,
    /// Money coming back: interest, repayment, reimbursement, sale of equity.
    Return,
    /// Money coming in: incoming funds, commitments and pledges.
    Incoming,
    /// Outgoing pledge.
    Pledge,
    /// Credit guarantee.
    Guarantee,
}

impl FlowKind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Commitment,
        Self::Disbursement,
        Self::EquityPurchase,
        Self::Return,
        Self::Incoming,
        Self::Pledge,
        Self::Guarantee,
    ];

    /// The code in the store and the API.
    pub const fn code(self) -> &'static str {
        [
            "commitment",
            "disbursement",
            "equity_purchase",
            "return",
            "incoming",
            "pledge",
            "guarantee",
        ][self as usize]
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }
}

/// Nominal and constant prices, which never share a figure (method 1.1, rule 12).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// Prices of the year of the transaction.
    #[default]
    Current,
    /// Published in constant dollars of 2011.
    Constant2011,
}

/// Money of one kind, year and currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// Commitment, disbursement and so on.
    pub kind: FlowKind,
    /// Calendar year; none when undated.
    pub year: Option<i16>,
    /// Sum in the source's currency; none when not stated.
    pub amount: Option<Decimal>,
    /// ISO 4217 code; empty when not stated.
    pub currency: String,
    /// In US dollars, or why not.
    pub value: Value,
    /// Prices.
    pub basis: PriceBasis,
    /// The split that it belongs to as a whole, if the source says so; else it is divided over all.
    pub split: Option<u16>,
}

/// An amount in US dollars, or the reason why there is none: unknown is never zero (method 1.1, rule 14).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Whole cents.
    Usd(Cents),
    /// The source states no amount.
    NotStated,
    /// The currency has no rate for the year, or no currency is stated (method 1.1, rule 10).
    NotConverted,
    /// Only the amount of the whole package is known (method 1.1, rule 6).
    OwnShareUnknown,
    /// The magnitude suggests another currency; kept out until reviewed.
    Suspicious,
}

impl Value {
    /// The cents, if known.
    pub const fn cents(self) -> Option<Cents> {
        match self {
            Self::Usd(cents) => Some(cents),
            _ => None,
        }
    }

    /// The code of the reason in the store and the API; empty for a known amount.
    pub const fn gap_code(self) -> &'static str {
        match self {
            Self::Usd(_) => "",
            Self::NotStated => "not_stated",
            Self::NotConverted => "not_converted",
            Self::OwnShareUnknown => "own_share_unknown",
            Self::Suspicious => "suspicious",
        }
    }

    /// From the cents and the reason as the store keeps them.
    pub fn from_parts(cents: Option<i64>, gap: &str) -> Self {
        match (cents, gap) {
            (Some(cents), "") => Self::Usd(Cents(cents)),
            (_, "not_converted") => Self::NotConverted,
            (_, "own_share_unknown") => Self::OwnShareUnknown,
            (_, "suspicious") => Self::Suspicious,
            _ => Self::NotStated,
        }
    }
}

/// A set of [`Flag`]s, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flags(pub u32);

/// A fact about a record that a reader must see beside its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the sentences stand in `sentence`")]
pub enum Flag {
    CountryRebased,
    CountryEqualSplit,
    SectorRebased,
    SectorEqualSplit,
    NonpositiveShareDropped,
    NullShareDropped,
    CountryAssumed,
    SplitFromTransactions,
    Legacy,
    IncomingAsCommitment,
    FundedByJapan,
    PackageAmount,
    SeveralAgencies,
    RecodedSector,
    Redacted,
    NegativeTotal,
    EndBeforeStart,
    NoLongerPublished,
}

impl Flag {
    /// All flags.
    pub const ALL: [Self; 18] = [
        Self::CountryRebased,
        Self::CountryEqualSplit,
        Self::SectorRebased,
        Self::SectorEqualSplit,
        Self::NonpositiveShareDropped,
        Self::NullShareDropped,
        Self::CountryAssumed,
        Self::SplitFromTransactions,
        Self::Legacy,
        Self::IncomingAsCommitment,
        Self::FundedByJapan,
        Self::PackageAmount,
        Self::SeveralAgencies,
        Self::RecodedSector,
        Self::Redacted,
        Self::NegativeTotal,
        Self::EndBeforeStart,
        Self::NoLongerPublished,
    ];

    /// What it means, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::CountryRebased => "The country percentages did not add to 100 and were rebased.",
            Self::CountryEqualSplit => {
                "No country percentages are published; equal shares are assumed."
            }
            Self::SectorRebased => "The sector percentages did not add to 100 and were rebased.",
            Self::SectorEqualSplit => {
                "No sector percentages are published; equal shares are assumed."
            }
            Self::NonpositiveShareDropped => "Zero or negative percentages were dropped.",
            Self::NullShareDropped => {
                "Lines without a percentage beside lines with one were dropped."
            }
            Self::CountryAssumed => {
                "The country is assumed from the file, not stated in the record."
            }
            Self::SplitFromTransactions => {
                "Countries or sectors are stated on the transactions; shares follow their amounts."
            }
            Self::Legacy => {
                "A legacy of a predecessor that DFC administers; left out unless asked for."
            }
            Self::IncomingAsCommitment => "The publisher reports its commitment as incoming funds.",
            Self::FundedByJapan => "Administered by ADB, paid by Japan.",
            Self::PackageAmount => {
                "The amount is of the whole package; the agency’s own share is unknown."
            }
            Self::SeveralAgencies => {
                "Several agencies finance it; the source does not say how much each gives."
            }
            Self::RecodedSector => "A withdrawn purpose code was replaced by its successor.",
            Self::Redacted => "Parts of the record are redacted by its publisher.",
            Self::NegativeTotal => "Cancellations exceed commitments.",
            Self::EndBeforeStart => "The end lies before the start; both are kept.",
            Self::NoLongerPublished => {
                "The newest version of its file no longer holds it; that does not say that it was cancelled."
            }
        }
    }
}

impl Flags {
    /// Adds a flag.
    pub const fn insert(&mut self, flag: Flag) {
        self.0 |= 1 << flag as u32;
    }

    /// Whether a flag is set.
    pub const fn contains(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u32) != 0
    }

    /// The flags that are set.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL
            .into_iter()
            .filter(move |flag| self.contains(*flag))
    }
}

/// How far a record can be trusted, as its compiler judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Confidence {
    High,
    Medium,
    Low,
}

impl Confidence {
    /// All, the highest first.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The code in the store and the API.
    pub const fn code(self) -> &'static str {
        ["high", "medium", "low"][self as usize]
    }

    /// The confidence with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }
}

/// Where a record stands and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Line or row in the file, or the record's own identifier there.
    pub record: String,
    /// The source as a citation, when it is not the file itself.
    pub citation: String,
    /// Address of a page about the activity, `http` or `https` only; empty when there is none.
    pub url: String,
    /// Date of the source.
    pub date: Option<Date>,
    /// Confidence, where the source of the record states one.
    pub confidence: Option<Confidence>,
    /// Remarks of the source.
    pub notes: String,
}
