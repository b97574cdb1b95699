//! The eleven ASEAN countries, and every other place where money can go.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::table;

/// An ASEAN member: an index into the compiled-in country table, as people look for them: by name.
///
/// Compared, the smaller one has the smaller ISO code: what a split cannot share equally goes there (method 1.1,
/// rule 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country(u8);

#[derive(Deserialize)]
struct Row {
    iso2: String,
    name: String,
    currency: String,
    oda_recipient: u8,
}

#[derive(Deserialize)]
struct AliasRow {
    alias: String,
    iso2: String,
    kind: String,
}

static COUNTRIES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = table::rows(include_str!("code/table/country.csv"));
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
});

/// Names and outdated codes, folded, with the country that they mean.
static ALIASES: LazyLock<HashMap<(String, String), Country>> = LazyLock::new(|| {
    table::rows::<AliasRow>(include_str!("code/table/country_alias.csv"))
        .into_iter()
        .filter_map(|row| Some(((row.kind, fold(&row.alias)), Country::from_iso2(&row.iso2)?)))
        .collect()
});

impl Country {
    /// How many there are.
    pub const COUNT: usize = 11;

    /// All countries, by name.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(|index| Self(index as u8))
    }

    /// Position in [`Country::all`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The country with this ISO 3166 alpha-2 code, in any case.
    pub fn from_iso2(code: &str) -> Option<Self> {
        COUNTRIES
            .iter()
            .position(|row| row.iso2.eq_ignore_ascii_case(code))
            .map(|index| Self(index as u8))
    }

    /// The country that a source means by this name, in any of the known spellings; never a fuzzy match.
    pub fn from_name(name: &str) -> Option<Self> {
        ALIASES.get(&("name".to_owned(), fold(name))).copied()
    }

    /// The country that a code of this kind means (`iso2`, `iso3`, `adb_code`, `dac_code`): 764 is a DAC code only.
    pub fn from_alias(kind: &str, code: &str) -> Option<Self> {
        ALIASES.get(&(kind.to_owned(), fold(code))).copied()
    }

    /// ISO 3166 alpha-2 code.
    pub fn iso2(self) -> &'static str {
        &COUNTRIES[self.index()].iso2
    }

    /// The name in English.
    pub fn name(self) -> &'static str {
        &COUNTRIES[self.index()].name
    }

    /// ISO 4217 code of its currency.
    pub fn currency(self) -> &'static str {
        &COUNTRIES[self.index()].currency
    }

    /// Whether it can receive official development assistance; elsewhere an empty row is "no data" (method 1.1, rule 15).
    pub fn is_oda_recipient(self) -> bool {
        COUNTRIES[self.index()].oda_recipient == 1
    }
}

impl Ord for Country {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iso2().cmp(other.iso2())
    }
}

impl PartialOrd for Country {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn fold(name: &str) -> String {
    name.replace('’', "'")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.iso2())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::from_iso2(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("unknown country {code}")))
    }
}

/// Where a part of an activity goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recipient {
    /// One of the eleven.
    Country(Country),
    /// A region that contains ASEAN countries (789, 798, 689, 679), never spread over them (method 1.1, rule 8).
    Region(u16),
    /// Not reported, or a code that no list knows.
    Unknown,
    /// A country or region outside ASEAN: its share is kept, its money is out of scope.
    Outside,
}

/// Regions of the DAC list that hold an ASEAN country; Myanmar is filed under South and Central Asia.
const REGIONS: [(u16, &str); 4] = [
    (679, "South Asia, regional"),
    (689, "South & Central Asia, regional"),
    (789, "Far East Asia, regional"),
    (798, "Asia, regional"),
];

impl Recipient {
    /// The recipient with this region code of the DAC list; other regions are outside.
    pub fn from_region(code: u16) -> Self {
        if REGIONS.iter().any(|(known, _)| *known == code) {
            Self::Region(code)
        } else {
            Self::Outside
        }
    }

    /// The country, if it is one.
    pub const fn country(self) -> Option<Country> {
        match self {
            Self::Country(country) => Some(country),
            _ => None,
        }
    }

    /// The name of a region that [`Recipient::Region`] can hold.
    pub fn region_name(code: u16) -> Option<&'static str> {
        REGIONS
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, name)| *name)
    }

    /// The recipient that [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "none" => Some(Self::Unknown),
            "outside" => Some(Self::Outside),
            _ => match text.parse() {
                Ok(region) => Recipient::region_name(region).map(|_| Self::Region(region)),
                Err(_) => Country::from_iso2(text).map(Self::Country),
            },
        }
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country(country) => f.write_str(country.iso2()),
            Self::Region(code) => write!(f, "{code}"),
            Self::Unknown => f.write_str("none"),
            Self::Outside => f.write_str("outside"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_stand_by_name_and_are_compared_by_code() {
        assert!(Country::all().is_sorted_by_key(Country::name));
        let mut by_code: Vec<Country> = Country::all().collect();
        by_code.sort_unstable();
        assert!(by_code.is_sorted_by_key(|country| country.iso2()));
        assert_ne!(by_code, Country::all().collect::<Vec<_>>());
    }

    #[test]
    fn a_country_is_its_code_and_never_its_region() {
        assert_eq!(Country::all().count(), Country::COUNT);
        assert_eq!(
            Country::from_name("  burma ").map(Country::iso2),
            Some("MM")
        );
        assert_eq!(
            Country::from_name("Viet  Nam").map(Country::iso2),
            Some("VN")
        );
        assert_eq!(
            Country::from_alias("dac_code", "764").map(Country::iso2),
            Some("TH")
        );
        assert_eq!(Country::from_alias("iso3", "764"), None);
        assert_eq!(Country::from_name("Vietna"), None);
    }

    #[test]
    fn a_recipient_is_read_back() {
        for text in ["VN", "789", "none", "outside"] {
            assert_eq!(
                Recipient::parse(text).map(|r| r.to_string()).as_deref(),
                Some(text)
            );
        }
        assert_eq!(Recipient::from_region(289), Recipient::Outside);
    }
}
