//! What the shades, shapes and lines of the map mean.

use leptos::prelude::*;
use tiga_domain::filter::Filter;
use tiga_domain::partner::Partner;

use super::shade::{Break, Shades};
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::format;

/// The legend under the map.
#[component]
pub fn Legend(
    /// The shades of the map.
    shades: Shades,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let range = |part: &Break| {
        let (least, most) = (format::compact(part.least), format::compact(part.most));
        if part.least == part.most {
            least
        } else {
            format!("{least} – {most}")
        }
    };
    let classes = shades
        .breaks
        .iter()
        .map(|part| {
            let words = format!("{} ({})", range(part), countries(part.countries));
            key(format!("shade-{}", part.class), words)
        })
        .collect_view();
    view! {
        <div class="legend">
            <div>
                <p class="legend-title">{filter.measure.name()} " by country"</p>
                <ul>
                    {classes} {key("shade-0".to_owned(), "US$ 0".to_owned())}
                    <li>
                        <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                            <rect class="shade-empty" x="0.5" y="0.5" width="13" height="13" />
                            <path class="hatch" d="M1,6L6,1M1,13L13,1M8,13L13,8" />
                        </svg>
                        "projects, amount not stated"
                    </li>
                    {key("shade-empty".to_owned(), "no project in this selection".to_owned())}
                    {key("disputed-key".to_owned(), "disputed, in no country’s total".to_owned())}
                </ul>
            </div>
            <div>
                <p class="legend-title">"Projects with a place"</p>
                <ul>
                    {Partner::ALL
                        .map(|partner| view! { <li><PartnerMark partner=partner /></li> })
                        .collect_view()}
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="site" r="4.5" />
                        </svg>
                        "exact site"
                    </li>
                    <li>
                        <svg class="key" viewBox="-7 -7 14 14" aria-hidden="true">
                            <circle class="area" r="4.5" />
                        </svg>
                        "middle of a district, province or area"
                    </li>
                </ul>
            </div>
        </div>
    }
    .into_part()
}

fn countries(number: usize) -> String {
    if number == 1 {
        "1 country".to_owned()
    } else {
        format!("{number} countries")
    }
}

fn key(class: String, words: String) -> impl IntoView {
    view! {
        <li>
            <svg class="key" viewBox="0 0 14 14" aria-hidden="true">
                <rect class=class x="0.5" y="0.5" width="13" height="13" />
            </svg>
            {words}
        </li>
    }
}
