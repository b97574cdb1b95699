//! A choice between a few addresses, as links.

use leptos::prelude::*;

use crate::component::part::IntoPart;

/// A named choice: each option with its address, and whether it is the present one.
#[component]
pub fn Switch(
    /// What is chosen.
    name: &'static str,
    /// Options: words, address, whether it is chosen.
    options: Vec<(String, String, bool)>,
) -> impl IntoView {
    view! {
        <nav class="switch" aria-label=name>
            <span aria-hidden="true">{name}</span>
            <ul>
                {options
                    .into_iter()
                    .map(|(words, href, is_chosen)| {
                        view! {
                            <li>
                                <a href=href aria-current=is_chosen.then_some("true")>
                                    {words}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
    .into_part()
}
