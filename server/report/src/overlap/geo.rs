//! `GeoJSON` (RFC 7946): one feature for each pair, the places of both projects as one multi-point.
//!
//! `sides` says for each position whose it is. Centroids and capitals of a country are never drawn; a pair
//! without another place has no geometry.

use std::io::Write;

use serde::Serialize;
use tiga_domain::analysis::overlap::OverlapItem;
use tiga_domain::place::PrecisionGroup;

use super::Pairs;
use crate::ReportError;
use crate::json::{open, write_each};

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    geometry: Option<Geometry>,
    properties: Properties,
}

#[derive(Serialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    MultiPoint(Vec<[f64; 2]>),
}

#[derive(Serialize)]
struct Properties {
    /// `a` or `b` for each position.
    sides: Vec<&'static str>,
    /// Precision of each position.
    precisions: Vec<PrecisionGroup>,
    #[serde(flatten)]
    item: OverlapItem,
}

pub(crate) fn write(pairs: &Pairs<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    open(&pairs.header, "\"type\":\"FeatureCollection\",", out)?;
    out.write_all(b",\"features\":[")?;
    write_each(pairs.items().map(feature), out)?;
    out.write_all(b"]}\n")?;
    Ok(())
}

fn feature(item: OverlapItem) -> Feature {
    let sides = [("a", &item.a), ("b", &item.b)];
    let places = sides
        .iter()
        .flat_map(|(side, project)| project.places.iter().map(move |place| (*side, place)));
    let drawn: Vec<_> = places
        .filter(|(_, place)| place.precision != PrecisionGroup::Country)
        .collect();
    let positions: Vec<[f64; 2]> = drawn
        .iter()
        .map(|(_, place)| [place.lon, place.lat])
        .collect();
    Feature {
        kind: "Feature",
        id: item.id.clone(),
        geometry: (!positions.is_empty()).then_some(Geometry::MultiPoint(positions)),
        properties: Properties {
            sides: drawn.iter().map(|(side, _)| *side).collect(),
            precisions: drawn.iter().map(|(_, place)| place.precision).collect(),
            item,
        },
    }
}
