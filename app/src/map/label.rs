//! Names of the countries as real text, where the domain says that they stand, moved a little where symbols would
//! cover them.

use leptos::prelude::*;
use tiga_domain::country::Country;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::symbol::Symbol;
use tiga_domain::place::label_point;

use super::symbol::reach;

/// Height of a line of text, in map units.
const LINE: f64 = 560.0;

/// Width of a letter on average.
const LETTER: f64 = 330.0;

/// The names of all countries.
#[component]
pub fn Labels(
    /// What the names give way to.
    symbols: Vec<Symbol>,
) -> impl IntoView {
    let label = |country: Country| {
        let at = place(country, &symbols);
        view! {
            <text x=format!("{:.0}", at.x) y=format!("{:.0}", at.y)>
                {country.name()}
            </text>
        }
    };
    view! {
        <g class="labels" aria-hidden="true">
            {Country::all().map(label).collect_view()}
        </g>
    }
}

/// The first of some places near the domain's own that covers the fewest symbols.
fn place(country: Country, symbols: &[Symbol]) -> Point {
    let (lat, lon) = label_point(country);
    let own = project(lat, lon);
    let half = country.name().chars().count() as f64 * LETTER / 2.0;
    let lines = [0.0, -1.5, 1.5, -2.6, 2.6, -3.7, 3.7];
    let sides = [0.0, 1.0, -1.0, 1.6, -1.6];
    let candidates = lines.iter().flat_map(|line| {
        sides.iter().map(move |side| Point {
            x: own.x + side * half,
            y: own.y + line * LINE,
        })
    });
    let covered = |at: &Point| {
        let covers = |symbol: &&Symbol| {
            let reach = reach(symbol);
            (symbol.at.x - at.x).abs() < half + reach
                && (symbol.at.y - (at.y - LINE * 0.35)).abs() < LINE * 0.5 + reach
        };
        symbols.iter().filter(covers).count()
    };
    let moved = |at: &Point| (at.x - own.x).hypot(at.y - own.y) as i64;
    candidates
        .min_by_key(|at| (covered(at), moved(at)))
        .unwrap_or(own)
}
