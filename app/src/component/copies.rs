//! The view of the map to take along: as a picture, and as an address to put into another page.

use leptos::prelude::*;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;

use crate::component::part::IntoPart;
use crate::map::look::Look;

/// Links to the picture and to the page without anything around the map.
#[component]
pub fn Copies(
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let look = Look::here();
    let question = Question::from(filter);
    let picture = look.address("/chart/map.svg", &question);
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
                <a href=look.address("/embed", &question) rel="external">
                    "Embed"
                </a>
            </li>
        </ul>
    }
    .into_part()
}
