//! What the head of an activity says of its lines and places, so that a pass seldom reads them in vain.
//! Runs once, when the data set is finished and it is settled which lines count.

use std::ops::RangeInclusive;

use super::column::{Dataset, MIXED, NO_YEAR};
use super::selection::Selection;
use crate::activity::FlowKind;

/// Fills in the summaries of all heads, the sets of activities, and the first and last year.
pub(super) fn summarise(dataset: &mut Dataset) {
    dataset.years = years(dataset);
    dataset.of_partner = std::array::from_fn(|_| Selection::none(dataset.len()));
    dataset.legacy = Selection::none(dataset.len());
    for (index, head) in dataset.heads.iter().enumerate() {
        dataset.of_partner[usize::from(head.partner)].insert(index);
        if head.is_legacy {
            dataset.legacy.insert(index);
        }
    }
    for index in 0..dataset.heads.len() {
        let (mut countries, mut classes, mut categories) = (0, 0, 0);
        for line in dataset.lines[dataset.line_run(index)]
            .iter()
            .filter(|line| line.is_counted)
        {
            countries |= 1 << line.country;
            classes |= 1 << line.class;
            categories |= 1 << line.category;
        }
        let (place_country, local_places) = places(dataset, index);
        let flows = dataset.flows[dataset.flow_run(index)].iter();
        let of_flows = flows.fold(0, |bits, flow| bits | year_bit(flow.year));
        let head = &mut dataset.heads[index];
        (head.countries, head.classes, head.categories) = (countries, classes, categories);
        (head.place_country, head.local_places) = (place_country, local_places);
        head.years = of_flows | year_bit(head.year);
        head.focus = dataset.details[index].focus;
    }
}

/// The years that have a bit of their own.
pub(super) const YEARS_WITH_BIT: RangeInclusive<i16> = 2000..=2029;

/// The bit of all years without one of their own.
pub(super) const OTHER_YEARS: u32 = 1 << 31;

/// The bit of a year, or of *undated*.
pub(super) fn year_bit(year: i16) -> u32 {
    if year == NO_YEAR {
        1
    } else if YEARS_WITH_BIT.contains(&year) {
        2 << (year - YEARS_WITH_BIT.start())
    } else {
        OTHER_YEARS
    }
}

fn years(dataset: &Dataset) -> Option<(i16, i16)> {
    let counted = [FlowKind::Commitment as u8, FlowKind::Disbursement as u8];
    let flows = dataset.flows.iter();
    let dated = flows.filter(|flow| flow.year != NO_YEAR && counted.contains(&flow.kind));
    let years = || dated.clone().map(|flow| flow.year);
    years().min().zip(years().max())
}

/// Country and number of the local places, or [`MIXED`].
fn places(dataset: &Dataset, index: usize) -> (u8, u8) {
    let mut countries = dataset.local_places(index).map(|place| place.country);
    let Some(first) = countries.next() else {
        return (MIXED, 0);
    };
    let rest: Vec<u8> = countries.collect();
    match u8::try_from(rest.len() + 1) {
        Ok(count) if count < MIXED && rest.iter().all(|country| *country == first) => {
            (first, count)
        }
        _ => (MIXED, MIXED),
    }
}
