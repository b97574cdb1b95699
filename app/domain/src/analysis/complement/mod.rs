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
use around::{Around, Stamps};
use gather::{Candidate, Gather};
use service::Services;

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
    let mut stamps = Stamps::default();
    let around = Around::new(data, &gather, as_of, need);
    let mut judged: Vec<(Candidate, Vec<ExpectedService>)> = candidates
        .into_iter()
        .map(|it| (it, around.judge(&it, &mut stamps)))
        .collect();
    let best = |expected: &[ExpectedService]| {
        expected
            .iter()
            .filter_map(|it| it.opportunity)
            .max_by(f64::total_cmp)
    };
    judged.sort_by(|(a, of_a), (b, of_b)| {
        let order = |it: &[ExpectedService]| best(it).unwrap_or(-1.0);
        (order(of_b).total_cmp(&order(of_a)))
            .then(b.usd.cmp(&a.usd))
            .then_with(|| data.id(a.activity).cmp(data.id(b.activity)))
    });
    let total = judged.len() as u64;
    let page = question.page;
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
            .filter_map(|(it, expected)| around.anchor(&it, expected, &mut stamps))
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
