//! The buttons of the map: links to the same page with another view, so that they need no script.

use leptos::prelude::*;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::projection::Point;
use tiga_domain::map::view::View;

use super::look::Look;
use crate::component::part::IntoPart;

/// Zoom in, zoom out, the whole region, the selection, and the selection narrowed to the view.
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
    let question = Question::from(filter.clone());
    let view = look.view;
    let here = Some(inside(&filter, view)).filter(|here| !view.is_start() && *here != filter);
    let here = here.map(|here| look.address(path, &here.into()));
    let seen = |to: Option<View>| {
        let to = to.filter(|to| *to != view);
        to.map(|to| look.with_view(to).address(path, &question))
    };
    let tool = |name: &'static str, sign: &'static str, href: Option<String>| {
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
            {tool("Zoom in", "+", seen(Some(view.zoomed(1.0))))}
            {tool("Zoom out", "−", seen(Some(view.zoomed(-1.0))))}
            {tool("Whole region", "⌂", seen(Some(View::start())))}
            {tool("Zoom to the selection", "⤢", seen(extent.map(|(upper, lower)| View::around(upper, lower))))}
            {tool("Only projects in this view", "▣", here)}
        </ul>
    }
    .into_part()
}

/// A filter narrowed to the projects that have a place in a view.
pub fn inside(filter: &Filter, view: View) -> Filter {
    let (view, mut filter) = (view.area(), filter.clone());
    filter.area = Some(filter.area.map_or(view, |area| area.within(view)));
    filter
}
