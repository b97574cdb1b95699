//! What documents hold.

use tiga_domain::country::Country;

use crate::Format;

/// What a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Projects.
    Projects,
    /// Pairs of related projects; as PDF and XLSX the overlap report with everything around it.
    Overlaps,
    /// Gaps, country by priority.
    Gaps,
    /// Services and hard infrastructure.
    Mix,
    /// The brief of a country.
    Country(Country),
}

impl What {
    /// All that a filter alone selects.
    pub const ALL: [Self; 4] = [Self::Projects, Self::Overlaps, Self::Gaps, Self::Mix];

    /// The name in addresses and file names.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Projects => "projects",
            Self::Overlaps => "overlaps",
            Self::Gaps => "gaps",
            Self::Mix => "mix",
            Self::Country(_) => "country",
        }
    }

    /// The forms in which it is made: gaps and mix have no places, and only reports are typeset.
    ///
    /// ```
    /// use tiga_report::{Format, What};
    /// assert!(What::Overlaps.formats().contains(&Format::Pdf));
    /// assert!(!What::Gaps.formats().contains(&Format::GeoJson));
    /// ```
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Projects => &[Format::Csv, Format::Xlsx, Format::GeoJson, Format::Json],
            Self::Overlaps => &Format::ALL,
            Self::Gaps | Self::Mix => &[Format::Csv, Format::Xlsx, Format::Json],
            Self::Country(_) => &[Format::Pdf],
        }
    }
}
