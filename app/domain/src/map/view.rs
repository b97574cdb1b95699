//! What a map shows: a rectangle of the grid, always in the proportions of the start view, and its place in an address.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::projection::{Point, project, unproject};
use crate::area::Area;
use crate::degree::short;

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

impl View {
    /// The deepest zoom: about forty metres a pixel.
    pub const DEEPEST: f64 = 7.0;

    /// The start view: the eleven countries with a margin, 91°–142° east and 12° south – 29° north.
    pub const fn start() -> Self {
        Self {
            x: 197_336.0,
            y: 108_991.0,
            width: 37_137.0,
            height: 30_884.0,
        }
    }

    /// The view with this middle and zoom; zoom 1 shows half the width of the start view, 2 a quarter.
    pub fn at(middle: Point, zoom: f64) -> Self {
        let start = Self::start();
        let scale = (-zoom.clamp(0.0, Self::DEEPEST)).exp2();
        let (width, height) = (start.width * scale, start.height * scale);
        // What the start view does not show, no other does.
        let within = |middle: f64, half: f64, from: f64, length: f64| {
            middle.clamp(from + half, from + length - half) - half
        };
        Self {
            x: within(middle.x, width / 2.0, start.x, start.width),
            y: within(middle.y, height / 2.0, start.y, start.height),
            width,
            height,
        }
    }

    /// The smallest view around two corners, with a margin; a single point gets a view of a town.
    pub fn around(upper: Point, lower: Point) -> Self {
        const MARGIN: f64 = 1.4;
        let start = Self::start();
        let part = ((lower.x - upper.x) / start.width).max((lower.y - upper.y) / start.height);
        let zoom = -(part * MARGIN).max((-Self::DEEPEST).exp2()).log2();
        let middle = Point {
            x: f64::midpoint(upper.x, lower.x),
            y: f64::midpoint(upper.y, lower.y),
        };
        Self::at(middle, (zoom * 100.0).floor() / 100.0)
    }

    /// How deep it is: 0 at the start view, one more for each halving of the width.
    pub fn zoom(&self) -> f64 {
        (Self::start().width / self.width).log2()
    }

    /// The middle.
    pub fn middle(&self) -> Point {
        Point {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// Degrees north and east of the upper left and of the lower right corner.
    pub fn corners(&self) -> ((f64, f64), (f64, f64)) {
        let lower = Point {
            x: self.x + self.width,
            y: self.y + self.height,
        };
        let Self { x, y, .. } = *self;
        (unproject(Point { x, y }), unproject(lower))
    }

    /// The smallest area around it: what a list of its places is narrowed to.
    pub fn area(&self) -> Area {
        let ((north, west), (south, east)) = self.corners();
        Area::around((south, west), (north, east))
    }

    /// The same middle, so much deeper or, below zero, less deep.
    #[must_use]
    pub fn zoomed(&self, by: f64) -> Self {
        Self::at(self.middle(), self.zoom() + by)
    }

    /// Whether it is the start view.
    pub fn is_start(&self) -> bool {
        self.zoom() < 0.005
    }

    /// Whether a point is inside.
    pub fn contains(&self, point: Point) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }

    /// The view with so much more on each side, as a part of its own size.
    #[must_use]
    pub fn widened(&self, part: f64) -> Self {
        Self {
            x: self.x - self.width * part,
            y: self.y - self.height * part,
            width: self.width * (1.0 + 2.0 * part),
            height: self.height * (1.0 + 2.0 * part),
        }
    }

    /// Reads `LATITUDE,LONGITUDE,ZOOM` of the middle.
    ///
    /// ```
    /// use tiga_domain::map::view::View;
    /// let view = View::parse("16.05,108.2,4").expect("three numbers");
    /// assert_eq!(view.to_string(), "16.05,108.2,4");
    /// assert_eq!(View::parse("here"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(',').map(|part| part.trim().parse::<f64>().ok());
        let mut next = || numbers.next().flatten().filter(|number| number.is_finite());
        let (lat, lon, zoom) = (next()?, next()?, next()?);
        numbers
            .next()
            .is_none()
            .then(|| Self::at(project(lat, lon), zoom))
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (lat, lon) = unproject(self.middle());
        let (lat, lon) = (short(lat, 4), short(lon, 4));
        write!(f, "{lat},{lon},{}", short(self.zoom(), 2))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_start_view_is_the_whole_and_nothing_lies_outside() {
        let start = View::start();
        let (upper, lower) = (project(29.0, 91.0), project(-12.0, 142.0));
        assert_eq!((start.x, start.y), (upper.x.round(), upper.y.round()));
        assert_eq!(start.width, (lower.x - upper.x).round());
        assert_eq!(start.height, (lower.y - upper.y).round());
        assert!(start.is_start() && View::at(start.middle(), 0.0) == start);
        assert_eq!(View::parse("80,0,-3"), Some(start));
        assert!(!start.zoomed(1.0).is_start());
        assert_eq!(start.zoomed(1.0).zoomed(-1.0), start);
    }

    proptest! {
        #[test]
        fn a_view_is_read_back_from_its_address(lat in -12.0..29.0, lon in 91.0..142.0, zoom in 0.0..8.0) {
            let view = View::at(project(lat, lon), zoom);
            let again = View::parse(&view.to_string()).expect("as printed");
            // At the edge of the region the middle follows the zoom, which has two decimals.
            let tolerance = view.width * 0.004 + 0.1;
            prop_assert!((again.middle().x - view.middle().x).abs() < tolerance);
            prop_assert!((again.middle().y - view.middle().y).abs() < tolerance);
            prop_assert!((again.zoom() - view.zoom()).abs() <= 0.0051);
            prop_assert!(view.zoom() <= View::DEEPEST + 1e-9);
        }

        #[test]
        fn a_view_around_two_corners_holds_both(a in 0.0..1.0, b in 0.0..1.0, c in 0.0..1.0, d in 0.0..1.0) {
            let start = View::start();
            let point = |x: f64, y: f64| Point { x: start.x + x * start.width, y: start.y + y * start.height };
            let (upper, lower) = (point(f64::min(a, b), f64::min(c, d)), point(f64::max(a, b), f64::max(c, d)));
            let view = View::around(upper, lower).widened(1e-6);
            prop_assert!(view.contains(upper) && view.contains(lower));
        }

        #[test]
        fn no_text_is_too_strange(text in "[-0-9.,eE infNa]{0,24}") {
            if let Some(view) = View::parse(&text) {
                prop_assert!(View::start().widened(1e-6).contains(view.middle()));
            }
        }
    }
}
