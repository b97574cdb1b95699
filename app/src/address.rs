//! The question in the address bar: read by every data page, changed by links and by the filter form.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
#[cfg(feature = "ssr")]
use tiga_domain::analysis::choice::Choice;
use tiga_domain::filter::{Filter, FilterError};
use tiga_domain::link::Question;

use crate::map::look::Look;

/// Keys of the filter form that the address grammar does not have: a plain form cannot write `year=2015..2024`.
const FORM_KEYS: [&str; 2] = ["from", "to"];

/// What an address asks and how the map looks, with what was not understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// View and shading of the map.
    pub look: Look,
    /// What was not understood.
    pub errors: Vec<FilterError>,
}

/// What a page chooses besides the question, as pairs of its address.
pub type Own = Vec<(&'static str, String)>;

/// Reads a query string as pages take it: the grammar, the look of the map, and the two year fields of the form.
pub fn read(query: &str) -> Asked {
    read_with(query, &[]).0
}

/// The same for a page with keys of its own, and all pairs that are not the question's.
fn read_with(query: &str, own_keys: &[&str]) -> (Asked, Vec<(String, String)>) {
    let parsed = Question::parse(query, &[&FORM_KEYS[..], &Look::KEYS[..], own_keys].concat());
    let mut look = Look::default();
    for (key, value) in &parsed.extra {
        look.set(key, value);
    }
    let (mut question, mut errors) = (parsed.question, parsed.errors);
    let field = |key: &str| {
        let values = parsed.extra.iter().filter(|(name, _)| name == key);
        values
            .map(|(_, value)| value.trim())
            .next_back()
            .unwrap_or_default()
    };
    let (from, to) = (field("from"), field("to"));
    if !from.is_empty() || !to.is_empty() {
        let undated = question.filter.years.undated;
        let range = format!("{from}..{to}");
        match question.filter.set("year", &range) {
            Some(Err(error)) => errors.push(error),
            _ => question.filter.years.undated = undated,
        }
    }
    let asked = Asked {
        question,
        look,
        errors,
    };
    (asked, parsed.extra)
}

/// What the address asks of a page that only the server draws: the question, and what the page chooses besides.
#[cfg(feature = "ssr")]
pub fn asked_once(own_keys: &[&str]) -> (Asked, Choice) {
    let (mut asked, own) = read_with(&use_location().search.get_untracked(), own_keys);
    let (choice, unknown) = Choice::read(&own);
    asked.errors.extend(unknown);
    (asked, choice)
}

/// What the address asks of the page at this path. Stays as it was once the reader has left for another page.
pub fn use_asked(path: &'static str) -> Memo<Asked> {
    let location = use_location();
    Memo::new(move |before: Option<&Asked>| match before {
        Some(before) if location.pathname.get() != path => before.clone(),
        _ => location.search.with(|search| read(search)),
    })
}

/// Goes to an address inside the application; the scroll position stays while the page stays.
pub type Go = Arc<dyn Fn(&str) + Send + Sync>;

/// A function that goes to an address, unless it is the present one; does nothing on the server.
pub fn use_go() -> Go {
    let navigate = use_navigate();
    let location = use_location();
    Arc::new(move |address| {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let is_page = location.pathname.with_untracked(|here| here == path);
        if is_page && location.search.with_untracked(|here| here == query) {
            return;
        }
        let options = NavigateOptions {
            scroll: !is_page,
            resolve: false,
            ..NavigateOptions::default()
        };
        navigate(address, options);
    })
}

/// The address of a page with this filter; a map keeps its look.
pub fn address(path: &str, filter: Filter) -> String {
    let question = Question::from(filter);
    if has_map(path) {
        Look::here().address(path, &question)
    } else {
        question.address(path)
    }
}

/// Whether a page at this path shows a map whose look is part of the address.
fn has_map(path: &str) -> bool {
    matches!(path, "/" | "/embed")
}

/// An address with what its page chooses besides the question.
pub fn with_own(mut address: String, own: &Own) -> String {
    for (key, value) in own {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&format!("{key}={value}"));
    }
    address
}

/// The address of a project.
pub fn project(id: &str) -> String {
    named("/projects/", id)
}

/// The address of a pair of projects.
pub fn overlap(id: &str) -> String {
    named("/overlaps/", id)
}

fn named(path: &str, id: &str) -> String {
    let mut address = path.to_owned();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(byte as char);
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_fields_of_the_form_become_a_range() {
        let asked = read("from=2015&to=2024&country=VN&country=PH&q=&min=");
        assert_eq!(asked.errors, []);
        assert_eq!(asked.question.query(), "country=PH,VN&year=2015..2024");
        assert_eq!(read("from=&to=2020").question.query(), "year=..2020");
        assert_eq!(read("from=2021&to=2020").errors.len(), 1);
    }

    #[test]
    fn an_identifier_fits_one_segment_of_a_path() {
        assert_eq!(
            project("US-GOV-1:72/a b"),
            "/projects/US-GOV-1%3A72%2Fa%20b"
        );
    }
}
