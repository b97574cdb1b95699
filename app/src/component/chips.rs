//! The active filters as chips that remove themselves, and the link that clears all.

use leptos::prelude::*;
use tiga_domain::facet::Facet;
use tiga_domain::filter::{Filter, Years};

use crate::address::{Own, address, with_own};
use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// Chips of a filter on a page; nothing when the filter is empty.
#[component]
pub fn Chips(
    /// The filter.
    filter: Filter,
    /// The page.
    path: &'static str,
    /// What the page chooses besides the filter; kept when a chip goes.
    #[prop(optional)]
    own: Own,
) -> impl IntoView {
    let to = move |filter: Filter| with_own(address(path, filter), &own);
    let chips = chips(&filter);
    let mut cleared = Filter::default();
    cleared.measure = filter.measure;
    cleared.prices = filter.prices;
    cleared.include_exposure = filter.include_exposure;
    cleared.include_legacy = filter.include_legacy;
    (!chips.is_empty())
        .then(|| {
            view! {
                <ul class="chips" aria-label="Active filters">
                    {chips
                        .into_iter()
                        .map(|(name, value, without)| {
                            view! {
                                <li>
                                    <a
                                        class="chip"
                                        href=to(without)
                                        data-noscroll=""

                                    >
                                        <span class="chip-name">{name}</span>
                                        <span>{value}</span>
                                        <span class="chip-x" aria-hidden="true">
                                            "×"
                                        </span>
                                        <span class="unseen">", remove this filter"</span>
                                    </a>
                                </li>
                            }
                        })
                        .collect_parts()}
                    <li>
                        <a class="clear" href=to(cleared) data-noscroll="">
                            "Clear all"
                        </a>
                    </li>
                </ul>
            }
        })
        .into_part()
}

/// Name, value, and the filter without it.
fn chips(filter: &Filter) -> Vec<(&'static str, String, Filter)> {
    let mut chips = Vec::new();
    for facet in Facet::ALL {
        for value in filter.chosen(facet) {
            let without = filter.clone().without(facet, *value);
            chips.push((facet.name(), facet.label(*value).to_owned(), without));
        }
    }
    if !filter.years.is_all() {
        let mut without = filter.clone();
        without.years = Years::default();
        chips.push(("Years", years(filter.years), without));
    }
    if let Some(min) = filter.min {
        let mut without = filter.clone();
        without.min = None;
        chips.push(("At least", format::compact(min), without));
    }
    if let Some(area) = filter.area {
        let mut without = filter.clone();
        without.area = None;
        let [south, west, north, east] = area.degrees().map(|part| format!("{part:.2}"));
        chips.push((
            "Area",
            format!("{south}–{north}° N, {west}–{east}° E"),
            without,
        ));
    }
    for province in &filter.provinces {
        let mut without = filter.clone();
        without.provinces.retain(|own| own != province);
        chips.push(("Place in", province.label(), without));
    }
    if !filter.search.is_empty() {
        let mut without = filter.clone();
        without.search.clear();
        chips.push(("Search", format!("“{}”", filter.search), without));
    }
    if !filter.ids.is_empty() {
        let mut without = filter.clone();
        without.ids.clear();
        let count = filter.ids.len() as u64;
        chips.push(("Chosen", format::counted(count, "project"), without));
    }
    chips
}

fn years(years: Years) -> String {
    let range = match (years.from, years.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("to {to}"),
        (None, None) => String::new(),
    };
    match (range.is_empty(), years.undated) {
        (true, true) => "undated".to_owned(),
        (false, true) => format!("{range}, and undated"),
        (_, false) => range,
    }
}
