//! Places of a row: `name@latitude,longitude#precision`, several separated by a bar.

use tiga_domain::country::Country;
use tiga_domain::place::{Place, Precision, check_coordinates, distance_outside_km};

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
    let mut reject = |message: &str| {
        remarks.reject(COLUMN, text, message, "place left out, project kept");
        None
    };
    let Some((name, point)) = text.rsplit_once('@') else {
        return reject("not of the form name@latitude,longitude#precision");
    };
    let (point, precision) = point
        .split_once('#')
        .map_or((point, None), |(point, precision)| {
            (point, Some(precision.trim()))
        });
    let number = |text: &str| text.trim().parse().ok().filter(|n: &f64| n.is_finite());
    let numbers = point
        .split_once(',')
        .and_then(|(lat, lon)| Some((number(lat)?, number(lon)?)));
    let Some((lat, lon)) = numbers else {
        return reject("the coordinates are not two numbers");
    };
    let found = match check_coordinates(lat, lon, stated) {
        Ok(found) => found,
        Err(error) => return reject(&error.to_string()),
    };
    if found.swapped {
        let action = "exchanged: the point then lies in the country";
        remarks.note(COLUMN, text, "latitude and longitude are swapped", action);
    }
    if let Some(km) = found.outside_km {
        let far = format!("{text} ({km:.0} km)");
        let message = "the point lies outside every stated country";
        remarks.note(COLUMN, &far, message, "kept as it is");
    }
    let code = precision.and_then(|text| text.parse().ok());
    let precision = code.and_then(Precision::from_code).or_else(|| {
        remarks.note(
            COLUMN,
            text,
            "no precision from 1 to 9",
            "read as unknown, never drawn",
        );
        Precision::from_code(UNKNOWN_PRECISION)
    })?;
    Some(Place {
        name: name.trim().to_owned(),
        lat: found.lat,
        lon: found.lon,
        precision,
        country: country_of((found.lat, found.lon), found.outside_km.is_some(), stated),
        basis: String::new(),
    })
}

/// The only stated country, or the only one of them that the point lies in.
fn country_of((lat, lon): (f64, f64), is_far: bool, stated: &[Country]) -> Option<Country> {
    if is_far {
        return None;
    }
    if let [only] = stated {
        return Some(*only);
    }
    let mut holding = stated
        .iter()
        .filter(|country| distance_outside_km(**country, lat, lon) <= 0.0);
    holding.next().copied().filter(|_| holding.next().is_none())
}
