//! Notices above a page: what was not understood, what to know of the data, what went wrong.

use leptos::prelude::*;
use tiga_domain::filter::FilterError;

use crate::api::edition::Edition;
use crate::component::part::{CollectParts, IntoPart};
use crate::error::WireError;

/// Says that the data are a sample, when they are.
#[component]
pub fn SampleNotice(
    /// The data shown.
    edition: Edition,
    /// Whether the page itself is the one on the sources.
    #[prop(optional)]
    is_on_sources: bool,
) -> impl IntoView {
    edition
        .is_sample
        .then(|| {
            view! {
                <p class="notice">
                    <strong>"Sample data. "</strong>
                    "The starter data set holds real projects, chosen by hand, each with its source. Do not compute shares or rankings from it. "
                    {(!is_on_sources).then(|| view! { <a href="/data" rel="external">"Sources and imports"</a> })}
                </p>
            }
        })
    .into_part()
}

/// Says which parts of the address were not understood.
#[component]
pub fn QueryNotice(
    /// What was not understood.
    errors: Vec<FilterError>,
) -> impl IntoView {
    (!errors.is_empty())
        .then(|| {
            view! {
                <div class="notice warning" role="alert">
                    <p>
                        <strong>"Part of this address was not understood and is left out:"</strong>
                    </p>
                    <ul>
                        {errors
                            .iter()
                            .map(|error| view! { <li>{error.to_string()}</li> })
                            .collect_parts()}
                    </ul>
                </div>
            }
        })
        .into_part()
}

/// Says why there is no answer.
#[component]
pub fn ErrorNotice(
    /// What went wrong.
    error: WireError,
) -> impl IntoView {
    view! {
        <div class="notice warning" role="alert">
            <p>
                <strong>"There is no answer. "</strong>
                {error.sentence()}
            </p>
        </div>
    }
    .into_part()
}
