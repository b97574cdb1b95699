//! One symbol: the shape of a partner for a single project, a small pie with its number for several.

use leptos::prelude::*;
use tiga_domain::area::Area;
use tiga_domain::degree::short;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::projection::unproject;
use tiga_domain::map::symbol::{Symbol, SymbolActivity};
use tiga_domain::map::view::View;
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;

use super::look::Look;
use crate::address;
use crate::component::part::IntoPart;
use crate::component::partner::{class, shape};
use crate::format;

/// Map units of one pixel at the size for which symbols are drawn.
pub const UNIT: f64 = 42.0;

/// Radius of the soft area of a district or province, in pixels.
const SOFT: f64 = 13.0;

/// A symbol that leads to its project, into the cluster, or to the projects at its place.
#[component]
pub fn Mark(
    /// The page.
    path: &'static str,
    /// The symbol.
    symbol: Symbol,
    /// What is selected.
    filter: Filter,
    /// The look of the map.
    look: Look,
    /// Map units of the view for one of the start view.
    scale: f64,
) -> impl IntoView {
    let transform = format!(
        "translate({} {}) scale({})",
        whole(symbol.at.x),
        whole(symbol.at.y),
        short(scale, 4)
    );
    let (upper, lower) = symbol.corners;
    let [west, north, east, south] = [upper.x, upper.y, lower.x, lower.y].map(whole);
    let corners = format!("{west} {north} {east} {south}");
    // Two maps side by side have one address for both: a cluster of theirs opens on the map.
    let path = if path == "/compare" { "/" } else { path };
    let rel = symbol.single.is_some().then_some("external");
    let (href, words, picture) = match &symbol.single {
        Some(activity) => (
            address::project(&activity.id),
            card(activity, symbol.precision),
            single(&symbol).into_part(),
        ),
        None => (
            inside(path, &symbol, filter, look),
            several(&symbol),
            pie(&symbol).into_part(),
        ),
    };
    // Other pages refuse to be shown in a frame.
    let leaves = path == "/embed" && !href.starts_with(path);
    let target = leaves.then_some("_top");
    view! {
        <g transform=transform>
            <a href=href rel=rel target=target tabindex="-1" data-box=corners>
                <title>{words}</title>
                <g class="symbol">{picture}</g>
            </a>
        </g>
    }
}

/// Where a cluster leads: deeper into it, or to the list of what lies at one point.
fn inside(path: &str, symbol: &Symbol, filter: Filter, look: Look) -> String {
    let (upper, lower) = symbol.corners;
    let closer = View::around(upper, lower);
    if symbol.is_one_point() || closer.zoom() < look.view.zoom() + 0.1 {
        let ((north, west), (south, east)) = (unproject(upper), unproject(lower));
        let area = Area::around((south, west), (north, east));
        let mut filter = filter;
        filter.area = Some(area);
        return Question::from(filter).address("/projects");
    }
    look.with_view(closer).address(path, &filter.into())
}

/// The words of a card: title, then agency and amount, then years and precision, then the source.
fn card(activity: &SymbolActivity, precision: PrecisionGroup) -> String {
    let amount = activity
        .usd
        .map_or("amount not known".to_owned(), format::compact);
    let year = |year: Option<i16>| year.map_or("?".to_owned(), |year| year.to_string());
    let years = match activity.years {
        (None, None) => "years not reported".to_owned(),
        (from, to) => format!("{}–{}", year(from), year(to)),
    };
    format!(
        "{}\n{} · {amount}\n{years} · {} ({})\nSource: {}",
        activity.title,
        activity.agency.name(),
        activity.place,
        precision.name().to_ascii_lowercase(),
        activity.source
    )
}

/// How far a symbol reaches from its middle, in map units.
pub(super) fn reach(symbol: &Symbol) -> f64 {
    if symbol.single.is_some() {
        6.0 * UNIT
    } else {
        radius(symbol.count())
    }
}

/// Filled for a site, hollow for an area of which only the middle is drawn, with a soft area around the middle of a
/// district or province.
fn single(symbol: &Symbol) -> impl IntoView + use<> {
    let partner = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .find(|(_, count)| *count > 0)
        .map_or(Partner::Us, |(partner, _)| partner);
    let precision = match symbol.precision {
        PrecisionGroup::Site => "site",
        PrecisionGroup::District | PrecisionGroup::Province => "soft",
        _ => "area",
    };
    view! {
        {(precision == "soft")
            .then(|| {
                view! { <circle class=format!("{} halo", class(partner)) r=whole(SOFT * UNIT) /> }
            })}
        <path
            class=format!("{} {precision}", class(partner))
            transform=format!("scale({UNIT})")
            d=shape(partner)
        />
    }
}

/// Slices are dashes of a thick ring whose length is the count.
fn pie(symbol: &Symbol) -> impl IntoView + use<> {
    let count = symbol.count();
    let radius = radius(count);
    let mut start = 0;
    let slices: Vec<_> = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .filter(|(_, part)| *part > 0)
        .map(|(partner, part)| {
            let offset = -i64::from(start);
            start += part;
            view! {
                <circle
                    class=format!("slice {}", class(partner))
                    r=whole(radius * 0.82)
                    stroke-width=whole(radius * 0.36)
                    pathLength=count
                    stroke-dasharray=format!("{part} {count}")
                    stroke-dashoffset=offset
                />
            }
            .into_part()
        })
        .collect();
    view! {
        <circle class="hole" r=whole(radius) />
        {slices}
        <text y=whole(radius * 0.3) font-size=whole(radius * 0.86)>
            {count}
        </text>
    }
}

/// A length in whole map units. Formatting it as a fraction without digits would take several times as long.
pub(super) fn whole(units: f64) -> i64 {
    units.round() as i64
}

/// The radius of a pie in map units: its area grows with the number, within limits.
pub(super) fn radius(count: u32) -> f64 {
    (f64::from(count).sqrt() * 1.6 + 6.5).min(17.0) * UNIT
}

fn several(symbol: &Symbol) -> String {
    let parts: Vec<String> = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .filter(|(_, part)| *part > 0)
        .map(|(partner, part)| format!("{} {}", partner.name(), format::count(u64::from(part))))
        .collect();
    format!(
        "{} around here\n{}",
        format::counted(u64::from(symbol.count()), "project"),
        parts.join("\n")
    )
}
