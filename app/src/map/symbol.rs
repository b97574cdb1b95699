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

/// What all symbols of a map share.
pub struct Marks<'a> {
    /// Where a cluster leads that opens on a map.
    path: &'static str,
    is_framed: bool,
    filter: &'a Filter,
    /// The filter in the address.
    query: String,
    look: Look,
    /// Map units of the view for one of the start view.
    scale: String,
}

impl<'a> Marks<'a> {
    /// For the map of the page at a path.
    pub fn new(path: &'static str, filter: &'a Filter, look: Look) -> Self {
        Self {
            // Two maps side by side have one address for both: a cluster of theirs opens on the map.
            path: if path == "/compare" { "/" } else { path },
            is_framed: path == "/embed",
            filter,
            query: Question::from(filter.clone()).query(),
            look,
            scale: short(look.view.width / View::start().width, 4),
        }
    }

    /// A symbol that leads to its project, into the cluster, or to the projects at its place.
    pub fn draw(&self, symbol: &Symbol) -> AnyView {
        let transform = format!(
            "translate({} {}) scale({})",
            whole(symbol.at.x),
            whole(symbol.at.y),
            self.scale
        );
        let (upper, lower) = symbol.corners;
        let [west, north, east, south] = [upper.x, upper.y, lower.x, lower.y].map(whole);
        let corners = format!("{west} {north} {east} {south}");
        let rel = symbol.single.is_some().then_some("external");
        let (href, words, picture) = match &symbol.single {
            Some(activity) => (
                address::project(&activity.id),
                card(activity, symbol.precision),
                single(symbol).into_part(),
            ),
            None => (
                self.inside(symbol),
                several(symbol),
                pie(symbol).into_part(),
            ),
        };
        // Other pages refuse to be shown in a frame.
        let leaves = self.is_framed && !href.starts_with(self.path);
        let target = leaves.then_some("_top");
        view! {
            <g transform=transform>
                <a href=href rel=rel target=target tabindex="-1" data-box=corners>
                    <title>{words}</title>
                    <g class="symbol">{picture}</g>
                </a>
            </g>
        }
        .into_part()
    }

    /// Where a cluster leads: deeper into it, or to the list of what lies at one point.
    fn inside(&self, symbol: &Symbol) -> String {
        let (upper, lower) = symbol.corners;
        let closer = View::around(upper, lower);
        if symbol.is_one_point() || closer.zoom() < self.look.view.zoom() + 0.1 {
            let ((north, west), (south, east)) = (unproject(upper), unproject(lower));
            let mut filter = self.filter.clone();
            filter.area = Some(Area::around((south, west), (north, east)));
            return Question::from(filter).address("/projects");
        }
        let look = self.look.with_view(closer);
        look.address_after(self.path, self.query.clone())
    }
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
