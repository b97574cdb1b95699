//! The columns of the data set. Read through [`super::scan`] and [`super::entry`]; written by the builder.

use std::ops::Range;

use rust_decimal::Decimal;

use super::decision::Decided;
use super::placed::name_and_words;
use super::selection::Selection;
use super::stated::StatedLink;
use super::text::TextColumn;
use crate::activity::{Flags, FlowKind, SectorBasis};
use crate::classify::Nature;
use crate::country::Recipient;
use crate::date::Date;
use crate::filter::Measure;
use crate::marker::Markers;
use crate::partner::Partner;
use crate::place::Precision;
use crate::priority::PriorityWeights;
use crate::provenance::Run;

/// Position of an activity in its data set; meaningless in another.
pub type ActivityIndex = u32;

/// The year column's sign for *undated*.
pub(crate) const NO_YEAR: i16 = i16::MIN;

/// An immutable snapshot of everything imported.
#[derive(Debug, Default)]
pub struct Dataset {
    pub(super) version: String,
    pub(super) runs: Vec<Run>,
    /// Keys of the source data sets.
    pub(super) sources: Vec<String>,
    pub(super) years: Option<(i16, i16)>,

    pub(super) heads: Vec<Head>,
    pub(super) details: Vec<Detail>,
    pub(super) ends: Vec<Ends>,
    /// First place and number of places; an activity can borrow those of the record that it replaced.
    pub(super) place_runs: Vec<(u32, u32)>,
    pub(super) ids: TextColumn,
    pub(super) titles: TextColumn,
    pub(super) search: TextColumn,
    pub(super) long_texts: TextColumn,

    pub(super) lines: Vec<Line>,
    pub(super) line_details: Vec<LineDetail>,
    /// By activity, then kind.
    pub(super) flows: Vec<Flow>,
    pub(super) flow_details: Vec<FlowDetail>,
    /// Cents by flow, then line, then priority of the activity; whole where it has none.
    pub(super) parts: Vec<i64>,
    pub(super) places: Vec<PlaceColumn>,
    pub(super) place_names: TextColumn,
    pub(super) place_bases: Vec<String>,
    /// The distinct weights of priorities; activities point here.
    pub(super) weights: Vec<PriorityWeights>,
    /// Activities of each partner, and those that only history needs.
    pub(crate) of_partner: [Selection; Partner::ALL.len()],
    pub(crate) legacy: Selection,
    /// Positions ordered by identifier.
    pub(super) by_id: Vec<ActivityIndex>,
    /// Activities with a joint-financing group, and the first activity of it; by activity.
    pub(super) joints: Vec<(ActivityIndex, ActivityIndex)>,
    /// Activities with a named counterpart, and the first activity with the same; by activity.
    pub(super) counterparts: Vec<(ActivityIndex, ActivityIndex)>,
    pub(super) ties: ServerTies,
}

/// What ties records together and only the server asks for: not in the browser's form, and not in the printed form
/// by which the two are compared.
#[derive(Default)]
pub(super) struct ServerTies {
    /// Links that sources state.
    pub(super) stated: Vec<StatedLink>,
    /// What people decided about pairs.
    pub(super) decided: Decided,
    /// Positions of lines that would count if a decision had not told them the same as others.
    pub(super) given_way: Vec<u32>,
}

impl std::fmt::Debug for ServerTies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ServerTies")
    }
}

/// What a filter asks first: thirty-two bytes an activity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    /// Bits of the categories of its counted lines, *not reported* included.
    pub(crate) categories: u64,
    /// Bits of the years of its flows and of itself ([`super::summary::year_bit`]).
    pub(crate) years: u32,
    pub(crate) themes: u32,
    /// Year of an activity without money in the measure: of its start, else of any flow.
    pub(crate) year: i16,
    /// Bits of the countries of its counted lines.
    pub(crate) countries: u16,
    /// Bits of the classes of its counted lines.
    pub(crate) classes: u8,
    /// Country of all its local places; [`MIXED`] when they differ.
    pub(crate) place_country: u8,
    /// How many local places it has; [`MIXED`] when they have to be counted.
    pub(crate) local_places: u8,
    pub(crate) agency: u8,
    pub(crate) partner: u8,
    /// Facet values.
    pub(crate) status: u8,
    pub(crate) instrument: u8,
    pub(crate) precision: u8,
    /// Bits of the priorities with any weight.
    pub(crate) priorities: u8,
    /// Bits of the focus areas that it matches.
    pub(crate) focus: u8,
    pub(crate) is_exposure: bool,
    pub(crate) is_legacy: bool,
}

impl Head {
    /// How many priorities share an amount; without any it stays whole.
    pub(super) fn width(&self) -> usize {
        usize::from(WIDTHS[usize::from(self.priorities)])
    }
}

/// By the bits of the priorities. A table, because not every processor that this is compiled for counts bits.
const WIDTHS: [u8; 256] = {
    let mut widths = [1; 256];
    let mut bits = 1;
    while bits < widths.len() {
        widths[bits] = bits.count_ones() as u8;
        bits += 1;
    }
    widths
};

/// The sign of a head that the places themselves have to be read.
pub(crate) const MIXED: u8 = u8::MAX;

/// Where the runs of an activity end in the columns of its parts; they begin where those of the one before end.
/// Side by side, because a pass that needs one needs all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ends {
    pub(crate) lines: u32,
    /// Of its commitments, the first of its flows; of its disbursements, the next; of all its flows.
    pub(crate) commitments: u32,
    pub(crate) disbursements: u32,
    pub(crate) flows: u32,
    pub(crate) parts: u32,
}

impl Ends {
    /// Fills in the ends of commitments and disbursements; `flows` are those of the activity, ordered by kind.
    pub(super) fn mark_measures(&mut self, flows: &[Flow]) {
        let start = self.flows - flows.len() as u32;
        let end = |kind: FlowKind| flows.partition_point(|flow| flow.kind <= kind as u8) as u32;
        self.commitments = start + end(FlowKind::Commitment);
        self.disbursements = start + end(FlowKind::Disbursement);
    }

    /// The flows of a measure, where `before` are the ends of the activity before.
    pub(super) fn measured(self, before: Self, measure: Measure) -> Range<usize> {
        let (from, to) = match measure {
            Measure::Commitment => (before.flows, self.commitments),
            Measure::Disbursement => (self.commitments, self.disbursements),
        };
        from as usize..to as usize
    }
}

/// What only the page of an activity needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Detail {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) markers: Markers,
    pub(crate) flags: Flags,
    pub(crate) weights: u32,
    pub(crate) source: u16,
    pub(crate) run: u16,
    pub(crate) flow_type: u16,
    pub(crate) focus: u8,
    pub(crate) basis: SectorBasis,
    pub(crate) nature: Nature,
}

/// A part of an activity that is in scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Position of the purpose code; the number of codes when not reported.
    pub(crate) purpose: u16,
    /// Value of the country facet.
    pub(crate) country: u8,
    pub(crate) class: u8,
    /// Whether this source is the one counted for its agency and country (method 1.1, rule 3).
    pub(crate) is_counted: bool,
    /// Position of the category among the categories; their number when not reported.
    pub(crate) category: u8,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct LineDetail {
    pub(crate) share: u64,
    pub(crate) recipient: Recipient,
    pub(crate) physicality: u8,
    pub(crate) reason: u8,
}

/// Money of one kind and year.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow {
    pub(crate) year: i16,
    /// [`crate::activity::FlowKind`] as a number.
    pub(crate) kind: u8,
    /// [`crate::activity::PriceBasis`] as a number.
    pub(crate) basis: u8,
    /// 0 when the amount is known, else the reason why not.
    pub(crate) gap: u8,
    /// The children of the activity carry this kind of money (method 1.1, rule 4).
    pub(crate) is_at_children: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct FlowDetail {
    pub(crate) amount: Decimal,
    pub(crate) is_stated: bool,
    pub(crate) currency: [u8; 3],
}

/// A place; millionths of a degree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceColumn {
    pub(crate) lat: i32,
    pub(crate) lon: i32,
    pub(crate) precision: Precision,
    /// Value of the country facet; *not reported* when not stated.
    pub(crate) country: u8,
    /// Position in `place_bases`.
    pub(crate) basis: u8,
    /// Position of the first-level area among those of the country; [`NO_PROVINCE`] when it cannot be said.
    pub(crate) province: u8,
}

/// The sign of a place that lies in no first-level area, or is not known well enough for one.
pub(crate) const NO_PROVINCE: u8 = u8::MAX;

impl Dataset {
    /// Hash of the content, the method and the form: the same for the same records.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The import runs behind it, oldest first.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Day of the latest import (`YYYY-MM-DD`); empty before the first.
    pub fn date(&self) -> &str {
        let latest = self
            .runs
            .iter()
            .map(|run| run.finished.as_str())
            .max()
            .unwrap_or_default();
        latest.get(..10).unwrap_or_default()
    }

    /// How many activities it holds, counted or not.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// First and last year of dated commitments and disbursements.
    pub fn years(&self) -> Option<(i16, i16)> {
        self.years
    }

    /// The activity with this identifier.
    pub fn find(&self, id: &str) -> Option<ActivityIndex> {
        let position = self
            .by_id
            .binary_search_by(|index| self.ids.get(*index as usize).cmp(id))
            .ok()?;
        Some(self.by_id[position])
    }

    /// Positions in the order of the identifiers.
    pub fn by_id(&self) -> &[ActivityIndex] {
        &self.by_id
    }

    /// Orders the identifiers, for [`Dataset::find`].
    pub(super) fn order_ids(&mut self) {
        let mut by_id: Vec<ActivityIndex> = (0..self.len() as ActivityIndex).collect();
        by_id.sort_by(|a, b| self.ids.get(*a as usize).cmp(self.ids.get(*b as usize)));
        self.by_id = by_id;
    }

    /// Where the runs of an activity begin and end.
    pub(super) fn bounds(&self, index: usize) -> (Ends, Ends) {
        let before = index.checked_sub(1).map(|before| self.ends[before]);
        (before.unwrap_or_default(), self.ends[index])
    }

    pub(super) fn line_run(&self, index: usize) -> Range<usize> {
        let (from, to) = self.bounds(index);
        from.lines as usize..to.lines as usize
    }

    pub(super) fn flow_run(&self, index: usize) -> Range<usize> {
        let (from, to) = self.bounds(index);
        from.flows as usize..to.flows as usize
    }

    /// The flows of an activity, each with its cents by line, then priority: [`Head::width`] of them a line.
    pub(super) fn money(&self, index: usize) -> impl Iterator<Item = (&Flow, &[i64])> {
        self.money_of(index, self.flow_run(index))
    }

    /// The same of the flows of one measure.
    pub(super) fn money_in(
        &self,
        index: usize,
        measure: Measure,
    ) -> impl Iterator<Item = (&Flow, &[i64])> {
        let (from, to) = self.bounds(index);
        self.money_of(index, to.measured(from, measure))
    }

    fn money_of(&self, index: usize, run: Range<usize>) -> impl Iterator<Item = (&Flow, &[i64])> {
        let (from, to) = self.bounds(index);
        let width = (to.lines - from.lines) as usize * self.heads[index].width();
        let parts = &self.parts[from.parts as usize..to.parts as usize];
        let first = run.start - from.flows as usize;
        (first..)
            .zip(&self.flows[run])
            .map(move |(nth, flow)| (flow, &parts[nth * width..][..width]))
    }

    pub(crate) fn heads(&self) -> &[Head] {
        &self.heads
    }

    pub(crate) fn line_columns(&self, index: usize) -> &[Line] {
        &self.lines[self.line_run(index)]
    }

    /// Physicality in percent of a line, by its position among all lines.
    pub(crate) fn physicality(&self, position: usize) -> u8 {
        self.line_details[position].physicality
    }

    /// The places of an activity that say where the work is.
    pub(crate) fn local_places(&self, index: usize) -> impl Iterator<Item = &PlaceColumn> {
        let (start, count) = self.place_runs[index];
        self.places[start as usize..(start + count) as usize]
            .iter()
            .filter(|place| place.precision.is_local())
    }

    /// The same with their positions among all places.
    pub(crate) fn placed(&self, index: usize) -> impl Iterator<Item = (u32, &PlaceColumn)> {
        let (start, count) = self.place_runs[index];
        let places = &self.places[start as usize..(start + count) as usize];
        (start..)
            .zip(places)
            .filter(|(_, place)| place.precision.is_local())
    }

    /// The name of the place at a position among all places.
    pub(crate) fn place_name(&self, position: u32) -> &str {
        name_and_words(self.place_names.get(position as usize)).0
    }

    /// Memory that the columns take, in bytes.
    pub fn bytes(&self) -> usize {
        fn of<T>(column: &Vec<T>) -> usize {
            column.capacity() * size_of::<T>()
        }
        let texts = [
            &self.ids,
            &self.titles,
            &self.search,
            &self.long_texts,
            &self.place_names,
        ];
        of(&self.heads)
            + of(&self.details)
            + of(&self.ends)
            + of(&self.place_runs)
            + of(&self.lines)
            + of(&self.line_details)
            + of(&self.flows)
            + of(&self.flow_details)
            + of(&self.parts)
            + of(&self.places)
            + of(&self.weights)
            + of(&self.by_id)
            + (self.of_partner.len() + 1) * self.len().div_ceil(8)
            + of(&self.joints)
            + of(&self.counterparts)
            + of(&self.ties.stated)
            + of(&self.ties.given_way)
            + texts.iter().map(|text| text.bytes()).sum::<usize>()
    }
}
