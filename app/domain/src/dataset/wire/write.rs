//! Writes the first part. [`super::read`] reads the same columns in the same order.

use super::number::Writer;
use crate::country::Recipient;
use crate::dataset::column::{Dataset, Flow, NO_YEAR, run};
use crate::date::Date;
use crate::money::{Cents, split};
use crate::provenance::Run;

pub(super) fn dataset(data: &Dataset, body: &mut Writer) {
    body.text(&data.version);
    body.list(&data.runs, import);
    body.list(&data.sources, |body, source| body.text(source));
    body.list(&data.weights, |body, weights| {
        body.column(weights.iter().map(|weight| u64::from(*weight)));
    });
    body.number(data.len() as u64);
    activities(data, body);
    lines(data, body);
    flows(data, body);
    places(data, body);
    let indices = 0..data.len();
    body.ascending(indices.clone().map(|index| data.ids.get(index)));
    body.texts(indices.clone().map(|index| data.titles.get(index)));
    body.repeated(indices.map(|index| data.long_texts(index as u32).agency_reported));
}

/// A run without its findings.
fn import(body: &mut Writer, run: &Run) {
    let texts = [
        &run.file,
        &run.format,
        &run.version,
        &run.publisher,
        &run.licence,
        &run.generated,
    ];
    texts
        .into_iter()
        .chain([&run.sha256, &run.finished])
        .for_each(|text| body.text(text));
    body.signed(run.id);
    let counts = run.counts;
    body.column(
        [
            run.bytes,
            run.seconds.to_bits(),
            u64::from(run.is_incomplete),
            counts.records,
            counts.stored,
            counts.updated,
            counts.unchanged,
            counts.gone,
            counts.outside,
            counts.other_agencies,
            counts.rejected,
            counts.notes,
        ]
        .into_iter(),
    );
}

fn activities(data: &Dataset, body: &mut Writer) {
    let (heads, details) = (&data.heads, &data.details);
    body.column(heads.iter().map(|head| u64::from(head.agency)));
    body.column(heads.iter().map(|head| u64::from(head.status)));
    body.column(heads.iter().map(|head| u64::from(head.instrument)));
    body.column(heads.iter().map(|head| u64::from(head.precision)));
    body.column(heads.iter().map(|head| u64::from(head.themes)));
    body.column(heads.iter().map(|head| year(head.year)));
    body.column(details.iter().map(|detail| date(detail.start)));
    body.column(details.iter().map(|detail| date(detail.end)));
    body.column(details.iter().map(|detail| detail.markers.bits()));
    body.column(details.iter().map(|detail| u64::from(detail.flags.0)));
    body.column(details.iter().map(|detail| u64::from(detail.weights)));
    body.column(details.iter().map(|detail| u64::from(detail.source)));
    body.column(details.iter().map(|detail| u64::from(detail.run)));
    body.column(details.iter().map(|detail| u64::from(detail.flow_type)));
    body.column(details.iter().map(|detail| u64::from(detail.focus)));
    body.column(details.iter().map(|detail| detail.basis as u64));
}

fn lines(data: &Dataset, body: &mut Writer) {
    lengths(&data.line_ends, body);
    let (lines, details) = (&data.lines, &data.line_details);
    body.column(lines.iter().map(|line| u64::from(line.purpose)));
    body.column(details.iter().map(|detail| recipient(detail.recipient)));
    body.column(
        lines
            .iter()
            .map(|line| u64::from(line.class) << 1 | u64::from(line.is_counted)),
    );
    body.column(details.iter().map(|detail| u64::from(detail.physicality)));
    body.column(details.iter().map(|detail| u64::from(detail.reason)));
    body.column(details.iter().map(|detail| detail.share));
}

/// Money travels as one sum a flow; how it divides over the lines is computed again, and only what differs is sent.
fn flows(data: &Dataset, body: &mut Writer) {
    lengths(&data.flow_ends, body);
    body.column(data.flows.iter().map(|flow| year(flow.year)));
    body.column(data.flows.iter().map(|flow| u64::from(facts(flow))));
    let (mut sums, mut corrections) = (Vec::with_capacity(data.flows.len()), Vec::new());
    for index in 0..data.len() {
        let lines = run(&data.line_ends, index);
        let shares: Vec<u64> = data.line_details[lines.clone()]
            .iter()
            .map(|line| line.share)
            .collect();
        for cells in data.cells[run(&data.cell_ends, index)].chunks_exact(lines.len().max(1)) {
            let sum = cells.iter().sum();
            sums.push(sum);
            if let Some((_, first)) = cells.split_last().filter(|(_, first)| !first.is_empty()) {
                let expected = split(Cents(sum), &shares);
                corrections.extend(
                    first
                        .iter()
                        .zip(expected)
                        .map(|(cell, expected)| cell - expected.0),
                );
            }
        }
        // Without a line in scope no flow has a cell.
        sums.resize(data.flow_ends[index] as usize, 0);
    }
    body.signed_column(sums.into_iter());
    body.signed_column(corrections.into_iter());
}

fn places(data: &Dataset, body: &mut Writer) {
    let mut next = 0;
    for (start, count) in &data.place_runs {
        body.number(u64::from(*count));
        body.signed(i64::from(*start) - next);
        next = i64::from(*start + *count);
    }
    let places = &data.places;
    body.number(places.len() as u64);
    let differences = |coordinate: fn(&crate::dataset::column::PlaceColumn) -> i32| {
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
    body.repeated(
        places
            .iter()
            .map(|place| data.place_bases[place.basis as usize].as_str()),
    );
    body.texts((0..places.len()).map(|at| data.place_names.get(at)));
}

fn lengths(ends: &[u32], body: &mut Writer) {
    body.column(ends.iter().scan(0, |before, end| {
        let length = end - *before;
        *before = *end;
        Some(u64::from(length))
    }));
}

/// Zero when undated.
fn year(year: i16) -> u64 {
    if year == NO_YEAR {
        0
    } else {
        (i64::from(year) + YEARS) as u64
    }
}

/// What makes every year but *undated* a number above zero.
pub(super) const YEARS: i64 = 1 << 15;

/// Zero when not reported; else year, month and day in one number.
fn date(date: Option<Date>) -> u64 {
    date.map_or(0, Date::to_number)
}

/// Kind, prices, gap and whether the children carry it.
fn facts(flow: &Flow) -> u8 {
    flow.kind | flow.basis << 3 | flow.gap << 4 | u8::from(flow.is_at_children) << 7
}

/// Zero when not reported, a country from one, a region as its code.
fn recipient(recipient: Recipient) -> u64 {
    match recipient {
        Recipient::Country(country) => country.index() as u64 + 1,
        Recipient::Region(code) => u64::from(code),
        Recipient::Unknown | Recipient::Outside => 0,
    }
}
