//! One symbol: the shape of a partner for a single project, a small pie with its number for several.

use std::f64::consts::TAU;

use leptos::prelude::*;
use tiga_domain::map::symbol::Symbol;
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;

use crate::address;
use crate::component::part::IntoPart;
use crate::component::partner::{class, shape};
use crate::format;

/// Map units of one pixel at the size for which symbols are drawn.
pub const UNIT: f64 = 42.0;

/// A symbol that leads to its project, or to the projects with a place.
#[component]
pub fn Mark(
    /// The symbol.
    symbol: Symbol,
    /// Address behind a symbol of several projects.
    list: String,
) -> impl IntoView {
    let transform = format!("translate({} {})", symbol.at.x, symbol.at.y);
    let rel = symbol.single.is_some().then_some("external");
    let (href, words, picture) = match &symbol.single {
        Some(activity) => (
            address::project(&activity.id),
            format!(
                "{} — {} ({})",
                activity.title,
                activity.place,
                symbol.precision.name()
            ),
            single(&symbol).into_part(),
        ),
        None => (list, several(&symbol), pie(&symbol).into_part()),
    };
    view! {
        <g transform=transform>
            <a href=href rel=rel tabindex="-1">
                <title>{words}</title>
                <g class="symbol">{picture}</g>
            </a>
        </g>
    }
}

/// How far a symbol reaches from its middle, in map units.
pub(super) fn reach(symbol: &Symbol) -> f64 {
    if symbol.single.is_some() {
        6.0 * UNIT
    } else {
        radius(symbol.count())
    }
}

/// Filled for a site, hollow for an area of which only the middle is drawn.
fn single(symbol: &Symbol) -> impl IntoView + use<> {
    let partner = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .find(|(_, count)| *count > 0)
        .map_or(Partner::Us, |(partner, _)| partner);
    let precision = if symbol.precision == PrecisionGroup::Site {
        "site"
    } else {
        "area"
    };
    view! {
        <path
            class=format!("{} {precision}", class(partner))
            transform=format!("scale({UNIT})")
            d=shape(partner)
        />
    }
}

fn pie(symbol: &Symbol) -> impl IntoView + use<> {
    let count = symbol.count();
    let radius = radius(count);
    let mut angle = -TAU / 4.0;
    let slices: Vec<_> = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .filter(|(_, part)| *part > 0)
        .map(|(partner, part)| {
            let start = angle;
            angle += TAU * f64::from(part) / f64::from(count);
            view! { <path class=class(partner) d=slice(radius, start, angle) /> }
        })
        .collect();
    view! {
        {slices}
        <circle class="hole" r=format!("{:.0}", radius * 0.64) />
        <text y=format!("{:.0}", radius * 0.3) font-size=format!("{:.0}", radius * 0.86)>
            {count}
        </text>
    }
}

/// The radius of a pie in map units: its area grows with the number, within limits.
fn radius(count: u32) -> f64 {
    (f64::from(count).sqrt() * 1.6 + 6.5).min(17.0) * UNIT
}

/// The path of a slice between two angles; a full turn is two halves.
fn slice(radius: f64, from: f64, to: f64) -> String {
    if to - from > TAU - 1e-6 {
        return format!(
            "M{radius:.0},0A{radius:.0},{radius:.0} 0 1 1 -{radius:.0},0A{radius:.0},{radius:.0} 0 1 1 {radius:.0},0z"
        );
    }
    let point = |angle: f64| (radius * angle.cos(), radius * angle.sin());
    let ((x1, y1), (x2, y2)) = (point(from), point(to));
    let large = u8::from(to - from > TAU / 2.0);
    format!("M0,0L{x1:.0},{y1:.0}A{radius:.0},{radius:.0} 0 {large} 1 {x2:.0},{y2:.0}z")
}

fn several(symbol: &Symbol) -> String {
    let parts: Vec<String> = Partner::ALL
        .into_iter()
        .zip(symbol.partners)
        .filter(|(_, part)| *part > 0)
        .map(|(partner, part)| format!("{} {}", partner.name(), format::count(u64::from(part))))
        .collect();
    format!(
        "{} around here: {}",
        format::counted(u64::from(symbol.count()), "project"),
        parts.join(", ")
    )
}
