//! A figure drawn into the page: the marks of its layout, and over them what can be pointed at, from the same layout. The
//! table beside it says the same.

use leptos::prelude::*;
use tiga_chart::Figure;
use tiga_chart::figure::{Anchor, Mark, Region};
use tiga_domain::METHOD_ID;
use tiga_domain::filter::Filter;
use tiga_domain::scope;

use crate::address::address;
use crate::api::edition::Edition;
use crate::component::part::IntoPart;

/// A figure with its caption.
#[component]
pub fn Chart(
    /// The layout.
    figure: Figure,
    /// Address of the figure as a file.
    file: String,
    /// What it rests on.
    source: String,
) -> impl IntoView {
    let box_ = format!("0 0 {} {}", figure.width, figure.height);
    let label = format!("{}. {}", figure.title, figure.description);
    view! {
        <figure class="chart">
            <figcaption>{figure.title}</figcaption>
            <svg class="chart" viewBox=box_ role="group" aria-label=label>
                {figure.marks.into_iter().map(mark).collect_view()}
                {figure.regions.into_iter().map(region).collect_view()}
            </svg>
            <p class="readout scripted" aria-hidden="true">
                "Point at a part of the figure, or move there with the arrow keys, to read it."
            </p>
            <p class="note">
                {source} " "
                <a href=file download="">
                    "This figure as a file (SVG)"
                </a>
            </p>
        </figure>
    }
    .into_part()
}

fn mark(mark: Mark) -> AnyView {
    match mark {
        Mark::Bar { corners: [left, top, right, bottom], fill } => view! {
            <rect x=left y=top width=right - left height=bottom - top fill=hex((fill.0, fill.1, fill.2)) />
        }
        .into_part(),
        Mark::Dot { at, radius, fill } => {
            view! { <circle cx=at.0 cy=at.1 r=radius fill=hex((fill.0, fill.1, fill.2)) /> }.into_part()
        }
        Mark::Line { from, to, .. } => {
            view! { <line x1=from.0 y1=from.1 x2=to.0 y2=to.1 /> }.into_part()
        }
        Mark::Text { at, words, size, anchor } => {
            let anchor = match anchor {
                Anchor::Left => "start",
                Anchor::Center => "middle",
                Anchor::Right => "end",
            };
            view! {
                <text x=at.0 y=at.1 dy="0.35em" font-size=size text-anchor=anchor>
                    {words}
                </text>
            }
            .into_part()
        }
        Mark::Note { at, words, size, colour } => view! {
            <text
                class="on"
                x=at.0
                y=at.1
                dy="0.35em"
                font-size=size
                text-anchor="middle"
                fill=hex((colour.0, colour.1, colour.2))
            >
                {words}
            </text>
        }
        .into_part(),
    }
}

/// A part that can be pointed at. The script of the page makes one of a figure a tab stop and the arrow keys go on from
/// there; without it the table beside the figure is the way for a keyboard.
fn region(region: Region) -> AnyView {
    let [left, top, right, bottom] = region.corners;
    let label = region.label.clone();
    let hit = view! {
        <rect class="hit" x=left y=top width=right - left height=bottom - top>
            <title>{region.label}</title>
        </rect>
    };
    match region.filter {
        Some(filter) => view! {
            <a class="region" href=address("/projects", filter) tabindex="-1" aria-label=label>
                {hit}
            </a>
        }
        .into_part(),
        None => view! {
            <g class="region" role="img" tabindex="-1" aria-label=label>
                {hit}
            </g>
        }
        .into_part(),
    }
}

/// The source line of a figure: filter, day of the data, method.
pub fn source(filter: &Filter, edition: &Edition) -> String {
    let scope = scope::in_words(filter);
    format!(
        "Source: Tiga, {scope}; data of {}, {METHOD_ID}.",
        edition.date
    )
}

fn hex((red, green, blue): (u8, u8, u8)) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
