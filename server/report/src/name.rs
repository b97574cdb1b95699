//! Names of files that say what is inside.

use tiga_domain::dataset::Dataset;
use tiga_domain::facet::Facet;
use tiga_domain::filter::{Measure, Prices};
use tiga_domain::link::Question;

use crate::{Format, What};

/// Values of one facet that are spelled out; more are counted.
const SPELLED: usize = 3;

/// The longest that the words of the filter may get.
const LENGTH: usize = 80;

/// The name of a document: what it lists, the filter in words, the day of the data.
///
/// ```
/// use tiga_domain::{dataset::Dataset, link::Question};
/// use tiga_report::{file_name, Format, What};
/// let question = Question::parse("country=PH&theme=water&year=2015..2024", &[]).question;
/// let name = file_name(What::Projects, &question, &Dataset::default(), Format::Csv);
/// assert_eq!(name, "tiga-projects-PH-water-2015-2024.csv");
/// ```
pub fn file_name(what: What, question: &Question, data: &Dataset, format: Format) -> String {
    let mut parts = words(question);
    let mut length = 0;
    parts.retain(|part| {
        length += part.len() + 1;
        length <= LENGTH
    });
    parts.insert(0, what.code().to_owned());
    parts.push(data.date().to_owned());
    parts.retain(|part| !part.is_empty());
    format!("tiga-{}.{}", parts.join("-"), format.extension())
}

fn words(question: &Question) -> Vec<String> {
    let filter = &question.filter;
    let mut words = Vec::new();
    for facet in Facet::ALL {
        let chosen = filter.chosen(facet);
        if chosen.len() > SPELLED {
            words.push(format!("{}-{}-values", chosen.len(), facet.key()));
            continue;
        }
        for value in chosen {
            words.push(match facet.code(*value) {
                code if facet.none() == Some(*value) => format!("{}-{code}", facet.key()),
                code if facet == Facet::Status => format!("status-{code}"),
                code => code,
            });
        }
    }
    let years = filter
        .years
        .to_string()
        .replace("..", "-")
        .replace(',', "-");
    words.push(slug(&years));
    if let Some(min) = filter.min {
        words.push(format!("from-{}-usd", min.0 / 100));
    }
    if filter.measure != Measure::default() {
        words.push(filter.measure.code().to_owned());
    }
    if filter.prices != Prices::default() {
        words.push(filter.prices.code().to_owned());
    }
    words.push(slug(&filter.search));
    words.retain(|word| !word.is_empty());
    words
}

/// Letters and digits of ASCII, the rest as single hyphens: safe in every header and file system.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_and_short_for_any_filter() {
        let query = "country=PH,VN,KH,LA&status=2&sector=none&q=../../etc \"ダム\" Dam&measure=disbursement&year=2015..";
        let question = Question::parse(query, &[]).question;
        let name = file_name(
            What::Projects,
            &question,
            &Dataset::default(),
            Format::GeoJson,
        );
        assert_eq!(
            name,
            "tiga-projects-4-country-values-sector-none-status-2-2015-disbursement-etc-dam.geojson"
        );
        let long = Question::parse(&format!("q={}", "word ".repeat(60)), &[]).question;
        assert_eq!(
            file_name(What::Projects, &long, &Dataset::default(), Format::Csv),
            "tiga-projects.csv"
        );
    }
}
