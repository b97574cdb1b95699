//! The answer to an address that leads nowhere.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::component::footer::Footer;
use crate::component::part::IntoPart;

/// The page for an unknown address.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status();
    view! {
        <Title text="Not found · Tiga" />
        <main id="main">
            <h1>"Not found"</h1>
            <p>
                "Nothing is at this address. Go to the " <a href="/">"map"</a> " or to the "
                <a href="/projects">"list of projects"</a> "."
            </p>
        </main>
        <Footer edition=None />
    }
    .into_part()
}

/// Answers with status 404; only the server can.
#[cfg(feature = "ssr")]
pub(super) fn set_status() {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(leptos::server_fn::http_export::StatusCode::NOT_FOUND);
    }
}

/// Answers with status 404; only the server can.
#[cfg(not(feature = "ssr"))]
pub(super) fn set_status() {}
