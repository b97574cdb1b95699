//! Reads single activities out of the columns: what a list or the page of an activity shows.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::column::{ActivityIndex, Dataset};
use super::decision::Decided;
use super::placed::name_and_words;
use super::plan::year;
use super::stated::StatedLink;
use crate::activity::{
    Activity, Confidence, Flags, FlowKind, PriceBasis, Provenance, SectorBasis, Value,
};
use crate::agency::Agency;
use crate::classify::{LineClass, Nature, Reason};
use crate::country::{Country, Recipient};
use crate::date::Date;
use crate::marker::Markers;
use crate::money::{Cents, Share};
use crate::place::Precision;
use crate::priority::PriorityWeights;
use crate::purpose::PurposeCode;
use crate::status::{Class, Instrument, Status};
use crate::theme::ThemeSet;

/// A part of an activity that is in scope.
#[derive(Clone, Copy, Debug)]
pub struct LineEntry {
    /// Where it goes.
    pub recipient: Recipient,
    /// What it is for.
    pub purpose: Option<PurposeCode>,
    /// Its part of the whole activity.
    pub share: Share,
    /// Class, physicality and the reason.
    pub class: LineClass,
    /// Whether this source is the one counted for its agency and country.
    pub is_counted: bool,
}

/// Money of one kind and year, its parts in scope.
#[derive(Clone, Debug)]
pub struct FlowEntry {
    /// Commitment, disbursement and so on.
    pub kind: FlowKind,
    /// Calendar year.
    pub year: Option<i16>,
    /// Sum in the source's currency, of the whole activity.
    pub amount: Option<Decimal>,
    /// ISO 4217 code; empty when not stated.
    pub currency: String,
    /// In US dollars, of the part in scope; or why not.
    pub value: Value,
    /// Prices.
    pub basis: PriceBasis,
    /// Its children carry this money.
    pub is_at_children: bool,
}

/// Money of one kind and year on one part.
#[derive(Clone, Copy, Debug)]
pub struct CellEntry {
    /// Position of the part among those in scope.
    pub line: usize,
    /// Commitment, disbursement and so on.
    pub kind: FlowKind,
    /// Calendar year.
    pub year: Option<i16>,
    /// Prices.
    pub basis: PriceBasis,
    /// US dollars, if known.
    pub usd: Option<Cents>,
    /// Its children carry this money.
    pub is_at_children: bool,
}

/// A place of an activity.
#[derive(Clone, Debug)]
pub struct PlaceEntry<'a> {
    /// Name as published.
    pub name: &'a str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How precisely it is known.
    pub precision: Precision,
    /// Country, if stated or certain.
    pub country: Option<Country>,
    /// Where the point comes from, when not from the record itself; for a place that only a text names, with the
    /// words that led to it.
    pub basis: Cow<'a, str>,
}

/// What separates the long texts of an activity in their column; controls never pass an importer.
const SEPARATOR: char = '\u{1f}';

/// The long texts of an activity as one string; [`LongTexts`] reads it back.
pub(super) fn pack(activity: &Activity) -> String {
    let provenance = &activity.provenance;
    let date = provenance
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let confidence = provenance
        .confidence
        .map(Confidence::code)
        .unwrap_or_default();
    let fields = [
        activity.description.as_str(),
        &activity.agency_reported,
        &activity.aid_type,
        activity.parent.as_deref().unwrap_or_default(),
        activity.same_as.as_deref().unwrap_or_default(),
        activity.joint_group.as_deref().unwrap_or_default(),
        &provenance.record,
        &provenance.citation,
        &provenance.url,
        &date,
        confidence,
        &provenance.notes,
    ];
    let mut packed = fields
        .map(|field| field.replace(SEPARATOR, " "))
        .join("\u{1f}");
    packed.truncate(packed.trim_end_matches(SEPARATOR).len());
    packed
}

/// The long texts of an activity.
#[derive(Clone, Debug)]
pub struct LongTexts<'a> {
    /// Long text of the source.
    pub description: &'a str,
    /// The agency as the source wrote it.
    pub agency_reported: &'a str,
    /// OECD aid type.
    pub aid_type: &'a str,
    /// The activity of which this is a part.
    pub parent: &'a str,
    /// The record of another source that replaces this one.
    pub same_as: &'a str,
    /// Joint-financing group.
    pub joint_group: &'a str,
    /// Where the record stands and what it rests on.
    pub provenance: Provenance,
}

fn tied(ties: &[(ActivityIndex, ActivityIndex)], index: ActivityIndex) -> Option<ActivityIndex> {
    let at = ties.binary_search_by_key(&index, |(activity, _)| *activity);
    at.ok().map(|at| ties[at].1)
}

impl Dataset {
    /// Identifier.
    pub fn id(&self, index: ActivityIndex) -> &str {
        self.ids.get(index as usize)
    }

    /// Title; the identifier when the source gives none.
    pub fn title(&self, index: ActivityIndex) -> &str {
        match self.titles.get(index as usize) {
            "" => self.id(index),
            title => title,
        }
    }

    /// The agency whose money it is.
    pub fn agency(&self, index: ActivityIndex) -> Option<Agency> {
        Agency::all().nth(usize::from(self.heads[index as usize].agency))
    }

    /// Status, if reported.
    pub fn status(&self, index: ActivityIndex) -> Option<Status> {
        Status::ALL
            .get(self.heads[index as usize].status as usize)
            .copied()
    }

    /// Instrument, if reported.
    pub fn instrument(&self, index: ActivityIndex) -> Option<Instrument> {
        Instrument::ALL
            .get(self.heads[index as usize].instrument as usize)
            .copied()
    }

    /// Start, if reported.
    pub fn start(&self, index: ActivityIndex) -> Option<Date> {
        self.details[index as usize].start
    }

    /// End, if reported.
    pub fn end(&self, index: ActivityIndex) -> Option<Date> {
        self.details[index as usize].end
    }

    /// IATI flow type, if reported.
    pub fn flow_type(&self, index: ActivityIndex) -> Option<u16> {
        Some(self.details[index as usize].flow_type).filter(|code| *code > 0)
    }

    /// Policy markers.
    pub fn markers(&self, index: ActivityIndex) -> Markers {
        self.details[index as usize].markers
    }

    /// Facts that a reader must see.
    pub fn flags(&self, index: ActivityIndex) -> Flags {
        self.details[index as usize].flags
    }

    /// Themes.
    pub fn themes(&self, index: ActivityIndex) -> ThemeSet {
        ThemeSet(self.heads[index as usize].themes)
    }

    /// Bits of the focus areas of 2024.
    pub fn focus(&self, index: ActivityIndex) -> u8 {
        self.details[index as usize].focus
    }

    /// Weights of the operational priorities.
    pub fn priorities(&self, index: ActivityIndex) -> &PriorityWeights {
        &self.weights[self.details[index as usize].weights as usize]
    }

    /// Where its purpose codes come from.
    pub fn sector_basis(&self, index: ActivityIndex) -> SectorBasis {
        self.details[index as usize].basis
    }

    /// Works, service or neither.
    pub fn nature(&self, index: ActivityIndex) -> Nature {
        self.details[index as usize].nature
    }

    /// The first activity of its joint-financing group; the same for all that one group holds.
    pub fn joint(&self, index: ActivityIndex) -> Option<ActivityIndex> {
        tied(&self.joints, index)
    }

    /// The first activity with the same named counterpart.
    pub fn counterpart(&self, index: ActivityIndex) -> Option<ActivityIndex> {
        tied(&self.counterparts, index)
    }

    /// Links that sources state.
    pub fn stated_links(&self) -> &[StatedLink] {
        &self.ties.stated
    }

    /// What people decided about pairs of its records.
    pub const fn decided(&self) -> &Decided {
        &self.ties.decided
    }

    /// Lines of an activity, by position, that would count if no decision told them the same as others.
    pub fn has_given_way(&self, index: ActivityIndex, line: usize) -> bool {
        let at = self.line_run(index as usize).start + line;
        self.ties.given_way.binary_search(&(at as u32)).is_ok()
    }

    /// Key of the source data set.
    pub fn source(&self, index: ActivityIndex) -> &str {
        &self.sources[self.details[index as usize].source as usize]
    }

    /// Position of its import run.
    pub fn run_of(&self, index: ActivityIndex) -> usize {
        self.details[index as usize].run as usize
    }

    /// Parts in scope.
    pub fn lines(&self, index: ActivityIndex) -> impl Iterator<Item = LineEntry> {
        let lines = self.line_run(index as usize);
        self.lines[lines.clone()]
            .iter()
            .zip(&self.line_details[lines])
            .map(|(line, detail)| LineEntry {
                recipient: detail.recipient,
                purpose: PurposeCode::at(line.purpose),
                share: Share(detail.share),
                class: LineClass {
                    class: Class::ALL[line.class as usize],
                    physicality: detail.physicality,
                    reason: Reason::from_u8(detail.reason).unwrap_or(Reason::Unclassified),
                },
                is_counted: line.is_counted,
            })
    }

    /// Money by kind and year.
    pub fn flows(&self, index: ActivityIndex) -> impl Iterator<Item = FlowEntry> {
        let details = &self.flow_details[self.flow_run(index as usize)];
        self.money(index as usize)
            .zip(details)
            .map(move |((flow, parts), detail)| FlowEntry {
                kind: FlowKind::ALL[flow.kind as usize],
                year: year(flow.year),
                amount: detail.is_stated.then_some(detail.amount),
                currency: String::from_utf8_lossy(&detail.currency).trim().to_owned(),
                value: match flow.gap {
                    0 => Value::Usd(Cents(parts.iter().sum())),
                    2 => Value::NotConverted,
                    3 => Value::OwnShareUnknown,
                    4 => Value::Suspicious,
                    _ => Value::NotStated,
                },
                basis: if flow.basis == 0 {
                    PriceBasis::Current
                } else {
                    PriceBasis::Constant2011
                },
                is_at_children: flow.is_at_children,
            })
    }

    /// Money by part, kind and year.
    pub fn cells(&self, index: ActivityIndex) -> impl Iterator<Item = CellEntry> {
        let width = self.heads[index as usize].width();
        self.money(index as usize).flat_map(move |(flow, parts)| {
            parts
                .chunks_exact(width)
                .enumerate()
                .map(move |(line, parts)| CellEntry {
                    line,
                    kind: FlowKind::ALL[flow.kind as usize],
                    year: year(flow.year),
                    basis: if flow.basis == 0 {
                        PriceBasis::Current
                    } else {
                        PriceBasis::Constant2011
                    },
                    usd: (flow.gap == 0).then_some(Cents(parts.iter().sum())),
                    is_at_children: flow.is_at_children,
                })
        })
    }

    /// Whether it is exposure or a legacy, which totals leave out unless asked.
    pub fn is_apart(&self, index: ActivityIndex) -> bool {
        let head = &self.heads[index as usize];
        head.is_exposure || head.is_legacy
    }

    /// Places, the country centroids and capitals included.
    pub fn places(&self, index: ActivityIndex) -> impl Iterator<Item = PlaceEntry<'_>> {
        let (start, count) = self.place_runs[index as usize];
        (start as usize..(start + count) as usize).map(|at| {
            let place = self.places[at];
            let (name, words) = name_and_words(self.place_names.get(at));
            let basis = self.place_bases[place.basis as usize].as_str();
            PlaceEntry {
                name,
                lat: f64::from(place.lat) / 1e6,
                lon: f64::from(place.lon) / 1e6,
                precision: place.precision,
                country: Country::all().nth(place.country as usize),
                basis: if words.is_empty() {
                    Cow::Borrowed(basis)
                } else {
                    Cow::Owned(format!("{basis}: {words}"))
                },
            }
        })
    }

    /// Long texts.
    pub fn long_texts(&self, index: ActivityIndex) -> LongTexts<'_> {
        let mut fields = self.long_texts.get(index as usize).split(SEPARATOR);
        let mut next = || fields.next().unwrap_or_default();
        let (description, agency_reported, aid_type) = (next(), next(), next());
        let (parent, same_as, joint_group) = (next(), next(), next());
        let provenance = Provenance {
            record: next().to_owned(),
            citation: next().to_owned(),
            url: next().to_owned(),
            date: Date::parse(next()),
            confidence: Confidence::from_code(next()),
            notes: next().to_owned(),
        };
        LongTexts {
            description,
            agency_reported,
            aid_type,
            parent,
            same_as,
            joint_group,
            provenance,
        }
    }
}
