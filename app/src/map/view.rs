//! The inline SVG: base, names, symbols. Its shapes are out of the tab order; the table beside it is the equal
//! alternative.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::map::symbol::Symbol;
use tiga_domain::map::view::View;

use super::base;
use super::label::Labels;
use super::shade::Shades;
use super::symbol::Mark;
use crate::address::{self, Go, use_go};
use crate::component::country_table::toggle;
use crate::component::part::IntoPart;

/// The map of a selection.
#[component]
pub fn Map(
    /// How countries are shaded.
    shades: Shades,
    /// What is drawn on them.
    symbols: Vec<Symbol>,
    /// What is selected.
    filter: Filter,
    /// Address behind a symbol of several projects.
    list: String,
) -> impl IntoView {
    let view = View::start();
    let frame = format!("{} {} {} {}", view.x, view.y, view.width, view.height);
    let markup = base::markup(&shades);
    Effect::new(move |_| base::show(&shades));
    let go = use_go();
    let click = move |event: ev::MouseEvent| follow(&event, &filter, &go);
    view! {
        <svg
            class="map"
            viewBox=frame
            role="group"
            aria-label="Map of the projects; the table by country holds the same figures"
            on:click=click
        >
            <defs>
                <pattern id="hatch" width="260" height="260" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="260" height="260" />
                    <rect class="hatch-line" width="90" height="260" />
                </pattern>
            </defs>
            <g class="base" inner_html=markup></g>
            <Labels symbols=symbols.clone() />
            <g class="symbols">
                {symbols
                    .into_iter()
                    .map(|symbol| view! { <Mark symbol=symbol list=list.clone() /> })
                    .collect_view()}
            </g>
        </svg>
    }
    .into_part()
}

/// A click on a symbol goes to its address, one on a country chooses it or no longer.
fn follow(event: &ev::MouseEvent, filter: &Filter, go: &Go) {
    if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return };
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    if let Some(link) = closest("a") {
        // A link to a single project leaves the application.
        let list = link
            .get_attribute("href")
            .filter(|_| !link.has_attribute("rel"));
        if let Some(list) = list {
            event.prevent_default();
            go(&list);
        }
        return;
    }
    let country = closest("[data-iso2]").and_then(|country| country.get_attribute("data-iso2"));
    if let Some(value) = country.and_then(|code| Facet::Country.parse(&code)) {
        go(&address::address("/", toggle(filter, value)));
    }
}
