//! The one pass that every answer makes: which activities a filter selects, and the money behind them.
//!
//! Selection works on lines: an activity is selected when its own properties fit and at least one of
//! its lines fits; its money in the answer is that of the fitting lines, years and priorities. So the
//! rows behind any figure are those that the same filter lists.

use std::ops::Range;

use super::column::{Dataset, Ends, Flow, Head, Line, NO_YEAR};
use super::summary::{OTHER_YEARS, YEARS_WITH_BIT, year_bit};
use super::text::fold;
use crate::agency::Agency;
use crate::area::Area;
use crate::facet::Facet;
use crate::filter::{Filter, Years};
use crate::parallel::in_chunks;
use crate::priority::{FocusArea, Priority};
use crate::purpose::PurposeCode;
use crate::sector;

/// The bit of *no priority* in [`Plan::priorities`].
const NO_PRIORITY: u8 = 1 << Priority::ALL.len();

/// The bit of *no focus area* in [`Plan::focus`].
const NO_FOCUS: u8 = 1 << FocusArea::ALL.len();

/// A filter made ready for a pass: masks and bitmaps instead of lists.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Allowed values of each facet that has one value an activity or line, one bit each.
    masks: [u64; Facet::ALL.len()],
    /// Whether any facet of the whole activity, or of its lines, is narrowed at all.
    narrows_heads: bool,
    narrows_lines: bool,
    /// Allowed positions of purpose codes, *not reported* included; none when all are.
    purposes: Option<Vec<u64>>,
    /// The categories of those positions.
    categories: u64,
    pub(crate) priorities: u8,
    pub(crate) has_priorities: bool,
    focus: u8,
    has_focus: bool,
    years: Years,
    /// Bits of these years, as heads have them.
    year_bits: u32,
    min: Option<i64>,
    kind: u8,
    basis: u8,
    include_exposure: bool,
    include_legacy: bool,
    pub(crate) area: Option<Area>,
    /// Activities whose texts hold all words; none when no words are asked for.
    found: Option<Vec<u64>>,
}

impl Plan {
    pub(crate) fn new(data: &Dataset, filter: &Filter) -> Self {
        let mask = |facet: Facet| match filter.chosen(facet) {
            [] => u64::MAX,
            values if facet == Facet::Sector => values.len() as u64,
            values => values.iter().fold(0, |mask, value| mask | 1 << value),
        };
        let masks = Facet::ALL.map(mask);
        let purposes = purposes(filter);
        let is_narrowed = |facet: &Facet| !filter.chosen(*facet).is_empty();
        let (of_lines, of_heads): (Vec<Facet>, Vec<Facet>) = Facet::ALL
            .into_iter()
            .partition(|facet| matches!(facet, Facet::Country | Facet::Class | Facet::Sector));
        let priorities = masks[Facet::Priority.index()] as u8;
        Self {
            masks,
            narrows_heads: of_heads.iter().any(is_narrowed),
            narrows_lines: of_lines.iter().any(is_narrowed),
            categories: purposes.as_deref().map_or(u64::MAX, categories),
            purposes,
            priorities,
            has_priorities: !filter.chosen(Facet::Priority).is_empty(),
            focus: masks[Facet::Focus.index()] as u8,
            has_focus: !filter.chosen(Facet::Focus).is_empty(),
            years: filter.years,
            year_bits: year_bits(filter.years),
            min: filter.min.map(|min| min.0),
            kind: filter.measure.flow_kind() as u8,
            basis: filter.prices.basis() as u8,
            include_exposure: filter.include_exposure,
            include_legacy: filter.include_legacy,
            area: filter.area,
            found: found(data, &filter.search),
        }
    }

    fn allows(&self, facet: Facet, value: u8) -> bool {
        self.masks[facet.index()] >> value & 1 == 1
    }

    /// Which of the facets of the whole activity refuse it, one bit each.
    pub(crate) fn refused_by_head(&self, head: &Head) -> u16 {
        let values = [
            (Facet::Partner, head.partner),
            (Facet::Agency, head.agency),
            (Facet::Instrument, head.instrument),
            (Facet::Status, head.status),
            (Facet::Precision, head.precision),
        ];
        let mut refused = values.iter().fold(0, |bits, (facet, value)| {
            bits | u16::from(!self.allows(*facet, *value)) << facet.index()
        });
        refused |= u16::from(self.priorities & priority_bits(head) == 0) << Facet::Priority.index();
        refused |= u16::from(self.focus & focus_bits(head) == 0) << Facet::Focus.index();
        refused
            | u16::from(self.masks[Facet::Theme.index()] & theme_bits(head) == 0)
                << Facet::Theme.index()
    }

    /// Which of the facets of a line refuse it, one bit each.
    pub(crate) fn refused_by_line(&self, line: &Line) -> u16 {
        u16::from(!self.allows(Facet::Country, line.country)) << Facet::Country.index()
            | u16::from(!self.allows(Facet::Class, line.class)) << Facet::Class.index()
            | u16::from(!self.allows_purpose(line.purpose)) << Facet::Sector.index()
    }

    /// Whether an activity may fit: its own properties do, and its lines could.
    fn fits_head(&self, head: &Head) -> bool {
        let could = self.masks[Facet::Country.index()] & u64::from(head.countries) != 0
            && self.masks[Facet::Class.index()] & u64::from(head.classes) != 0
            && self.categories & head.categories != 0;
        could && (!self.narrows_heads || self.refused_by_head(head) == 0)
    }

    fn fits_line(&self, line: &Line) -> bool {
        line.is_counted && (!self.narrows_lines || self.refused_by_line(line) == 0)
    }

    fn allows_purpose(&self, purpose: u16) -> bool {
        self.purposes
            .as_ref()
            .is_none_or(|bits| bits[purpose as usize / 64] >> (purpose % 64) & 1 == 1)
    }

    /// Whether words and legacy let an activity through, and its years may.
    pub(crate) fn finds(&self, index: usize, head: &Head) -> bool {
        let is_found = self
            .found
            .as_ref()
            .is_none_or(|bits| bits[index / 64] >> (index % 64) & 1 == 1);
        is_found && (!head.is_legacy || self.include_legacy) && self.year_bits & head.years != 0
    }

    /// Whether what else no facet covers lets an activity through: area, years, minimum.
    pub(crate) fn admits(&self, data: &Dataset, index: usize, head: &Head) -> bool {
        let is_here = |area: Area| {
            let mut places = data.local_places(index);
            places.any(|place| area.holds(place.lat, place.lon))
        };
        if !self.area.is_none_or(is_here) {
            return false;
        }
        if self.years.is_all() && self.min.is_none() {
            return true;
        }
        let flows = &data.flows[data.flow_run(index)];
        (self.years.is_all() || self.admits_years(flows, head))
            && self
                .min
                .is_none_or(|min| self.whole(data, index) >= Some(min))
    }

    /// An activity without money in the measure stands in the year in which it starts.
    fn admits_years(&self, flows: &[Flow], head: &Head) -> bool {
        let mut measured = flows
            .iter()
            .filter(|flow| self.is_measured(flow))
            .peekable();
        if measured.peek().is_none() {
            return self.years.contains(year(head.year));
        }
        measured.any(|flow| self.years.contains(year(flow.year)))
    }

    fn is_measured(&self, flow: &Flow) -> bool {
        flow.kind == self.kind && flow.basis == self.basis && !flow.is_at_children
    }

    /// Cents of an activity in the measure over all years, lines in scope and priorities; none when unknown.
    fn whole(&self, data: &Dataset, index: usize) -> Option<i64> {
        let lines = data.line_run(index);
        let cells = data.cells[data.cell_run(index)].chunks_exact(lines.len().max(1));
        let flows = data.flows[data.flow_run(index)].iter().zip(cells);
        let known = flows.filter(|(flow, _)| self.is_measured(flow) && flow.gap == 0);
        known
            .map(|(_, cells)| cells.iter().sum::<i64>())
            .reduce(|a, b| a + b)
    }
}

/// Bits of the years that fit; that of all years without a bit of their own is always among them.
fn year_bits(years: Years) -> u32 {
    let named = YEARS_WITH_BIT.chain([NO_YEAR]);
    let fitting = named.filter(|own| years.contains(year(*own)));
    fitting.fold(OTHER_YEARS, |bits, year| bits | year_bit(year))
}

fn purposes(filter: &Filter) -> Option<Vec<u64>> {
    let chosen = filter.chosen(Facet::Sector);
    if chosen.is_empty() {
        return None;
    }
    let entries = PurposeCode::all();
    let mut bits = vec![0_u64; entries.len() / 64 + 1];
    for value in chosen {
        if let Some(position) = sector::position_alone(*value) {
            bits[position as usize / 64] |= 1 << (position % 64);
            continue;
        }
        let under = |position: &usize| match (entries.get(*position), PurposeCode::at(*value)) {
            (Some(entry), Some(wanted)) => entry.code.is_under(wanted),
            (entry, wanted) => entry.is_none() && wanted.is_none(),
        };
        for position in (0..=entries.len()).filter(under) {
            bits[position / 64] |= 1 << (position % 64);
        }
    }
    Some(bits)
}

/// The categories of a bitmap of purpose positions, one bit each, *not reported* included.
fn categories(purposes: &[u64]) -> u64 {
    let known = crate::purpose::categories();
    let chosen =
        (0..=PurposeCode::all().len()).filter(|at| purposes[at / 64] >> (at % 64) & 1 == 1);
    chosen.fold(0, |bits, at| {
        let category = PurposeCode::at(at as u16).map(PurposeCode::category);
        bits | 1
            << category
                .and_then(|c| known.iter().position(|k| *k == c))
                .unwrap_or(known.len())
    })
}

fn found(data: &Dataset, search: &str) -> Option<Vec<u64>> {
    let folded = fold(search);
    let words = folded
        .split_whitespace()
        .map(|word| data.search.holding(word));
    words.reduce(|all, word| all.iter().zip(&word).map(|(a, b)| a & b).collect())
}

/// The priorities of an activity as bits, *no priority* included.
pub(crate) const fn priority_bits(head: &Head) -> u8 {
    if head.priorities == 0 {
        NO_PRIORITY
    } else {
        head.priorities
    }
}

/// The focus areas of an activity as bits, *no focus area* included.
pub(crate) const fn focus_bits(head: &Head) -> u8 {
    if head.focus == 0 {
        NO_FOCUS
    } else {
        head.focus
    }
}

/// Splits an amount equally over focus areas (method 2.5): missing cents go to the earlier areas.
pub(crate) fn focus_parts(cents: i64, areas: u8) -> impl Iterator<Item = (u32, i64)> {
    let count = i64::from(areas.count_ones().max(1));
    let (each, left) = (cents / count, (cents % count).abs());
    bits(areas)
        .zip(0..)
        .map(move |(area, nth)| (area, each + if nth < left { cents.signum() } else { 0 }))
}

/// The themes of an activity as bits, *not reported* included.
pub(crate) const fn theme_bits(head: &Head) -> u64 {
    if head.themes == 0 {
        1 << crate::theme::Theme::ALL.len()
    } else {
        head.themes as u64
    }
}

pub(crate) fn year(year: i16) -> Option<i16> {
    (year != NO_YEAR).then_some(year)
}

/// The known money of one line in one flow of a selected activity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell<'a> {
    pub(crate) head: &'a Head,
    pub(crate) line: &'a Line,
    /// Position of the line among all lines.
    pub(crate) position: usize,
    /// [`NO_YEAR`] when undated.
    pub(crate) year: i16,
    pub(crate) cents: i64,
    /// Cents by priority, in the order of the bits of `priorities`; one entry at least.
    pub(crate) parts: &'a [i64],
    /// The priorities of the activity, *no priority* included.
    pub(crate) priorities: u8,
    /// The priorities that the filter chooses.
    pub(crate) chosen: u8,
}

/// The money of a selected activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Cents that count; none when no amount is known.
    pub(crate) usd: Option<i64>,
    /// Cents of exposure that are left out of the total.
    pub(crate) exposure: Option<i64>,
    /// Some amount has no rate.
    pub(crate) is_not_converted: bool,
}

/// What an answer makes of the pass. For each selected activity: its lines, its money, itself.
pub(crate) trait Visitor {
    /// Whether money is asked for; what is only counted need not be summed.
    const ASKS_MONEY: bool = true;
    /// A fitting line of a selected activity.
    fn line(&mut self, _index: usize, _line: &Line) {}
    /// Known money of a fitting line that counts.
    fn cell(&mut self, _cell: Cell) {}
    /// A selected activity, after its lines and money.
    fn activity(&mut self, _index: usize, _head: &Head, _tally: Tally) {}
}

/// Two answers to one filter share the pass.
impl<A: Visitor, B: Visitor> Visitor for (A, B) {
    const ASKS_MONEY: bool = A::ASKS_MONEY || B::ASKS_MONEY;

    fn line(&mut self, index: usize, line: &Line) {
        self.0.line(index, line);
        self.1.line(index, line);
    }

    fn cell(&mut self, cell: Cell) {
        self.0.cell(cell);
        self.1.cell(cell);
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        self.0.activity(index, head, tally);
        self.1.activity(index, head, tally);
    }
}

/// Activities of one part of a pass that is shared out: fewer take less time than handing them to another thread.
/// Builds for tests share out small portfolios too, so that every law of the answers is also one of joining parts.
pub(crate) const SHARE: usize = if cfg!(debug_assertions) { 16 } else { 1 << 17 };

/// Makes the pass, shared out over the processors when there is much to do. `join` adds what a later part found.
pub(crate) fn scan_shared<V: Visitor + Send>(
    data: &Dataset,
    plan: &Plan,
    new: impl Fn() -> V + Sync,
    join: impl Fn(&mut V, V),
) -> V {
    let parts = in_chunks(data.len(), SHARE, |range| {
        let mut visitor = new();
        scan_range(data, plan, range, &mut visitor);
        visitor
    });
    let mut parts = parts.into_iter();
    let mut whole = parts.next().unwrap_or_else(&new);
    parts.for_each(|part| join(&mut whole, part));
    whole
}

/// Makes the pass.
pub(crate) fn scan(data: &Dataset, plan: &Plan, visitor: &mut impl Visitor) {
    scan_range(data, plan, 0..data.len(), visitor);
}

/// Activities that are looked at together. Their rows then lie in the processor's cache when they are read.
const BLOCK: usize = 256;

fn scan_range<V: Visitor>(data: &Dataset, plan: &Plan, range: Range<usize>, visitor: &mut V) {
    let mut pass = Pass {
        data,
        plan,
        fitting: Vec::new(),
    };
    let mut wanted = Vec::with_capacity(BLOCK);
    let mut from = range.start;
    while from < range.end {
        let to = (from + BLOCK).min(range.end);
        wanted.clear();
        let heads = (from..to).zip(&data.heads[from..to]);
        let fits =
            |(index, head): &(usize, &Head)| plan.fits_head(head) && plan.finds(*index, head);
        wanted.extend(
            heads
                .filter(fits)
                .map(|(index, _)| (index, data.bounds(index))),
        );
        if wanted.len() < BLOCK / 2 {
            read_ahead(data, &wanted);
        }
        for (index, bounds) in &wanted {
            pass.visit(*index, *bounds, visitor);
        }
        from = to;
    }
}

/// Touches the rows of some activities, column after column: what one has to wait for in memory then comes while others
/// are asked for. Where most activities are wanted, the processor reads ahead by itself.
fn read_ahead(data: &Dataset, wanted: &[(usize, (Ends, Ends))]) {
    let starts = || wanted.iter().map(|(_, (from, _))| from);
    let lines = starts().filter_map(|from| data.lines.get(from.lines as usize));
    let flows = starts().filter_map(|from| data.flows.get(from.flows as usize));
    let cells = starts().filter_map(|from| data.cells.get(from.cells as usize));
    let parts = starts().filter_map(|from| data.parts.get(from.parts as usize));
    std::hint::black_box((
        lines.fold(0, |sum, line| sum ^ line.purpose),
        flows.fold(0, |sum, flow| sum ^ flow.year),
        cells.fold(0, |sum, cents| sum ^ cents),
        parts.fold(0, |sum, cents| sum ^ cents),
    ));
}

/// One pass, and what it keeps to use again.
struct Pass<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    /// Positions of the fitting lines of the activity at hand.
    fitting: Vec<u32>,
}

impl Pass<'_> {
    /// Shows an activity whose head fits to a visitor, if the rest of it fits too.
    fn visit<V: Visitor>(&mut self, index: usize, (from, to): (Ends, Ends), visitor: &mut V) {
        let (data, plan) = (self.data, self.plan);
        let head = &data.heads[index];
        if !plan.admits(data, index, head) {
            return;
        }
        let lines = &data.lines[from.lines as usize..to.lines as usize];
        let fitting = (0_u32..)
            .zip(lines)
            .filter(|(_, line)| plan.fits_line(line));
        self.fitting.clear();
        self.fitting.extend(fitting.map(|(at, _)| at));
        if self.fitting.is_empty() {
            return;
        }
        for at in &self.fitting {
            visitor.line(index, &lines[*at as usize]);
        }
        let tally = if V::ASKS_MONEY {
            let money = Money {
                data,
                plan,
                head,
                lines,
                fitting: &self.fitting,
                from,
            };
            money.count(&data.flows[from.flows as usize..to.flows as usize], visitor)
        } else {
            Tally::default()
        };
        visitor.activity(index, head, tally);
    }
}

/// The money of one activity during the pass.
struct Money<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    head: &'a Head,
    lines: &'a [Line],
    fitting: &'a [u32],
    /// Where its runs begin.
    from: Ends,
}

impl Money<'_> {
    fn count(&self, flows: &[Flow], visitor: &mut impl Visitor) -> Tally {
        let mut tally = Tally::default();
        let leaves_out = self.head.is_exposure && !self.plan.include_exposure;
        let priorities = priority_bits(self.head);
        let width = priorities.count_ones() as usize;
        let (cells, all_parts) = (self.from.cells as usize, self.from.parts as usize);
        let mut narrowed = [0; 8];
        for (at, flow) in flows.iter().enumerate() {
            if !self.plan.is_measured(flow) || !self.plan.years.contains(year(flow.year)) {
                continue;
            }
            if flow.gap != 0 {
                tally.is_not_converted |= flow.gap == 2;
                continue;
            }
            let mut sum = 0;
            for line in self.fitting {
                let nth = at * self.lines.len() + *line as usize;
                let whole = &self.data.cells[cells + nth..=cells + nth];
                let parts = if width > 1 {
                    &self.data.parts[all_parts + nth * width..][..width]
                } else {
                    whole
                };
                let parts = if self.plan.has_focus {
                    for (to, part) in narrowed.iter_mut().zip(parts) {
                        *to = self.in_focus(*part);
                    }
                    &narrowed[..parts.len()]
                } else {
                    parts
                };
                let cents = if self.plan.has_priorities {
                    chosen_parts(self.plan.priorities, priorities, parts)
                } else if self.plan.has_focus {
                    parts.iter().sum()
                } else {
                    whole[0]
                };
                sum += cents;
                if !leaves_out {
                    let chosen = self.plan.priorities;
                    visitor.cell(Cell {
                        head: self.head,
                        line: &self.lines[*line as usize],
                        position: (self.from.lines + line) as usize,
                        year: flow.year,
                        cents,
                        parts,
                        priorities,
                        chosen,
                    });
                }
            }
            let total = if leaves_out {
                &mut tally.exposure
            } else {
                &mut tally.usd
            };
            *total = Some(total.unwrap_or_default() + sum);
        }
        tally
    }

    /// What the chosen focus areas have of an amount.
    fn in_focus(&self, cents: i64) -> i64 {
        focus_parts(cents, focus_bits(self.head))
            .filter(|(area, _)| self.plan.focus >> area & 1 == 1)
            .map(|(_, part)| part)
            .sum()
    }
}

fn chosen_parts(chosen: u8, priorities: u8, parts: &[i64]) -> i64 {
    bits(priorities)
        .zip(parts)
        .filter(|(bit, _)| chosen >> bit & 1 == 1)
        .map(|(_, part)| part)
        .sum()
}

/// Positions of the bits that are set, ascending.
pub(crate) fn bits(mut mask: u8) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < 8).then_some(bit)
    })
}

/// The agency of a head.
pub(crate) fn agency(head: &Head) -> Option<Agency> {
    Agency::all().nth(head.agency as usize)
}
