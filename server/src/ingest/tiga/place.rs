//! Places of a row: `name@latitude,longitude#precision`, several separated by a bar.

use tiga_domain::country::Country;
use tiga_domain::place::{Place, Precision};

use super::super::point::{Point, degrees};
use super::super::remark::Remarks;

const COLUMN: &str = "places";
/// Nothing is said of the precision.
const UNKNOWN_PRECISION: u8 = 9;

/// The places that can be used; the others are reported and left out.
pub(super) fn places_of(text: &str, stated: &[Country], remarks: &mut Remarks) -> Vec<Place> {
    text.split('|')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .filter_map(|part| place_of(part, stated, remarks))
        .collect()
}

fn place_of(text: &str, stated: &[Country], remarks: &mut Remarks) -> Option<Place> {
    let Some((name, point)) = text.rsplit_once('@') else {
        let message = "not of the form name@latitude,longitude#precision";
        remarks.reject(COLUMN, text, message, "place left out, project kept");
        return None;
    };
    let (point, precision) = point
        .split_once('#')
        .map_or((point, None), |(point, precision)| {
            (point, Some(precision.trim()))
        });
    let code = precision.and_then(|text| text.parse().ok());
    let known = code.and_then(Precision::from_code);
    let place = Point {
        name,
        degrees: point
            .split_once(',')
            .and_then(|(lat, lon)| Some((degrees(lat)?, degrees(lon)?))),
        precision: known.or_else(|| Precision::from_code(UNKNOWN_PRECISION))?,
        shown: (text, COLUMN),
    };
    let place = place.place(stated, remarks)?;
    if known.is_none() {
        let message = "no precision from 1 to 9";
        remarks.note(COLUMN, text, message, "read as unknown, never drawn");
    }
    Some(place)
}
