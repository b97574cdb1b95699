//! `GeoJSON` (RFC 7946): one feature for each project, so that the money of all features is the money
//! of the filter.
//!
//! A project with one place is a point, with several a multi-point, in the precision as published.
//! Centroids and capitals of a country say nothing of where the work is: they are never drawn, and a
//! project without another place has no geometry. Places in countries that the filter leaves out are
//! left out too, as on the map. The head of the document stands in further members of the collection,
//! as section 6.1 allows.

use std::io::Write;

use serde::Serialize;
use tiga_domain::analysis::projects::{ProjectItem, Selected, item};
use tiga_domain::country::Country;
use tiga_domain::dataset::PlaceEntry;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::place::PrecisionGroup;

use crate::ReportError;
use crate::header::Rows;
use crate::json::{open, write_each};

/// Longitude, then latitude.
type Position = [f64; 2];

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
    Point(Position),
    MultiPoint(Vec<Position>),
}

#[derive(Serialize)]
struct Properties {
    /// The best precision among the places that are drawn.
    precision: Option<PrecisionGroup>,
    /// Precision of each position, in their order.
    precisions: Vec<PrecisionGroup>,
    /// Name of each position, in their order.
    place_names: Vec<String>,
    #[serde(flatten)]
    item: ProjectItem,
}

pub(crate) fn write(rows: &Rows<'_>, out: &mut dyn Write) -> Result<(), ReportError> {
    open(&rows.header, "\"type\":\"FeatureCollection\",", out)?;
    out.write_all(b",\"features\":[")?;
    let features = rows.iter().filter_map(|row| feature(rows, row));
    write_each(features, out)?;
    out.write_all(b"]}\n")?;
    Ok(())
}

fn feature(rows: &Rows<'_>, row: &Selected) -> Option<Feature> {
    let item = item(rows.data, row)?;
    let drawn: Vec<PlaceEntry<'_>> = rows
        .data
        .places(row.index)
        .filter(|place| place.precision.is_local())
        .filter(|place| is_chosen(&rows.question.filter, place.country))
        .collect();
    let positions: Vec<Position> = drawn.iter().map(|place| [place.lon, place.lat]).collect();
    let precisions: Vec<PrecisionGroup> =
        drawn.iter().map(|place| place.precision.group()).collect();
    let geometry = match positions.as_slice() {
        [] => None,
        [only] => Some(Geometry::Point(*only)),
        _ => Some(Geometry::MultiPoint(positions)),
    };
    Some(Feature {
        kind: "Feature",
        id: item.id.clone(),
        geometry,
        properties: Properties {
            precision: precisions.iter().min().copied(),
            precisions,
            place_names: drawn.iter().map(|place| place.name.to_owned()).collect(),
            item,
        },
    })
}

/// Whether the filter leaves a place's country in; a place of unknown country stays.
fn is_chosen(filter: &Filter, country: Option<Country>) -> bool {
    let chosen = filter.chosen(Facet::Country);
    country.is_none_or(|country| {
        chosen.is_empty() || chosen.contains(&(country.index() as FacetValue))
    })
}
