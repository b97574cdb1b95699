//! The one pass that every answer makes: the activities that a filter selects, and the money behind them.
//!
//! The money of an activity in an answer is that of its fitting lines, years and priorities. So the rows behind any
//! figure are those that the same filter lists.

use std::ops::Range;

use super::column::{Dataset, Ends, Head, Line};
use super::plan::{Plan, focus_bits, priority_bits};
use super::refusal::{IN_WORD, Refusals};
use crate::parallel::in_chunks;

/// Splits an amount equally over focus areas (method 2.5): missing cents go to the earlier areas.
pub(crate) fn focus_parts(cents: i64, areas: u8) -> impl Iterator<Item = (u32, i64)> {
    let count = i64::from(areas.count_ones().max(1));
    let (each, left) = (cents / count, (cents % count).abs());
    bits(areas)
        .zip(0..)
        .map(move |(area, nth)| (area, each + if nth < left { cents.signum() } else { 0 }))
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
    /// Cents by priority, in the order of the bits of `priorities`; one entry at least. Nothing where the filter leaves
    /// a priority out.
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
    /// Whether activities are asked for, too, that one facet refuses.
    fn asks_refused(&self) -> bool {
        false
    }
    /// An activity that is asked for and that nothing but these facets refuses, whether or not a line of it fits. Says
    /// whether the rest of it is wanted; what is refused shows no more.
    fn open(&mut self, _index: usize, _head: &Head, _refused: u16) -> bool {
        true
    }
    /// A fitting line of a selected activity.
    fn line(&mut self, _index: usize, _line: &Line) {}
    /// Known money of a fitting line that counts.
    fn cell(&mut self, _cell: Cell) {}
    /// A selected activity, after its lines and money.
    fn activity(&mut self, _index: usize, _head: &Head, _tally: Tally) {}
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

/// Activities that several passes look at in turn. What one has read still lies in the processor's cache for the next.
const TOGETHER: usize = 2_048;

/// Gives the parts of a range in which several passes take turns.
pub(crate) fn in_turns(range: Range<usize>, mut take: impl FnMut(Range<usize>)) {
    for from in range.clone().step_by(TOGETHER) {
        take(from..(from + TOGETHER).min(range.end));
    }
}

/// Activities that are looked at together. Their rows then lie in the processor's cache when they are read.
const BLOCK: usize = 256;

/// Makes a part of the pass.
pub(crate) fn scan_range<V: Visitor>(
    data: &Dataset,
    plan: &Plan,
    range: Range<usize>,
    visitor: &mut V,
) {
    let mut pass = Pass {
        data,
        plan,
        fitting: Vec::new(),
    };
    let mut block = [Wanted::default(); BLOCK];
    let mut from = range.start;
    while from < range.end {
        let to = (from + BLOCK).min(range.end);
        let mut count = 0;
        for first in (from..to).step_by(IN_WORD) {
            let some = first..(first + IN_WORD).min(to);
            let refusals = Refusals::new(plan, &data.heads[some.clone()]);
            let refused = if visitor.asks_refused() {
                refusals.several
            } else {
                refusals.any
            };
            for nth in bits(plan.finds(data, some) & !refused) {
                block[count] = Wanted {
                    index: first + nth as usize,
                    refused: refusals.of(nth),
                };
                count += 1;
            }
        }
        let wanted = &block[..count];
        if count < BLOCK / 2 {
            read_ahead::<V>(data, wanted);
        }
        for one in wanted {
            pass.visit(*one, visitor);
        }
        from = to;
    }
}

/// An activity whose head fits.
#[derive(Clone, Copy, Default)]
struct Wanted {
    index: usize,
    /// The facets that refuse it, a bit each.
    refused: u16,
}

/// Touches the rows of some activities, column after column: what one has to wait for in memory then comes while others
/// are asked for. Where most activities are wanted, the processor reads ahead by itself.
fn read_ahead<V: Visitor>(data: &Dataset, wanted: &[Wanted]) {
    let starts = || wanted.iter().map(|one| data.bounds(one.index).0);
    let lines = starts().filter_map(|from| data.lines.get(from.lines as usize));
    std::hint::black_box(lines.fold(0, |sum, line| sum ^ line.purpose));
    if !V::ASKS_MONEY {
        return;
    }
    let flows = starts().filter_map(|from| data.flows.get(from.flows as usize));
    let parts = starts().filter_map(|from| data.parts.get(from.parts as usize));
    std::hint::black_box((
        flows.fold(0, |sum, flow| sum ^ flow.year),
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
    fn visit<V: Visitor>(&mut self, Wanted { index, refused }: Wanted, visitor: &mut V) {
        let (data, plan) = (self.data, self.plan);
        let head = &data.heads[index];
        if !plan.admits(data, index, head) {
            return;
        }
        if !visitor.open(index, head, refused) || refused != 0 {
            return;
        }
        let (from, to) = data.bounds(index);
        let lines = &data.lines[from.lines as usize..to.lines as usize];
        self.fitting.clear();
        for (at, line) in (0_u32..).zip(lines) {
            if plan.fits_line(line) {
                self.fitting.push(at);
                visitor.line(index, line);
            }
        }
        if self.fitting.is_empty() {
            return;
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
            let flows = to.measured(from, plan.measure);
            if plan.has_priorities || plan.has_focus {
                money.count::<true>(flows, visitor)
            } else {
                money.count::<false>(flows, visitor)
            }
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
    /// Of the flows of the measure; whether the filter chooses among priorities or focus areas is told ahead.
    fn count<const NARROWS: bool>(&self, flows: Range<usize>, visitor: &mut impl Visitor) -> Tally {
        let mut tally = Tally::default();
        let leaves_out = self.head.is_exposure && !self.plan.include_exposure;
        let priorities = priority_bits(self.head);
        let width = self.head.width();
        let all_parts = self.from.parts as usize;
        // All bits of the priorities that are chosen, none of the others.
        let mut kept = [0; 8];
        if NARROWS {
            for (mask, priority) in kept.iter_mut().zip(bits(priorities)) {
                *mask = -i64::from(self.plan.priorities >> priority & 1);
            }
        }
        let mut narrowed = [0; 8];
        let first = flows.start - self.from.flows as usize;
        for (at, flow) in (first..).zip(&self.data.flows[flows]) {
            if !self.plan.counts(flow) {
                continue;
            }
            if flow.gap != 0 {
                tally.is_not_converted |= flow.gap == 2;
                continue;
            }
            let mut sum = 0;
            for line in self.fitting {
                let nth = at * self.lines.len() + *line as usize;
                let parts = &self.data.parts[all_parts + nth * width..][..width];
                let parts = if NARROWS {
                    for ((to, part), mask) in narrowed.iter_mut().zip(parts).zip(kept) {
                        *to = self.in_focus(part & mask);
                    }
                    &narrowed[..width]
                } else {
                    parts
                };
                let cents = parts.iter().sum::<i64>();
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
        if !self.plan.has_focus {
            return cents;
        }
        focus_parts(cents, focus_bits(self.head))
            .filter(|(area, _)| self.plan.focus >> area & 1 == 1)
            .map(|(_, part)| part)
            .sum()
    }
}

/// Positions of the bits that are set, ascending.
pub(crate) fn bits(mask: impl Into<u64>) -> impl Iterator<Item = u32> {
    let mut mask = mask.into();
    std::iter::from_fn(move || {
        let bit = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (bit < u64::BITS).then_some(bit)
    })
}
