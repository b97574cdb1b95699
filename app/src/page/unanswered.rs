//! Pages that have no answer to show, and say why.

use leptos::prelude::*;
use leptos_meta::Title;

use super::not_found::set_status;
use crate::component::footer::Footer;
use crate::component::notice::ErrorNotice;
use crate::component::part::IntoPart;
use crate::error::WireError;

/// The page of this name without its answer.
pub(super) fn unanswered(name: &'static str, error: WireError) -> AnyView {
    page(name, name.to_owned(), error, ())
}

/// The page of one thing (`Project`) that does not exist or cannot be shown now; `elsewhere` says where to look for it.
pub(super) fn missing(
    thing: &'static str,
    error: WireError,
    elsewhere: impl IntoView + 'static,
) -> AnyView {
    if error == WireError::NotFound {
        set_status();
    }
    let elsewhere = view! { <p>{elsewhere}</p> };
    page("Not found", format!("{thing} not found"), error, elsewhere)
}

fn page(
    name: &'static str,
    heading: String,
    error: WireError,
    more: impl IntoView + 'static,
) -> AnyView {
    view! {
        <Title text=format!("{name} · Tiga") />
        <main id="main">
            <h1>{heading}</h1>
            <ErrorNotice error=error />
            {more}
        </main>
        <Footer edition=None />
    }
    .into_part()
}
