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

/// A rectangle in map units: what a map shows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
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

impl View {
    /// The start view: the eleven countries with a margin, 91°–142° east and 12° south – 29° north.
    pub fn start() -> Self {
        let (upper, lower) = (project(29.0, 91.0), project(-12.0, 142.0));
        Self {
            x: upper.x.round(),
            y: upper.y.round(),
            width: (lower.x - upper.x).round(),
            height: (lower.y - upper.y).round(),
        }
    }

    /// Whether a point is inside.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }
}
