//! What the shades, shapes and lines of the map mean.

use leptos::prelude::*;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::partner::Partner;
use tiga_domain::place::ProvinceKey;

use super::look::{Look, Shading};
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::format;

/// The legend under the map; a class opens its countries, a name what the shades mean.
#[component]
pub fn Legend(
    /// The page.
    path: &'static str,
    /// Keys of the shades: class, values, codes of the countries or first-level areas.
    keys: Vec<(String, String, String)>,
    /// Whether the shades are those of first-level areas.
    has_areas: bool,
    /// What is selected.
    filter: Filter,
    /// What the overlap layer shows; empty when it is not drawn.
    overlaps: String,
) -> impl IntoView {
    let look = Look::here();
    let shading = look.shading;
    let classes = keys.into_iter().map(|(class, words, codes)| {
        if codes.is_empty() {
            return key(class, words).into_part();
        }
        let ((chosen, names), kind) = if has_areas {
            (of_areas(&codes, &filter), ("area", "areas"))
        } else {
            (of_countries(&codes, &filter), ("country", "countries"))
        };
        let address = look.address(path, &chosen.into());
        class_key(class, words, address, &names, kind).into_part()
    });
    let classes: Vec<AnyView> = classes.collect();
    let toggled = Look {
        has_overlaps: !look.has_overlaps,
        ..look
    }
    .address(path, &filter.clone().into());
    let choices = Shading::ALL.map(|choice| {
        let question = Question::from(filter.clone());
        let href = Look {
            shading: choice,
            ..look
        }
        .address(path, &question);
        let is_chosen = (choice == shading).then_some("true");
        view! {
            <li>
                <a href=href aria-current=is_chosen data-noscroll="">
                    {choice.name()}
                </a>
            </li>
        }
    });
    let title = match shading {
        Shading::Amount => filter.measure.name(),
        Shading::Projects => "Projects",
        Shading::Services => "Services as a share of services and infrastructure",
        Shading::PerPerson => "Amount for each inhabitant",
        Shading::Gaps => "Priorities with less than ADB’s own mix",
    };
    let (by, note) = match (has_areas, shading) {
        (true, Shading::Projects) => (" by first-level area", ""),
        (true, _) => (
            " by first-level area",
            "A project’s amount is shared equally over its places.",
        ),
        (false, Shading::PerPerson) => (
            " by country",
            "Inhabitants: World Bank, WDI SP.POP.TOTL, 2023 (CC BY 4.0).",
        ),
        (false, _) => (" by country", ""),
    };
    let is_amount = matches!(shading, Shading::Amount | Shading::PerPerson);
    view! {
        <div class="legend">
            <div>
                <ul class="segments-links" aria-label="Shade countries by">
                    {choices.collect_parts()}
                </ul>
                <p class="legend-title">{title} {by}</p>
                <ul>
                    {classes}
                    {is_amount.then(|| key("shade-0".to_owned(), "US$ 0".to_owned()))}
                    <li>
                        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                            <rect class="shade-empty" x="0.5" y="0.5" width="13" height="13" />
                            <path class="hatch" d="M1,6L6,1M1,13L13,1M8,13L13,8" />
                        </svg>
                        "projects, value not known"
                    </li>
                    {key("shade-empty".to_owned(), "no project in this selection".to_owned())}
                    {key("disputed-key".to_owned(), "disputed, in no country’s total".to_owned())}
                </ul>
                {(!note.is_empty()).then(|| view! { <p class="note">{note}</p> })}
            </div>
            <div>
                <p class="legend-title">"Projects with a place"</p>
                <ul>
                    {Partner::ALL
                        .map(|partner| view! { <li><PartnerMark partner=partner /></li> })
                        .collect_parts()}
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="site" r="4.5" />
                        </svg>
                        "exact site"
                    </li>
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="halo" r="6.5" />
                            <circle class="area" r="3" />
                        </svg>
                        "middle of a district or province"
                    </li>
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="area" r="4.5" />
                        </svg>
                        "middle of a larger area"
                    </li>
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="pie" r="5" />
                        </svg>
                        "several, by partner: opens closer"
                    </li>
                </ul>
                <ul class="segments-links" aria-label="Layers">
                    <li>
                        <a href=toggled aria-current=look.has_overlaps.then_some("true") data-noscroll="">
                            "Overlaps"
                        </a>
                    </li>
                    {(!overlaps.is_empty())
                        .then(|| {
                            view! {
                                <li>
                                    <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                                        <path class="knot-key" d="M4,10L10,4" />
                                        <path class="link-key" d="M4,10L10,4" />
                                    </svg>
                                    {overlaps}
                                </li>
                            }
                        })}
                </ul>
            </div>
        </div>
    }
    .into_part()
}

/// The filter of some countries instead of those that are chosen, and their names.
fn of_countries(codes: &str, filter: &Filter) -> (Filter, Vec<String>) {
    let codes = codes.split(',');
    let values: Vec<FacetValue> = codes
        .filter_map(|code| Facet::Country.parse(code))
        .collect();
    let all = filter.clone().clear(Facet::Country);
    let chosen = values
        .iter()
        .fold(all, |filter, value| filter.with(Facet::Country, *value));
    let names = values.iter().map(|value| Facet::Country.label(*value));
    (chosen, names.map(str::to_owned).collect())
}

/// The filter of some first-level areas instead of those that are chosen, and their names.
fn of_areas(codes: &str, filter: &Filter) -> (Filter, Vec<String>) {
    let mut chosen = filter.clone();
    chosen.provinces = codes.split(',').filter_map(ProvinceKey::parse).collect();
    chosen.provinces.sort_unstable();
    let names = chosen.provinces.iter().map(|own| own.label()).collect();
    (chosen, names)
}

/// A class with its values, as a link to what has it.
fn class_key(
    class: String,
    words: String,
    address: String,
    names: &[String],
    (one, many): (&'static str, &'static str),
) -> impl IntoView + use<> {
    view! {
        <li>
            <a
                href=address
                title=format!("Only {}", names.join(", "))
                data-noscroll=""
            >
                <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                    <rect class=class x="0.5" y="0.5" width="13" height="13" />
                </svg>
                {words}
                " ("
                {format::counted_as(names.len() as u64, one, many)}
                ")"
            </a>
        </li>
    }
}

fn key(class: String, words: String) -> impl IntoView {
    view! {
        <li>
            <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                <rect class=class x="0.5" y="0.5" width="13" height="13" />
            </svg>
            {words}
        </li>
    }
}
