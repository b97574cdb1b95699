//! The buttons of the map: links to the same page with another view, so that they need no script.

use leptos::prelude::*;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::projection::Point;
use tiga_domain::map::view::View;

use super::look::Look;
use crate::component::part::IntoPart;

/// Zoom in, zoom out, the whole region, the selection.
#[component]
pub fn Tools(
    /// The page.
    path: &'static str,
    /// What is selected.
    filter: Filter,
    /// The look.
    look: Look,
    /// Corners of all places of the selection.
    #[prop(optional_no_strip)]
    extent: Option<(Point, Point)>,
) -> impl IntoView {
    let question = Question::from(filter);
    let view = look.view;
    let tool = |name: &'static str, sign: &'static str, to: Option<View>| {
        let to = to.filter(|to| *to != view);
        let href = to.map(|to| look.with_view(to).address(path, &question));
        let off = href.is_none().then_some("true");
        view! {
            <li>
                <a href=href aria-label=name title=name aria-disabled=off role=off.map(|_| "link") data-noscroll="">
                    <span aria-hidden="true">{sign}</span>
                </a>
            </li>
        }
    };
    view! {
        <ul class="map-tools" aria-label="View of the map">
            {tool("Zoom in", "+", Some(view.zoomed(1.0)))}
            {tool("Zoom out", "−", Some(view.zoomed(-1.0)))}
            {tool("Whole region", "⌂", Some(View::start()))}
            {tool("Zoom to the selection", "⤢", extent.map(|(upper, lower)| View::around(upper, lower)))}
        </ul>
    }
    .into_part()
}
