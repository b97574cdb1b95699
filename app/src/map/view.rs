//! The map: its picture, base, tiles, names and symbols, and what lies over it. The scripts `app/script/map.mjs` (gestures),
//! `depth.mjs` (finer paths), `tile.mjs` (raster tiles) and `card.mjs` (cards) work on this markup; without them the buttons and links remain.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::map::symbol::InView;
use tiga_domain::map::view::View;
use tiga_domain::place::label_point;

use super::base;
use super::knot::{Areas, Links};
use super::label::Labels;
use super::look::Look;
use super::symbol::{Marks, UNIT};
use super::tool::Tools;
use crate::address::{Go, use_go};
use crate::api::layer::Layers;
use crate::component::country_table::toggle;
use crate::component::part::{CollectParts, IntoPart};

/// A state, or a part of one, so small that a mark stands where nobody could hit it.
struct Small {
    iso2: &'static str,
    /// Up to this zoom.
    until: f64,
    /// Degrees north and east, where it is not the country's own point.
    at: Option<(f64, f64)>,
}

/// Singapore, Brunei, and Timor-Leste's exclave.
const SMALL: [Small; 3] = [
    Small {
        iso2: "SG",
        until: 3.0,
        at: None,
    },
    Small {
        iso2: "BN",
        until: 2.0,
        at: None,
    },
    Small {
        iso2: "TL",
        until: 2.0,
        at: Some((-9.27, 124.36)),
    },
];

/// The map of a selection.
#[component]
pub fn Map(
    /// The page.
    path: &'static str,
    /// What is drawn on them.
    shown: InView,
    /// What else is drawn on them.
    layers: Layers,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let look = Look::here();
    let view = look.view;
    let scale = view.width / View::start().width;
    let mut markup = base::markup(&layers);
    if path == "/compare" {
        // Two maps on one page: no name may stand twice.
        markup = markup.map(|markup| markup.replace(" id=\"c-", " data-name=\"c-"));
    }
    let depth = base::depth(&look, &layers);
    let marks = Marks::new(path, &filter, look);
    let go = use_go();
    let small = small_states(&layers, view, scale);
    let click = {
        let filter = filter.clone();
        move |event: ev::MouseEvent| follow(&event, path, look, &filter, &go)
    };
    let label = "Map of the projects. Arrow keys move it, plus and minus zoom, 0 shows the whole region. \
                 The table by country holds the same figures.";
    view! {
        <div
            class="map-frame"
            role="group"
            tabindex="0"
            aria-label=label
            data-whole=frame(View::start())
        >
            <svg class="map" viewBox=frame(view) aria-hidden="false" on:click=click>
                <defs>
                    <pattern
                        id="hatch"
                        width="260"
                        height="260"
                        patternUnits="userSpaceOnUse"
                        patternTransform=format!("rotate(45) scale({scale:.4})")
                    >
                        <rect class="hatch-ground" width="260" height="260" />
                        <rect class="hatch-line" width="90" height="260" />
                    </pattern>
                </defs>
                <g class="base" data-shades=layers.countries inner_html=markup></g>
                <g class="tiles"></g>
                <g
                    class=if look.has_depth() { "depth shown" } else { "depth" }
                    data-countries=layers.area_countries
                    data-shades=layers.area_classes
                    inner_html=depth
                ></g>
                {small}
                <Areas knots=layers.knots />
                <g class="symbols">
                    {shown.symbols.iter().map(|symbol| marks.draw(symbol)).collect::<Vec<_>>()}
                </g>
                <Links path=path links=layers.links />
                <Labels names=layers.names view=view />
                <circle class="here" r="0" />
            </svg>
            <Tools path=path filter=filter look=look extent=shown.extent />
            <div class="map-box" hidden=true></div>
            <p class="map-hint" role="status"></p>
            <p class="tile-source"></p>
            <div class="map-card" hidden=true></div>
            <a class="moved" href=path data-noscroll="" hidden=true>
                "The map where it was moved to"
            </a>
        </div>
    }
    .into_part()
}

fn frame(view: View) -> String {
    let View {
        x,
        y,
        width,
        height,
    } = view;
    format!("{x:.2} {y:.2} {width:.2} {height:.2}")
}

fn small_states(layers: &Layers, view: View, scale: f64) -> impl IntoView + use<> {
    let mark = |Small { iso2, until, at }: Small| {
        let country = Country::from_iso2(iso2).filter(|_| view.zoom() < until)?;
        let (lat, lon) = at.unwrap_or_else(|| label_point(country));
        let at = tiga_domain::map::projection::project(lat, lon);
        Some(view! {
            <circle
                class=format!("small {}", layers.class(country))
                data-iso2=iso2
                cx=format!("{:.0}", at.x)
                cy=format!("{:.0}", at.y)
                r=format!("{:.1}", 7.0 * UNIT * scale)
            />
        })
    };
    view! { <g class="small-states">{SMALL.map(mark).collect_parts()}</g> }
}

/// A click on a symbol goes to its address, one on a country chooses it or no longer.
fn follow(event: &ev::MouseEvent, path: &str, look: Look, filter: &Filter, go: &Go) {
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
        go(&look.address(path, &toggle(filter, value).into()));
    }
}
