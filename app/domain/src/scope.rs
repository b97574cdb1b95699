//! What a filter selects, in words: the scope line of documents and citations.

use crate::facet::{Facet, FacetValue};
use crate::filter::{Filter, Years};

/// Values of one facet that are named; of more, the rest is counted.
const NAMED: usize = 8;

/// The filter as a sentence without a full stop.
///
/// ```
/// use tiga_domain::link::Question;
/// use tiga_domain::scope;
/// let words = |query| scope::in_words(&Question::parse(query, &[]).question.filter);
/// assert_eq!(words(""), "All projects of all partners in the eleven ASEAN countries");
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
    if !filter.search.is_empty() {
        parts.push(format!("with the words “{}”", filter.search));
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
    let mut names: Vec<String> = chosen
        .iter()
        .take(NAMED)
        .map(|value| facet.label(*value).to_owned())
        .collect();
    if chosen.len() > NAMED {
        names.push(format!("{} more", chosen.len() - NAMED));
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
