//! The overlap layer of the map: pairs of projects as lines between their nearest places, and around the projects that
//! overlap from one to the next the hull of these places.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::hull::hull;
use super::projection::{Point, project};
use super::symbol::BEYOND;
use super::view::View;
use crate::analysis::overlap::{Pair, Relation, Relations, pair_id, pairs_of};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::filter::Filter;
use crate::place::great_circle_km;
use crate::snapshot::Snapshot;

/// The most lines that a map gets; the first in the order of lists.
pub const MAX_LINKS: usize = 300;

/// Places of one activity that are looked at for the nearest.
const PLACES: usize = 64;

/// What the layer shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Knots {
    /// Projects that overlap from one to the next.
    pub knots: Vec<Knot>,
    /// Pairs under the filter that overlap, drawn or not.
    pub pairs: u64,
    /// Those of them that have no place to be drawn at.
    pub without_place: u64,
}

/// Projects that overlap from one to the next, as far as they are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Knot {
    /// Corners of the hull of their places, in map units.
    pub hull: Vec<Point>,
    /// Projects.
    pub activities: u32,
    /// The pairs.
    pub links: Vec<Link>,
}

/// Two projects that overlap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Identifier of the pair.
    pub id: String,
    /// Titles of both.
    pub titles: [String; 2],
    /// Their nearest places, in map units.
    pub ends: [Point; 2],
    /// Kilometres between them.
    pub km: f64,
}

struct Near {
    pair: (ActivityIndex, ActivityIndex),
    ends: [Point; 2],
    km: f64,
}

/// The overlaps of a filter in a view and a little around it (method 3, relation *overlap*).
///
/// What it does not mean: a line is no site of common work; it joins the two nearest places that the projects name.
pub fn knots(snapshot: &Snapshot, filter: &Filter, view: View) -> Knots {
    let relations = Relations::only(Relation::Overlap);
    let pairs = pairs_of(snapshot, snapshot.findings(), filter, relations);
    let drawn = view.widened(BEYOND);
    let mut shown: Vec<Near> = Vec::new();
    let mut without_place = 0;
    for pair in &pairs {
        match nearest(snapshot, pair) {
            None => without_place += 1,
            Some(near) => {
                let is_in_view = near.ends.iter().any(|end| drawn.contains(*end));
                if is_in_view && shown.len() < MAX_LINKS {
                    shown.push(near);
                }
            }
        }
    }
    Knots {
        knots: tie(snapshot, &shown),
        pairs: pairs.len() as u64,
        without_place,
    }
}

/// The nearest places of a pair in the country in which it is related.
fn nearest(data: &Dataset, pair: &Pair) -> Option<Near> {
    let country = pair.country()?;
    let places = |index| {
        let places = data.places(index);
        let own = places.filter(move |place| {
            place.precision.is_local() && place.country.is_none_or(|own: Country| own == country)
        });
        let points = own.map(|place| (place.lat, place.lon));
        points.take(PLACES).collect::<Vec<_>>()
    };
    let (of_a, of_b) = (places(pair.a), places(pair.b));
    let pairs = of_a
        .iter()
        .flat_map(|a| of_b.iter().map(move |b| (*a, *b, great_circle_km(*a, *b))));
    let (a, b, km) = pairs.min_by(|(.., one), (.., other)| one.total_cmp(other))?;
    Some(Near {
        pair: (pair.a, pair.b),
        ends: [project(a.0, a.1), project(b.0, b.1)],
        km,
    })
}

/// Gathers links that share a project.
fn tie(data: &Dataset, links: &[Near]) -> Vec<Knot> {
    let mut roots: HashMap<ActivityIndex, ActivityIndex> = HashMap::new();
    for Near { pair: (a, b), .. } in links {
        let (a, b) = (root(&mut roots, *a), root(&mut roots, *b));
        roots.insert(a.max(b), a.min(b));
    }
    let mut order: Vec<ActivityIndex> = Vec::new();
    let mut groups: HashMap<ActivityIndex, Vec<&Near>> = HashMap::new();
    for link in links {
        let root = root(&mut roots, link.pair.0);
        let group = groups.entry(root).or_default();
        if group.is_empty() {
            order.push(root);
        }
        group.push(link);
    }
    let knot = |root| groups.get(&root).map(|links| knot(data, links));
    order.into_iter().filter_map(knot).collect()
}

fn root(
    roots: &mut HashMap<ActivityIndex, ActivityIndex>,
    mut index: ActivityIndex,
) -> ActivityIndex {
    while let Some(above) = roots.get(&index).copied().filter(|above| *above != index) {
        index = above;
    }
    roots.entry(index).or_insert(index);
    index
}

fn knot(data: &Dataset, links: &[&Near]) -> Knot {
    let points: Vec<Point> = links.iter().flat_map(|link| link.ends).collect();
    let mut activities: Vec<ActivityIndex> = links
        .iter()
        .flat_map(|link| [link.pair.0, link.pair.1])
        .collect();
    activities.sort_unstable();
    activities.dedup();
    let link = |near: &&Near| {
        let (a, b) = near.pair;
        Link {
            id: pair_id(data, a, b),
            titles: [a, b].map(|index| data.title(index).to_owned()),
            ends: near.ends,
            km: near.km,
        }
    };
    Knot {
        hull: hull(&points),
        activities: activities.len() as u32,
        links: links.iter().map(link).collect(),
    }
}
