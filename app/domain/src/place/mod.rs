//! Places of an activity, how precisely they are known, and whether they lie where they should.

mod from_text;
mod gazetteer;
mod outline;
mod precision;
mod province;
mod shape;

pub use from_text::{FROM_TEXT, places_from_text};
pub(crate) use gazetteer::table_bytes as gazetteer_bytes;
pub use outline::{bounds, distance_outside_km, is_inside, label_point};
pub use precision::{Precision, PrecisionGroup};
pub use province::{Province, ProvinceKey, Today, provinces, today};
pub use shape::{province_at, province_file, rings};

use crate::country::Country;

/// A place where an activity works.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Name as published.
    pub name: String,
    /// Degrees north, −90 to 90.
    pub lat: f64,
    /// Degrees east, −180 to 180.
    pub lon: f64,
    /// How precisely it is known.
    pub precision: Precision,
    /// Country, if stated or certain.
    pub country: Option<Country>,
    /// Where the point comes from, when not from the record itself.
    pub basis: String,
}

/// Mean radius of the Earth in kilometres (method 3.4).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// Great-circle distance of two points (latitude, longitude in degrees), in kilometres.
///
/// ```
/// let km = tiga_domain::place::great_circle_km((-8.55, 125.57), (-8.60, 125.60));
/// assert!((km - 6.4663).abs() < 0.01);
/// ```
pub fn great_circle_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat_a, lon_a, lat_b, lon_b) = (
        a.0.to_radians(),
        a.1.to_radians(),
        b.0.to_radians(),
        b.1.to_radians(),
    );
    let h = ((lat_b - lat_a) / 2.0).sin().powi(2)
        + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
}

/// Why a pair of coordinates is not a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoordinateError {
    /// Both are zero: nobody works in the Gulf of Guinea.
    #[error("coordinates 0, 0 are a placeholder")]
    Null,
    /// Not on the globe.
    #[error("coordinates are out of range")]
    OutOfRange,
}

/// Coordinates of a place, with what had to be done to them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coordinates {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Latitude and longitude were exchanged, and have been put right.
    pub swapped: bool,
    /// Kilometres outside every stated country, if over 25 and there is a stated country.
    pub outside_km: Option<f64>,
}

/// How far outside a coarse outline a point may lie without a remark, in kilometres.
const OUTSIDE_KM: f64 = 25.0;

/// Checks coordinates against the countries that the record states.
///
/// A first number beyond ±90 with a second within is swapped only if the swapped point then lies in a
/// stated country; a point far outside every stated country is kept and reported.
///
/// # Errors
/// When the numbers cannot be a place; the location is then rejected, the activity kept.
pub fn check_coordinates(
    lat: f64,
    lon: f64,
    stated: &[Country],
) -> Result<Coordinates, CoordinateError> {
    if lat == 0.0 && lon == 0.0 {
        return Err(CoordinateError::Null);
    }
    let on_globe = |lat: f64, lon: f64| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    let outside = |lat: f64, lon: f64| {
        if stated.iter().any(|country| is_inside(*country, lat, lon)) {
            return None;
        }
        let nearest = stated
            .iter()
            .map(|country| distance_outside_km(*country, lat, lon))
            .min_by(f64::total_cmp);
        nearest.filter(|km| *km > OUTSIDE_KM)
    };
    if on_globe(lat, lon) {
        let outside_km = outside(lat, lon);
        let swap_helps = outside_km.is_some() && on_globe(lon, lat) && outside(lon, lat).is_none();
        return Ok(if swap_helps {
            Coordinates {
                lat: lon,
                lon: lat,
                swapped: true,
                outside_km: None,
            }
        } else {
            Coordinates {
                lat,
                lon,
                swapped: false,
                outside_km,
            }
        });
    }
    if on_globe(lon, lat) && !stated.is_empty() && outside(lon, lat).is_none() {
        return Ok(Coordinates {
            lat: lon,
            lon: lat,
            swapped: true,
            outside_km: None,
        });
    }
    Err(CoordinateError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(iso2: &str) -> Country {
        Country::from_iso2(iso2).unwrap_or_else(|| unreachable!("{iso2} is one of the eleven"))
    }

    #[test]
    fn swapped_coordinates_are_put_right_only_inside_a_stated_country() {
        let timor = [country("TL")];
        let right = check_coordinates(-8.55, 125.57, &timor);
        assert!(right.is_ok_and(|c| !c.swapped && c.outside_km.is_none()));
        let swapped = check_coordinates(125.57, -8.55, &timor);
        assert!(swapped.is_ok_and(|c| c.swapped && c.lat == -8.55));
        assert_eq!(
            check_coordinates(125.57, -8.55, &[]),
            Err(CoordinateError::OutOfRange)
        );
        assert_eq!(
            check_coordinates(125.57, -8.55, &[country("MM")]),
            Err(CoordinateError::OutOfRange)
        );
        assert_eq!(
            check_coordinates(0.0, 0.0, &timor),
            Err(CoordinateError::Null)
        );
    }

    #[test]
    fn a_point_far_outside_is_kept_and_reported() {
        let far = check_coordinates(51.5, 0.1, &[country("TH")]);
        assert!(far.is_ok_and(|c| c.outside_km.is_some_and(|km| km > 8000.0)));
        let atauro = check_coordinates(-8.28333, 125.58333, &[country("TL")]);
        assert!(atauro.is_ok_and(|c| c.outside_km.is_none()));
    }
}
