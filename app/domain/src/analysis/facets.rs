//! Counts beside the values of each facet: how many activities a value would show, all other facets kept.

use serde::{Deserialize, Serialize};

use super::bit_counts::BitCounts;
use crate::dataset::{
    Dataset, Head, Line, Plan, Visitor, focus_bits, priority_bits, scan_shared, theme_bits,
};
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
use crate::{purpose, sector};

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

    /// The counts of one facet taken from others.
    fn with(mut self, facet: Facet, others: &Self) -> Self {
        let at = facet.index();
        if let Some((own, other)) = self.0.get_mut(at).zip(others.0.get(at)) {
            own.clone_from(other);
        }
        self
    }
}

/// Which counts of a filter are those of all activities.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// All: it narrows nothing.
    All,
    /// Those of the only facet that it narrows: choosing another value would show what all activities have of that.
    Facet(Facet),
    /// None for certain.
    Nothing,
}

impl Known {
    pub(super) fn new(filter: &Filter) -> Self {
        let is_whole = |filter: &Filter| filter.is_empty() && !filter.include_legacy;
        let is_narrowed = |facet: &Facet| !filter.chosen(*facet).is_empty();
        match Facet::ALL.into_iter().find(is_narrowed) {
            None if is_whole(filter) => Self::All,
            Some(facet) if is_whole(&filter.clone().clear(facet)) => Self::Facet(facet),
            _ => Self::Nothing,
        }
    }
}

/// Counts the values of all facets in one pass.
///
/// An activity counts for a value of a facet when it fits all *other* facets: so it adds to every
/// facet when nothing refuses it, to one when only that one does, and to none otherwise. Codes of a
/// sector also count for their category.
pub fn facet_counts(data: &Dataset, filter: &Filter) -> FacetCounts {
    count(data, filter, Known::Nothing, &FacetCounts::default())
}

/// The same, when the counts of all activities are known.
pub(crate) fn facet_counts_beside(
    data: &Dataset,
    filter: &Filter,
    whole: &FacetCounts,
) -> FacetCounts {
    match Known::new(filter) {
        Known::All => whole.clone(),
        known => count(data, filter, known, whole),
    }
}

fn count(data: &Dataset, filter: &Filter, known: Known, whole: &FacetCounts) -> FacetCounts {
    let plan = Plan::new(data, filter);
    let new = || Counting {
        data,
        plan: &plan,
        tallies: Tallies::new(known),
    };
    let join = |whole: &mut Counting, part: Counting| whole.tallies.join(part.tallies);
    scan_shared(data, &plan, new, join).tallies.finish(whole)
}

/// The pass that only counts.
struct Counting<'a> {
    data: &'a Dataset,
    plan: &'a Plan,
    tallies: Tallies,
}

impl Visitor for Counting<'_> {
    const ASKS_MONEY: bool = false;

    fn asks_refused(&self) -> bool {
        self.tallies.asks_refused()
    }

    fn open(&mut self, index: usize, head: &Head, refused: u16) -> bool {
        self.tallies
            .take(self.data, self.plan, index, head, refused);
        false
    }
}

/// Where the bits of a facet begin in the word of an activity: one for each value. Sectors have too many.
const fn first_bit(facet: Facet) -> Option<u32> {
    Some(match facet {
        Facet::Theme => 0,
        Facet::Priority => 33,
        Facet::Focus => 41,
        Facet::Country => 49,
        Facet::Partner => 64,
        Facet::Class => 68,
        Facet::Instrument => 76,
        Facet::Status => 84,
        Facet::Precision => 92,
        Facet::Agency => 100,
        Facet::Sector => return None,
    })
}

/// Bits of values of a facet in the word of an activity.
const fn bits_of(facet: Facet, values: u64) -> u128 {
    match first_bit(facet) {
        Some(first) => (values as u128) << first,
        None => 0,
    }
}

/// Bits of all values of a facet; none of a facet without bits.
fn all_bits_of(facet: Facet) -> u128 {
    let values = 0..facet.count();
    match first_bit(facet) {
        Some(_) => values.fold(0, |bits, value| bits | bits_of(facet, 1 << value)),
        None => 0,
    }
}

/// The counts while a pass goes on.
pub(super) struct Tallies {
    /// Bits of the values of each facet.
    masks: [u128; Facet::ALL.len()],
    values: BitCounts,
    purposes: Vec<u32>,
    categories: Vec<u32>,
    /// Purposes of the activity at hand, so that several lines count once.
    seen: Vec<u16>,
    /// What need not be counted.
    known: Known,
}

impl Tallies {
    /// Nothing counted yet.
    pub(super) fn new(known: Known) -> Self {
        Self {
            masks: Facet::ALL.map(all_bits_of),
            values: BitCounts::new(),
            purposes: vec![0; Facet::Sector.count()],
            categories: vec![0; purpose::categories().len() + 1],
            seen: Vec::new(),
            known,
        }
    }

    /// Whether activities are asked for that one facet refuses: not when they would only count for what is known.
    pub(super) const fn asks_refused(&self) -> bool {
        matches!(self.known, Known::Nothing)
    }

    /// Counts an activity that is asked for and that nothing else refuses.
    pub(super) fn take(
        &mut self,
        data: &Dataset,
        plan: &Plan,
        index: usize,
        head: &Head,
        refused: u16,
    ) {
        if matches!(self.known, Known::All) {
            return;
        }
        // What a facet of the whole refuses counts for that alone.
        let of_whole = if refused & OF_LINES == 0 { refused } else { 0 };
        let lines = data.line_columns(index);
        let found = match (plan.narrows_lines(), of_whole) {
            (true, _) => self.take_lines(plan, of_whole, lines),
            (false, 0) => self.take_all_lines(head, lines),
            (false, _) => OfLines {
                fits: head.countries != 0,
                values: 0,
            },
        };
        let own = match of_whole {
            0 => u128::MAX,
            _ => self.masks[of_whole.trailing_zeros() as usize],
        };
        let own = if found.fits { own & word(head) } else { 0 };
        self.values.take(own | found.values);
    }

    /// What lines say when a filter may refuse some of them.
    fn take_lines(&mut self, plan: &Plan, of_whole: u16, lines: &[Line]) -> OfLines {
        let mut fits = false;
        let (mut countries, mut classes, mut categories) = (0_u64, 0_u64, 0_u64);
        self.seen.clear();
        for line in lines.iter().filter(|line| line.is_counted) {
            let refused = plan.refused_by_line(line);
            fits |= refused == 0;
            if of_whole != 0 || !is_one_at_most(refused) {
                continue;
            }
            let is_open = |facet: Facet| u64::from(refused & !(1 << facet.index()) == 0);
            countries |= is_open(Facet::Country) << line.country;
            classes |= is_open(Facet::Class) << line.class;
            if is_open(Facet::Sector) == 1 {
                self.take_sector(line, &mut categories, lines.len() == 1);
            }
        }
        let values = bits_of(Facet::Country, countries) | bits_of(Facet::Class, classes);
        OfLines { fits, values }
    }

    /// What lines say when no filter refuses any.
    fn take_all_lines(&mut self, head: &Head, lines: &[Line]) -> OfLines {
        let mut categories = 0;
        self.seen.clear();
        for line in lines.iter().filter(|line| line.is_counted) {
            self.take_sector(line, &mut categories, lines.len() == 1);
        }
        let (countries, classes) = (u64::from(head.countries), u64::from(head.classes));
        OfLines {
            fits: head.countries != 0,
            values: bits_of(Facet::Country, countries) | bits_of(Facet::Class, classes),
        }
    }

    /// Counts the purpose and the category of a line, each once for an activity.
    fn take_sector(&mut self, line: &Line, categories: &mut u64, is_alone: bool) {
        let category = usize::from(line.category);
        self.categories[category] += u32::from(*categories >> category & 1 == 0);
        *categories |= 1 << category;
        if is_alone || !self.seen.contains(&line.purpose) {
            self.purposes[usize::from(line.purpose)] += 1;
            self.seen.push(line.purpose);
        }
    }

    /// Adds what was found in another part of the data set.
    pub(super) fn join(&mut self, other: Self) {
        self.values.join(other.values);
        for (to, from) in [
            (&mut self.purposes, &other.purposes),
            (&mut self.categories, &other.categories),
        ] {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
    }

    /// All counts; `whole` are those of all activities.
    pub(super) fn finish(mut self, whole: &FacetCounts) -> FacetCounts {
        if matches!(self.known, Known::All) {
            return whole.clone();
        }
        // A category stands for itself and the codes under it.
        for (category, count) in purpose::categories().iter().zip(self.categories) {
            let whole = &mut self.purposes[category.position() as usize];
            let alone = std::mem::replace(whole, count);
            self.purposes[sector::alone(*category) as usize] = alone;
        }
        let values = self.values.finish();
        let counts = Facet::ALL.map(|facet| match first_bit(facet) {
            Some(first) => values[first as usize..][..facet.count()].to_vec(),
            None => std::mem::take(&mut self.purposes),
        });
        let counts = FacetCounts(counts.into());
        match self.known {
            Known::Facet(facet) => counts.with(facet, whole),
            Known::All | Known::Nothing => counts,
        }
    }
}

/// What the lines of an activity say: whether any fits, and the values for which they count.
struct OfLines {
    fits: bool,
    values: u128,
}

/// The facets of lines, one bit each.
const OF_LINES: u16 =
    1 << Facet::Country.index() | 1 << Facet::Class.index() | 1 << Facet::Sector.index();

const fn is_one_at_most(facets: u16) -> bool {
    facets & facets.wrapping_sub(1) == 0
}

/// The values of an activity in the facets that belong to the whole of it.
fn word(head: &Head) -> u128 {
    bits_of(Facet::Theme, theme_bits(head))
        | bits_of(Facet::Priority, u64::from(priority_bits(head)))
        | bits_of(Facet::Focus, u64::from(focus_bits(head)))
        | bits_of(Facet::Partner, 1 << head.partner)
        | bits_of(Facet::Agency, 1 << head.agency)
        | bits_of(Facet::Instrument, 1 << head.instrument)
        | bits_of(Facet::Status, 1 << head.status)
        | bits_of(Facet::Precision, 1 << head.precision)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_bit_of_its_own() {
        let mut taken = 0_u128;
        for facet in Facet::ALL
            .into_iter()
            .filter(|facet| first_bit(*facet).is_some())
        {
            for value in 0..facet.count() {
                let bit = bits_of(facet, 1 << value);
                assert!(bit != 0 && taken & bit == 0, "{} {value}", facet.key());
                taken |= bit;
            }
        }
    }
}
