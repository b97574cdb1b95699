//! A small map around the places of one project or two, with the line between the nearest places of two. On the server
//! only; the table of places beside it says the same.

use leptos::prelude::*;
use tiga_domain::analysis::projects::ItemPlace;
use tiga_domain::country::Country;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::view::View;
use tiga_domain::partner::Partner;
use tiga_domain::place::{PrecisionGroup, great_circle_km, provinces};

use super::ground::ground;
use super::symbol::UNIT;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::{class, shape};

/// No small map is closer: the surroundings say where a place is.
const CLOSEST: f64 = 4.5;

/// The most names of first-level areas.
const NAMES: usize = 7;

/// A project on a small map.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub partner: Partner,
    /// Its places; the middle of a country is not drawn.
    pub places: Vec<ItemPlace>,
}

/// The map; nothing when no project has a place that can be drawn.
#[component]
pub fn SmallMap(
    /// One project, or two.
    projects: Vec<Placed>,
) -> impl IntoView {
    let local: Vec<Placed> = projects
        .into_iter()
        .map(|project| Placed {
            places: drawn(project.places),
            ..project
        })
        .collect();
    let points: Vec<Point> = local
        .iter()
        .flat_map(|own| own.places.iter().map(at))
        .collect();
    let corner = |pick: fn(f64, f64) -> f64| {
        points.iter().copied().reduce(|a, b| Point {
            x: pick(a.x, b.x),
            y: pick(a.y, b.y),
        })
    };
    let view = corner(f64::min)
        .zip(corner(f64::max))
        .map(|(upper, lower)| {
            let around = View::around(upper, lower);
            View::at(around.middle(), around.zoom().min(CLOSEST))
        });
    view.map(|view| picture(local, view)).into_part()
}

fn picture(projects: Vec<Placed>, view: View) -> impl IntoView {
    let scale = view.width / View::start().width * 1.6;
    let View {
        x,
        y,
        width,
        height,
    } = view;
    let kinds = ground(view).into_iter().map(|(kind, data)| {
        view! { <path class=kind d=data /> }
    });
    let line = match &projects[..] {
        [a, b] => nearest(a, b).map(|(a, b, km)| line(a, b, km, scale)),
        _ => None,
    };
    let names = names(view).into_iter().map(|(name, point)| {
        let transform = format!("translate({:.1} {:.1}) scale({scale:.4})", point.x, point.y);
        view! { <text class="area-name" transform=transform>{name}</text> }
    });
    let words: Vec<String> = projects
        .iter()
        .map(|own| {
            let names: Vec<&str> = own.places.iter().map(|place| place.name.as_str()).collect();
            format!("{}: {}", own.title, names.join(", "))
        })
        .collect();
    // Marks of two projects at one place would cover each other.
    let is_close = match &projects[..] {
        [a, b] => nearest(a, b)
            .is_some_and(|(a, b, _)| (a.x - b.x).hypot(a.y - b.y) < 10.0 * UNIT * scale),
        _ => false,
    };
    let marks = (0_u8..).zip(&projects).flat_map(|(nth, own)| {
        let aside = if is_close {
            f64::from(nth) * 10.0 - 5.0
        } else {
            0.0
        };
        let moved = move |place: &ItemPlace| {
            let Point { x, y } = at(place);
            let x = x + aside * UNIT * scale;
            Point { x, y }
        };
        let partner = own.partner;
        own.places
            .iter()
            .map(move |place| mark(place, moved(place), partner, scale))
    });
    let open = format!("/?view={view}");
    view! {
        <figure class="small-map">
            <svg
                class="map"
                viewBox=format!("{x:.1} {y:.1} {width:.1} {height:.1}")
                role="img"
                aria-label=format!("Map. {}", words.join(". "))
            >
                {kinds.collect_parts()}
                <g class="labels">{names.collect_parts()}</g>
                {line}
                <g class="symbols">{marks.collect_parts()}</g>
            </svg>
            <figcaption>
                <a href=open rel="external">
                    "This view on the large map"
                </a>
            </figcaption>
        </figure>
    }
}

/// The places that say where the work is.
fn drawn(places: Vec<ItemPlace>) -> Vec<ItemPlace> {
    let local = |place: &ItemPlace| place.precision != PrecisionGroup::Country;
    places.into_iter().filter(local).collect()
}

fn at(place: &ItemPlace) -> Point {
    project(place.lat, place.lon)
}

fn mark(place: &ItemPlace, point: Point, partner: Partner, scale: f64) -> impl IntoView + use<> {
    let precision = match place.precision {
        PrecisionGroup::Site => "site",
        _ => "area",
    };
    let is_soft = matches!(
        place.precision,
        PrecisionGroup::District | PrecisionGroup::Province
    );
    let partner_class = class(partner);
    view! {
        <g
            class="symbol"
            transform=format!("translate({:.1} {:.1}) scale({scale:.4})", point.x, point.y)
        >
            <title>{format!("{} ({})", place.name, place.precision.name().to_ascii_lowercase())}</title>
            {is_soft
                .then(|| {
                    view! { <circle class=format!("{partner_class} halo") r=format!("{:.0}", 13.0 * UNIT) /> }
                })}
            <path
                class=format!("{partner_class} {precision}")
                transform=format!("scale({UNIT})")
                d=shape(partner)
            />
        </g>
    }
}

/// The nearest places of two projects and the kilometres between them.
fn nearest(a: &Placed, b: &Placed) -> Option<(Point, Point, f64)> {
    let pairs = a.places.iter().flat_map(|one| {
        b.places.iter().map(move |other| {
            let km = great_circle_km((one.lat, one.lon), (other.lat, other.lon));
            (at(one), at(other), km)
        })
    });
    pairs.min_by(|one, other| one.2.total_cmp(&other.2))
}

fn line(a: Point, b: Point, km: f64, scale: f64) -> impl IntoView + use<> {
    let apart = if km < 0.05 {
        "at one place".to_owned()
    } else {
        format!("{km:.1} km")
    };
    let (x, y) = (f64::midpoint(a.x, b.x), f64::midpoint(a.y, b.y));
    view! {
        <path class="link" d=format!("M{:.1},{:.1}L{:.1},{:.1}", a.x, a.y, b.x, b.y) />
        <g class="labels">
            <text transform=format!("translate({x:.1} {:.1}) scale({scale:.4})", y - 500.0 * scale)>
                {apart}
            </text>
        </g>
    }
}

/// Names of first-level areas in view, those nearest to the middle.
fn names(view: View) -> Vec<(&'static str, Point)> {
    let middle = view.middle();
    let inner = view.widened(-0.08);
    let mut seen: Vec<(&'static str, Point)> = Country::all()
        .flat_map(provinces)
        .map(|area| (area.name.as_str(), project(area.at.0, area.at.1)))
        .filter(|(_, point)| inner.contains(*point))
        .collect();
    let far = |point: &Point| (point.x - middle.x).hypot(point.y - middle.y);
    seen.sort_by(|a, b| far(&a.1).total_cmp(&far(&b.1)));
    let mut kept: Vec<(&'static str, Point)> = Vec::new();
    for (name, point) in seen {
        let is_clear = kept.iter().all(|(_, other)| {
            (other.x - point.x).abs() > view.width * 0.24
                || (other.y - point.y).abs() > view.height * 0.07
        });
        if is_clear && kept.len() < NAMES {
            kept.push((name, point));
        }
    }
    kept
}
