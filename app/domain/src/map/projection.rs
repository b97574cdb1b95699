//! Web Mercator on the integer grid of the base map.

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
