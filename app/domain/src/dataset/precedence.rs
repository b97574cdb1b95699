//! What counts once: one source for each agency and country, money at one level of parent and child
//! (method 1.1, rules 3 and 4). Runs once, when the data set is finished.

use std::collections::{HashMap, HashSet};

use super::column::{ActivityIndex, Dataset, run};
use crate::activity::FlowKind;
use crate::agency::{Agency, Context};

/// Rank of a source for an agency: the smallest is counted.
fn rank(source: &str, agency: Agency) -> u8 {
    match source.split_once(':') {
        None if source == "dfc" => 0,
        Some(("iati", reporter))
            if Agency::from_iati(reporter, Context::default()) == Some(agency) =>
        {
            1
        }
        Some(_) => 2,
        None => 3,
    }
}

/// Marks the lines whose agency and country another source is counted for.
pub(super) fn choose_sources(dataset: &mut Dataset, agencies: &[Agency]) {
    let mut chosen: HashMap<(u8, u8), (u8, u16)> = HashMap::new();
    let claims = |index: usize| {
        let source = dataset.details[index].source;
        let agency = dataset.heads[index].agency;
        let rank = rank(&dataset.sources[source as usize], agencies[agency as usize]);
        (agency, (rank, source))
    };
    for index in 0..dataset.heads.len() {
        let (agency, claim) = claims(index);
        for line in &dataset.lines[run(&dataset.line_ends, index)] {
            chosen
                .entry((agency, line.country))
                .and_modify(|best| *best = claim.min(*best))
                .or_insert(claim);
        }
    }
    for index in 0..dataset.heads.len() {
        let (agency, source) = (dataset.heads[index].agency, dataset.details[index].source);
        for line in &mut dataset.lines[run(&dataset.line_ends, index)] {
            line.is_counted = chosen[&(agency, line.country)].1 == source;
        }
    }
}

/// Leaves the money of parents to their children of the same agency, kind by kind.
pub(super) fn count_one_level(dataset: &mut Dataset, parents: &[(ActivityIndex, String)]) {
    let mut covered: HashSet<(ActivityIndex, u8)> = HashSet::new();
    for (child, parent) in parents {
        let Some(parent) = dataset.find(parent).filter(|parent| parent != child) else {
            continue;
        };
        if dataset.heads[parent as usize].agency != dataset.heads[*child as usize].agency {
            continue;
        }
        let flows = &dataset.flows[run(&dataset.flow_ends, *child as usize)];
        covered.extend(
            flows
                .iter()
                .filter(|flow| flow.gap == 0)
                .map(|flow| (parent, flow.kind)),
        );
    }
    for (parent, kind) in covered {
        for flow in &mut dataset.flows[run(&dataset.flow_ends, parent as usize)] {
            flow.is_at_children |= flow.kind == kind && kind <= FlowKind::Disbursement as u8;
        }
    }
}

/// Lends the places of a record that is replaced to the record that replaces it and has none.
pub(super) fn lend_places(
    dataset: &mut Dataset,
    references: &HashMap<String, Vec<ActivityIndex>>,
    replaced: &[(ActivityIndex, String)],
) {
    for (from, reference) in replaced {
        let lent = dataset.place_runs[*from as usize];
        let precision = dataset.heads[*from as usize].precision;
        for to in references.get(reference).into_iter().flatten().copied() {
            if to != *from && dataset.place_runs[to as usize].1 == 0 {
                dataset.place_runs[to as usize] = lent;
                dataset.heads[to as usize].precision = precision;
            }
        }
    }
}
