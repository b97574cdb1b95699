//! Symbols of the map: single places, and clusters of places that would cover each other.

use serde::{Deserialize, Serialize};

use super::grid::{Cell, Corners, Grid, Spot};
use super::projection::Point;
use super::view::View;
use crate::agency::Agency;
use crate::analysis::largest::Largest;
use crate::analysis::overview::TopActivity;
use crate::area::Area;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset, Head, Line, Plan, Tally, Visitor, scan_shared};
use crate::date::Date;
use crate::filter::Filter;
use crate::money::Cents;
use crate::partner::Partner;
use crate::place::PrecisionGroup;

/// The most symbols that a map gets: more would be slow to draw and impossible to read.
pub const MAX_SYMBOLS: usize = 500;

/// Places are gathered over this many pixels of a map that is this many pixels wide.
const CELL_PIXELS: f64 = 34.0;
const MAP_PIXELS: f64 = 900.0;

/// How much larger cells become when there are too many.
const COARSER: f64 = 1.5;

/// How far beyond its view a map is drawn, as a part of the view: so far it can be moved before anything is missing.
pub const BEYOND: f64 = 0.25;

/// What a map shows of a filter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InView {
    /// Places and clusters, the smallest first so that no large one hides them below.
    pub symbols: Vec<Symbol>,
    /// Activities with a place in the view.
    pub activities: u64,
    /// The largest of them, the largest first.
    pub top: Vec<TopActivity>,
    /// Upper left and lower right corner of all places of the filter, in view or not.
    pub extent: Option<(Point, Point)>,
}

/// A place, or several near each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Symbol {
    /// The mean of its places, in map units.
    pub at: Point,
    /// Upper left and lower right corner of its places.
    pub corners: (Point, Point),
    /// Activities by partner, in the order of the partners.
    pub partners: [u32; Partner::ALL.len()],
    /// The best precision among its places.
    pub precision: PrecisionGroup,
    /// The activity, when there is only one.
    pub single: Option<SymbolActivity>,
}

/// The activity behind a symbol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SymbolActivity {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Name of the place.
    pub place: String,
    /// Agency.
    pub agency: Agency,
    /// Money in the selection, exposure included; none when unknown.
    pub usd: Option<Cents>,
    /// Years of start and end, as far as reported.
    pub years: (Option<i16>, Option<i16>),
    /// Key of the source data set.
    pub source: String,
}

impl Symbol {
    /// Activities that it stands for.
    pub fn count(&self) -> u32 {
        self.partners.iter().sum()
    }

    /// Whether all its places are one point, so that no zoom takes it apart.
    pub fn is_one_point(&self) -> bool {
        self.corners.0 == self.corners.1
    }
}

/// The pass that gathers what a map shows.
pub(crate) struct Spots<'a> {
    data: &'a Dataset,
    view: View,
    /// What a list of the view is narrowed to.
    shown: Area,
    area: Option<Area>,
    /// Countries of the fitting lines of the activity at hand.
    countries: u32,
    grid: Grid,
    /// Of the places that are not in the grid.
    beyond: Corners,
    /// Activities in the view.
    activities: u64,
    largest: Largest<'a>,
}

impl<'a> Spots<'a> {
    /// For the places of a filter in a view, in cells of a size at which they are easily told apart.
    pub(crate) fn new(data: &'a Dataset, filter: &Filter, view: View) -> Self {
        Self::with_cells(data, filter, view, view.width / MAP_PIXELS * CELL_PIXELS)
    }

    fn with_cells(data: &'a Dataset, filter: &Filter, view: View, side: f64) -> Self {
        Self {
            data,
            view,
            shown: view.area(),
            area: filter.area,
            countries: 0,
            grid: Grid::new(view.widened(BEYOND), side),
            beyond: Corners::NONE,
            activities: 0,
            largest: Largest::new(data),
        }
    }

    /// Adds what was found in another part of the data set.
    pub(crate) fn join(&mut self, other: Self) {
        self.grid.join(other.grid);
        self.beyond.join(other.beyond);
        self.activities += other.activities;
        self.largest.join(other.largest);
    }

    /// What the map shows; `plan` is that of the filter. When there are too many symbols, the pass is made again with
    /// larger cells.
    pub(crate) fn finish(mut self, filter: &Filter, plan: &Plan) -> InView {
        while self.grid.occupied() > MAX_SYMBOLS {
            let side = self.grid.side() * COARSER;
            let new = || Self::with_cells(self.data, filter, self.view, side);
            self = scan_shared(self.data, plan, new, Self::join);
        }
        let mut extent = self.beyond;
        self.grid.cells().for_each(|cell| extent.join(cell.corners));
        let mut symbols: Vec<Symbol> = self
            .grid
            .cells()
            .filter_map(|cell| symbol(self.data, cell))
            .collect();
        symbols.sort_by_key(Symbol::count);
        InView {
            symbols,
            activities: self.activities,
            extent: extent.points(),
            top: self.largest.finish(),
        }
    }
}

impl Visitor for Spots<'_> {
    fn line(&mut self, _index: usize, line: &Line) {
        self.countries |= 1 << line.country;
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        let countries = std::mem::take(&mut self.countries);
        if head.local_places == 0 {
            return;
        }
        let cents = tally.usd.or(tally.exposure);
        let mut is_inside = false;
        for (place, found) in self.data.placed(index) {
            let is_chosen =
                usize::from(found.country) >= Country::COUNT || countries >> found.country & 1 == 1;
            let (lat, lon) = (found.lat, found.lon);
            if !is_chosen || !self.area.is_none_or(|area| area.holds(lat, lon)) {
                continue;
            }
            let is_drawn = self.grid.take(&Spot {
                activity: index as ActivityIndex,
                partner: head.partner,
                precision: found.precision.group(),
                place,
                cents,
                lat,
                lon,
            });
            if !is_drawn {
                self.beyond.take(lat, lon);
            }
            is_inside |= self.shown.holds(lat, lon);
        }
        if is_inside {
            self.activities += 1;
            if let Some(cents) = cents {
                self.largest.take(index as ActivityIndex, cents);
            }
        }
    }
}

/// What a filter shows in a view, and a little around it: at most [`MAX_SYMBOLS`] symbols.
///
/// Places in one cell of a grid become one symbol; the grid belongs to the world and not to the view, so
/// that clusters stay where they are when the map moves. Countries' centroids and capitals are never
/// drawn. What it does not mean: a cluster counts activities, not places, and says nothing of amounts.
pub fn in_view(data: &Dataset, filter: &Filter, view: View) -> InView {
    let plan = Plan::new(data, filter);
    let spots = scan_shared(data, &plan, || Spots::new(data, filter, view), Spots::join);
    spots.finish(filter, &plan)
}

fn symbol(data: &Dataset, cell: &Cell) -> Option<Symbol> {
    Some(Symbol {
        at: cell.mean(),
        corners: cell.corners.points()?,
        partners: cell.partners,
        precision: cell.precision,
        single: if cell.count() == 1 {
            single(data, &cell.first)
        } else {
            None
        },
    })
}

fn single(data: &Dataset, spot: &Spot) -> Option<SymbolActivity> {
    let index = spot.activity;
    Some(SymbolActivity {
        id: data.id(index).to_owned(),
        title: data.title(index).to_owned(),
        place: data.place_name(spot.place).to_owned(),
        agency: data.agency(index)?,
        usd: spot.cents.map(Cents),
        years: (
            data.start(index).map(Date::year),
            data.end(index).map(Date::year),
        ),
        source: data.source(index).to_owned(),
    })
}
