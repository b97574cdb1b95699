//! Coarse outlines of the eleven countries, to notice points that lie elsewhere. Not for drawing.

use std::sync::LazyLock;

use serde::Deserialize;

use super::great_circle_km;
use crate::country::Country;
use crate::table;

#[derive(Deserialize)]
struct Row {
    iso2: String,
    ring: u16,
    lon: f64,
    lat: f64,
}

#[derive(Deserialize)]
struct LabelRow {
    iso2: String,
    lon: f64,
    lat: f64,
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// West, south, east and north in degrees.
type Bounds = (f64, f64, f64, f64);

type Ring = Vec<(f64, f64)>;

/// Rings of (latitude, longitude) by country.
static OUTLINES: LazyLock<Vec<Vec<Ring>>> = LazyLock::new(|| {
    let mut outlines: Vec<Vec<Ring>> = vec![Vec::new(); Country::COUNT];
    let mut current = None;
    for row in table::rows::<Row>(include_str!("outline.csv")) {
        let Some(country) = Country::from_iso2(&row.iso2) else {
            continue;
        };
        let rings = &mut outlines[country.index()];
        if current != Some((country, row.ring)) {
            rings.push(Vec::new());
            current = Some((country, row.ring));
        }
        if let Some(ring) = rings.last_mut() {
            ring.push((row.lat, row.lon));
        }
    }
    outlines
});

static LABELS: LazyLock<Vec<((f64, f64), Bounds)>> = LazyLock::new(|| {
    let mut points = vec![Default::default(); Country::COUNT];
    for row in table::rows::<LabelRow>(include_str!("label.csv")) {
        if let Some(country) = Country::from_iso2(&row.iso2) {
            let bounds = (row.west, row.south, row.east, row.north);
            points[country.index()] = ((row.lat, row.lon), bounds);
        }
    }
    points
});

/// Where the name of a country stands: latitude and longitude in degrees.
pub fn label_point(country: Country) -> (f64, f64) {
    LABELS[country.index()].0
}

/// The rectangle around a country: west, south, east and north in degrees.
pub fn bounds(country: Country) -> (f64, f64, f64, f64) {
    LABELS[country.index()].1
}

/// Whether a point lies inside the coarse outline of a country.
pub fn is_inside(country: Country, lat: f64, lon: f64) -> bool {
    let rings = &OUTLINES[country.index()];
    rings.iter().any(|ring| contains(ring, lat, lon))
}

/// Kilometres from a point to the coarse outline of a country; 0 inside.
pub fn distance_outside_km(country: Country, lat: f64, lon: f64) -> f64 {
    if is_inside(country, lat, lon) {
        return 0.0;
    }
    // On a plane that is true to scale at the point's latitude, which tells the nearest point of the outline.
    let scale = lat.to_radians().cos().max(0.01);
    let mut nearest = (f64::INFINITY, (lat, lon));
    for ring in &OUTLINES[country.index()] {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            let (dy, dx) = (b.0 - a.0, (b.1 - a.1) * scale);
            let (y, x) = (lat - a.0, (lon - a.1) * scale);
            let length = (dy * dy + dx * dx).max(f64::MIN_POSITIVE);
            let along = ((y * dy + x * dx) / length).clamp(0.0, 1.0);
            let (off_y, off_x) = (y - along * dy, x - along * dx);
            let square = off_y * off_y + off_x * off_x;
            if square < nearest.0 {
                let point = (a.0 + (b.0 - a.0) * along, a.1 + (b.1 - a.1) * along);
                nearest = (square, point);
            }
        }
    }
    great_circle_km((lat, lon), nearest.1)
}

fn contains(ring: &Ring, lat: f64, lon: f64) -> bool {
    let crossings = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .filter(|(a, b)| {
            (a.0 > lat) != (b.0 > lat) && lon < (b.1 - a.1) * (lat - a.0) / (b.0 - a.0) + a.1
        });
    crossings.count() % 2 == 1
}
