//! The list of activities behind a question: sorted, paged, with the money of each in the selection.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::agency::Agency;
use crate::dataset::{ActivityIndex, Dataset, Head, Plan, Tally, Visitor, scan};
use crate::date::Date;
use crate::facet::{Facet, NOT_REPORTED, recipient_value};
use crate::filter::Filter;
use crate::link::{Question, Sort, SortKey};
use crate::money::Cents;
use crate::partner::Partner;
use crate::place::PrecisionGroup;
use crate::status::{Class, Instrument};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectPage {
    /// Version of the data set.
    pub version: String,
    /// Activities in the whole list.
    pub total: u64,
    /// Money of the whole list; none when nothing is known.
    pub usd: Option<Cents>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
    /// The rows.
    pub items: Vec<ProjectItem>,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectItem {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Partner.
    pub partner: Partner,
    /// Agency.
    pub agency: Agency,
    /// Countries with their shares of the whole activity, the largest first.
    pub countries: Vec<CodeShare>,
    /// Purpose codes with their shares of the whole activity, the largest first.
    pub sectors: Vec<CodeShare>,
    /// Class of the largest line.
    pub class: Class,
    /// IATI status code.
    pub status: Option<String>,
    /// Start.
    pub start: Option<Date>,
    /// End.
    pub end: Option<Date>,
    /// Instrument.
    pub instrument: Option<Instrument>,
    /// Money in this selection that counts; none when unknown or left out as exposure.
    pub usd: Option<Cents>,
    /// Exposure in this selection that is left out of `usd`.
    pub exposure_usd: Option<Cents>,
    /// Key of the source data set.
    pub source: String,
    /// Places, the nationwide ones included.
    pub places: Vec<ItemPlace>,
}

/// A code and its share of the whole, 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeShare {
    /// Code of the facet's value.
    pub code: String,
    /// Share.
    pub share: f64,
}

/// A place in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ItemPlace {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Precision in words.
    pub precision: PrecisionGroup,
    /// Name.
    pub name: String,
    /// Where the point comes from, when not from the record itself; `place from text: WORDS` when only a text names
    /// the place.
    pub basis: String,
}

/// A selected activity and its money in the selection.
#[derive(Clone, Copy, Debug)]
pub struct Selected {
    /// Position in the data set.
    pub index: ActivityIndex,
    /// Money that counts.
    pub usd: Option<Cents>,
    /// Exposure that is left out.
    pub exposure_usd: Option<Cents>,
}

#[derive(Default)]
struct Collect(Vec<Selected>);

impl Visitor for Collect {
    fn activity(&mut self, index: usize, _head: &Head, tally: Tally) {
        let (usd, exposure_usd) = (tally.usd.map(Cents), tally.exposure.map(Cents));
        self.0.push(Selected {
            index: index as ActivityIndex,
            usd,
            exposure_usd,
        });
    }
}

/// The activities that a filter selects, in the order of the data set.
pub fn select(data: &Dataset, filter: &Filter) -> Vec<Selected> {
    let mut collect = Collect::default();
    scan(data, &Plan::new(data, filter), &mut collect);
    collect.0
}

/// Sorts a selection; equal values are ordered by id, unknown ones stand last.
pub fn sort(data: &Dataset, selected: &mut [Selected], sort: Sort) {
    selected.sort_by(|a, b| order(data, sort, a, b));
}

/// Answers a question with one page of its list.
pub fn projects(data: &Dataset, question: &Question) -> ProjectPage {
    let mut selected = select(data, &question.filter);
    let known = selected.iter().filter_map(|row| row.usd);
    let usd = if selected.is_empty() {
        Some(Cents(0))
    } else {
        known.reduce(|a, b| a + b)
    };
    let total = selected.len();
    let start = question.page.offset().min(total);
    let end = (start + question.page.size as usize).min(total);
    // Only the rows up to the end of the page need their order.
    if end < total {
        selected.select_nth_unstable_by(end, |a, b| order(data, question.sort, a, b));
    }
    sort(data, &mut selected[..end], question.sort);
    ProjectPage {
        version: data.version().to_owned(),
        total: total as u64,
        usd,
        page: question.page.number,
        per_page: question.page.size,
        items: selected[start..end]
            .iter()
            .filter_map(|row| item(data, row))
            .collect(),
    }
}

fn order(data: &Dataset, sort: Sort, a: &Selected, b: &Selected) -> Ordering {
    let directed = |ordering: Ordering| {
        if sort.descending {
            ordering.reverse()
        } else {
            ordering
        }
    };
    let by = match sort.key {
        SortKey::Usd => known_first(a.usd.or(a.exposure_usd), b.usd.or(b.exposure_usd), directed),
        SortKey::Title => directed(data.title(a.index).cmp(data.title(b.index))),
        SortKey::Partner => directed(
            data.agency(a.index)
                .map(Agency::partner)
                .cmp(&data.agency(b.index).map(Agency::partner)),
        ),
        SortKey::Agency => directed(
            data.agency(a.index)
                .map(Agency::code)
                .cmp(&data.agency(b.index).map(Agency::code)),
        ),
        SortKey::Country => directed(first_line(data, a).0.cmp(&first_line(data, b).0)),
        SortKey::Sector => directed(first_line(data, a).1.cmp(&first_line(data, b).1)),
        SortKey::Start => known_first(data.start(a.index), data.start(b.index), directed),
        SortKey::End => known_first(data.end(a.index), data.end(b.index), directed),
        SortKey::Id => directed(data.id(a.index).cmp(data.id(b.index))),
    };
    by.then_with(|| data.id(a.index).cmp(data.id(b.index)))
}

fn known_first<T: Ord>(
    a: Option<T>,
    b: Option<T>,
    directed: impl Fn(Ordering) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => directed(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn first_line(data: &Dataset, row: &Selected) -> (u8, u16) {
    data.line_columns(row.index as usize)
        .first()
        .map_or((u8::MAX, u16::MAX), |line| (line.country, line.purpose))
}

/// An activity with its whole money: commitments in current prices, exposure apart.
pub fn whole(data: &Dataset, index: ActivityIndex) -> Selected {
    let usd = data.own_share(index, None);
    let is_exposure = data.instrument(index).is_some_and(Instrument::is_exposure);
    Selected {
        index,
        usd: usd.filter(|_| !is_exposure),
        exposure_usd: usd.filter(|_| is_exposure),
    }
}

/// The row of a selected activity.
pub fn item(data: &Dataset, row: &Selected) -> Option<ProjectItem> {
    let index = row.index;
    let agency = data.agency(index)?;
    let lines: Vec<_> = data.lines(index).collect();
    let country = |line: &crate::dataset::LineEntry| {
        recipient_value(line.recipient).map(|value| Facet::Country.code(value))
    };
    let sector = |line: &crate::dataset::LineEntry| {
        line.purpose
            .map_or(NOT_REPORTED.to_owned(), |code| code.to_string())
    };
    let largest = lines.iter().max_by_key(|line| line.share);
    Some(ProjectItem {
        id: data.id(index).to_owned(),
        title: data.title(index).to_owned(),
        partner: agency.partner(),
        agency,
        countries: shares(
            lines
                .iter()
                .filter_map(|line| Some((country(line)?, line.share.fraction()))),
        ),
        sectors: shares(
            lines
                .iter()
                .map(|line| (sector(line), line.share.fraction())),
        ),
        class: largest.map_or(Class::Unclassified, |line| line.class.class),
        status: data.status(index).map(|status| status.code().to_owned()),
        start: data.start(index),
        end: data.end(index),
        instrument: data.instrument(index),
        usd: row.usd,
        exposure_usd: row.exposure_usd,
        source: data.source(index).to_owned(),
        places: data
            .places(index)
            .map(|place| ItemPlace {
                lat: place.lat,
                lon: place.lon,
                precision: place.precision.group(),
                name: place.name.to_owned(),
                basis: place.basis.into_owned(),
            })
            .collect(),
    })
}

/// Merges equal codes; the largest share first, then by code. Shares are rounded to six decimals.
fn shares(parts: impl Iterator<Item = (String, f64)>) -> Vec<CodeShare> {
    let mut merged: Vec<CodeShare> = Vec::new();
    for (code, share) in parts {
        match merged.iter_mut().find(|existing| existing.code == code) {
            Some(existing) => existing.share += share,
            None => merged.push(CodeShare { code, share }),
        }
    }
    for part in &mut merged {
        part.share = (part.share * 1e6).round() / 1e6;
    }
    merged.sort_by(|a, b| {
        b.share
            .total_cmp(&a.share)
            .then_with(|| a.code.cmp(&b.code))
    });
    merged
}
