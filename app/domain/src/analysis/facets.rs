//! Counts beside the values of each facet: how many activities a value would show, all other facets kept.

use serde::{Deserialize, Serialize};

use crate::dataset::{Dataset, Plan, focus_bits, priority_bits, theme_bits};
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
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
    let mut tally = Tallies::new();
    for (index, head) in data.heads().iter().enumerate() {
        let refused = plan.refused_by_head(head);
        if refused.count_ones() > 1 || !plan.admits(data, index, head) {
            continue;
        }
        let mut fits = false;
        for line in data
            .line_columns(index)
            .iter()
            .filter(|line| line.is_counted)
        {
            let refused_line = plan.refused_by_line(line);
            fits |= refused_line == 0;
            if refused != 0 || refused_line.count_ones() > 1 {
                continue;
            }
            for (facet, value) in [
                (Facet::Country, u16::from(line.country)),
                (Facet::Class, u16::from(line.class)),
                (Facet::Sector, line.purpose),
            ] {
                if refused_line & !(1 << facet.index()) == 0 {
                    tally.count(facet, value, index);
                }
            }
            if refused_line & !(1 << Facet::Sector.index()) == 0 {
                tally.count_category(line.category, index);
            }
        }
        if !fits {
            continue;
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
                tally.count(facet, u16::from(value), index);
            }
        }
        for (facet, bits) in [
            (Facet::Priority, u64::from(priority_bits(head))),
            (Facet::Focus, u64::from(focus_bits(head))),
            (Facet::Theme, theme_bits(head)),
        ] {
            if is_open(facet) {
                (0..facet.count() as u16)
                    .filter(|value| bits >> value & 1 == 1)
                    .for_each(|value| tally.count(facet, value, index));
            }
        }
    }
    tally.finish()
}

/// A counter with the last activity that it counted, plus one.
type Counter = (u32, u32);

struct Tallies {
    counters: Vec<Vec<Counter>>,
    categories: Vec<Counter>,
}

impl Tallies {
    fn new() -> Self {
        let counters = Facet::ALL
            .iter()
            .map(|facet| vec![(0, 0); facet.count()])
            .collect();
        Self {
            counters,
            categories: vec![(0, 0); crate::purpose::categories().len() + 1],
        }
    }

    fn count(&mut self, facet: Facet, value: FacetValue, index: usize) {
        bump(&mut self.counters[facet.index()][value as usize], index);
    }

    fn count_category(&mut self, category: u8, index: usize) {
        bump(&mut self.categories[category as usize], index);
    }

    fn finish(self) -> FacetCounts {
        let mut counts: Vec<Vec<u32>> = self
            .counters
            .into_iter()
            .map(|counters| counters.into_iter().map(|(count, _)| count).collect())
            .collect();
        // A category stands for itself and the codes under it.
        let sectors = &mut counts[Facet::Sector.index()];
        for (category, (count, _)) in crate::purpose::categories().iter().zip(self.categories) {
            let whole = &mut sectors[category.position() as usize];
            let alone = std::mem::replace(whole, count);
            sectors[sector::alone(*category) as usize] = alone;
        }
        FacetCounts(counts)
    }
}

fn bump((count, last): &mut Counter, index: usize) {
    let stamp = index as u32 + 1;
    *count += u32::from(*last != stamp);
    *last = stamp;
}
