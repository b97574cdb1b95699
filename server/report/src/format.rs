//! The formats of documents.

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values (RFC 4180), for spreadsheets.
    Csv,
    /// Office Open XML workbook, for spreadsheets and pivot tables.
    Xlsx,
    /// `GeoJSON` (RFC 7946), for maps.
    GeoJson,
    /// JSON in the form of the API, for programs.
    Json,
    /// Tagged PDF (PDF/UA-1), for meetings.
    Pdf,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::GeoJson, Self::Json, Self::Pdf];

    /// The ending of its files, without the full stop.
    pub const fn extension(self) -> &'static str {
        ["csv", "xlsx", "geojson", "json", "pdf"][self as usize]
    }

    /// The format of files with this ending, in any case.
    ///
    /// ```
    /// use tiga_report::Format;
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
            "text/csv; charset=utf-8; header=present",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/geo+json",
            "application/json",
            "application/pdf",
        ][self as usize]
    }
}
