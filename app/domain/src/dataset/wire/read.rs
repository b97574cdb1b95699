//! Reads the first part, in the order in which [`super::write`] writes it. Every position is checked against what it
//! points into, so that no later reader of the columns can go astray.

use super::WireError;
use super::number::Reader;
use super::write::YEARS;
use crate::activity::{Flags, FlowKind, SectorBasis};
use crate::agency::Agency;
use crate::country::{Country, Recipient};
use crate::dataset::column::{
    Dataset, Detail, Flow, FlowDetail, Head, Line, LineDetail, MIXED, NO_YEAR, PlaceColumn, run,
};
use crate::dataset::summary;
use crate::dataset::text::{TextColumn, search_words};
use crate::date::Date;
use crate::facet::{Facet, recipient_value};
use crate::marker::Markers;
use crate::money::{Cents, Share, split};
use crate::place::Precision;
use crate::priority::PriorityWeights;
use crate::provenance::{Run, RunCounts};
use crate::purpose::{PurposeCode, category_positions};
use crate::status::{Class, Instrument};

/// A million times a million dollars: more is no money, and sums of it could overflow.
const MOST_CENTS: u64 = 100_000_000_000_000;

pub(super) fn dataset(mut body: Reader) -> Result<Dataset, WireError> {
    let body = &mut body;
    let mut data = Dataset {
        version: body.text()?.to_owned(),
        runs: body.list(import)?,
        sources: body.list(|body| body.text().map(str::to_owned))?,
        weights: body.list(weights)?,
        ..Dataset::default()
    };
    let items = body.count()?;
    activities(&mut data, items, body)?;
    lines(&mut data, items, body)?;
    flows(&mut data, items, body)?;
    places(&mut data, items, body)?;
    texts(&mut data, items, body)?;
    body.end()?;
    data.order_ids();
    summary::summarise(&mut data);
    Ok(data)
}

fn weights(body: &mut Reader) -> Result<PriorityWeights, WireError> {
    let mut weights = PriorityWeights::default();
    for weight in &mut weights {
        *weight = body.below(u32::MAX as usize)? as u32;
    }
    Ok(weights)
}

fn import(body: &mut Reader) -> Result<Run, WireError> {
    let mut text = || body.text().map(str::to_owned);
    let (file, format, version) = (text()?, text()?, text()?);
    let (publisher, licence, generated) = (text()?, text()?, text()?);
    let (sha256, finished) = (text()?, text()?);
    let id = body.signed()?;
    let mut number = || body.number();
    Ok(Run {
        id,
        file,
        format,
        version,
        publisher,
        licence,
        generated,
        sha256,
        finished,
        bytes: number()?,
        seconds: f64::from_bits(number()?),
        is_incomplete: number()? == 1,
        counts: RunCounts {
            records: number()?,
            stored: number()?,
            updated: number()?,
            unchanged: number()?,
            gone: number()?,
            outside: number()?,
            other_agencies: number()?,
            rejected: number()?,
            notes: number()?,
        },
        findings: Vec::new(),
    })
}

fn activities(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    let agencies: Vec<Agency> = Agency::all().collect();
    let agency = body.column_below(items, agencies.len())?;
    let status = body.column_below(items, Facet::Status.count())?;
    let instrument = body.column_below(items, Facet::Instrument.count())?;
    let precision = body.column_below(items, Facet::Precision.count())?;
    let themes = body.column_below(items, 1 << (Facet::Theme.count() - 1))?;
    let years = body.column(items)?;
    let (starts, ends) = (body.column(items)?, body.column(items)?);
    let markers = body.column(items)?;
    let flags = body.column_below(items, u32::MAX as usize)?;
    let weights = body.column_below(items, data.weights.len())?;
    let sources = body.column_below(items, data.sources.len())?;
    // A data set can be built without runs; then no activity knows its own.
    let runs = body.column_below(items, usize::from(u16::MAX) + 1)?;
    let flow_types = body.column_below(items, usize::from(u16::MAX) + 1)?;
    let focus = body.column_below(items, usize::from(u8::MAX) + 1)?;
    let bases = body.column(items)?;
    for at in 0..items {
        let flags = Flags(flags[at] as u32);
        let weighed = data.weights[weights[at]].iter().enumerate();
        data.heads.push(Head {
            categories: 0,
            themes: themes[at] as u32,
            year: year(years[at])?,
            countries: 0,
            classes: 0,
            place_country: MIXED,
            local_places: 0,
            agency: agency[at] as u8,
            partner: agencies[agency[at]].partner().index() as u8,
            status: status[at] as u8,
            instrument: instrument[at] as u8,
            precision: precision[at] as u8,
            priorities: weighed.fold(0, |bits, (k, weight)| bits | u8::from(*weight > 0) << k),
            is_exposure: Instrument::ALL
                .get(instrument[at])
                .is_some_and(|kind| kind.is_exposure()),
            is_legacy: flags.contains(crate::activity::Flag::Legacy),
        });
        data.details.push(Detail {
            start: date(starts[at])?,
            end: date(ends[at])?,
            markers: Markers::from_bits(markers[at]),
            flags,
            weights: weights[at] as u32,
            source: sources[at] as u16,
            run: runs[at] as u16,
            flow_type: flow_types[at] as u16,
            focus: focus[at] as u8,
            basis: match bases[at] {
                0 => SectorBasis::Reported,
                1 => SectorBasis::Inferred,
                2 => SectorBasis::Assigned,
                _ => return Err(WireError::Damaged),
            },
        });
    }
    Ok(())
}

fn lines(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    data.line_ends = body.ends(items)?;
    let items = last(&data.line_ends);
    let codes = PurposeCode::all().len();
    let purposes = body.column_below(items, codes + 1)?;
    let recipients = body.column(items)?;
    let classes = body.column_below(items, Class::ALL.len() * 2)?;
    let physicality = body.column_below(items, usize::from(u8::MAX) + 1)?;
    let reasons = body.column_below(items, usize::from(u8::MAX) + 1)?;
    let shares = body.column(items)?;
    if shares.iter().any(|share| *share > Share::ONE.0) {
        return Err(WireError::Damaged);
    }
    let categories = category_positions();
    for at in 0..items {
        let recipient = recipient(recipients[at])?;
        data.lines.push(Line {
            purpose: purposes[at] as u16,
            country: recipient_value(recipient).ok_or(WireError::Damaged)? as u8,
            class: (classes[at] >> 1) as u8,
            is_counted: classes[at] & 1 == 1,
            category: categories[purposes[at]],
        });
        data.line_details.push(LineDetail {
            share: shares[at],
            recipient,
            physicality: physicality[at] as u8,
            reason: reasons[at] as u8,
        });
    }
    Ok(())
}

fn flows(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    data.flow_ends = body.ends(items)?;
    let flows = last(&data.flow_ends);
    let years = body.column(flows)?;
    let facts = body.column_below(flows, usize::from(u8::MAX) + 1)?;
    for (written, facts) in years.into_iter().zip(facts) {
        let flow = Flow {
            year: year(written)?,
            kind: facts as u8 & 7,
            basis: facts as u8 >> 3 & 1,
            gap: facts as u8 >> 4 & 7,
            is_at_children: facts >> 7 == 1,
        };
        if usize::from(flow.kind) >= FlowKind::ALL.len() || flow.gap > 4 {
            return Err(WireError::Damaged);
        }
        data.flows.push(flow);
    }
    data.flow_details = vec![
        FlowDetail {
            amount: rust_decimal::Decimal::ZERO,
            is_stated: false,
            currency: [b' '; 3],
        };
        flows
    ];
    let sums = body.signed_column(flows)?;
    let width = |index: usize| run(&data.line_ends, index).len();
    let corrected: usize = (0..items)
        .map(|index| {
            run(&data.flow_ends, index)
                .len()
                .saturating_mul(width(index).saturating_sub(1))
        })
        .fold(0, usize::saturating_add);
    let mut corrections = body.signed_column(corrected)?.into_iter();
    if sums.iter().any(|sum| sum.unsigned_abs() > MOST_CENTS) {
        return Err(WireError::Damaged);
    }
    for index in 0..items {
        let lines = run(&data.line_ends, index);
        let shares: Vec<u64> = data.line_details[lines]
            .iter()
            .map(|line| line.share)
            .collect();
        let weights = data.weights[data.details[index].weights as usize];
        let weights: Vec<u64> = weights
            .iter()
            .filter(|weight| **weight > 0)
            .map(|weight| u64::from(*weight))
            .collect();
        for sum in &sums[run(&data.flow_ends, index)] {
            let first = data.cells.len();
            cells(Cents(*sum), &shares, &mut corrections, &mut data.cells)?;
            if weights.len() > 1 {
                let parts = data.cells[first..]
                    .iter()
                    .flat_map(|cell| split(Cents(*cell), &weights));
                data.parts.extend(parts.map(|part| part.0));
            }
        }
        data.cell_ends.push(data.cells.len() as u32);
        data.part_ends.push(data.parts.len() as u32);
    }
    Ok(())
}

/// Divides a sum over the lines as [`super::write`] expects it, corrected by what was sent; the last takes the rest.
fn cells(
    sum: Cents,
    shares: &[u64],
    corrections: &mut impl Iterator<Item = i64>,
    cells: &mut Vec<i64>,
) -> Result<(), WireError> {
    let Some(others) = shares.len().checked_sub(1) else {
        return Ok(());
    };
    if others == 0 {
        cells.push(sum.0);
        return Ok(());
    }
    let mut expected = split(sum, shares);
    expected.resize(shares.len(), Cents(0));
    let mut rest = sum.0;
    for (expected, correction) in expected.iter().zip(corrections.take(others)) {
        let cell = expected.0.checked_add(correction);
        let cell = cell
            .filter(|cell| cell.unsigned_abs() <= MOST_CENTS)
            .ok_or(WireError::Damaged)?;
        rest -= cell;
        cells.push(cell);
    }
    cells.push(rest);
    Ok(())
}

fn places(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
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
        });
    }
    data.place_names = body.text_column(places)?;
    Ok(())
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

fn texts(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    data.ids = body.ascending(items)?;
    data.titles = body.text_column(items)?;
    let reported = body.repeated(items)?;
    let (mut search, mut long_texts) = (TextColumn::default(), TextColumn::default());
    for (index, reported) in reported.into_iter().enumerate() {
        search.push(&search_words(
            data.titles.get(index),
            data.ids.get(index),
            reported,
        ));
        long_texts.push("");
    }
    (data.search, data.long_texts) = (search, long_texts);
    Ok(())
}

fn last(ends: &[u32]) -> usize {
    ends.last().map_or(0, |end| *end as usize)
}

fn year(number: u64) -> Result<i16, WireError> {
    if number == 0 {
        return Ok(NO_YEAR);
    }
    let year = i64::try_from(number)
        .ok()
        .and_then(|number| i16::try_from(number - YEARS).ok());
    // Years outside would make the table by year larger than the data set.
    year.filter(|year| (1..=9999).contains(year))
        .ok_or(WireError::Damaged)
}

fn date(number: u64) -> Result<Option<Date>, WireError> {
    if number == 0 {
        Ok(None)
    } else {
        Date::from_number(number)
            .map(Some)
            .ok_or(WireError::Damaged)
    }
}

fn recipient(number: u64) -> Result<Recipient, WireError> {
    let number = u16::try_from(number).map_err(|_too_large| WireError::Damaged)?;
    match (
        number,
        Country::all().nth(usize::from(number).wrapping_sub(1)),
    ) {
        (0, _) => Ok(Recipient::Unknown),
        (_, Some(country)) => Ok(Recipient::Country(country)),
        (code, None) => match Recipient::from_region(code) {
            Recipient::Outside => Err(WireError::Damaged),
            region => Ok(region),
        },
    }
}
