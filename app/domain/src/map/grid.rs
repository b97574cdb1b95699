//! The grid in which places near each other become one symbol: one cell of counts each, no list of places.
//!
//! It works in millionths of a degree, in which places are stored, so that no place has to be projected.

use super::projection::{Point, WORLD, project, unproject};
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

    /// Those of a view.
    fn of(view: View) -> Self {
        let ((north, west), (south, east)) = view.corners();
        let [south, west, north, east] = [south, west, north, east].map(millionths);
        Self {
            south,
            west,
            north,
            east,
        }
    }

    const fn hold(&self, lat: i32, lon: i32) -> bool {
        self.south <= lat && lat <= self.north && self.west <= lon && lon <= self.east
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
    /// Sums over its places, in millionths of a degree.
    lat: i64,
    lon: i64,
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
            lat: 0,
            lon: 0,
        }
    }

    fn take(&mut self, spot: &Spot) {
        self.corners.take(spot.lat, spot.lon);
        self.precision = self.precision.min(spot.precision);
        // The places of an activity come one after another.
        self.partners[spot.partner as usize] += u32::from(self.last != spot.activity);
        self.last = spot.activity;
        self.places += 1;
        self.lat += i64::from(spot.lat);
        self.lon += i64::from(spot.lon);
    }

    fn join(&mut self, other: &Self) {
        self.corners.join(other.corners);
        self.precision = self.precision.min(other.precision);
        for (to, from) in self.partners.iter_mut().zip(other.partners) {
            *to += from;
        }
        self.places += other.places;
        self.lat += other.lat;
        self.lon += other.lon;
    }

    /// The mean of its places, in whole map units.
    pub(super) fn mean(&self) -> Point {
        let degrees = |sum: i64| sum as f64 / f64::from(self.places) / 1e6;
        let mean = project(degrees(self.lat), degrees(self.lon));
        Point {
            x: mean.x.round(),
            y: mean.y.round(),
        }
    }

    /// Activities in it.
    pub(super) fn count(&self) -> u32 {
        self.partners.iter().sum()
    }
}

/// A view divided into cells that are square on the map. Their edges belong to the world and not to the view, so that
/// cells stay where they are when the view moves.
pub(super) struct Grid {
    edges: Corners,
    /// Map units.
    side: f64,
    columns: Columns,
    rows: Rows,
    cells: Vec<Option<Box<Cell>>>,
}

impl Grid {
    pub(super) fn new(view: View, side: f64) -> Self {
        let edges = Corners::of(view);
        let columns = Columns::new(edges, side);
        let rows = Rows::new(edges, side);
        let cells = columns.count * rows.count;
        Self {
            edges,
            side,
            columns,
            rows,
            cells: std::iter::repeat_with(|| None).take(cells).collect(),
        }
    }

    /// Takes a place when it lies in the view; says whether it does.
    pub(super) fn take(&mut self, spot: &Spot) -> bool {
        if !self.edges.hold(spot.lat, spot.lon) {
            return false;
        }
        let at = self.rows.of(spot.lat) * self.columns.count + self.columns.of(spot.lon);
        self.cells[at]
            .get_or_insert_with(|| Box::new(Cell::new(*spot)))
            .take(spot);
        true
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

fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

/// Columns of cells: all as wide as the others, in degrees too.
struct Columns {
    /// Columns in a millionth of a degree, as a part of 2 to the power of [`Columns::FRACTION`].
    per_millionth: u64,
    /// The column of the western edge, counted from the edge of the world.
    first: usize,
    count: usize,
}

impl Columns {
    const FRACTION: u32 = 44;

    fn new(edges: Corners, side: f64) -> Self {
        let per_millionth = WORLD / 360e6 / side * (1_u64 << Self::FRACTION) as f64;
        let mut columns = Self {
            per_millionth: per_millionth as u64,
            first: 0,
            count: 0,
        };
        columns.first = columns.of(edges.west);
        columns.count = columns.of(edges.east) + 1;
        columns
    }

    /// The column of a longitude that is not west of the edge.
    fn of(&self, lon: i32) -> usize {
        let from_edge = (i64::from(lon) + 180_000_000) as u64;
        ((from_edge * self.per_millionth) >> Self::FRACTION) as usize - self.first
    }
}

/// Rows of cells: the farther from the equator, the fewer degrees high. Found in a table of strips of latitude, each so
/// narrow that it holds one edge between rows at most.
struct Rows {
    south: i32,
    /// Strips are 2 to this power millionths of a degree high.
    height: u32,
    /// From south to north: the row at the southern edge, and the latitude from which on it is the row before.
    strips: Vec<(u32, i32)>,
    count: usize,
}

impl Rows {
    /// The least number of strips in a row at the equator. A row is less high by the cosine of its latitude, which is
    /// more than a half wherever a map of the region reaches.
    const STRIPS: f64 = 2.0;

    fn new(edges: Corners, side: f64) -> Self {
        let row = |lat: i32| (project(f64::from(lat) / 1e6, 0.0).y / side).floor() as u32;
        let (first, last) = (row(edges.north), row(edges.south));
        // The latitudes from which on rows have ended.
        let ends = (first..=last).map(|row| {
            let y = f64::from(row) * side;
            millionths(unproject(Point { x: 0.0, y }).0) + 1
        });
        let ends: Vec<i32> = ends.collect();
        let height = (side / WORLD * 360e6 / Self::STRIPS).log2() as u32;
        let starts = (edges.south..=edges.north).step_by(1 << height);
        let mut row = ends.len() - 1;
        let strips = starts.map(|start| {
            while row > 0 && start >= ends[row] {
                row -= 1;
            }
            (row as u32, ends[row])
        });
        Self {
            south: edges.south,
            height,
            strips: strips.collect(),
            count: ends.len(),
        }
    }

    /// The row of a latitude that is not south of the edge.
    fn of(&self, lat: i32) -> usize {
        let (row, end) = self.strips[((lat - self.south) >> self.height) as usize];
        row.saturating_sub(u32::from(lat >= end)) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_square_on_the_map_wherever_they_are() {
        for (zoom, side) in [(0.0, 1_400.0), (3.3, 140.0), (View::DEEPEST, 11.0)] {
            for middle in [(27.0, 95.0), (0.0, 110.0), (-11.0, 140.0)] {
                let edges = Corners::of(View::at(project(middle.0, middle.1), zoom));
                let (columns, rows) = (Columns::new(edges, side), Rows::new(edges, side));
                let step = ((edges.north - edges.south) / 997).max(1);
                for (nth, lat) in (edges.south..=edges.north)
                    .step_by(step as usize)
                    .enumerate()
                {
                    let lon = edges.west + (edges.east - edges.west) / 997 * nth.min(997) as i32;
                    let at = project(f64::from(lat) / 1e6, f64::from(lon) / 1e6);
                    let (column, row) = (columns.of(lon), rows.of(lat));
                    assert!(column < columns.count && row < rows.count);
                    // Within a millionth of a degree of an edge it may be the neighbour.
                    let near = |from_edge: f64, cell: usize| {
                        (-0.001..1.001).contains(&(from_edge / side - cell as f64))
                    };
                    let upper = project(f64::from(edges.north) / 1e6, f64::from(edges.west) / 1e6);
                    let top = (upper.y / side).floor() * side;
                    let left = (upper.x / side).floor() * side;
                    assert!(near(at.x - left, column), "{zoom} {lon}");
                    assert!(near(at.y - top, row), "{zoom} {lat}");
                }
            }
        }
    }
}
