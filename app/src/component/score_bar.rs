//! The score of a pair as a bar: what each factor adds, and where the caps hold it.

use leptos::prelude::*;
use tiga_domain::analysis::overlap::{Explanation, FactorName};

use crate::component::part::IntoPart;

/// The class that gives a factor its colour.
pub const fn class(name: FactorName) -> &'static str {
    ["f-sector", "f-place", "f-time", "f-theme", "f-text"][name as usize]
}

/// The bar; its text says the same.
#[component]
pub fn ScoreBar(
    /// The pair.
    explanation: Explanation,
) -> impl IntoView {
    let score = explanation.score;
    let mut from = 0.0;
    let mut words = vec![format!("Score {score:.2}")];
    let parts: Vec<_> = explanation
        .factors
        .iter()
        .filter_map(|factor| {
            let width = factor.value? * factor.weight * 100.0;
            let start = from;
            from += width;
            words.push(format!(
                "{} {:.2}",
                factor.name.name().to_lowercase(),
                factor.value?
            ));
            let class = class(factor.name);
            Some(
                view! { <rect class=class x=tenths(start) y="1" width=tenths(width) height="6" /> },
            )
        })
        .collect();
    let is_held = explanation.bound_by().is_some();
    let mark = is_held.then(|| {
        let x = tenths(score * 100.0);
        view! { <path class="cap" d=format!("M{x},0v8") /> }
    });
    view! {
        <span class="score">
            <svg viewBox="0 0 100 8" role="img" aria-label=words.join(", ")>
                <rect class="ground" x="0" y="1" width="100" height="6" />
                {parts}
                {mark}
            </svg>
            <span aria-hidden="true">{format!("{score:.2}")}</span>
        </span>
    }
    .into_part()
}

fn tenths(value: f64) -> String {
    format!("{value:.1}")
}
