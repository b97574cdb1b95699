//! Amounts with their exact value on hover; what is not known says so and is never zero.

use leptos::prelude::*;
use tiga_domain::money::Cents;

use crate::format;

/// An amount with a compact unit.
#[component]
pub fn Money(
    /// The amount, if known.
    usd: Option<Cents>,
) -> impl IntoView {
    amount(usd, format::compact)
}

/// An amount in millions, for columns whose heading states the unit.
#[component]
pub fn Millions(
    /// The amount, if known.
    usd: Option<Cents>,
) -> impl IntoView {
    amount(usd, format::millions)
}

fn amount(usd: Option<Cents>, text: fn(Cents) -> String) -> impl IntoView {
    let class = if usd.is_some() {
        "money"
    } else {
        "money unknown"
    };
    view! {
        <span class=class title=usd.map(format::exact)>
            {usd.map_or_else(|| "not stated".to_owned(), text)}
        </span>
    }
}
