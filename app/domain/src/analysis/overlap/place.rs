//! How close the places of two activities are (method 3.4).

use std::collections::BTreeMap;

use super::constant::{
    CAP_GEO_BASE, CAP_GEO_SLOPE, GEO_BLUR_KM, GEO_CELL_DEG, GEO_FLOOR, GEO_MATCH, GEO_MAX_POINTS,
    GEO_NAT_LOCAL, GEO_NAT_NAT, GEO_SCALE_KM, GEO_W_COV, GEO_W_MAX,
};
use crate::place::{EARTH_RADIUS_KM, Precision};

/// What is known of where an activity works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// At least one place of the work.
    Local,
    /// The whole country.
    National,
    /// Nothing; an office is not a place of the work.
    Unknown,
}

/// A place as it is compared: a point of the unit sphere and how precisely it is known.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    at: [f64; 3],
    /// Precision, local.
    pub precision: Precision,
}

/// A place as published: degrees north, degrees east, precision.
pub type Location = (f64, f64, Precision);

/// How close the local places of two activities are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closeness {
    /// `S_geo`.
    pub score: f64,
    /// Kernel of the closest two places.
    pub max: f64,
    /// Harmonic mean of the shares of places with a counterpart.
    pub cov: f64,
}

impl Point {
    /// A place in degrees; none when its precision is not local.
    pub fn new(lat: f64, lon: f64, precision: Precision) -> Option<Self> {
        let (lat, lon) = (lat.to_radians(), lon.to_radians());
        let at = [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()];
        precision.is_local().then_some(Self { at, precision })
    }

    /// Coordinates on the unit sphere.
    pub(super) const fn unit(&self) -> [f64; 3] {
        self.at
    }

    /// Degrees north.
    pub fn lat(&self) -> f64 {
        self.at[2].clamp(-1.0, 1.0).asin().to_degrees()
    }

    /// Degrees east.
    pub fn lon(&self) -> f64 {
        self.at[1].atan2(self.at[0]).to_degrees()
    }

    /// Great-circle distance in kilometres.
    pub fn km_to(&self, other: &Self) -> f64 {
        let [x, y, z] = [0, 1, 2].map(|i| self.at[i] - other.at[i]);
        let chord = (x * x + y * y + z * z).sqrt();
        2.0 * EARTH_RADIUS_KM * (chord / 2.0).min(1.0).asin()
    }
}

/// Size of the unit behind a local precision.
pub const fn radius_km(precision: Precision) -> f64 {
    match precision.code() {
        1 => 2.0,
        2 => 25.0,
        3 => 30.0,
        4 => 90.0,
        _ => 75.0,
    }
}

/// Certainty that two places are one; falls with distance and with imprecision.
fn kernel(a: &Point, b: &Point) -> f64 {
    let r = radius_km(a.precision) + radius_km(b.precision);
    (-(a.km_to(b) - r / 2.0).max(0.0) / GEO_SCALE_KM).exp() / (1.0 + r / GEO_BLUR_KM)
}

/// Kilometres beyond which two places of these precisions leave the score under a threshold.
pub fn reach_km(a: Precision, b: Precision, threshold: f64) -> f64 {
    let r = radius_km(a) + radius_km(b);
    let need = (threshold - CAP_GEO_BASE) / CAP_GEO_SLOPE / GEO_W_MAX;
    r / 2.0 + GEO_SCALE_KM * (1.0 / (need * (1.0 + r / GEO_BLUR_KM))).ln()
}

/// At most [`GEO_MAX_POINTS`] places: beyond that the mean of each grid cell, the largest cells first.
///
/// A mean has the coarsest precision in its cell, never better than within 25 km.
pub(super) fn thin(places: &[Location], out: &mut Vec<Point>) {
    let local = || {
        places
            .iter()
            .filter(|(_, _, precision)| precision.is_local())
    };
    if local().count() <= GEO_MAX_POINTS {
        out.extend(local().filter_map(|(lat, lon, precision)| Point::new(*lat, *lon, *precision)));
        return;
    }
    let mut cells: BTreeMap<(i64, i64), Vec<Location>> = BTreeMap::new();
    for place in local() {
        let cell = [place.0, place.1].map(|degrees| (degrees / GEO_CELL_DEG).floor() as i64);
        cells.entry((cell[0], cell[1])).or_default().push(*place);
    }
    let mut cells: Vec<_> = cells.into_iter().collect();
    cells.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
    for (_, places) in cells.iter().take(GEO_MAX_POINTS) {
        let mean =
            |of: fn(&Location) -> f64| places.iter().map(of).sum::<f64>() / places.len() as f64;
        let coarsest = places
            .iter()
            .map(|place| place.2)
            .max_by(|a, b| radius_km(*a).total_cmp(&radius_km(*b)));
        let precision = coarsest.unwrap_or(Precision::NEAR).max(Precision::NEAR);
        out.extend(Point::new(mean(|p| p.0), mean(|p| p.1), precision));
    }
}

/// `S_geo` of two scopes and their places; none when a place is unknown.
pub(super) fn score(a: (Scope, &[Point]), b: (Scope, &[Point])) -> Option<f64> {
    match (a.0, b.0) {
        (Scope::Unknown, _) | (_, Scope::Unknown) => None,
        (Scope::National, Scope::National) => Some(GEO_NAT_NAT),
        (Scope::National, _) | (_, Scope::National) => Some(GEO_NAT_LOCAL),
        (Scope::Local, Scope::Local) => Some(closeness(a.1, b.1).score),
    }
}

/// Compares local places, at least one and at most 64 on each side.
pub fn closeness(a: &[Point], b: &[Point]) -> Closeness {
    if let ([a], [b]) = (a, b) {
        let max = kernel(a, b);
        return of_parts(max, f64::from(u8::from(max >= GEO_MATCH)));
    }
    let mut best_of_b = [0.0_f64; GEO_MAX_POINTS];
    let (mut max, mut matched) = (0.0_f64, 0);
    for place in a {
        let mut best = 0.0_f64;
        for (other, best_of_other) in b.iter().zip(&mut best_of_b) {
            let kernel = kernel(place, other);
            best = best.max(kernel);
            *best_of_other = best_of_other.max(kernel);
        }
        max = max.max(best);
        matched += usize::from(best >= GEO_MATCH);
    }
    let matched_b = best_of_b[..b.len()]
        .iter()
        .filter(|best| **best >= GEO_MATCH)
        .count();
    let (ca, cb) = (
        matched as f64 / a.len() as f64,
        matched_b as f64 / b.len() as f64,
    );
    of_parts(
        max,
        if ca + cb > 0.0 {
            2.0 * ca * cb / (ca + cb)
        } else {
            0.0
        },
    )
}

fn of_parts(max: f64, cov: f64) -> Closeness {
    let score = (GEO_W_MAX * max + GEO_W_COV * cov).max(GEO_FLOOR);
    Closeness { score, max, cov }
}

/// The closest two places and their distance in kilometres; ties go to the earlier places.
pub(super) fn closest(a: &[Point], b: &[Point]) -> Option<(f64, Point, Point)> {
    let pairs = a
        .iter()
        .flat_map(|a| b.iter().map(move |b| (a.km_to(b), *a, *b)));
    pairs.min_by(|x, y| x.0.total_cmp(&y.0))
}
