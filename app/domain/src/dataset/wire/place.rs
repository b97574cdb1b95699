//! Places in the first part. Their runs mostly follow each other; an activity can also borrow those of another.

use super::WireError;
use super::number::{Reader, Writer};
use crate::country::Country;
use crate::dataset::column::{Dataset, NO_PROVINCE, PlaceColumn};
use crate::place::{Precision, provinces as provinces_of};

/// Writes runs and places.
pub(super) fn write(data: &Dataset, body: &mut Writer) {
    let mut next = 0;
    for (start, count) in &data.place_runs {
        body.number(u64::from(*count));
        body.signed(i64::from(*start) - next);
        next = i64::from(*start + *count);
    }
    let places = &data.places;
    body.number(places.len() as u64);
    let differences = |coordinate: fn(&PlaceColumn) -> i32| {
        places.iter().scan(0_i64, move |before, place| {
            let value = i64::from(coordinate(place));
            let difference = value - *before;
            *before = value;
            Some(difference)
        })
    };
    body.signed_column(differences(|place| place.lat));
    body.signed_column(differences(|place| place.lon));
    body.column(places.iter().map(|place| u64::from(place.precision.code())));
    body.column(places.iter().map(|place| u64::from(place.country)));
    // One more, so that the sign for none takes a single byte.
    body.column(
        places
            .iter()
            .map(|place| u64::from(place.province.wrapping_add(1))),
    );
    body.repeated(
        places
            .iter()
            .map(|place| data.place_bases[place.basis as usize].as_str()),
    );
    body.texts((0..places.len()).map(|at| data.place_names.get(at)));
}

/// Reads runs and places.
pub(super) fn read(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    let mut next = 0_i64;
    for _ in 0..items {
        let count = body.count()?;
        let start = next.checked_add(body.signed()?).ok_or(WireError::Damaged)?;
        next = start.checked_add(count as i64).ok_or(WireError::Damaged)?;
        let start = u32::try_from(start).map_err(|_negative| WireError::Damaged)?;
        data.place_runs.push((start, count as u32));
    }
    let places = body.count()?;
    let end = |(start, count): &(u32, u32)| u64::from(*start) + u64::from(*count);
    if data.place_runs.iter().any(|run| end(run) > places as u64) {
        return Err(WireError::Damaged);
    }
    let (lats, lons) = (coordinates(places, body)?, coordinates(places, body)?);
    let precisions = body.column_below(places, 10)?;
    let countries = body.column_below(places, Country::COUNT + 2)?;
    let provinces = body.column_below(places, usize::from(NO_PROVINCE) + 1)?;
    let bases = body.repeated(places)?;
    for at in 0..places {
        let known = data.place_bases.iter().position(|basis| basis == bases[at]);
        let basis = known.unwrap_or_else(|| {
            data.place_bases.push(bases[at].to_owned());
            data.place_bases.len() - 1
        });
        data.places.push(PlaceColumn {
            lat: lats[at],
            lon: lons[at],
            precision: Precision::from_code(precisions[at] as u8).ok_or(WireError::Damaged)?,
            country: countries[at] as u8,
            basis: u8::try_from(basis).map_err(|_too_many| WireError::Damaged)?,
            province: province(countries[at], provinces[at] as u8)?,
        });
    }
    data.place_names = body.text_column(places)?;
    Ok(())
}

/// The position of a first-level area, which its country must have.
fn province(country: usize, written: u8) -> Result<u8, WireError> {
    let nth = written.wrapping_sub(1);
    let has = |country| usize::from(nth) < provinces_of(country).len();
    let is_known = nth == NO_PROVINCE || Country::all().nth(country).is_some_and(has);
    is_known.then_some(nth).ok_or(WireError::Damaged)
}

/// Millionths of a degree, each as the difference from the one before.
fn coordinates(items: usize, body: &mut Reader) -> Result<Vec<i32>, WireError> {
    let mut value = 0_i64;
    let column = body.signed_column(items)?.into_iter().map(|difference| {
        value = value.checked_add(difference).ok_or(WireError::Damaged)?;
        let degrees = i32::try_from(value).map_err(|_too_far| WireError::Damaged)?;
        if degrees.unsigned_abs() <= 360_000_000 {
            Ok(degrees)
        } else {
            Err(WireError::Damaged)
        }
    });
    column.collect()
}
