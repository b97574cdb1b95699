//! The arithmetic of services around infrastructure (method 4): weights of place and time, coverage, opportunity.
//! Knows no data set.

use crate::money::Cents;
use crate::place::{Precision, great_circle_km};

/// Large works, in cents.
pub const ANCHOR_MIN_USD: Cents = Cents(20_000_000_00);
/// Mostly works.
pub const ANCHOR_ASSET_SHARE: f64 = 0.5;
/// Years after completion in which use is still forming.
pub const ANCHOR_YEARS_AFTER: i16 = 8;
/// Walk, bus, region: kilometres and weight.
pub const RINGS: [(f64, f64); 3] = [(10.0, 1.0), (25.0, 0.6), (50.0, 0.3)];
/// Weight in the same district.
pub const SAME_ADM2: f64 = 0.5;
/// Weight in the same province.
pub const SAME_ADM1: f64 = 0.25;
/// Years before an anchor's start in which services prepare it.
pub const SVC_BEFORE_Y: i16 = 2;
/// Years after its end in which they use it.
pub const SVC_AFTER_Y: i16 = 6;
/// The longest ring.
pub(super) const REACH_KM: f64 = RINGS[2].0;

/// A point and how precisely it is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// Precision.
    pub precision: Precision,
}

impl Spot {
    /// Whether it is known to 25 km or better, so that rings mean something.
    pub fn is_precise(&self) -> bool {
        self.precision <= Precision::NEAR
    }
}

/// What two places share besides nearness.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SameArea {
    /// The same district.
    pub district: bool,
    /// The same province.
    pub province: bool,
}

/// How much a service at one place does for works at another: by rings when both are precise, else by area.
pub fn place_weight(anchor: &Spot, service: &Spot, same: SameArea) -> f64 {
    if anchor.is_precise() && service.is_precise() {
        return ring_weight(great_circle_km(anchor.at, service.at));
    }
    let is_known = anchor.precision.is_local() && service.precision.is_local();
    let in_district = |spot: &Spot| spot.precision <= Precision::DISTRICT;
    if !is_known {
        0.0
    } else if same.district && in_district(anchor) && in_district(service) {
        SAME_ADM2
    } else if same.province {
        SAME_ADM1
    } else {
        0.0
    }
}

/// The weight of a distance between two precise places.
pub fn ring_weight(km: f64) -> f64 {
    let ring = RINGS.into_iter().find(|(reach, _)| km <= *reach);
    ring.map_or(0.0, |(_, weight)| weight)
}

/// The part of the benchmark that services reach, each as money, weight of place and weight of time; at most 1.
///
/// None when the anchor's money is unknown or not positive.
///
/// ```
/// use tiga_domain::analysis::complement::measure::coverage;
/// let services = [(1.2e6, 1.0, 1.0), (2.0e6, 0.6, 1.0), (1.0e6, 0.3, 0.5)];
/// assert_eq!(coverage(200e6, 2.0, &services), Some(0.6375));
/// assert_eq!(coverage(0.0, 2.0, &services), None);
/// ```
pub fn coverage(anchor_usd: f64, benchmark_pct: f64, services: &[(f64, f64, f64)]) -> Option<f64> {
    let supply: f64 = services
        .iter()
        .map(|(usd, place, time)| usd * place * time)
        .sum();
    (anchor_usd > 0.0).then(|| (supply / (benchmark_pct / 100.0 * anchor_usd)).min(1.0))
}

/// What is missing, weighed by need and size; none when one of them is unknown.
pub fn opportunity(
    coverage: Option<f64>,
    need: Option<f64>,
    materiality: Option<f64>,
) -> Option<f64> {
    Some((1.0 - coverage?) * need? * materiality?)
}
