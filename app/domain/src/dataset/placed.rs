//! Gives activities without a place those that their texts name, when the data set is finished: after places were
//! lent by other records, which come first, and never beside a published one.

use super::build::{mix, push_place};
use super::column::{ActivityIndex, Dataset};
use crate::activity::Activity;
use crate::country::Country;
use crate::place::{FROM_TEXT, Place, PrecisionGroup, gazetteer_bytes, places_from_text};

/// What readers put before the places in the words of their source, among the remarks on a record.
const AS_WRITTEN: &str = "places as written: ";

/// What separates the name of a place from the words that led to it; controls never pass an importer.
const SEPARATOR: char = '\u{1f}';

/// Places that texts name, by activity.
#[derive(Debug, Default)]
pub(super) struct Placed(Vec<(ActivityIndex, Vec<Place>)>);

/// A version that also rests on the names by which places are told.
pub(super) fn digest(hash: u64) -> u64 {
    gazetteer_bytes()
        .iter()
        .fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

impl Placed {
    /// Reads the texts of an activity without a place.
    pub(super) fn read(&mut self, index: ActivityIndex, activity: &Activity) {
        if !activity.places.is_empty() {
            return;
        }
        let mut stated: Vec<Country> = activity
            .splits
            .iter()
            .filter_map(|split| split.recipient.country())
            .collect();
        stated.sort_unstable();
        stated.dedup();
        let found = places_from_text(
            as_written(&activity.provenance.notes),
            &activity.title,
            &activity.description,
            &stated,
        );
        if !found.is_empty() {
            self.0.push((index, found));
        }
    }

    /// Places those that still have no place.
    pub(super) fn settle(self, data: &mut Dataset) {
        for (index, found) in self.0 {
            let index = index as usize;
            if data.place_runs[index].1 > 0 {
                continue;
            }
            data.place_runs[index] = (data.places.len() as u32, found.len() as u32);
            let best = found.iter().map(|place| place.precision.group()).min();
            data.heads[index].precision =
                best.map_or(PrecisionGroup::ALL.len(), PrecisionGroup::index) as u8;
            for place in found {
                push_place(data, &packed(place));
            }
        }
    }
}

/// The part of the remarks that lists places; empty when there is none.
fn as_written(notes: &str) -> &str {
    let Some((_, listed)) = notes.split_once(AS_WRITTEN) else {
        return "";
    };
    let end = [
        "; sector: ",
        "; subsectors: ",
        "; executing agency: ",
        "; channel: ",
    ]
    .into_iter()
    .filter_map(|label| listed.find(label))
    .min();
    &listed[..end.unwrap_or(listed.len())]
}

/// The words stand behind the name, so that few distinct bases are left.
fn packed(place: Place) -> Place {
    let words = place.basis.strip_prefix(FROM_TEXT).unwrap_or_default();
    Place {
        name: format!(
            "{}{SEPARATOR}{}",
            place.name,
            words.trim_start_matches(": ")
        ),
        basis: FROM_TEXT.to_owned(),
        ..place
    }
}

/// The name of a place, and the words that led to it when only a text names it.
pub(super) fn name_and_words(name: &str) -> (&str, &str) {
    name.split_once(SEPARATOR).unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_written_end_before_the_next_label() {
        assert_eq!(
            as_written("modalities: Loan; places as written: A - B; C; sector: X"),
            "A - B; C"
        );
        assert_eq!(as_written("places as written: Hue"), "Hue");
        assert_eq!(as_written("sector: X"), "");
    }
}
