//! Symbols of the map: single places, and clusters of places that would cover each other.

use serde::{Deserialize, Serialize};

use super::projection::{Point, View, project};
use crate::country::Country;
use crate::dataset::{Dataset, Head, Line, Plan, Tally, Visitor, scan};
use crate::filter::Filter;
use crate::partner::Partner;
use crate::place::PrecisionGroup;

/// The most symbols that a map gets: more would be slow to draw and impossible to read.
pub const MAX_SYMBOLS: usize = 500;

/// Places are gathered over this many pixels of a map that is this many pixels wide.
const CELL_PIXELS: f64 = 34.0;
const MAP_PIXELS: f64 = 900.0;

/// A place, or several near each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Symbol {
    /// The mean of its places, in map units.
    pub at: Point,
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
}

impl Symbol {
    /// Activities that it stands for.
    pub fn count(&self) -> u32 {
        self.partners.iter().sum()
    }
}

struct Spot {
    at: Point,
    activity: u32,
    partner: u8,
    precision: PrecisionGroup,
    nth: u32,
}

struct Spots<'a> {
    data: &'a Dataset,
    view: View,
    countries: u32,
    found: Vec<Spot>,
}

impl Visitor for Spots<'_> {
    fn line(&mut self, _index: usize, line: &Line) {
        self.countries |= 1 << line.country;
    }

    fn activity(&mut self, index: usize, head: &Head, _tally: Tally) {
        let countries = std::mem::take(&mut self.countries);
        for (nth, place) in (0..).zip(self.data.places(index as u32)) {
            let is_chosen = place
                .country
                .is_none_or(|country: Country| countries >> country.index() & 1 == 1);
            if !place.precision.is_local() || !is_chosen {
                continue;
            }
            let at = project(place.lat, place.lon);
            if self.view.contains(at) {
                let precision = place.precision.group();
                self.found.push(Spot {
                    at,
                    activity: index as u32,
                    partner: head.partner,
                    precision,
                    nth,
                });
            }
        }
    }
}

/// The symbols of a filter in a view, at most [`MAX_SYMBOLS`], the smallest first so that no large one hides them below.
///
/// Places in one cell of a grid become one symbol; the grid belongs to the world and not to the view, so
/// that clusters stay where they are when the map moves. Countries' centroids and capitals are never
/// drawn. What it does not mean: a cluster counts activities, not places, and says nothing of amounts.
pub fn symbols(data: &Dataset, filter: &Filter, view: View) -> Vec<Symbol> {
    let mut spots = Spots {
        data,
        view,
        countries: 0,
        found: Vec::new(),
    };
    scan(data, &Plan::new(data, filter), &mut spots);
    let mut cell = view.width / MAP_PIXELS * CELL_PIXELS;
    loop {
        let symbols = gather(data, &mut spots.found, cell);
        if symbols.len() <= MAX_SYMBOLS {
            return symbols;
        }
        cell *= 1.5;
    }
}

fn gather(data: &Dataset, spots: &mut [Spot], cell: f64) -> Vec<Symbol> {
    let key = |spot: &Spot| {
        (
            (spot.at.y / cell).floor() as i64,
            (spot.at.x / cell).floor() as i64,
        )
    };
    spots.sort_by_key(|spot| (key(spot), spot.activity, spot.nth));
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
    let is_single = partners.iter().sum::<u32>() == 1;
    Some(Symbol {
        at: Point {
            x: mean(|spot| spot.at.x),
            y: mean(|spot| spot.at.y),
        },
        partners,
        precision: spots.iter().map(|spot| spot.precision).min()?,
        single: is_single.then(|| SymbolActivity {
            id: data.id(first.activity).to_owned(),
            title: data.title(first.activity).to_owned(),
            place: data
                .places(first.activity)
                .nth(first.nth as usize)
                .map_or("", |place| place.name)
                .to_owned(),
        }),
    })
}
