//! The grid index of block B: which subjects have a place near one of another's, family by family (method 3.2).

use super::candidate::Scratch;
use super::constant::{GEO_CELL_DEG, REACH_KM, T_COMPLEMENT};
use super::place::{Scope, reach_km};
use super::subject::Subjects;
use crate::partner::Partner;
use crate::place::{EARTH_RADIUS_KM, Precision};

/// Local precisions: 1 to 5.
const PRECISIONS: usize = 5;

/// A place of a subject, on the unit sphere.
#[derive(Clone, Copy, Debug)]
struct Entry {
    lon: f32,
    at: [f32; 3],
    subject: u32,
    partner: Partner,
}

/// The places of one family and precision, in rows of half a degree, each ordered from west to east.
#[derive(Clone, Debug, Default)]
struct Group {
    entries: Vec<Entry>,
    first_row: i32,
    /// End of each row in `entries`.
    row_ends: Vec<u32>,
}

/// The places of all subjects.
#[derive(Debug)]
pub(super) struct NearIndex {
    /// By family, then precision.
    groups: Vec<Group>,
    /// Kilometres beyond which two places leave a pair under a complement, by precisions.
    reach: [[f64; PRECISIONS]; PRECISIONS],
}

fn row_of(lat: f64) -> i32 {
    (lat / GEO_CELL_DEG).floor() as i32
}

fn class_of(precision: Precision) -> usize {
    usize::from(precision.code()) - 1
}

fn narrow(at: [f64; 3]) -> [f32; 3] {
    at.map(|value| value as f32)
}

impl NearIndex {
    pub(super) fn new(subjects: &Subjects) -> Self {
        let mut rows: Vec<Vec<(i32, Entry)>> = vec![Vec::new(); 64 * PRECISIONS];
        for index in 0..subjects.len() {
            let subject = subjects.get(index);
            for point in subject.points {
                let entry = Entry {
                    lon: point.lon() as f32,
                    at: narrow(point.unit()),
                    subject: index as u32,
                    partner: subject.head.partner,
                };
                for family in bits(subject.head.families) {
                    rows[family * PRECISIONS + class_of(point.precision)]
                        .push((row_of(point.lat()), entry));
                }
            }
        }
        let precision =
            |class: usize| Precision::from_code(class as u8 + 1).unwrap_or(Precision::AREA);
        let reach = |a, b| reach_km(precision(a), precision(b), T_COMPLEMENT).min(REACH_KM);
        Self {
            groups: rows.into_iter().map(Group::new).collect(),
            reach: std::array::from_fn(|a| std::array::from_fn(|b| reach(a, b))),
        }
    }

    /// Finds the subjects of other partners near a subject, each with the square of the shortest chord.
    pub(super) fn find(&self, subjects: &Subjects, index: usize, scratch: &mut Scratch) {
        let subject = subjects.get(index);
        if subject.head.scope != Scope::Local {
            return;
        }
        let partner = subject.head.partner;
        for point in subject.points {
            let class = class_of(point.precision);
            let (lat, lon, at) = (point.lat(), point.lon(), narrow(point.unit()));
            for (other, reach) in self.reach[class].into_iter().enumerate() {
                let (window, limit) = (Window::new(lat, lon, reach), square_chord(reach));
                for family in bits(subject.head.keys) {
                    self.groups[family * PRECISIONS + other].find(&window, |entry| {
                        let [x, y, z] = [0, 1, 2].map(|i| at[i] - entry.at[i]);
                        let chord = x * x + y * y + z * z;
                        if chord <= limit && entry.partner != partner {
                            scratch.found_near(entry.subject, chord);
                        }
                    });
                }
            }
        }
        scratch.keep();
    }
}

/// The subjects with places, row by row from west to east: the neighbours of one are mostly those of the next, and so
/// already in the processor's cache.
pub(super) fn along_rows(subjects: &Subjects) -> Vec<u32> {
    let first = |index: usize| {
        let subject = subjects.get(index);
        let point = subject.points.first();
        point.map(|point| (row_of(point.lat()), point.lon(), index as u32))
    };
    let mut placed: Vec<(i32, f64, u32)> = (0..subjects.len()).filter_map(first).collect();
    placed.sort_unstable_by(|a, b| {
        (a.0.cmp(&b.0))
            .then(a.1.total_cmp(&b.1))
            .then(a.2.cmp(&b.2))
    });
    placed.into_iter().map(|(.., index)| index).collect()
}

/// The square of the chord of a distance on the unit sphere, a little wider than single precision errs.
fn square_chord(km: f64) -> f32 {
    let chord = 2.0 * ((km + 0.05) / (2.0 * EARTH_RADIUS_KM)).sin();
    (chord * chord) as f32
}

impl Group {
    fn new(mut rows: Vec<(i32, Entry)>) -> Self {
        rows.sort_by(|(row, a), (other, b)| row.cmp(other).then(a.lon.total_cmp(&b.lon)));
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            return Self::default();
        };
        let (first_row, last_row) = (*first, *last);
        let end = |row: i32| rows.partition_point(|(at, _)| *at <= row) as u32;
        Self {
            first_row,
            row_ends: (first_row..=last_row).map(end).collect(),
            entries: rows.iter().map(|(_, entry)| *entry).collect(),
        }
    }

    /// Visits the entries in a window: all within reach, and some beyond.
    fn find(&self, window: &Window, mut visit: impl FnMut(&Entry)) {
        let last_row = self.first_row + self.row_ends.len() as i32 - 1;
        for row in window.first_row.max(self.first_row)..=window.last_row.min(last_row) {
            let at = (row - self.first_row) as usize;
            let start = at.checked_sub(1).map_or(0, |before| self.row_ends[before]);
            let entries = &self.entries[start as usize..self.row_ends[at] as usize];
            let from = entries.partition_point(|entry| entry.lon < window.west);
            entries[from..]
                .iter()
                .take_while(|entry| entry.lon <= window.east)
                .for_each(&mut visit);
        }
    }
}

/// Rows and longitudes around a place that hold all within reach of it.
struct Window {
    first_row: i32,
    last_row: i32,
    west: f32,
    east: f32,
}

impl Window {
    fn new(lat: f64, lon: f64, reach: f64) -> Self {
        let up = reach / EARTH_RADIUS_KM;
        let high = (lat.abs().to_radians() + up).min(1.5);
        // The widest longitude that a circle on the sphere touches.
        let aside = (up.sin() / high.cos()).min(1.0).asin().to_degrees() + 1e-3;
        let up = up.to_degrees() + 1e-3;
        Self {
            first_row: row_of(lat - up),
            last_row: row_of(lat + up),
            west: (lon - aside) as f32,
            east: (lon + aside) as f32,
        }
    }
}

/// Positions of the bits that are set, ascending.
fn bits(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros() as usize;
        mask &= mask.wrapping_sub(1);
        (bit < 64).then_some(bit)
    })
}
