//! Reads the first part, in the order in which [`super::write`] writes it. Every position is checked against what it
//! points into, so that no later reader of the columns can go astray.

use super::WireError;
use super::number::Reader;
use super::write::YEARS;
use super::{money, place};
use crate::activity::{Flags, SectorBasis};
use crate::agency::Agency;
use crate::classify::Nature;
use crate::country::{Country, Recipient};
use crate::dataset::column::{
    ActivityIndex, Dataset, Detail, Ends, Head, Line, LineDetail, MIXED, NO_YEAR,
};
use crate::dataset::priority_part::bits_of;
use crate::dataset::summary;
use crate::dataset::text::{TextColumn, search_words};
use crate::date::Date;
use crate::facet::{Facet, recipient_value};
use crate::marker::Markers;
use crate::money::Share;
use crate::priority::PriorityWeights;
use crate::provenance::{Run, RunCounts};
use crate::purpose::{PurposeCode, category_positions};
use crate::status::{Class, Instrument};

pub(super) fn dataset(body: &mut Reader) -> Result<Dataset, WireError> {
    let mut data = Dataset {
        version: body.text()?.to_owned(),
        runs: body.list(import)?,
        sources: body.list(|body| body.text().map(str::to_owned))?,
        weights: body.list(weights)?,
        ..Dataset::default()
    };
    let items = body.count()?;
    activities(&mut data, items, body)?;
    data.joints = ties(items, body)?;
    data.counterparts = ties(items, body)?;
    lines(&mut data, items, body)?;
    money::read(&mut data, items, body)?;
    place::read(&mut data, items, body)?;
    texts(&mut data, items, body)?;
    data.order_ids();
    summary::summarise(&mut data);
    Ok(data)
}

fn weights(body: &mut Reader) -> Result<PriorityWeights, WireError> {
    let mut weights = PriorityWeights::default();
    for weight in &mut weights {
        *weight = body.bits()?;
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
    let themes = body.bits_column(items)?;
    let years = body.column(items)?;
    let (starts, ends) = (body.column(items)?, body.column(items)?);
    let markers = body.column(items)?;
    let flags = body.bits_column(items)?;
    let weights = body.column_below(items, data.weights.len())?;
    let sources = body.column_below(items, data.sources.len())?;
    // A data set can be built without runs; then no activity knows its own.
    let runs = body.column_below(items, usize::from(u16::MAX) + 1)?;
    let flow_types = body.column_below(items, usize::from(u16::MAX) + 1)?;
    let focus = body.column_below(items, usize::from(u8::MAX) + 1)?;
    let bases = body.column(items)?;
    let natures = body.column_below(items, Nature::ALL.len())?;
    for at in 0..items {
        let flags = Flags(flags[at]);
        data.heads.push(Head {
            categories: 0,
            years: 0,
            focus: 0,
            themes: themes[at],
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
            priorities: bits_of(&data.weights[weights[at]]),
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
            nature: Nature::ALL[natures[at]],
        });
    }
    Ok(())
}

/// Activities with the first of those that they are tied to.
fn ties(
    activities: usize,
    body: &mut Reader,
) -> Result<Vec<(ActivityIndex, ActivityIndex)>, WireError> {
    let count = body.count()?;
    let members = body.column_below(count, activities)?;
    let firsts = body.column_below(count, activities)?;
    let ties = members.into_iter().zip(firsts);
    Ok(ties
        .map(|(member, first)| (member as ActivityIndex, first as ActivityIndex))
        .collect())
}

fn lines(data: &mut Dataset, items: usize, body: &mut Reader) -> Result<(), WireError> {
    let ends = body.ends(items)?;
    let items = last(&ends);
    let of_lines = ends.into_iter().map(|lines| Ends {
        lines,
        ..Ends::default()
    });
    data.ends = of_lines.collect();
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

pub(super) fn last(ends: &[u32]) -> usize {
    ends.last().map_or(0, |end| *end as usize)
}

pub(super) fn year(number: u64) -> Result<i16, WireError> {
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
