//! The view of the map to take along: as a picture, and as an address to put into another page.

use leptos::prelude::*;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;

use crate::component::part::IntoPart;
use crate::map::look::Look;

/// A query string as the value of a key in another one.
pub fn encoded(query: &str) -> String {
    query
        .replace('%', "%25")
        .replace('&', "%26")
        .replace('=', "%3D")
        .replace('+', "%2B")
}

/// Links to the picture, to two maps, and to the page without anything around the map.
#[component]
pub fn Copies(
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let look = Look::here();
    let question = Question::from(filter);
    let picture = look.address("/chart/map.svg", &question);
    let compare = format!("/compare?a={}", encoded(&question.query()));
    view! {
        <ul class="downloads" aria-label="This view">
            <li>
                <a href=picture.clone() download="tiga-map.svg" rel="external">
                    "SVG"
                </a>
            </li>
            <li>
                <a href=picture download="tiga-map.svg" rel="external" data-png="tiga-map.png">
                    "PNG"
                </a>
            </li>
            <li>
                <a href=compare rel="external">
                    "Compare"
                </a>
            </li>
            <li>
                <a href=look.address("/embed", &question) rel="external">
                    "Embed"
                </a>
            </li>
        </ul>
    }
    .into_part()
}
