//! Which format a file has: its first 64 KiB decide, its name only helps to explain. Reads no record.

use encoding_rs::Encoding;

use super::IngestError;
use super::workbook::Sheet;

/// A format that this version imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// IATI XML, 1.01 to 2.03.
    Iati,
    /// DFC's workbooks: active projects, and the annual file.
    Dfc,
    /// Tiga's own template.
    Tiga,
    /// The OECD's CRS: bulk text, or csv of the Data Explorer.
    Crs,
    /// JICA's list of yen loans.
    Jica,
    /// ADB's list of sovereign projects.
    Adb,
    /// A geocoded release of `AidData` in tables.
    Aiddata,
    /// KOICA's statistics.
    Koica,
    /// `AidData`’s lists of Chinese finance, for comparison.
    Comparator,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: [Self; 9] = [
        Self::Iati,
        Self::Dfc,
        Self::Tiga,
        Self::Crs,
        Self::Jica,
        Self::Adb,
        Self::Aiddata,
        Self::Koica,
        Self::Comparator,
    ];

    /// The word on the command line and in the store.
    pub(crate) const fn code(self) -> &'static str {
        [
            "iati",
            "dfc",
            "tiga",
            "crs",
            "jica",
            "adb",
            "aiddata",
            "koica",
            "comparator",
        ][self as usize]
    }

    /// The format with this code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// The file names of a release of `AidData` that every one has.
const RELEASE: [&str; 3] = ["projects.csv", "locations.csv", "transactions.csv"];

/// Says which format a file has.
///
/// `entries` are the names in a zip archive or a folder. Any workbook is taken for DFC's; [`workbook`] tells them apart.
///
/// # Errors
/// When the format is unknown, or known and not imported, in a sentence.
pub(crate) fn sniff(
    head: &[u8],
    file_name: &str,
    entries: Option<&[String]>,
) -> Result<Format, IngestError> {
    if let Some(entries) = entries {
        return archive(entries);
    }
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(refuse("the file is empty"));
    }
    if let Some(message) = binary(head) {
        return Err(refuse(message));
    }
    let text = decode(head);
    let text = text.trim_start();
    if text.starts_with('<') {
        return markup(text);
    }
    if has_ending(file_name, "xml") {
        return Err(refuse("not XML: it does not begin with “<”"));
    }
    if text.starts_with(['{', '[']) {
        return Err(refuse("JSON is not a format that Tiga reads"));
    }
    table(text)
}

fn archive(entries: &[String]) -> Result<Format, IngestError> {
    let has = |ending: &str| {
        entries
            .iter()
            .any(|name| name.to_lowercase().replace('\\', "/").ends_with(ending))
    };
    if has("xl/workbook.xml") {
        return Ok(Format::Dfc);
    }
    if RELEASE.into_iter().all(has) {
        return Ok(Format::Aiddata);
    }
    if entries.iter().any(|name| is_crs_entry(name)) {
        return Ok(Format::Crs);
    }
    let what = if entries
        .iter()
        .any(|name| has_ending(name, "xml") || has_ending(name, "csv"))
    {
        "a zip archive with files in it: unpack it and import them"
    } else {
        "a zip archive that is no xlsx workbook (it has no xl/workbook.xml)"
    };
    Err(refuse(what))
}

/// Whether an entry of an archive is bulk text of the CRS.
pub(super) fn is_crs_entry(name: &str) -> bool {
    let name = name.to_lowercase().replace('\\', "/");
    let file = name.rsplit('/').next().unwrap_or_default();
    file.starts_with("crs") && (has_ending(file, "txt") || has_ending(file, "csv"))
}

/// Tells workbooks apart by the first rows of their sheets.
pub(crate) fn workbook(sheets: &[Sheet]) -> Format {
    let has = |names: &[&str]| {
        sheets.iter().flat_map(|sheet| &sheet.rows).any(|row| {
            names.iter().all(|name| {
                let folded = |text: &str| text.replace('_', " ").trim().to_lowercase();
                row.cells().iter().any(|(_, text)| folded(text) == *name)
            })
        })
    };
    if has(&["id", "project year", "country", "project name"]) {
        Format::Koica
    } else if has(&["recommended for research", "umbrella"]) || has(&["aiddata record id"]) {
        Format::Comparator
    } else {
        Format::Dfc
    }
}

fn binary(head: &[u8]) -> Option<&'static str> {
    let wide = Encoding::for_bom(head).is_some_and(|(encoding, _)| encoding != encoding_rs::UTF_8);
    match head {
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(
            "an old .xls workbook, or one with a password: save it as .xlsx without a password",
        ),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF: data cannot be imported from it"),
        _ if !wide && head.contains(&0) && !looks_wide(head) => {
            Some("not a text file, and of no format that Tiga knows")
        }
        _ => None,
    }
}

/// UTF-16 without a byte order mark: `<` beside a zero.
fn looks_wide(head: &[u8]) -> bool {
    matches!(head, [b'<', 0, ..] | [0, b'<', ..])
}

fn decode(head: &[u8]) -> String {
    let encoding = match (Encoding::for_bom(head), head) {
        (Some((encoding, _)), _) => encoding,
        (None, [b'<', 0, ..]) => encoding_rs::UTF_16LE,
        (None, [0, b'<', ..]) => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    encoding.decode(head).0.into_owned()
}

/// Looks for the root element behind declarations, comments and a document type.
fn markup(text: &str) -> Result<Format, IngestError> {
    let mut rest = text;
    let root = loop {
        rest = rest.trim_start();
        let after = if rest.starts_with("<?") {
            rest.split_once("?>").map(|(_, after)| after)
        } else if rest.starts_with("<!--") {
            rest.split_once("-->").map(|(_, after)| after)
        } else if rest.starts_with("<!") {
            after_document_type(rest)
        } else {
            break rest.strip_prefix('<').unwrap_or_default();
        };
        rest = after.ok_or_else(|| refuse("XML without a root element in its first 64 KiB"))?;
    };
    let name: String = root
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .take(60)
        .collect();
    match name.rsplit(':').next().unwrap_or_default() {
        "iati-activities" | "iati-activity" => Ok(Format::Iati),
        "iati-organisations" | "iati-organisation" => Err(refuse(
            "an IATI organisation file (iati-organisations): it holds budgets, not activities",
        )),
        "html" | "HTML" => Err(refuse("a web page, not data: the download went wrong?")),
        "" => Err(refuse("XML without a root element")),
        _ => Err(refuse(&format!(
            "XML with the root element “{name}”; IATI has iati-activities"
        ))),
    }
}

/// What follows a document type; its subset and its quoted texts may hold any bracket.
fn after_document_type(text: &str) -> Option<&str> {
    let (mut quote, mut depth) = (None, 0_u32);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => depth += 1,
            (None, ']') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return text.get(at + 1..),
            _ => {}
        }
    }
    None
}

/// Recognises a table by its header, which stands within the first ten lines that are no comments.
fn table(text: &str) -> Result<Format, IngestError> {
    let lines = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let first = lines.clone().next().unwrap_or_default();
    if begins(&cells(first, ','), &["id", "name", "partner", "agency"]) {
        return Ok(Format::Tiga);
    }
    for delimiter in ['|', ',', ';', '\t'] {
        let header = cells(first, delimiter);
        let squeezed: Vec<String> = header.iter().map(|c| c.replace(['_', ' '], "")).collect();
        let holds = |name: &str| squeezed.iter().any(|cell| cell == name);
        if (holds("donorcode") && holds("crsid"))
            || (begins(&header, &["structure", "structure_id"])
                && (holds("mdid") || holds("oecdid")))
        {
            return Ok(Format::Crs);
        }
        if holds("aiddatarecordid") || (holds("recommendedforresearch") && holds("umbrella")) {
            return Ok(Format::Comparator);
        }
        if begins(&header, &["id", "project_year", "country", "project_name"]) {
            return Ok(Format::Koica);
        }
        if begins(&header, &["project_id", "is_geocoded"]) {
            return Err(refuse(
                "one table of a release of AidData: name its folder or zip archive, which holds the others",
            ));
        }
    }
    let first = cells(first, ',');
    if begins(
        &first,
        &[
            "no",
            "region",
            "country",
            "project name",
            "sector",
            "subsector",
        ],
    ) {
        return Ok(Format::Jica);
    }
    let adb = ["project number", "project name", "country", "financing"];
    let is_adb = |line: &str| begins(&cells(line, ','), &adb);
    if lines.clone().take(10).any(is_adb) {
        return Ok(Format::Adb);
    }
    if begins(&first, &["fund", "title", "loan no."]) {
        return Err(refuse(
            "ADB’s statement of loans: it repeats the loans of ADB’s own files, and is not read",
        ));
    }
    Err(refuse(
        "no known format: neither IATI XML, nor a workbook or table whose header Tiga knows",
    ))
}

fn cells(line: &str, delimiter: char) -> Vec<String> {
    line.split(delimiter)
        .map(|cell| cell.trim().trim_matches('"').trim().to_lowercase())
        .collect()
}

fn begins(header: &[String], names: &[&str]) -> bool {
    header.len() >= names.len() && header.iter().zip(names).all(|(cell, name)| cell == name)
}

fn has_ending(file_name: &str, ending: &str) -> bool {
    file_name
        .rsplit_once('.')
        .is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

fn refuse(message: &str) -> IngestError {
    IngestError::Format {
        line: 0,
        message: message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &[u8], name: &str) -> String {
        match sniff(head, name, None) {
            Ok(format) => format.code().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    fn found_in(entries: &[&str]) -> String {
        let entries: Vec<String> = entries.iter().map(|&name| name.to_owned()).collect();
        match sniff(b"PK\x03\x04", "", Some(&entries)) {
            Ok(format) => format.code().to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn iati_is_known_by_its_root() {
        let utf16: Vec<u8> = "\u{feff}<iati-activities/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for head in [
            b"<iati-activities version='2.03'>".as_slice(),
            b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- <html> -->\n<iati-activities>",
            b"<iati-activity default-currency='USD'>",
            b"<!DOCTYPE iati-activities SYSTEM 'x.dtd'><iati-activities>",
            b"<!DOCTYPE x [<!ENTITY a 'b > ]'> ]><iati-activities>",
            b"<!DOCTYPE x [<!ENTITY a 'b'>]><iati-activities>",
            &utf16,
        ] {
            assert_eq!(
                found(head, "x.csv"),
                "iati",
                "{}",
                String::from_utf8_lossy(head)
            );
        }
    }

    #[test]
    fn other_markup_is_named() {
        for (head, part) in [
            ("<iati-organisations>", "organisation file"),
            ("<html><body>", "web page"),
            ("<!DOCTYPE html>\n<html>", "web page"),
            ("<rss version='2'>", "“rss”"),
            ("<!-- never ends", "without a root"),
            ("<", "without a root"),
            ("<?xml", "without a root"),
            ("plain words", "not XML"),
        ] {
            assert!(found(head.as_bytes(), "a.XML").contains(part), "{head}");
        }
    }

    #[test]
    fn tables_are_known_by_their_header() {
        let expected = [
            ("id,name,partner,agency,country\n", "tiga"),
            (
                "\u{feff}# a comment\r# another\rID , \"Name\",partner,agency\r",
                "tiga",
            ),
            ("DonorCode|CRS_ID|Year\n", "crs"),
            ("Year;donor_code;crsid\n", "crs"),
            ("STRUCTURE,STRUCTURE_ID,ACTION,MD_ID\n", "crs"),
            (
                "No,region,country,project name,sector,subsector,x\n",
                "jica",
            ),
            (
                "ADB Sovereign Projects\n\nas of,,\nProject Number,Project Name,Country,Financing,x\n",
                "adb",
            ),
            ("Fund ,Title,Loan No.,x\n", "statement of loans"),
            ("AidData Record ID,Title\n", "comparator"),
            ("project_id,is_geocoded\n", "one table of a release"),
            ("id,project_year,country,project_name\n", "koica"),
            ("project,recommended_for_research,umbrella\n", "comparator"),
            ("a,b,c\n1,2,3\n", "no known format"),
            (" \n\t", "empty"),
            ("", "empty"),
            ("{\"a\":1}", "JSON"),
        ];
        for (head, part) in expected {
            assert!(
                found(head.as_bytes(), "x.txt").contains(part),
                "{head}: {}",
                found(head.as_bytes(), "")
            );
        }
    }

    #[test]
    fn what_is_no_text_says_so() {
        assert!(found(b"\xd0\xcf\x11\xe0\xa1\xb1", "a.xls").contains("save it as .xlsx"));
        assert!(found(b"%PDF-1.7", "a.pdf").contains("PDF"));
        assert!(found(b"\x7fELF\0\0\0", "a").contains("not a text file"));
    }

    #[test]
    fn archives_are_known_by_their_entries() {
        assert_eq!(found_in(&["[Content_Types].xml", "xl/workbook.xml"]), "dfc");
        assert_eq!(
            found_in(&[
                "r/data/projects.csv",
                "r/data/locations.csv",
                "r/data/transactions.csv"
            ]),
            "aiddata"
        );
        assert_eq!(found_in(&["data/CRS 2020 data.txt"]), "crs");
        assert!(found_in(&["iati.xml"]).contains("unpack it"));
        assert!(found_in(&["word/document.xml"]).contains("unpack it"));
        assert!(found_in(&["a.png"]).contains("no xlsx workbook"));
    }

    #[test]
    fn codes_are_read_back() {
        for format in Format::ALL {
            assert_eq!(Format::from_code(format.code()), Some(format));
        }
        assert_eq!(Format::from_code("auto"), None);
    }
}
