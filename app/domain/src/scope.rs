//! What a filter selects, in words: the scope line of documents and citations.

use crate::facet::{Facet, FacetValue};
use crate::filter::{Filter, Years};

/// Values that are named; of more, the rest is counted.
const NAMED: usize = 8;

/// The filter as a sentence without a full stop.
///
/// ```
/// use tiga_domain::link::Question;
/// use tiga_domain::scope;
/// let words = |query| scope::in_words(&Question::parse(query, &[]).question.filter);
/// assert_eq!(words(""), "All projects of all partners in the eleven ASEAN countries");
/// assert_eq!(words("province=BN-TE"), "with a place in Temburong, Brunei");
/// assert_eq!(words("country=PH&year=2015..2024&min=1000000"), "Country: Philippines; years: 2015 to 2024; at least US$ 1000000.00");
/// ```
pub fn in_words(filter: &Filter) -> String {
    let mut parts: Vec<String> = Facet::ALL
        .into_iter()
        .filter(|facet| !filter.chosen(*facet).is_empty())
        .map(|facet| format!("{}: {}", facet.name(), names(facet, filter.chosen(facet))))
        .collect();
    if !filter.years.is_all() {
        parts.push(format!("years: {}", years(filter.years)));
    }
    if let Some(min) = filter.min {
        parts.push(format!("at least US$ {min}"));
    }
    if let Some(area) = filter.area {
        let [south, west, north, east] = area.degrees();
        parts.push(format!(
            "with a place between {south} and {north}° north, {west} and {east}° east"
        ));
    }
    if !filter.provinces.is_empty() {
        let labels = filter.provinces.iter().map(|own| own.label());
        parts.push(format!("with a place in {}", listed(labels.collect())));
    }
    if !filter.search.is_empty() {
        parts.push(format!("with the words “{}”", filter.search));
    }
    match filter.ids.len() {
        0 => {}
        1 => parts.push(format!("the project {}", filter.ids[0])),
        count => parts.push(format!("{count} chosen projects")),
    }
    if parts.is_empty() {
        parts.push("All projects of all partners in the eleven ASEAN countries".to_owned());
    }
    if filter.include_exposure {
        parts.push("exposure included".to_owned());
    }
    if filter.include_legacy {
        parts.push("inherited projects included".to_owned());
    }
    parts.join("; ")
}

fn names(facet: Facet, chosen: &[FacetValue]) -> String {
    let labels = chosen.iter().map(|value| facet.label(*value).to_owned());
    listed(labels.collect())
}

/// Names after commas; of many, the rest is counted.
fn listed(mut names: Vec<String>) -> String {
    let rest = names.len().saturating_sub(NAMED);
    if rest > 0 {
        names.truncate(NAMED);
        names.push(format!("{rest} more"));
    }
    names.join(", ")
}

fn years(years: Years) -> String {
    let range = match (years.from, years.to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (Some(from), Some(to)) if from == to => Some(from.to_string()),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
    };
    let undated = years.undated.then(|| "undated".to_owned());
    range
        .into_iter()
        .chain(undated)
        .collect::<Vec<_>>()
        .join(" and ")
}
