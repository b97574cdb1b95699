//! Symbols of the map: single places, and clusters of places that would cover each other.

use serde::{Deserialize, Serialize};

use super::projection::{Point, project};
use super::view::View;
use crate::agency::Agency;
use crate::analysis::overview::{TOP, TopActivity};
use crate::area::Area;
use crate::country::Country;
use crate::dataset::{Dataset, Head, Line, Plan, Tally, Visitor, scan};
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

#[derive(Clone, Copy)]
struct Spot {
    at: Point,
    activity: u32,
    partner: u8,
    precision: PrecisionGroup,
    nth: u32,
    cents: Option<i64>,
}

struct Spots<'a> {
    data: &'a Dataset,
    view: View,
    drawn: View,
    area: Option<Area>,
    countries: u32,
    extent: Option<(Point, Point)>,
    found: Vec<Spot>,
    /// Activities in the view with their money.
    inside: Vec<(Option<i64>, u32)>,
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
        for (nth, place) in (0..).zip(self.data.places(index as u32)) {
            let is_chosen = place
                .country
                .is_none_or(|country: Country| countries >> country.index() & 1 == 1);
            let micro = |degrees: f64| (degrees * 1e6).round() as i32;
            let holds = |area: Area| area.holds(micro(place.lat), micro(place.lon));
            if !place.precision.is_local() || !is_chosen || !self.area.is_none_or(holds) {
                continue;
            }
            let at = project(place.lat, place.lon);
            self.extent = Some(match self.extent {
                Some((upper, lower)) => (least(upper, at), most(lower, at)),
                None => (at, at),
            });
            if self.drawn.contains(at) {
                is_inside |= self.view.contains(at);
                self.found.push(Spot {
                    at,
                    activity: index as u32,
                    partner: head.partner,
                    precision: place.precision.group(),
                    nth,
                    cents,
                });
            }
        }
        if is_inside {
            self.inside.push((cents, index as u32));
        }
    }
}

/// What a filter shows in a view, and a little around it: at most [`MAX_SYMBOLS`] symbols.
///
/// Places in one cell of a grid become one symbol; the grid belongs to the world and not to the view, so
/// that clusters stay where they are when the map moves. Countries' centroids and capitals are never
/// drawn. What it does not mean: a cluster counts activities, not places, and says nothing of amounts.
pub fn in_view(data: &Dataset, filter: &Filter, view: View) -> InView {
    let mut spots = Spots {
        data,
        view,
        drawn: view.widened(BEYOND),
        area: filter.area,
        countries: 0,
        extent: None,
        found: Vec::new(),
        inside: Vec::new(),
    };
    scan(data, &Plan::new(data, filter), &mut spots);
    let mut cell = view.width / MAP_PIXELS * CELL_PIXELS;
    let symbols = loop {
        let symbols = gather(data, &mut spots.found, cell);
        if symbols.len() <= MAX_SYMBOLS {
            break symbols;
        }
        cell *= 1.5;
    };
    InView {
        symbols,
        activities: spots.inside.len() as u64,
        top: top(data, spots.inside),
        extent: spots.extent,
    }
}

/// The largest of some activities; equal amounts are ordered by identifier.
fn top(data: &Dataset, inside: Vec<(Option<i64>, u32)>) -> Vec<TopActivity> {
    let mut known: Vec<(i64, u32)> = inside
        .into_iter()
        .filter_map(|(cents, index)| Some((cents?, index)))
        .collect();
    let order =
        |a: &(i64, u32), b: &(i64, u32)| b.0.cmp(&a.0).then_with(|| data.id(a.1).cmp(data.id(b.1)));
    if known.len() > TOP {
        known.select_nth_unstable_by(TOP, order);
        known.truncate(TOP);
    }
    known.sort_by(order);
    let known = known.into_iter();
    known
        .filter_map(|(cents, index)| TopActivity::of(data, index, Cents(cents)))
        .collect()
}

fn gather(data: &Dataset, spots: &mut [Spot], cell: f64) -> Vec<Symbol> {
    let key = |spot: &Spot| {
        (
            (spot.at.y / cell).floor() as i32,
            (spot.at.x / cell).floor() as i32,
        )
    };
    spots.sort_unstable_by_key(|spot| (key(spot), spot.activity, spot.nth));
    let mut symbols: Vec<Symbol> = spots
        .chunk_by(|a, b| key(a) == key(b))
        .filter_map(|spots| cluster(data, spots))
        .collect();
    symbols.sort_by_key(Symbol::count);
    symbols
}

fn cluster(data: &Dataset, spots: &[Spot]) -> Option<Symbol> {
    let first = spots.first()?;
    let mut partners = [0; Partner::ALL.len()];
    for activity in spots.chunk_by(|a, b| a.activity == b.activity) {
        partners[activity[0].partner as usize] += 1;
    }
    let n = spots.len() as f64;
    let mean =
        |coordinate: fn(&Spot) -> f64| (spots.iter().map(coordinate).sum::<f64>() / n).round();
    let (mut upper, mut lower) = (first.at, first.at);
    for spot in spots {
        (upper, lower) = (least(upper, spot.at), most(lower, spot.at));
    }
    let is_single = partners.iter().sum::<u32>() == 1;
    Some(Symbol {
        at: Point {
            x: mean(|spot| spot.at.x),
            y: mean(|spot| spot.at.y),
        },
        corners: (upper, lower),
        partners,
        precision: spots.iter().map(|spot| spot.precision).min()?,
        single: if is_single { single(data, first) } else { None },
    })
}

/// The corner to the upper left of two points.
fn least(a: Point, b: Point) -> Point {
    Point {
        x: a.x.min(b.x),
        y: a.y.min(b.y),
    }
}

/// The corner to the lower right of two points.
fn most(a: Point, b: Point) -> Point {
    Point {
        x: a.x.max(b.x),
        y: a.y.max(b.y),
    }
}

fn single(data: &Dataset, spot: &Spot) -> Option<SymbolActivity> {
    let index = spot.activity;
    let place = data.places(index).nth(spot.nth as usize);
    Some(SymbolActivity {
        id: data.id(index).to_owned(),
        title: data.title(index).to_owned(),
        place: place.map_or("", |place| place.name).to_owned(),
        agency: data.agency(index)?,
        usd: spot.cents.map(Cents),
        years: (
            data.start(index).map(Date::year),
            data.end(index).map(Date::year),
        ),
        source: data.source(index).to_owned(),
    })
}
