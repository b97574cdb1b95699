//! The head of every page: skip link, wordmark and navigation to what exists.

use crate::component::part::IntoPart;
use leptos::prelude::*;
use leptos_router::components::A;

/// The pages that only the server draws.
const DRAWN: [(&str, &str); 7] = [
    ("/overlaps", "Overlaps"),
    ("/gaps", "Gaps"),
    ("/mix", "Mix"),
    ("/complements", "Complements"),
    ("/reports", "Reports"),
    ("/data", "Data"),
    ("/method", "Method"),
];

/// Skip link, wordmark and navigation.
#[component]
pub fn Header() -> impl IntoView {
    view! {
        <a class="skip" href="#main" rel="external">
            "Skip to the content"
        </a>
        <header class="site">
            <a class="wordmark" href="/">
                <svg viewBox="0 0 24 24" aria-hidden="true">
                    <circle class="p-us" cx="7" cy="8" r="5" />
                    <path class="p-jp" d="M17,3L22.5,12.5H11.5z" />
                    <rect class="p-kr" x="7.5" y="13.5" width="8.5" height="8.5" />
                </svg>
                <span>"Tiga"</span>
            </a>
            <nav aria-label="Main">
                <ul>
                    <li>
                        <A href="/" exact=true>
                            "Map"
                        </A>
                    </li>
                    <li>
                        <A href="/projects">"Projects"</A>
                    </li>
                    {DRAWN
                        .map(|(href, name)| {
                            view! {
                                <li>
                                    <A href=href attr:rel="external">
                                        {name}
                                    </A>
                                </li>
                            }
                        })
                        .collect_view()}
                </ul>
            </nav>
            <p class="strapline">
                "Development projects of the United States, Japan, South Korea and the ADB in ASEAN"
            </p>
        </header>
    }
    .into_part()
}
