//! Names of the countries as real text, where the domain says that they stand, moved a little where symbols or other
//! names would meet them. They lie above the symbols and let clicks through.

use leptos::prelude::*;
use tiga_domain::country::Country;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::symbol::Symbol;
use tiga_domain::map::view::View;
use tiga_domain::place::label_point;

use super::symbol::reach;
use crate::component::part::CollectParts;

/// Height of a line of text, in map units at the start view.
const LINE: f64 = 560.0;

/// Width of a letter on average.
const LETTER: f64 = 330.0;

/// The names of the countries in view.
#[component]
pub fn Labels(
    /// What the names give way to.
    symbols: Vec<Symbol>,
    /// What is shown.
    view: View,
) -> impl IntoView {
    let label = |(name, at, scale): (&'static str, Point, f64)| {
        let transform = format!("translate({:.1} {:.1}) scale({scale:.4})", at.x, at.y);
        view! { <text transform=transform>{name}</text> }
    };
    view! {
        <g class="labels" aria-hidden="true">
            {placed(&symbols, view).into_iter().map(label).collect_parts()}
        </g>
    }
}

/// The names of the countries in view, the middles of their base lines, and their scale.
pub(super) fn placed(symbols: &[Symbol], view: View) -> Vec<(&'static str, Point, f64)> {
    let scale = view.width / View::start().width;
    let mut placed: Vec<Name> = Vec::new();
    let names = Country::all().filter_map(|country| {
        let (lat, lon) = label_point(country);
        let own = project(lat, lon);
        let name = country.name();
        view.contains(own).then(|| {
            let label = place(name, own, scale, symbols, &placed);
            placed.push(label);
            (name, label.middle, scale)
        })
    });
    names.collect()
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
