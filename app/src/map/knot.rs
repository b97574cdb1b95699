//! The overlap layer: a soft area around projects that overlap from one to the next, and a line for each pair of them.

use std::fmt::Write;

use leptos::prelude::*;
use tiga_domain::map::knot::{Knot, Knots, Link};

use crate::address;
use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// The soft areas, below the symbols.
#[component]
pub fn Areas(
    /// Their paths.
    knots: Vec<String>,
) -> impl IntoView {
    let areas = knots
        .into_iter()
        .map(|path| view! { <path class="knot" d=path /> });
    view! { <g class="knots">{areas.collect_parts()}</g> }.into_part()
}

/// The lines, above the symbols; each leads to its pair.
#[component]
pub fn Links(
    /// The page.
    path: &'static str,
    /// Pairs with their words and paths.
    links: Vec<(String, String, String)>,
) -> impl IntoView {
    // Other pages refuse to be shown in a frame.
    let target = (path == "/embed").then_some("_top");
    let links = links.into_iter().map(|(pair, words, line)| {
        let name = words.clone();
        view! {
            <g>
                <a
                    href=address::overlap(&pair)
                    rel="external"
                    target=target
                    tabindex="-1"
                    aria-label=name
                >
                    <title>{words}</title>
                    <path class="link" d=line />
                </a>
            </g>
        }
    });
    view! { <g class="links">{links.collect_parts()}</g> }.into_part()
}

/// The path around a knot.
pub fn outline(knot: &Knot) -> String {
    let mut path = String::new();
    for (nth, corner) in knot.hull.iter().enumerate() {
        let letter = if nth == 0 { 'M' } else { 'L' };
        // Writing into a text cannot fail.
        _ = write!(path, "{letter}{:.0},{:.0}", corner.x, corner.y);
    }
    path + "Z"
}

/// A line: the pair, its words, and its path.
pub fn link(link: &Link) -> (String, String, String) {
    let [a, b] = &link.titles;
    let apart = if link.km < 0.05 {
        "at one place".to_owned()
    } else {
        format!("{:.1} km apart", link.km)
    };
    let [from, to] = link.ends;
    (
        link.id.clone(),
        format!("{a}\n{b}\nOverlap, {apart}"),
        format!("M{:.0},{:.0}L{:.0},{:.0}", from.x, from.y, to.x, to.y),
    )
}

/// What the legend says of the layer.
pub fn sentence(knots: &Knots) -> String {
    let drawn: usize = knots.knots.iter().map(|knot| knot.links.len()).sum();
    let mut words = format!(
        "{} drawn of {}",
        format::count(drawn as u64),
        format::counted(knots.pairs, "overlapping pair")
    );
    if knots.without_place > 0 {
        words += &format!(", {} without a place", format::count(knots.without_place));
    }
    words
}
