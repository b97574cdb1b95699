//! The map alone, for a frame in another page: `/embed`, with the query string of the map. Drawn on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::address;
use crate::answer;
use crate::component::notice::{ErrorNotice, QueryNotice, SampleNotice};
use crate::component::part::IntoPart;
use crate::map::legend::Legend;
use crate::map::view::Map;
use crate::page::asked_query;

/// The page for frames.
#[component]
pub fn EmbedPage() -> impl IntoView {
    let asked = address::read(&asked_query());
    let look = asked.look;
    provide_context(look);
    let filter = asked.question.filter.clone();
    let whole = look.address("/", &filter.clone().into());
    let map = match answer::map(&look.query(&asked.question)) {
        Ok(answer) => {
            let layers = answer.layers;
            view! {
                <SampleNotice edition=answer.edition />
                <figure class="map-figure">
                    <Map path="/embed" shown=answer.in_view layers=layers.clone() filter=filter.clone() />
                    <figcaption>
                        <Legend
                            path="/embed"
                            has_areas=!layers.area_classes.is_empty()
                            keys=layers.keys
                            filter=filter
                            overlaps=layers.overlaps
                        />
                    </figcaption>
                </figure>
            }
            .into_part()
        }
        Err(error) => view! { <ErrorNotice error=error /> }.into_part(),
    };
    view! {
        <Title text="Map · Tiga" />
        <main id="main" class="embed">
            <h1>"Development projects in ASEAN"</h1>
            <QueryNotice errors=asked.errors />
            {map}
            <p class="note">
                "Boundaries and names imply no opinion on the legal status of any territory. Base map: Natural Earth. "
                <a href=whole target="_top">
                    "Figures, lists and sources in Tiga"
                </a>
            </p>
        </main>
    }
    .into_part()
}
