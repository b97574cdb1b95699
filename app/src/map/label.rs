//! Names of the countries and, deeper down, of first-level areas as real text. Those of the countries stand where the domain says that they stand, moved a little where symbols or other
//! names would meet them; those of areas stand where they fit. They lie above the symbols and let clicks through.

use leptos::prelude::*;
use tiga_domain::country::Country;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::symbol::Symbol;
use tiga_domain::map::view::View;
use tiga_domain::place::label_point;

use super::symbol::reach;
use crate::api::layer::ProvinceArea;
use crate::component::part::CollectParts;

/// Height of a line of text, in map units at the start view.
const LINE: f64 = 560.0;

/// Width of a letter on average.
const LETTER: f64 = 330.0;

/// The same for names of first-level areas.
const SMALL_LETTER: f64 = 215.0;

/// How much larger letters are on narrow screens, as the styles have it.
const LARGER: f64 = 1.8;

/// The names of the countries and areas in view.
#[component]
pub fn Labels(
    /// The names with their places and classes.
    names: Vec<(String, Point, String)>,
    /// What is shown.
    view: View,
) -> impl IntoView {
    let scale = view.width / View::start().width;
    let label = |(name, at, class): (String, Point, String)| {
        let transform = format!("translate({:.1} {:.1}) scale({scale:.4})", at.x, at.y);
        view! { <text class=class transform=transform>{name}</text> }
    };
    view! {
        <g class="labels" aria-hidden="true">
            {names.into_iter().map(label).collect_parts()}
        </g>
    }
}

/// The names in view with the middles of their base lines and their classes. Areas whose names have no room where letters
/// are larger, on narrow screens, have the class `dense` besides.
pub fn names(
    symbols: &[Symbol],
    areas: &[ProvinceArea],
    view: View,
) -> Vec<(String, Point, String)> {
    let countries = placed(symbols, view);
    let dense = fitting(areas, &countries, view, 1.0);
    let roomy = fitting(areas, &countries, view, LARGER);
    let of_area = |(name, at): (&str, Point)| {
        let has_room = roomy.iter().any(|(other, _)| *other == name);
        let class = if has_room {
            "area-name"
        } else {
            "area-name dense"
        };
        (name.to_owned(), at, class.to_owned())
    };
    let of_country =
        |(name, at): &(&str, Point)| ((*name).to_owned(), *at, "country-name".to_owned());
    let countries = countries.iter().map(of_country);
    countries.chain(dense.into_iter().map(of_area)).collect()
}

/// The names of the countries in view and the middles of their base lines.
fn placed(symbols: &[Symbol], view: View) -> Vec<(&'static str, Point)> {
    let scale = view.width / View::start().width;
    let mut placed: Vec<Name> = Vec::new();
    let names = Country::all().filter_map(|country| {
        let (lat, lon) = label_point(country);
        let own = project(lat, lon);
        let name = country.name();
        view.contains(own).then(|| {
            let label = place(name, own, scale, symbols, &placed);
            placed.push(label);
            (name, label.middle)
        })
    });
    names.collect()
}

/// The areas in view whose names fit: not much wider than the area, and over no other name; the widest areas first.
fn fitting(
    areas: &[ProvinceArea],
    countries: &[(&'static str, Point)],
    view: View,
    larger: f64,
) -> Vec<(&'static str, Point)> {
    let scale = view.width / View::start().width * larger;
    let name = |name: &str, at: Point, letter: f64| Name {
        middle: at,
        half: name.chars().count() as f64 * letter / 2.0 * scale,
    };
    let countries = countries.iter().map(|(text, at)| name(text, *at, LETTER));
    let mut names: Vec<Name> = countries.collect();
    let mut widest: Vec<&ProvinceArea> = areas.iter().collect();
    widest.sort_by(|a, b| b.wide.total_cmp(&a.wide));
    let mut shown = Vec::new();
    for area in widest {
        let own = name(area.name, area.at, SMALL_LETTER);
        let meets = |other: &Name| {
            (other.middle.x - own.middle.x).abs() < own.half + other.half
                && (other.middle.y - own.middle.y).abs() < LINE * scale
        };
        let fits = view.contains(area.at) && own.half < area.wide * 0.75 * larger;
        if fits && !names.iter().any(meets) {
            names.push(own);
            shown.push((area.name, area.at));
        }
    }
    shown
}

/// Where a name lies: the middle of its base line and half its width.
#[derive(Clone, Copy)]
struct Name {
    middle: Point,
    half: f64,
}

/// The first of some places near the domain's own that covers the fewest symbols and names.
fn place(name: &str, own: Point, scale: f64, symbols: &[Symbol], placed: &[Name]) -> Name {
    let half = name.chars().count() as f64 * LETTER / 2.0 * scale;
    let line = LINE * scale;
    let lines = [0.0, -1.5, 1.5, -2.6, 2.6, -3.7, 3.7];
    let sides = [0.0, 1.0, -1.0, 1.6, -1.6];
    let candidates = lines.iter().flat_map(|rows| {
        sides.iter().map(move |side| Point {
            x: own.x + side * half,
            y: own.y + rows * line,
        })
    });
    let covered = |at: &Point| {
        let height = at.y - line * 0.35;
        let covers = |symbol: &&Symbol| {
            let reach = reach(symbol) * scale;
            (symbol.at.x - at.x).abs() < half + reach
                && (symbol.at.y - height).abs() < line * 0.5 + reach
        };
        let meets = |other: &&Name| {
            (other.middle.x - at.x).abs() < half + other.half
                && (other.middle.y - at.y).abs() < line
        };
        // A name over another is worse than one over any symbol.
        symbols.iter().filter(covers).count() + 1000 * placed.iter().filter(meets).count()
    };
    let moved = |at: &Point| ((at.x - own.x).hypot(at.y - own.y) / scale) as i64;
    let middle = candidates
        .min_by_key(|at| (covered(at), moved(at)))
        .unwrap_or(own);
    Name { middle, half }
}
