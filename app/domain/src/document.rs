//! Documents: what they hold, in which forms they are made, which parts a report has, and their addresses.

use crate::analysis::choice::Choice;
use crate::country::Country;
use crate::facet::Facet;
use crate::filter::Filter;
use crate::link::Question;

/// What a document holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum What {
    /// Pairs of related projects; as PDF and XLSX the overlap report with everything around it.
    #[default]
    Overlaps,
    /// The brief of the one country that the filter names.
    Country,
    /// Projects.
    Projects,
    /// Gaps, country by priority.
    Gaps,
    /// Services and hard infrastructure.
    Mix,
}

impl What {
    /// Everything of which there are documents.
    pub const ALL: [Self; 5] = [
        Self::Overlaps,
        Self::Country,
        Self::Projects,
        Self::Gaps,
        Self::Mix,
    ];

    /// The code in addresses and file names.
    pub const fn code(self) -> &'static str {
        ["overlaps", "country", "projects", "gaps", "mix"][self as usize]
    }

    /// What has this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        [
            "Overlap report",
            "Country brief",
            "Projects",
            "Gaps",
            "Services and infrastructure",
        ][self as usize]
    }

    /// The forms in which it is made: gaps and mix have no places, and only reports are typeset.
    ///
    /// ```
    /// use tiga_domain::document::{Format, What};
    /// assert!(What::Overlaps.formats().contains(&Format::Pdf));
    /// assert!(!What::Gaps.formats().contains(&Format::GeoJson));
    /// ```
    pub const fn formats(self) -> &'static [Format] {
        match self {
            Self::Projects => &[Format::Xlsx, Format::Csv, Format::GeoJson, Format::Json],
            Self::Overlaps => &Format::ALL,
            Self::Gaps | Self::Mix => &[Format::Xlsx, Format::Csv, Format::Json],
            Self::Country => &[Format::Pdf],
        }
    }

    /// The keys that it takes besides the question.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Projects => &["bom"],
            Self::Overlaps => &["relation", "part", "bom"],
            Self::Gaps => &["scheme", "baseline", "bom"],
            Self::Mix => &["view", "bom"],
            Self::Country => &[],
        }
    }

    /// The address of the document of a question; none for a brief when the filter does not name one country.
    ///
    /// ```
    /// use tiga_domain::analysis::choice::Choice;
    /// use tiga_domain::document::{Format, What};
    /// use tiga_domain::link::Question;
    /// let of = |what: What, query| {
    ///     what.address(Format::Pdf, &Question::parse(query, &[]).question, Choice::default())
    /// };
    /// assert_eq!(of(What::Overlaps, "country=PH").as_deref(), Some("/export/overlaps.pdf?country=PH"));
    /// assert_eq!(of(What::Country, "country=PH").as_deref(), Some("/export/countries/PH.pdf"));
    /// assert_eq!(of(What::Country, "country=PH,VN"), None);
    /// ```
    pub fn address(self, format: Format, question: &Question, choice: Choice) -> Option<String> {
        let ending = format.extension();
        if self != Self::Country {
            let path = format!("/export/{}.{ending}", self.code());
            return Some(choice.of(self).address(&path, question));
        }
        let country = one_country(&question.filter)?;
        let filter = question.filter.clone().clear(Facet::Country);
        let path = format!("/export/countries/{}.{ending}", country.iso2());
        Some(Question::from(filter).address(&path))
    }
}

/// The country of a filter that names exactly one.
pub fn one_country(filter: &Filter) -> Option<Country> {
    match filter.chosen(Facet::Country) {
        [only] => Country::from_iso2(&Facet::Country.code(*only)),
        _ => None,
    }
}

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Tagged PDF (PDF/UA-1), for meetings.
    Pdf,
    /// Office Open XML workbook, for spreadsheets and pivot tables.
    Xlsx,
    /// Comma-separated values (RFC 4180), for spreadsheets.
    Csv,
    /// `GeoJSON` (RFC 7946), for maps.
    GeoJson,
    /// JSON in the form of the API, for programs.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Pdf, Self::Xlsx, Self::Csv, Self::GeoJson, Self::Json];

    /// The ending of its files, without the full stop.
    pub const fn extension(self) -> &'static str {
        ["pdf", "xlsx", "csv", "geojson", "json"][self as usize]
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        ["PDF", "XLSX", "CSV", "GeoJSON", "JSON"][self as usize]
    }

    /// The format of files with this ending, in any case.
    ///
    /// ```
    /// use tiga_domain::document::Format;
    /// assert_eq!(Format::from_extension("GeoJSON"), Some(Format::GeoJson));
    /// assert_eq!(Format::from_extension("doc"), None);
    /// ```
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
    }

    /// The media type.
    pub const fn content_type(self) -> &'static str {
        [
            "application/pdf",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/csv; charset=utf-8; header=present",
            "application/geo+json",
            "application/json",
        ][self as usize]
    }
}

/// A part of the overlap report; summary, scope and sources are in every one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The table of related projects.
    Overlaps,
    /// The projects behind it, in the workbook.
    Projects,
    /// Services around infrastructure, in the PDF.
    Services,
    /// Gaps.
    Gaps,
    /// Services and hard infrastructure.
    Mix,
    /// The method in brief, in the PDF.
    Method,
}

impl Part {
    /// All parts, in the order of the report.
    pub const ALL: [Self; 6] = [
        Self::Overlaps,
        Self::Projects,
        Self::Services,
        Self::Gaps,
        Self::Mix,
        Self::Method,
    ];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        ["overlaps", "projects", "services", "gaps", "mix", "method"][self as usize]
    }

    /// The name.
    pub const fn name(self) -> &'static str {
        [
            "Overlaps between partners",
            "Projects behind them",
            "Services around infrastructure",
            "Gaps against Strategy 2030",
            "Services and hard infrastructure",
            "Method in brief",
        ][self as usize]
    }

    /// Whether a form of the report has it.
    pub const fn is_in(self, format: Format) -> bool {
        match format {
            Format::Pdf => !matches!(self, Self::Projects),
            Format::Xlsx => !matches!(self, Self::Services | Self::Method),
            Format::Csv | Format::GeoJson | Format::Json => matches!(self, Self::Overlaps),
        }
    }
}

/// A set of parts; all of them unless chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parts(u8);

impl Parts {
    /// All parts.
    pub const ALL: Self = Self((1 << Part::ALL.len()) - 1);

    /// Whether a part is in the set.
    pub const fn contains(self, part: Part) -> bool {
        self.0 >> part as u8 & 1 == 1
    }

    /// The parts in the set, in the order of the report.
    pub fn iter(self) -> impl Iterator<Item = Part> {
        Part::ALL
            .into_iter()
            .filter(move |part| self.contains(*part))
    }

    /// Reads `overlaps,gaps`; an empty text means all; none when a word is no part.
    ///
    /// ```
    /// use tiga_domain::document::{Part, Parts};
    /// let parts = Parts::parse("gaps,overlaps").expect("two parts");
    /// assert_eq!(parts.codes(), "overlaps,gaps");
    /// assert!(!parts.contains(Part::Mix));
    /// assert_eq!(Parts::parse(""), Some(Parts::ALL));
    /// assert_eq!(Parts::parse("chapter"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let words = text.split(',').map(str::trim).filter(|it| !it.is_empty());
        let mut set = 0;
        for word in words {
            let part = Part::ALL.into_iter().find(|part| part.code() == word)?;
            set |= 1 << part as u8;
        }
        Some(if set == 0 { Self::ALL } else { Self(set) })
    }

    /// The set as [`Parts::parse`] reads it.
    pub fn codes(self) -> String {
        self.iter().map(Part::code).collect::<Vec<_>>().join(",")
    }
}

impl Default for Parts {
    fn default() -> Self {
        Self::ALL
    }
}
