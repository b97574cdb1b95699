//! Services by place: a grid for precise places, and names for coarse ones, so that an anchor looks only around itself.

use super::measure::{REACH_KM, SameArea, Spot, place_weight, ring_weight};
use crate::analysis::overlap::Period;
use crate::country::Country;
use crate::dataset::{Dataset, PlaceEntry};
use crate::place::{Precision, great_circle_km};
use crate::theme::Theme;

/// Cells of the grid for precise places, in degrees.
const CELL_DEG: f64 = 0.5;
/// Cells of the grid for names, in degrees: wider than two provinces can be apart.
const NAME_CELL_DEG: f64 = 2.0;
/// Kilometres of a degree of latitude, less than any degree has.
const DEGREE_KM: f64 = 110.5;

/// The services of one activity in one country, over its places there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Service {
    pub(super) activity: u32,
    pub(super) period: Period,
    /// Where its money by theme ends among all money.
    money_end: u32,
    /// Its places in all, coarse ones included, over which the money is spread.
    places: u32,
}

/// A service at one of its places.
#[derive(Clone, Copy, Debug)]
pub(super) struct Presence {
    pub(super) spot: Spot,
    service: u32,
    /// Position among the places of its activity.
    pub(super) place: u32,
}

/// Positions of presences by a key; sorted once, then searched.
#[derive(Debug, Default)]
struct Index(Vec<(u64, u32)>);

impl Index {
    fn at(&self, key: u64) -> impl Iterator<Item = u32> {
        self.between(key, key)
    }

    /// What stands from one key to another, both included.
    fn between(&self, first: u64, last: u64) -> impl Iterator<Item = u32> {
        let start = self.0.partition_point(|(key, _)| *key < first);
        let run = self.0[start..]
            .iter()
            .take_while(move |(key, _)| *key <= last);
        run.map(|(_, at)| *at)
    }
}

/// The services of a country.
#[derive(Debug, Default)]
pub(super) struct Services {
    all: Vec<Service>,
    /// Dollars by theme, service after service.
    money: Vec<(Theme, f64)>,
    presences: Vec<Presence>,
    /// Precise presences by cell of the grid.
    grid: Index,
    /// All presences by name and wide cell.
    names: Index,
    /// Coarse presences by exact point: the centroid of the same unit.
    centroids: Index,
}

impl Services {
    /// Adds the services of an activity: dollars by theme.
    pub(super) fn push(
        &mut self,
        data: &Dataset,
        country: Country,
        (activity, period): (u32, Period),
        money: impl Iterator<Item = (Theme, f64)>,
    ) {
        let is_here = |place: &PlaceEntry| place.country.is_none_or(|stated| stated == country);
        let places = data.places(activity).filter(is_here).count() as u32;
        self.money.extend(money);
        let service = self.all.len() as u32;
        let money_end = self.money.len() as u32;
        self.all.push(Service {
            activity,
            period,
            money_end,
            places,
        });
        for (nth, place) in (0_u32..).zip(data.places(activity)) {
            if !is_here(&place) || !place.precision.is_local() {
                continue;
            }
            let at = self.presences.len() as u32;
            let spot = Spot {
                at: (place.lat, place.lon),
                precision: place.precision,
            };
            self.presences.push(Presence {
                spot,
                service,
                place: nth,
            });
            if spot.is_precise() {
                self.grid.0.push((cell_key(0, cell(spot.at, CELL_DEG)), at));
            } else {
                self.centroids.0.push((point(spot.at), at));
            }
            if let Some(name) = fold(place.name) {
                self.names
                    .0
                    .push((cell_key(name, cell(spot.at, NAME_CELL_DEG)), at));
            }
        }
    }

    /// Makes what was added ready to be searched.
    pub(super) fn seal(&mut self) {
        for index in [&mut self.grid, &mut self.names, &mut self.centroids] {
            index.0.sort_unstable();
        }
    }

    /// How many presences there are.
    pub(super) fn len(&self) -> usize {
        self.presences.len()
    }

    /// The service at one of its places.
    pub(super) fn presence(&self, at: u32) -> (&Presence, &Service) {
        let presence = &self.presences[at as usize];
        (presence, &self.all[presence.service as usize])
    }

    /// Dollars by theme of a presence; its part of the activity's money.
    pub(super) fn money(&self, at: u32) -> impl Iterator<Item = (Theme, f64)> {
        let service = self.presences[at as usize].service as usize;
        let before = service.checked_sub(1);
        let start = before.map_or(0, |before| self.all[before].money_end);
        let Service {
            money_end, places, ..
        } = self.all[service];
        let parts = f64::from(places.max(1));
        self.money[start as usize..money_end as usize]
            .iter()
            .map(move |(theme, usd)| (*theme, usd / parts))
    }

    /// Presences that have weight for a place of an anchor, with that weight. Goes on while `found` says so.
    pub(super) fn around(
        &self,
        anchor: &Spot,
        anchor_name: &str,
        mut found: impl FnMut(u32, f64) -> bool,
    ) -> bool {
        let spot = |at: u32| &self.presences[at as usize].spot;
        let mut visit = |at: u32, weight: f64| weight <= 0.0 || found(at, weight);
        if anchor.is_precise() {
            for at in self.near(anchor.at) {
                if !visit(at, weight_near(anchor.at, spot(at).at)) {
                    return false;
                }
            }
        }
        let same = SameArea {
            district: true,
            province: true,
        };
        let by_area = |at: u32| place_weight(anchor, spot(at), same);
        let is_coarse = |at: &u32| !(anchor.is_precise() && spot(*at).is_precise());
        // Towns of one name elsewhere are another unit.
        let is_one = |at: &u32| {
            let other = spot(*at);
            great_circle_km(anchor.at, other.at) <= radius_km(anchor) + radius_km(other)
        };
        if let Some(name) = fold(anchor_name) {
            let (lat, lon) = cell(anchor.at, NAME_CELL_DEG);
            for lat in lat - 1..=lat + 1 {
                let row = (
                    cell_key(name, (lat, lon - 1)),
                    cell_key(name, (lat, lon + 1)),
                );
                for at in self.names.between(row.0, row.1).filter(is_coarse) {
                    if is_one(&at) && !visit(at, by_area(at)) {
                        return false;
                    }
                }
            }
        }
        let is_centroid = !anchor.is_precise();
        let mut same_point = self.centroids.at(point(anchor.at)).filter(|_| is_centroid);
        same_point.all(|at| visit(at, by_area(at)))
    }

    /// Precise presences in the cells that the longest ring touches.
    fn near(&self, at: (f64, f64)) -> impl Iterator<Item = u32> {
        let lat_reach = REACH_KM / DEGREE_KM;
        let lon_reach = lat_reach / at.0.to_radians().cos().max(0.2);
        let (south, west) = cell((at.0 - lat_reach, at.1 - lon_reach), CELL_DEG);
        let (north, east) = cell((at.0 + lat_reach, at.1 + lon_reach), CELL_DEG);
        (south..=north).flat_map(move |lat| {
            self.grid
                .between(cell_key(0, (lat, west)), cell_key(0, (lat, east)))
        })
    }
}

/// The weight of the rings, without the great circle where it is not needed.
fn weight_near(a: (f64, f64), b: (f64, f64)) -> f64 {
    if a == b {
        return ring_weight(0.0);
    }
    if (a.0 - b.0).abs() * DEGREE_KM > REACH_KM {
        return 0.0;
    }
    ring_weight(great_circle_km(a, b))
}

fn cell(at: (f64, f64), degrees: f64) -> (i32, i32) {
    (
        (at.0 / degrees).floor() as i32,
        (at.1 / degrees).floor() as i32,
    )
}

/// A key of a name (0 for any) and a cell: the cells of a row follow each other. Cells lie within ±720.
fn cell_key(name: u64, (lat, lon): (i32, i32)) -> u64 {
    name | ((lat + 1_024) as u64) << 12 | (lon + 1_024) as u64
}

/// A key of a point in millionths of a degree.
fn point(at: (f64, f64)) -> u64 {
    let micro = |degrees: f64| (degrees * 1e6).round() as i64 as u64;
    micro(at.0) << 32 ^ (micro(at.1) & 0xFFFF_FFFF)
}

/// Kilometres within which two places of one name can be one unit (the radius of method 3.4).
fn radius_km(spot: &Spot) -> f64 {
    match spot.precision {
        Precision::EXACT => 2.0,
        Precision::NEAR => 25.0,
        Precision::DISTRICT => 30.0,
        Precision::PROVINCE => 90.0,
        _ => 75.0,
    }
}

/// Hash of a place's name without case and the word for its kind; none for an empty name.
fn fold(name: &str) -> Option<u64> {
    let name = name.trim();
    let ends = [" province", " district", " city"];
    let stem = ends.iter().find_map(|end| {
        let (stem, tail) = name.split_at_checked(name.len().checked_sub(end.len())?)?;
        tail.eq_ignore_ascii_case(end).then_some(stem)
    });
    let letters = stem
        .unwrap_or(name)
        .bytes()
        .map(|byte| byte.to_ascii_lowercase());
    let hash = letters.fold(0, |hash, byte| {
        let mixed = (hash ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^ mixed >> 29
    });
    (!name.is_empty()).then_some(hash << 24)
}
