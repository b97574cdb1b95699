//! One activity as the file has it, read but not judged: no agency, no split, no dollars.

use rust_decimal::Decimal;
use tiga_domain::country::Recipient;
use tiga_domain::date::Date;
use tiga_domain::marker::Marker;
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Status;

/// A value of a file: absent, read, or there but not readable.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Field<T> {
    /// Not there, or empty.
    #[default]
    Absent,
    /// Understood.
    Read(T),
    /// There, and no such value; as written, shortened.
    Unreadable(Box<str>),
}

impl<T> Field<T> {
    /// Reads a text with `parse`; an empty one is absent.
    pub fn parse(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Absent;
        }
        parse(text).map_or_else(|| Self::unreadable(text), Self::Read)
    }

    /// Something that is there and cannot be read.
    pub fn unreadable(text: &str) -> Self {
        Self::Unreadable(text.chars().take(200).collect())
    }

    /// Whether nothing is there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl<T: Copy> Field<T> {
    /// The value, if it was read.
    pub fn get(&self) -> Option<T> {
        match self {
            Self::Read(value) => Some(*value),
            _ => None,
        }
    }
}

/// An ISO 4217 code in capitals; known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Currency([u8; 3]);

impl Currency {
    /// Three letters.
    pub fn parse(text: &str) -> Option<Self> {
        let code: [u8; 3] = text.as_bytes().try_into().ok()?;
        code.iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(code.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// An aid type of the OECD, such as `C01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AidType([u8; 4]);

impl AidType {
    /// A code of the list.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.to_ascii_uppercase();
        tiga_domain::finance::aid_type_name(&code)?;
        let mut bytes = [b' '; 4];
        bytes
            .get_mut(..code.len())?
            .copy_from_slice(code.as_bytes());
        Some(Self(bytes))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }
}

/// A text in several languages, of which the best is kept: English, then unmarked, then any other; the first of each.
#[derive(Debug, Default)]
pub(super) struct Text {
    best: Option<(u8, String)>,
}

impl Text {
    /// One version, in a language as marked (empty when not).
    pub fn offer(&mut self, language: &str, text: String) {
        let rank = match language.get(..2) {
            Some(code) if code.eq_ignore_ascii_case("en") => 0,
            _ if language.is_empty() => 1,
            _ => 2,
        };
        if !text.is_empty() && self.best.as_ref().is_none_or(|(best, _)| rank < *best) {
            self.best = Some((rank, text));
        }
    }

    /// The best version; empty when there is none.
    pub fn as_str(&self) -> &str {
        self.best.as_ref().map_or("", |(_, text)| text)
    }
}

/// An organisation, as far as it is named.
#[derive(Debug, Default)]
pub(super) struct Organisation {
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: Text,
    /// IATI organisation type (`10` government, `70` private sector).
    pub kind: Field<u16>,
}

/// Role of a participating organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Funding,
    Accountable,
    Extending,
    Implementing,
}

impl Role {
    /// From the number of IATI 2 or the word of IATI 1.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_ascii_lowercase().as_str() {
            "1" | "funding" => Self::Funding,
            "2" | "accountable" => Self::Accountable,
            "3" | "extending" => Self::Extending,
            "4" | "implementing" => Self::Implementing,
            _ => return None,
        })
    }
}

/// Which of the four dates of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateKind {
    PlannedStart,
    ActualStart,
    PlannedEnd,
    ActualEnd,
}

impl DateKind {
    /// From the number of IATI 2 or the words of IATI 1.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_ascii_lowercase().as_str() {
            "1" | "start-planned" => Self::PlannedStart,
            "2" | "start-actual" => Self::ActualStart,
            "3" | "end-planned" => Self::PlannedEnd,
            "4" | "end-actual" => Self::ActualEnd,
            _ => return None,
        })
    }
}

/// A recipient country or region, with its percentage.
#[derive(Debug)]
pub(super) struct RecipientLine {
    /// What the code means; absent when empty.
    pub recipient: Field<Recipient>,
    /// Whether it is a region.
    pub is_region: bool,
    /// Percentage.
    pub percentage: Field<Decimal>,
}

/// The lists that sector codes come from, in the order in which Tiga prefers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SectorVocabulary {
    /// Five-digit purpose codes.
    Purpose,
    /// Three-digit categories.
    Category,
    /// Industries of North America.
    Naics,
}

impl SectorVocabulary {
    /// From the attribute; none for the publishers' own lists (98, 99) and lists that Tiga does not use.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim().to_ascii_uppercase().as_str() {
            "" | "1" | "DAC" => Self::Purpose,
            "2" | "DAC-3" => Self::Category,
            "11" | "NAICS" => Self::Naics,
            _ => return None,
        })
    }
}

/// A sector with its percentage.
#[derive(Debug)]
pub(super) struct SectorLine {
    /// Its list.
    pub vocabulary: SectorVocabulary,
    /// The code in force today; absent when empty or `0`.
    pub purpose: Field<PurposeCode>,
    /// The code as written was withdrawn.
    pub is_recoded: bool,
    /// Percentage.
    pub percentage: Field<Decimal>,
}

/// A place as the file has it.
#[derive(Debug, Default)]
pub(super) struct Location {
    /// Line in the file.
    pub line: u64,
    /// Name.
    pub name: Text,
    /// Latitude and longitude.
    pub point: Field<(f64, f64)>,
    /// IATI 1: precision on the scale of UCDP.
    pub precision: Field<u8>,
    /// IATI 2: 1 exact, 2 approximate.
    pub exactness: Field<u8>,
    /// IATI 2: 1 administrative area, 2 populated place, 3 structure, 4 other feature.
    pub class: Field<u8>,
    /// Code of `GeoNames` for the kind of feature.
    pub feature: String,
    /// Level of the administrative area, 0 for the country.
    pub level: Field<u8>,
}

/// What a transaction does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TransactionType(pub u8);

impl TransactionType {
    /// From the number of IATI 2 or the letters of IATI 1.
    pub fn parse(text: &str) -> Option<Self> {
        const LETTERS: [&str; 10] = ["IF", "C", "D", "E", "IR", "LR", "R", "QP", "QS", "CG"];
        let text = text.trim();
        let by_letter = LETTERS.iter().position(|l| l.eq_ignore_ascii_case(text));
        let number = by_letter.map_or_else(|| text.parse().ok(), |index| Some(index as u8 + 1))?;
        (1..=13).contains(&number).then_some(Self(number))
    }
}

/// A transaction as the file has it.
#[derive(Debug, Default)]
pub(super) struct Transaction {
    /// Line in the file.
    pub line: u64,
    /// What it does.
    pub kind: Field<TransactionType>,
    /// When.
    pub date: Field<Date>,
    /// How much.
    pub value: Field<Decimal>,
    /// In which currency, if the value says so.
    pub currency: Field<Currency>,
    /// The date at which the value is to be converted.
    pub value_date: Field<Date>,
    /// Who pays.
    pub provider: Option<Box<Organisation>>,
    /// Whether the receiver is a company, by its type or its name.
    pub is_to_company: bool,
    /// Its own flow type.
    pub flow_type: Field<u16>,
    /// Its own finance type.
    pub finance_type: Field<u16>,
    /// Its own aid type.
    pub aid_type: Field<AidType>,
    /// Its own country or regions.
    pub recipients: Vec<RecipientLine>,
    /// Its own sectors, one for each list.
    pub sectors: Vec<SectorLine>,
}

/// One activity.
#[derive(Debug, Default)]
pub(super) struct RawActivity {
    /// Line in the file.
    pub line: u64,
    /// Identifier, trimmed.
    pub identifier: String,
    /// `last-updated-datetime` as written.
    pub updated: String,
    /// Hash of everything in it, to tell repetitions from changes.
    pub content: u64,
    /// Bytes of memory that it takes, about.
    pub held: usize,
    /// What it holds is more than an honest record ever has; it was read only in part.
    pub is_too_large: bool,
    /// Currency of values that state none.
    pub default_currency: Field<Currency>,
    /// Title.
    pub title: Text,
    /// Description.
    pub description: Text,
    /// Who publishes it.
    pub reporter: Organisation,
    /// Who takes part.
    pub participants: Vec<(Role, Organisation)>,
    /// Status.
    pub status: Field<Status>,
    /// Dates.
    pub dates: Vec<(DateKind, Field<Date>)>,
    /// Countries and regions.
    pub recipients: Vec<RecipientLine>,
    /// Sectors.
    pub sectors: Vec<SectorLine>,
    /// Sectors stand in lists that Tiga does not use.
    pub has_foreign_sectors: bool,
    /// DAC policy markers with their significance.
    pub markers: Vec<(Field<Marker>, Field<u8>)>,
    /// Flow type where a transaction states none.
    pub flow_type: Field<u16>,
    /// Finance type where a transaction states none.
    pub finance_type: Field<u16>,
    /// Aid type where a transaction states none.
    pub aid_type: Field<AidType>,
    /// Identifier of the parent.
    pub parent: Option<String>,
    /// Places.
    pub locations: Vec<Location>,
    /// Transactions.
    pub transactions: Vec<Transaction>,
}
