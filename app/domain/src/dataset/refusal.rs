//! Which activities the facets of a filter refuse, told for sixty-four of them at a time: each facet that is narrowed
//! is asked for all of them before the next, and what is not narrowed is not asked.

use super::column::Head;
use super::plan::{Plan, focus_bits, priority_bits, theme_bits};
use crate::facet::Facet;

/// Activities that are told of together, a bit each.
pub(super) const IN_WORD: usize = u64::BITS as usize;

/// What the narrowed facets refuse of up to [`IN_WORD`] activities, a bit each, the first in the lowest bit.
pub(super) struct Refusals<'p> {
    narrowed: &'p [Facet],
    /// By each of the narrowed facets.
    by: [u64; Facet::ALL.len()],
    /// By one facet or more.
    pub(super) any: u64,
    /// By two or more.
    pub(super) several: u64,
}

impl<'p> Refusals<'p> {
    pub(super) fn new(plan: &'p Plan, heads: &[Head]) -> Self {
        let (mut any, mut several) = (0, 0);
        let mut by = [0; Facet::ALL.len()];
        for (word, facet) in by.iter_mut().zip(&plan.narrowed) {
            *word = refused_by(plan, *facet, heads);
            several |= any & *word;
            any |= *word;
        }
        Self {
            narrowed: &plan.narrowed,
            by,
            any,
            several,
        }
    }

    /// The facets that refuse one of them, a bit each.
    pub(super) fn of(&self, nth: u32) -> u16 {
        let by = self.narrowed.iter().zip(self.by);
        by.fold(0, |bits, (facet, word)| {
            bits | ((word >> nth & 1) as u16) << facet.index()
        })
    }
}

/// What one facet refuses. A facet of lines refuses an activity when none of its lines can fit.
fn refused_by(plan: &Plan, facet: Facet, heads: &[Head]) -> u64 {
    let chosen = plan.mask(facet);
    let has = |value: u8| chosen >> value & 1 == 1;
    match facet {
        Facet::Partner => marks(heads, |head| !has(head.partner)),
        Facet::Agency => marks(heads, |head| !has(head.agency)),
        Facet::Instrument => marks(heads, |head| !has(head.instrument)),
        Facet::Status => marks(heads, |head| !has(head.status)),
        Facet::Precision => marks(heads, |head| !has(head.precision)),
        Facet::Country => marks(heads, |head| chosen & u64::from(head.countries) == 0),
        Facet::Class => marks(heads, |head| chosen & u64::from(head.classes) == 0),
        Facet::Sector => marks(heads, |head| plan.categories & head.categories == 0),
        Facet::Priority => marks(heads, |head| chosen & u64::from(priority_bits(head)) == 0),
        Facet::Focus => marks(heads, |head| chosen & u64::from(focus_bits(head)) == 0),
        Facet::Theme => marks(heads, |head| chosen & theme_bits(head) == 0),
    }
}

/// A bit for each head, set where something is true of it.
pub(super) fn marks(heads: &[Head], is_marked: impl Fn(&Head) -> bool) -> u64 {
    let last_first = heads.iter().rev();
    last_first.fold(0, |word, head| word << 1 | u64::from(is_marked(head)))
}
