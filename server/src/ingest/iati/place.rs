//! Places of an activity: how precisely each is known, and whether it lies where it should.

use tiga_domain::country::Country;
use tiga_domain::place::{Place, Precision, check_coordinates, is_inside};

use super::super::text::undo_double_decoding;
use super::note::Notes;
use super::raw::{Field, Location, RawActivity};

/// The places of an activity; locations without coordinates are names only and are passed over.
pub(super) fn places(
    activity: &RawActivity,
    countries: &[Country],
    notes: &mut Notes,
) -> Vec<Place> {
    activity
        .locations
        .iter()
        .filter_map(|location| place(location, countries, notes))
        .collect()
}

fn place(location: &Location, countries: &[Country], notes: &mut Notes) -> Option<Place> {
    let line = location.line;
    let (lat, lon) = match &location.point {
        Field::Absent => return None,
        Field::Unreadable(text) => {
            notes.reject(
                line,
                "location",
                text,
                "the coordinates are not two numbers",
            );
            return None;
        }
        Field::Read(pair) => *pair,
    };
    let written = format!("{lat} {lon}");
    let found = match check_coordinates(lat, lon, countries) {
        Ok(found) => found,
        Err(error) => {
            notes.reject(line, "location", &written, &error.to_string());
            return None;
        }
    };
    if found.swapped {
        let message = "latitude and longitude are exchanged";
        notes.note_at(line, "location", &written, message, "put right");
    }
    if let Some(km) = found.outside_km {
        let far = format!("{written} ({km:.0} km)");
        let message = "the point lies outside the stated countries";
        notes.note_at(line, "location", &far, message, "kept");
    }
    let name = location.name.as_str();
    Some(Place {
        name: undo_double_decoding(name).unwrap_or_else(|| name.to_owned()),
        lat: found.lat,
        lon: found.lon,
        precision: precision(location),
        country: country_at(countries, found.lat, found.lon),
        basis: String::new(),
    })
}

/// The only stated country, or the only one in which the point lies.
fn country_at(countries: &[Country], lat: f64, lon: f64) -> Option<Country> {
    if let [only] = countries {
        return Some(*only);
    }
    let mut around = countries
        .iter()
        .filter(|country| is_inside(**country, lat, lon));
    around.next().copied().filter(|_| around.next().is_none())
}

/// The precision: as IATI 1 states it, else from the kind of place.
///
/// An administrative area says nothing about its level unless the feature or the level does: a province at best.
/// Without a class, “exact” means near and anything else a large area.
fn precision(location: &Location) -> Precision {
    if let Some(stated) = location.precision.get().and_then(Precision::from_code) {
        return stated;
    }
    let is_exact = location.exactness.get() == Some(1);
    match location.class.get() {
        Some(2 | 3) if is_exact => Precision::EXACT,
        Some(2 | 3) => Precision::NEAR,
        Some(4) => Precision::AREA,
        Some(1) => level_of_area(location).unwrap_or(Precision::PROVINCE),
        _ => level_of_area(location).unwrap_or(if is_exact {
            Precision::NEAR
        } else {
            Precision::AREA
        }),
    }
}

fn level_of_area(location: &Location) -> Option<Precision> {
    let feature = location.feature.as_str();
    match feature {
        "ADM1" => return Some(Precision::PROVINCE),
        "ADM2" | "ADM3" | "ADM4" | "ADM5" => return Some(Precision::DISTRICT),
        "PPLC" => return Precision::from_code(7),
        _ if feature.starts_with("PCL") => return Some(Precision::COUNTRY),
        _ => {}
    }
    match location.level.get()? {
        0 => Some(Precision::COUNTRY),
        1 => Some(Precision::PROVINCE),
        _ => Some(Precision::DISTRICT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(change: impl FnOnce(&mut Location)) -> u8 {
        let mut location = Location::default();
        change(&mut location);
        precision(&location).code()
    }

    #[test]
    fn precision_follows_the_kind_of_place() {
        let of = |class, exactness| {
            code(|l| {
                l.class = Field::Read(class);
                l.exactness = Field::Read(exactness);
            })
        };
        assert_eq!(
            [of(2, 1), of(3, 2), of(4, 1), of(1, 1), of(1, 2)],
            [1, 2, 5, 4, 4]
        );
        assert_eq!(code(|l| l.precision = Field::Read(8)), 8);
        let area = |feature: &str| {
            code(|l| {
                l.class = Field::Read(1);
                feature.clone_into(&mut l.feature);
            })
        };
        assert_eq!([area("ADM2"), area("ADM1"), area("PCLI")], [3, 4, 6]);
        assert_eq!(
            code(|l| {
                l.class = Field::Read(1);
                l.level = Field::Read(2);
            }),
            3
        );
        assert_eq!(code(|l| l.exactness = Field::Read(1)), 2);
        assert_eq!(code(|_| {}), 5);
    }
}
