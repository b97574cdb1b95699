//! Counts beside the values of each facet: how many activities a value would show, all other facets kept.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::dataset::{
    Dataset, Head, Line, Plan, SHARE, bits, focus_bits, priority_bits, theme_bits,
};
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
use crate::parallel::in_chunks;
use crate::sector;

/// For each facet in order, for each of its values in order, the number of activities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetCounts(Vec<Vec<u32>>);

impl FacetCounts {
    /// Activities that choosing this value would show.
    pub fn of(&self, facet: Facet, value: FacetValue) -> u32 {
        self.0
            .get(facet.index())
            .and_then(|counts| counts.get(value as usize))
            .copied()
            .unwrap_or_default()
    }
}

/// Counts the values of all facets in one pass.
///
/// An activity counts for a value of a facet when it fits all *other* facets: so it adds to every
/// facet when nothing refuses it, to one when only that one does, and to none otherwise. Codes of a
/// sector also count for their category.
pub fn facet_counts(data: &Dataset, filter: &Filter) -> FacetCounts {
    let plan = Plan::new(data, filter);
    let parts = in_chunks(data.len(), SHARE, |range| {
        let mut tally = Tallies::new();
        tally.take_all(data, &plan, range);
        tally
    });
    let mut parts = parts.into_iter();
    let mut whole = parts.next().unwrap_or_else(Tallies::new);
    parts.for_each(|part| whole.join(&part));
    whole.finish()
}

/// Where the counters of a facet begin among those of all.
static STARTS: LazyLock<[usize; Facet::ALL.len() + 1]> = LazyLock::new(|| {
    let mut starts = [0; Facet::ALL.len() + 1];
    for facet in Facet::ALL {
        starts[facet.index() + 1] = starts[facet.index()] + facet.count();
    }
    starts
});

/// The pass that counts.
pub(super) struct Tallies {
    starts: [usize; Facet::ALL.len() + 1],
    counts: Vec<u32>,
    categories: Vec<u32>,
    /// Activities that no other facet refuses, by all their priorities and by all their focus areas at once.
    priorities: [u32; 1 << u8::BITS],
    focus: [u32; 1 << u8::BITS],
    /// What the lines of the activity at hand have counted, so that several count once.
    seen: Vec<Seen>,
    /// The line at hand is the only one of its activity, so that nothing can count twice.
    is_alone: bool,
}

/// A facet of lines, or the category of a purpose code, with its value.
type Seen = (Option<Facet>, u16);

impl Tallies {
    pub(super) fn new() -> Self {
        let starts = *STARTS;
        Self {
            starts,
            counts: vec![0; starts[Facet::ALL.len()]],
            categories: vec![0; crate::purpose::categories().len() + 1],
            priorities: [0; 1 << u8::BITS],
            focus: [0; 1 << u8::BITS],
            seen: Vec::new(),
            is_alone: false,
        }
    }

    /// Counts what is in a part of the data set.
    pub(super) fn take_all(&mut self, data: &Dataset, plan: &Plan, range: Range<usize>) {
        let heads = data.heads()[range.clone()].iter();
        for (index, head) in range.zip(heads) {
            self.take(data, plan, index, head);
        }
    }

    fn take(&mut self, data: &Dataset, plan: &Plan, index: usize, head: &Head) {
        let refused = plan.refused_by_head(head);
        let is_refused = refused & refused.wrapping_sub(1) != 0;
        if is_refused || !plan.finds(index, head) || !plan.admits(data, index, head) {
            return;
        }
        if !self.take_lines(plan, refused, data.line_columns(index)) {
            return;
        }
        let is_open = |facet: Facet| refused & !(1 << facet.index()) == 0;
        for (facet, value) in [
            (Facet::Partner, head.partner),
            (Facet::Agency, head.agency),
            (Facet::Instrument, head.instrument),
            (Facet::Status, head.status),
            (Facet::Precision, head.precision),
        ] {
            if is_open(facet) {
                self.count(facet, u16::from(value));
            }
        }
        if is_open(Facet::Priority) {
            self.priorities[usize::from(priority_bits(head))] += 1;
        }
        if is_open(Facet::Focus) {
            self.focus[usize::from(focus_bits(head))] += 1;
        }
        let mut themes = if is_open(Facet::Theme) {
            theme_bits(head)
        } else {
            0
        };
        while themes != 0 {
            self.count(Facet::Theme, themes.trailing_zeros() as u16);
            themes &= themes - 1;
        }
    }

    /// Counts the values of the lines; gives whether any line fits.
    fn take_lines(&mut self, plan: &Plan, refused: u16, lines: &[Line]) -> bool {
        self.seen.clear();
        self.is_alone = lines.len() == 1;
        let mut fits = false;
        for line in lines.iter().filter(|line| line.is_counted) {
            let refused_line = plan.refused_by_line(line);
            fits |= refused_line == 0;
            if refused != 0 || refused_line & refused_line.wrapping_sub(1) != 0 {
                continue;
            }
            for (facet, value) in [
                (Facet::Country, u16::from(line.country)),
                (Facet::Class, u16::from(line.class)),
                (Facet::Sector, line.purpose),
            ] {
                if refused_line & !(1 << facet.index()) == 0 && self.is_new(Some(facet), value) {
                    self.count(facet, value);
                }
            }
            let category = line.category;
            if refused_line & !(1 << Facet::Sector.index()) == 0
                && self.is_new(None, u16::from(category))
            {
                self.categories[usize::from(category)] += 1;
            }
        }
        fits
    }

    fn is_new(&mut self, facet: Option<Facet>, value: u16) -> bool {
        if self.is_alone {
            return true;
        }
        let is_new = !self.seen.contains(&(facet, value));
        if is_new {
            self.seen.push((facet, value));
        }
        is_new
    }

    fn count(&mut self, facet: Facet, value: FacetValue) {
        self.counts[self.starts[facet.index()] + usize::from(value)] += 1;
    }

    /// Adds what was found in another part of the data set.
    pub(super) fn join(&mut self, other: &Self) {
        for (to, from) in [
            (&mut self.counts[..], &other.counts[..]),
            (&mut self.categories, &other.categories),
            (&mut self.priorities, &other.priorities),
            (&mut self.focus, &other.focus),
        ] {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
    }

    pub(super) fn finish(mut self) -> FacetCounts {
        for (facet, at_once) in [
            (Facet::Priority, self.priorities),
            (Facet::Focus, self.focus),
        ] {
            let counts = &mut self.counts[self.starts[facet.index()]..];
            for (set, count) in (0_u8..=u8::MAX).zip(at_once) {
                bits(set).for_each(|value| counts[value as usize] += count);
            }
        }
        let facets = self.starts.windows(2);
        let mut counts: Vec<Vec<u32>> = facets
            .map(|bounds| self.counts[bounds[0]..bounds[1]].to_vec())
            .collect();
        // A category stands for itself and the codes under it.
        let sectors = &mut counts[Facet::Sector.index()];
        for (category, count) in crate::purpose::categories().iter().zip(self.categories) {
            let whole = &mut sectors[category.position() as usize];
            let alone = std::mem::replace(whole, count);
            sectors[sector::alone(*category) as usize] = alone;
        }
        FacetCounts(counts)
    }
}
