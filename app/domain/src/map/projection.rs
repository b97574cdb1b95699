//! Web Mercator on the integer grid of the base map.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Width and height of the world in map units; the base map's paths are drawn on this grid.
pub const WORLD: f64 = 262_144.0;

/// A point in map units, x to the east and y to the south.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the east.
    pub x: f64,
    /// To the south.
    pub y: f64,
}

/// Projects degrees north and east.
///
/// ```
/// use tiga_domain::map::projection::{project, WORLD};
/// let equator = project(0.0, 0.0);
/// assert_eq!((equator.x, equator.y.round()), (WORLD / 2.0, WORLD / 2.0));
/// ```
pub fn project(lat: f64, lon: f64) -> Point {
    let lat = lat.clamp(-85.0, 85.0).to_radians();
    Point {
        x: (lon + 180.0) / 360.0 * WORLD,
        y: (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * WORLD,
    }
}

/// Latitudes of [`project_fast`] in one degree: what lies between two is off by less than a thousandth of a map unit in
/// the region.
const STEPS: i32 = 64;

/// Where the latitudes of the table lie, from [`FARTHEST`] south to [`FARTHEST`] north.
static ROWS: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let steps = -FARTHEST * STEPS..=FARTHEST * STEPS;
    steps
        .map(|step| project(f64::from(step) / f64::from(STEPS), 0.0).y)
        .collect()
});

/// Degrees north and south that are projected.
const FARTHEST: i32 = 85;

/// The same for millionths of a degree, read between two rows of a table: for many points at once.
pub(crate) fn project_fast(lat: i32, lon: i32) -> Point {
    let rows = ROWS.as_slice();
    let at = (f64::from(lat) * 1e-6 + f64::from(FARTHEST)) * f64::from(STEPS);
    let row = (at.max(0.0) as usize).min(rows.len() - 2);
    let part = (at - row as f64).clamp(0.0, 1.0);
    Point {
        x: (f64::from(lon) * 1e-6 + 180.0) * (WORLD / 360.0),
        y: rows[row] + (rows[row + 1] - rows[row]) * part,
    }
}

/// Degrees north and east of a point.
///
/// ```
/// use tiga_domain::map::projection::{project, unproject};
/// let (lat, lon) = unproject(project(16.05, 108.2));
/// assert!((lat - 16.05).abs() < 1e-9 && (lon - 108.2).abs() < 1e-9);
/// ```
pub fn unproject(point: Point) -> (f64, f64) {
    let turned = (1.0 - 2.0 * point.y / WORLD) * std::f64::consts::PI;
    (
        turned.sinh().atan().to_degrees(),
        point.x / WORLD * 360.0 - 180.0,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_good_as_the_formula() {
        for (lat, lon) in [
            (-12_000_000, 91_000_000),
            (28_999_999, 142_000_000),
            (16_054_407, 108_202_167),
            (1, -1),
        ] {
            let (fast, exact) = (
                project_fast(lat, lon),
                project(f64::from(lat) / 1e6, f64::from(lon) / 1e6),
            );
            assert!((fast.y - exact.y).abs() < 1e-3, "{fast:?} {exact:?}");
            assert!((fast.x - exact.x).abs() < 1e-9);
        }
        for (lat, edge) in [(-360_000_000, -85.0), (360_000_000, 85.0)] {
            assert!((project_fast(lat, 0).y - project(edge, 0.0).y).abs() < 1e-9);
        }
    }
}
