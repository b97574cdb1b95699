//! What the shades, shapes and lines of the map mean.

use leptos::prelude::*;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::partner::Partner;

use super::look::{Look, Shading};
use super::shade::{Break, Shades};
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::format;

/// The legend under the map; a class opens its countries, a name what the shades mean.
#[component]
pub fn Legend(
    /// The page.
    path: &'static str,
    /// The shades of the map.
    shades: Shades,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let look = Look::here();
    let shading = shades.shading;
    let classes = shades
        .breaks
        .iter()
        .map(|part| class_key(path, part, shading, &filter, look))
        .collect_parts();
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
    };
    view! {
        <div class="legend">
            <div>
                <ul class="segments-links" aria-label="Shade countries by">
                    {choices.collect_parts()}
                </ul>
                <p class="legend-title">{title} " by country"</p>
                <ul>
                    {classes}
                    {(shading == Shading::Amount).then(|| key("shade-0".to_owned(), "US$ 0".to_owned()))}
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
            </div>
        </div>
    }
    .into_part()
}

/// A class with its values, as a link to its countries.
fn class_key(
    path: &str,
    part: &Break,
    shading: Shading,
    filter: &Filter,
    look: Look,
) -> impl IntoView + use<> {
    let chosen = part
        .countries
        .iter()
        .fold(filter.clone().clear(Facet::Country), |filter, country| {
            filter.with(Facet::Country, country.index() as FacetValue)
        });
    let names: Vec<&str> = part
        .countries
        .iter()
        .map(|country| country.name())
        .collect();
    view! {
        <li>
            <a
                href=look.address(path, &chosen.into())
                title=format!("Only {}", names.join(", "))
                data-noscroll=""
            >
                <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                    <rect class=format!("shade-{}", part.class) x="0.5" y="0.5" width="13" height="13" />
                </svg>
                {part.range(shading)}
                " ("
                {format::counted_as(part.countries.len() as u64, "country", "countries")}
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
