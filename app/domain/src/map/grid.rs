//! The grid in which places near each other become one symbol: one cell of counts each, no list of places.

use super::projection::{Point, project, project_fast};
use super::view::View;
use crate::dataset::ActivityIndex;
use crate::partner::Partner;
use crate::place::PrecisionGroup;

/// The outermost of some places, in millionths of a degree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Corners {
    south: i32,
    west: i32,
    north: i32,
    east: i32,
}

impl Corners {
    /// Around nothing yet.
    pub(super) const NONE: Self = Self {
        south: i32::MAX,
        west: i32::MAX,
        north: i32::MIN,
        east: i32::MIN,
    };

    pub(super) fn take(&mut self, lat: i32, lon: i32) {
        self.join(Self {
            south: lat,
            west: lon,
            north: lat,
            east: lon,
        });
    }

    pub(super) fn join(&mut self, other: Self) {
        self.south = self.south.min(other.south);
        self.west = self.west.min(other.west);
        self.north = self.north.max(other.north);
        self.east = self.east.max(other.east);
    }

    /// The upper left and the lower right one in map units; none around nothing.
    pub(super) fn points(self) -> Option<(Point, Point)> {
        let point = |lat: i32, lon: i32| project(f64::from(lat) / 1e6, f64::from(lon) / 1e6);
        let corners = || (point(self.north, self.west), point(self.south, self.east));
        (self.south <= self.north).then(corners)
    }
}

/// A place as the grid takes it.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) activity: ActivityIndex,
    pub(super) partner: u8,
    pub(super) precision: PrecisionGroup,
    /// Position among all places.
    pub(super) place: u32,
    pub(super) cents: Option<i64>,
    /// Millionths of a degree.
    pub(super) lat: i32,
    pub(super) lon: i32,
}

/// The places in one cell.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) corners: Corners,
    pub(super) partners: [u32; Partner::ALL.len()],
    pub(super) precision: PrecisionGroup,
    /// The first place that came.
    pub(super) first: Spot,
    last: ActivityIndex,
    places: u32,
    x: f64,
    y: f64,
}

impl Cell {
    fn new(spot: Spot) -> Self {
        Self {
            corners: Corners::NONE,
            partners: [0; Partner::ALL.len()],
            precision: spot.precision,
            first: spot,
            last: ActivityIndex::MAX,
            places: 0,
            x: 0.0,
            y: 0.0,
        }
    }

    fn take(&mut self, at: Point, spot: &Spot) {
        self.corners.take(spot.lat, spot.lon);
        self.precision = self.precision.min(spot.precision);
        // The places of an activity come one after another.
        self.partners[spot.partner as usize] += u32::from(self.last != spot.activity);
        self.last = spot.activity;
        self.places += 1;
        self.x += at.x;
        self.y += at.y;
    }

    fn join(&mut self, other: &Self) {
        self.corners.join(other.corners);
        self.precision = self.precision.min(other.precision);
        for (to, from) in self.partners.iter_mut().zip(other.partners) {
            *to += from;
        }
        self.places += other.places;
        self.x += other.x;
        self.y += other.y;
    }

    /// The mean of its places, in whole map units.
    pub(super) fn mean(&self) -> Point {
        let places = f64::from(self.places);
        Point {
            x: (self.x / places).round(),
            y: (self.y / places).round(),
        }
    }

    /// Activities in it.
    pub(super) fn count(&self) -> u32 {
        self.partners.iter().sum()
    }
}

/// A view divided into square cells. Their edges belong to the world and not to the view, so that cells stay where
/// they are when the view moves.
pub(super) struct Grid {
    view: View,
    /// Map units.
    side: f64,
    /// Cells in a map unit: faster than to divide, and the same for all.
    per_unit: f64,
    first: (i32, i32),
    columns: usize,
    cells: Vec<Option<Box<Cell>>>,
}

impl Grid {
    pub(super) fn new(view: View, side: f64) -> Self {
        let per_unit = side.recip();
        let at = |coordinate: f64| (coordinate * per_unit).floor() as i32;
        let first = (at(view.x), at(view.y));
        let columns = at(view.x + view.width) - first.0 + 1;
        let rows = at(view.y + view.height) - first.1 + 1;
        Self {
            view,
            side,
            per_unit,
            first,
            columns: columns as usize,
            cells: std::iter::repeat_with(|| None)
                .take((columns * rows) as usize)
                .collect(),
        }
    }

    /// Takes a place when it lies in the view; gives its point then.
    pub(super) fn take(&mut self, spot: &Spot) -> Option<Point> {
        let at = project_fast(spot.lat, spot.lon);
        if !self.view.contains(at) {
            return None;
        }
        let column = (at.x * self.per_unit) as i32 - self.first.0;
        let row = (at.y * self.per_unit) as i32 - self.first.1;
        let cell = &mut self.cells[row as usize * self.columns + column as usize];
        cell.get_or_insert_with(|| Box::new(Cell::new(*spot)))
            .take(at, spot);
        Some(at)
    }

    /// Takes what a later part of the pass found in the same grid.
    pub(super) fn join(&mut self, other: Self) {
        for (to, from) in self.cells.iter_mut().zip(other.cells) {
            match (to, from) {
                (Some(to), Some(from)) => to.join(&from),
                (to, from) => *to = to.take().or(from),
            }
        }
    }

    /// The side of a cell in map units.
    pub(super) const fn side(&self) -> f64 {
        self.side
    }

    /// How many cells hold a place.
    pub(super) fn occupied(&self) -> usize {
        self.cells.iter().flatten().count()
    }

    /// The cells that hold a place, row by row.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().flatten().map(AsRef::as_ref)
    }
}
