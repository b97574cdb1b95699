//! Judges the coordinates of a place in a table; what cannot be one is left out, the project is kept.

use tiga_domain::country::Country;
use tiga_domain::place::{Place, Precision, check_coordinates, distance_outside_km};

use super::remark::Remarks;

/// A place as a table gives it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point<'a> {
    /// Its name.
    pub name: &'a str,
    /// Degrees north and east, as written.
    pub degrees: Option<(f64, f64)>,
    /// How precisely it is known.
    pub precision: Precision,
    /// What a finding shows, and the column.
    pub shown: (&'a str, &'a str),
}

impl Point<'_> {
    /// The place, if its coordinates are some; `stated` are the countries of the record.
    pub(crate) fn place(self, stated: &[Country], remarks: &mut Remarks) -> Option<Place> {
        let (text, column) = self.shown;
        let mut reject = |message: &str| {
            remarks.reject(column, text, message, "place left out, project kept");
            None
        };
        let Some((lat, lon)) = self.degrees else {
            return reject("the coordinates are not two numbers");
        };
        let found = match check_coordinates(lat, lon, stated) {
            Ok(found) => found,
            Err(error) => return reject(&error.to_string()),
        };
        if found.swapped {
            let action = "exchanged: the point then lies in the country";
            remarks.note(column, text, "latitude and longitude are swapped", action);
        }
        if let Some(km) = found.outside_km {
            let far = format!("{text} ({km:.0} km)");
            let message = "the point lies outside every stated country";
            remarks.note(column, &far, message, "kept as it is");
        }
        Some(Place {
            name: self.name.trim().to_owned(),
            lat: found.lat,
            lon: found.lon,
            precision: self.precision,
            country: country_of((found.lat, found.lon), found.outside_km.is_some(), stated),
            basis: String::new(),
        })
    }
}

/// A finite number of degrees.
pub(crate) fn degrees(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|n: &f64| n.is_finite())
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
