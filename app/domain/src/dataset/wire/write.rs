//! Writes the first part. [`super::read`] reads the same columns in the same order.

use super::number::Writer;
use super::{money, place};
use crate::country::Recipient;
use crate::dataset::column::{Dataset, NO_YEAR};
use crate::date::Date;
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
    for ties in [&data.joints, &data.counterparts] {
        body.number(ties.len() as u64);
        body.column(ties.iter().map(|(member, _)| u64::from(*member)));
        body.column(ties.iter().map(|(_, first)| u64::from(*first)));
    }
    lines(data, body);
    money::write(data, body);
    place::write(data, body);
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
    body.column(details.iter().map(|detail| detail.nature as u64));
}

fn lines(data: &Dataset, body: &mut Writer) {
    lengths(data.ends.iter().map(|ends| ends.lines), body);
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

pub(super) fn lengths(ends: impl Iterator<Item = u32>, body: &mut Writer) {
    body.column(ends.scan(0, |before, end| {
        let length = end - *before;
        *before = end;
        Some(u64::from(length))
    }));
}

/// Zero when undated.
pub(super) fn year(year: i16) -> u64 {
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

/// Zero when not reported, a country from one, a region as its code.
fn recipient(recipient: Recipient) -> u64 {
    match recipient {
        Recipient::Country(country) => country.index() as u64 + 1,
        Recipient::Region(code) => u64::from(code),
        Recipient::Unknown | Recipient::Outside => 0,
    }
}
