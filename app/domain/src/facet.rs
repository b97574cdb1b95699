//! The facets by which a portfolio is filtered: one enum, so that the address, the filter bar, the
//! counts and the API treat all of them alike.

use crate::agency::Agency;
use crate::country::{Country, Recipient};
use crate::partner::Partner;
use crate::place::PrecisionGroup;
use crate::priority::{FocusArea, Priority};
use crate::sector;
use crate::status::{Class, Instrument, Status};
use crate::theme::Theme;

/// A property by whose values activities are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names stand in `name`")]
pub enum Facet {
    Partner,
    Agency,
    Country,
    Sector,
    Class,
    Priority,
    Focus,
    Theme,
    Instrument,
    Status,
    Precision,
}

/// A value of a facet: its position among the facet's values. [`Facet::none`] says which one is *not reported*.
pub type FacetValue = u16;

/// The token for *not reported* in addresses and the API.
pub const NOT_REPORTED: &str = "none";

/// The token for money that goes to a region without a list of countries.
pub const REGIONAL: &str = "regional";

impl Facet {
    /// All facets in the order of the address.
    pub const ALL: [Self; 11] = [
        Self::Partner,
        Self::Agency,
        Self::Country,
        Self::Sector,
        Self::Class,
        Self::Priority,
        Self::Focus,
        Self::Theme,
        Self::Instrument,
        Self::Status,
        Self::Precision,
    ];

    /// Position in [`Facet::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The key in the address.
    pub const fn key(self) -> &'static str {
        [
            "partner",
            "agency",
            "country",
            "sector",
            "class",
            "priority",
            "focus",
            "theme",
            "instrument",
            "status",
            "precision",
        ][self.index()]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Partner",
            "Agency",
            "Country",
            "Sector",
            "Class",
            "ADB priority",
            "ADB focus area",
            "Theme",
            "Instrument",
            "Status",
            "Location precision",
        ][self.index()]
    }

    /// The facet with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.key() == key)
    }

    /// Whether an activity can leave it unreported.
    pub const fn has_none(self) -> bool {
        !matches!(self, Self::Partner | Self::Agency | Self::Class)
    }

    /// How many values it has, *not reported* included.
    pub fn count(self) -> usize {
        let reported = match self {
            Self::Sector => return sector::count(),
            Self::Partner => Partner::ALL.len(),
            Self::Agency => Agency::all().count(),
            Self::Country => Country::COUNT + 1,
            Self::Class => Class::ALL.len(),
            Self::Priority => Priority::ALL.len(),
            Self::Focus => FocusArea::ALL.len(),
            Self::Theme => Theme::ALL.len(),
            Self::Instrument => Instrument::ALL.len(),
            Self::Status => Status::ALL.len(),
            Self::Precision => PrecisionGroup::ALL.len(),
        };
        reported + usize::from(self.has_none())
    }

    /// The value that stands for *not reported*.
    pub fn none(self) -> Option<FacetValue> {
        match self {
            Self::Sector => Some(sector::none()),
            _ => self.has_none().then(|| (self.count() - 1) as FacetValue),
        }
    }

    /// The code of a value in addresses and the API.
    pub fn code(self, value: FacetValue) -> String {
        if self.none() == Some(value) {
            return NOT_REPORTED.to_owned();
        }
        let index = value as usize;
        match self {
            Self::Partner => Partner::ALL[index].code().to_owned(),
            Self::Agency => Agency::all().nth(index).map_or("", Agency::code).to_owned(),
            Self::Country => Country::all()
                .nth(index)
                .map_or(REGIONAL, Country::iso2)
                .to_owned(),
            Self::Sector => sector::code(value),
            Self::Class => Class::ALL[index].code().to_owned(),
            Self::Priority => Priority::ALL[index].code().to_owned(),
            Self::Focus => FocusArea::ALL[index].code().to_owned(),
            Self::Theme => Theme::ALL[index].code().to_owned(),
            Self::Instrument => Instrument::ALL[index].code().to_owned(),
            Self::Status => Status::ALL[index].code().to_owned(),
            Self::Precision => PrecisionGroup::ALL[index].code().to_owned(),
        }
    }

    /// The name of a value in English.
    pub fn label(self, value: FacetValue) -> &'static str {
        if self.none() == Some(value) {
            return match self {
                Self::Priority => "No priority",
                Self::Focus => "No focus area",
                Self::Precision => "No place",
                _ => "Not reported",
            };
        }
        let index = value as usize;
        match self {
            Self::Partner => Partner::ALL[index].name(),
            Self::Agency => Agency::all().nth(index).map_or("", Agency::name),
            Self::Country => Country::all().nth(index).map_or("Regional", Country::name),
            Self::Sector => sector::label(value),
            Self::Class => Class::ALL[index].name(),
            Self::Priority => Priority::ALL[index].name(),
            Self::Focus => FocusArea::ALL[index].name(),
            Self::Theme => Theme::ALL[index].name(),
            Self::Instrument => Instrument::ALL[index].name(),
            Self::Status => Status::ALL[index].name(),
            Self::Precision => PrecisionGroup::ALL[index].name(),
        }
    }

    /// The value with this code, in any case.
    pub fn parse(self, code: &str) -> Option<FacetValue> {
        if let Some(none) = self
            .none()
            .filter(|_| code.eq_ignore_ascii_case(NOT_REPORTED))
        {
            return Some(none);
        }
        let position = match self {
            Self::Partner => Partner::from_code(code).map(Partner::index),
            Self::Agency => Agency::from_code(code).map(Agency::index),
            Self::Country if code.eq_ignore_ascii_case(REGIONAL) => Some(Country::COUNT),
            Self::Country => Country::from_iso2(code).map(Country::index),
            Self::Sector => sector::parse(code).map(usize::from),
            Self::Class => Class::from_code(code).map(Class::index),
            Self::Priority => Priority::from_code(code).map(Priority::index),
            Self::Focus => FocusArea::from_code(code).map(FocusArea::index),
            Self::Theme => Theme::from_code(code).map(Theme::index),
            Self::Instrument => Instrument::from_code(code).map(Instrument::index),
            Self::Status => Status::from_code(code).map(Status::index),
            Self::Precision => PrecisionGroup::from_code(code).map(PrecisionGroup::index),
        };
        position.map(|position| position as FacetValue)
    }

    /// Whether all that has a value also has `wanted`: the same value, or the category of a purpose code.
    pub fn is_under(self, value: FacetValue, wanted: FacetValue) -> bool {
        value == wanted || (self == Self::Sector && sector::is_under(value, wanted))
    }

    /// The codes that may stand in the address, for messages; sectors by example.
    pub fn allowed(self) -> String {
        if self == Self::Sector {
            return "a DAC category of three digits (140), a purpose code of five (21020), \
                    430-none for a category without purpose code, or none"
                .to_owned();
        }
        (0..self.count())
            .map(|value| self.code(value as FacetValue))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The value of the country facet that a recipient has; none when it is out of scope.
pub fn recipient_value(recipient: Recipient) -> Option<FacetValue> {
    match recipient {
        Recipient::Country(country) => Some(country.index() as FacetValue),
        Recipient::Region(_) => Some(Country::COUNT as FacetValue),
        Recipient::Unknown => Some(Country::COUNT as FacetValue + 1),
        Recipient::Outside => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::purpose::PurposeCode;

    #[test]
    fn every_value_is_read_back() {
        for facet in Facet::ALL {
            for value in 0..facet.count() as FacetValue {
                let code = facet.code(value);
                let current = facet == Facet::Sector
                    && PurposeCode::parse(&code).is_some_and(|c| c.current() != c);
                assert!(
                    current || facet.parse(&code) == Some(value),
                    "{facet:?} {code}"
                );
                assert!(!facet.label(value).is_empty(), "{facet:?} {code}");
            }
            assert_eq!(facet.parse("no-such-value"), None);
        }
    }
}
