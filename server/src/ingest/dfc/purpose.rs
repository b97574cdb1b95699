//! What a DFC project is for: a code in its description, words of its text, else the label of its industry.

use std::sync::LazyLock;

use tiga_domain::activity::SectorBasis;
use tiga_domain::classify::purpose_from_industry;
use tiga_domain::purpose::PurposeCode;

/// What a row says of its purpose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text<'a> {
    /// Name of the project.
    pub name: &'a str,
    /// Its description.
    pub description: &'a str,
    /// Label of the industry, such as `Utilities`.
    pub industry: &'a str,
}

/// A purpose code, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purpose {
    /// The code in force today; none when nothing decides.
    pub code: Option<PurposeCode>,
    /// Whether the publisher wrote it.
    pub basis: SectorBasis,
    /// The code of the description was a withdrawn one.
    pub is_recoded: bool,
    /// What decided, as a remark on the record; empty when nothing did.
    pub reason: String,
    /// A code of the description that no list has.
    pub unknown_code: Option<String>,
}

struct WordRule {
    industry: String,
    phrases: Vec<String>,
    code: PurposeCode,
}

static WORD_RULES: LazyLock<Vec<WordRule>> = LazyLock::new(|| {
    csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(include_str!("purpose.csv").as_bytes())
        .into_records()
        .filter_map(|row| {
            let row = row.ok()?;
            Some(WordRule {
                industry: words(row.get(0)?),
                phrases: row.get(1)?.split('|').map(words).collect(),
                code: PurposeCode::parse(row.get(2)?)?,
            })
        })
        .collect()
});

/// Codes that stand for several of their category.
const MIXTURES: [(u32, &str); 2] = [(232, "23210"), (233, "23310")];

/// Says what a project is for.
pub(super) fn purpose_of(text: Text) -> Purpose {
    if let Some(written) = code_in(text.description) {
        return match PurposeCode::parse(written) {
            Some(code) => Purpose {
                code: Some(code.current()),
                basis: SectorBasis::Reported,
                is_recoded: code.current() != code,
                reason: format!("purpose code {written} of the description"),
                unknown_code: None,
            },
            None => Purpose {
                unknown_code: Some(written.to_owned()),
                ..inferred(None, String::new())
            },
        };
    }
    if let Some((code, phrases)) = code_of_words(text) {
        let phrases = phrases.join("”, “");
        return inferred(
            Some(code),
            format!("purpose inferred from “{phrases}” in the text"),
        );
    }
    match purpose_from_industry(text.industry, text.name) {
        Some(industry) => inferred(
            Some(industry.code.current()),
            format!("purpose inferred from the industry “{}”", text.industry),
        ),
        None => inferred(None, String::new()),
    }
}

fn inferred(code: Option<PurposeCode>, reason: String) -> Purpose {
    Purpose {
        code,
        basis: if code.is_some() {
            SectorBasis::Inferred
        } else {
            SectorBasis::Reported
        },
        is_recoded: false,
        reason,
        unknown_code: None,
    }
}

/// The code of a description such as `15010 - Economic policy`, or `… short description of 31181 - Agricultural …`.
fn code_in(description: &str) -> Option<&str> {
    let starts = std::iter::once(description).chain(
        description
            .split_once("short description of ")
            .map(|(_, after)| after),
    );
    starts.into_iter().find_map(|start| {
        let (code, after) = start.trim_start().split_at_checked(5)?;
        let is_code = code.bytes().all(|b| b.is_ascii_digit());
        (is_code && after.trim_start().starts_with(['-', '–'])).then_some(code)
    })
}

/// The one code that the words of the text stand for under its industry, with the words.
fn code_of_words(text: Text) -> Option<(PurposeCode, Vec<&'static str>)> {
    let industry = words(text.industry);
    let mut rest = format!("{}|{}", words(text.name), words(text.description));
    let mut found: Vec<PurposeCode> = Vec::new();
    let mut phrases: Vec<&str> = Vec::new();
    for rule in WORD_RULES.iter().filter(|rule| rule.industry == industry) {
        for phrase in &rule.phrases {
            if rest.contains(phrase.as_str()) {
                rest = rest.replace(phrase.as_str(), " | ");
                phrases.push(phrase.trim());
                found.push(rule.code);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let code = match found.as_slice() {
        [] => None,
        [code] => Some(*code),
        [first, others @ ..] => {
            let category = first.category();
            MIXTURES
                .iter()
                .filter(|_| others.iter().all(|code| code.category() == category))
                .find(|(number, _)| *number == category.number())
                .and_then(|(_, code)| PurposeCode::parse(code))
        }
    };
    code.map(|code| (code, phrases))
}

/// Lower-case words between single spaces, with one before and one after, so that phrases match whole words.
fn words(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(industry: &str, description: &str) -> Option<u32> {
        let text = Text {
            name: "",
            description,
            industry,
        };
        purpose_of(text).code.map(PurposeCode::number)
    }

    #[test]
    fn every_row_of_the_table_reads_and_is_allowed_by_the_method() {
        let naics = include_str!("../../../../app/domain/src/classify/table/naics.csv");
        let lines = include_str!("purpose.csv")
            .lines()
            .filter(|l| !l.starts_with('#'));
        assert_eq!(WORD_RULES.len(), lines.count() - 1);
        let mut rows = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .from_reader(naics.as_bytes());
        let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
        for rule in WORD_RULES.iter() {
            let row = rows.iter().find(|row| words(&row[1]) == rule.industry);
            let row = row.unwrap_or_else(|| unreachable!("{}", rule.industry));
            let is_open = matches!(&row[0], "22" | "23");
            let allowed = format!("{} {}", &row[2], &row[3]);
            assert!(
                is_open || allowed.contains(&rule.code.to_string()),
                "{} {}",
                rule.industry,
                rule.code
            );
        }
    }

    #[test]
    fn words_refine_the_industry_where_they_agree() {
        for (industry, description, expected) in [
            (
                "Utilities",
                "operation of an approximately 31.4 MW geothermal power plant.",
                Some(23260),
            ),
            (
                "Utilities",
                "400 MW gas/oil-fired electric power plant",
                Some(23330),
            ),
            (
                "Utilities",
                "70MW solar PV farm and 205 MW wind farm",
                Some(23210),
            ),
            (
                "Utilities",
                "on both light crude oil and natural gas",
                Some(23310),
            ),
            ("Utilities", "off-grid solar for homes", Some(23231)),
            (
                "Utilities",
                "providing piped water to rural Cambodians",
                Some(14021),
            ),
            ("Utilities", "water supply and a wind farm", Some(23210)),
            ("Utilities", "winding down of a holding", Some(23210)),
            (
                "Construction",
                "Financing of cell phone tower build out in Myanmar",
                Some(22020),
            ),
            (
                "Information",
                "four fiber-optic pairs of a submarine cable",
                Some(22020),
            ),
            (
                "Finance and Insurance",
                "A large Micro Finance Institution",
                Some(24040),
            ),
            ("Finance and Insurance", "a geothermal fund", Some(24030)),
            ("Redacted", "geothermal", None),
            ("", "", None),
        ] {
            assert_eq!(code(industry, description), expected, "{description}");
        }
    }

    #[test]
    fn a_code_in_the_description_comes_first() {
        let legacy = "This is a Legacy USAID transaction with the extremely short description of 31181 - Agricultural education/training";
        assert_eq!(code("Finance and Insurance", legacy), Some(31181));
        assert_eq!(
            code(
                "Finance and Insurance",
                "23065 - Hydro-electric power plants"
            ),
            Some(23220)
        );
        assert_eq!(
            code("Finance and Insurance", "16220 - Low-cost housing"),
            None
        );
        assert_eq!(
            code("Finance and Insurance", "16,200km of cable"),
            Some(24030)
        );
        assert_eq!(code_in("12345"), None);
        assert_eq!(code_in("1234é - x"), None);
    }
}
