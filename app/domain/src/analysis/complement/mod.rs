//! Services around infrastructure (method 4): large works, the services expected around them, and what is missing.

mod answer;
mod around;
mod gather;
mod kind;
pub mod measure;
mod service;
mod time;

pub use answer::{Anchor, Basis, Complements, ExpectedService, NearService, SERVICES_LISTED};
pub use kind::{AnchorKind, Expected, need_of};
pub use time::time_weight;

use super::gap::NeedTable;
use super::projects::select;
use crate::METHOD_ID;
use crate::dataset::{Dataset, Plan, scan};
use crate::date::Date;
use crate::filter::Filter;
use crate::link::Question;
use crate::parallel::in_chunks;
use around::{Around, Stamps};
use gather::{Candidate, Gather};
use service::Services;

/// Anchors that are judged together by one thread.
const CHUNK: usize = if cfg!(debug_assertions) { 4 } else { 2_048 };

/// The anchors that a question selects, with the services around them (method 4).
///
/// Units: US dollars, kilometres, shares from 0 to 1. The filter chooses the anchors; services are those of the whole
/// portfolio in the same measure and prices. What it does not mean: that a service is absent in reality, only in what is
/// loaded.
pub fn complements(
    data: &Dataset,
    question: &Question,
    as_of: Date,
    need: &NeedTable,
) -> Complements {
    let filter = &question.filter;
    let (mut gather, candidates) = gathered(data, filter, as_of);
    gather.services.iter_mut().for_each(Services::seal);
    let around = Around::new(data, &gather, as_of, need);
    let best = |expected: &[ExpectedService]| {
        let known = expected.iter().filter_map(|it| it.opportunity);
        known.max_by(f64::total_cmp).unwrap_or(-1.0)
    };
    let parts = in_chunks(candidates.len(), CHUNK, |range| {
        let mut stamps = Stamps::default();
        let judged = candidates[range].iter().map(|it| {
            let expected = around.judge(it, &mut stamps);
            (best(&expected), it, expected)
        });
        judged.collect::<Vec<_>>()
    });
    let mut judged: Vec<_> = parts.into_iter().flatten().collect();
    judged.sort_by(|(best_of_a, a, _), (best_of_b, b, _)| {
        (best_of_b.total_cmp(best_of_a))
            .then(b.usd.cmp(&a.usd))
            .then_with(|| data.id(a.activity).cmp(data.id(b.activity)))
    });
    let total = judged.len() as u64;
    let page = question.page;
    let mut stamps = Stamps::default();
    let shown = judged
        .into_iter()
        .skip(page.offset())
        .take(page.size as usize);
    Complements {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        filter: Question::from(filter.clone()).query(),
        as_of,
        measure: filter.measure,
        prices: filter.prices,
        total,
        page: page.number,
        per_page: page.size,
        items: shown
            .filter_map(|(_, it, expected)| around.anchor(it, expected, &mut stamps))
            .collect(),
    }
}

/// How many anchors a filter selects: [`Complements::total`], without looking around them.
pub fn count_anchors(data: &Dataset, filter: &Filter, as_of: Date) -> u64 {
    gathered(data, filter, as_of).1.len() as u64
}

/// The services of the whole portfolio, and the anchors that a filter selects.
fn gathered<'a>(data: &'a Dataset, filter: &Filter, as_of: Date) -> (Gather<'a>, Vec<Candidate>) {
    let everything = filter.clone().widened();
    let mut gather = Gather::new(data, as_of);
    scan(data, &Plan::new(data, &everything), &mut gather);
    let mut candidates = std::mem::take(&mut gather.candidates);
    if *filter != everything {
        let selected: Vec<u32> = select(data, filter).iter().map(|row| row.index).collect();
        candidates.retain(|it| selected.binary_search(&it.activity).is_ok());
    }
    (gather, candidates)
}
