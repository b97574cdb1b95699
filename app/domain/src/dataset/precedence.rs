//! What counts once: one source for each agency and country, money at one level of parent and child
//! (method 1.1, rules 3 and 4). Runs once, when the data set is finished.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::column::{ActivityIndex, Dataset};
use super::decision::LinkKind;
use super::tie::Groups;
use crate::activity::FlowKind;
use crate::agency::{Agency, Context};
use crate::status::Instrument;
use crate::table;

/// Which source is counted for which agency, the first of a list that has records of it in a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precedence {
    /// Lists by agency and instrument; the empty text stands for any.
    lists: BTreeMap<(String, String), Vec<String>>,
}

/// A list of sources cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrecedenceError {
    /// No agency has this code.
    #[error("no agency has the code “{0}”")]
    Agency(String),
    /// No instrument has this code.
    #[error("no instrument has the code “{0}”")]
    Instrument(String),
}

#[derive(Deserialize)]
struct Row {
    agency: String,
    instrument: String,
    sources: String,
}

impl Default for Precedence {
    fn default() -> Self {
        let rows = table::rows::<Row>(include_str!("table/precedence.csv"));
        let lists = rows.into_iter().map(|row| {
            let sources = row.sources.split('|').map(str::to_owned);
            ((row.agency, row.instrument), sources.collect())
        });
        Self {
            lists: lists.collect(),
        }
    }
}

impl Precedence {
    /// Sets the list of an agency, for one instrument or for all that have no list of their own.
    ///
    /// # Errors
    /// When there is no such agency or instrument.
    pub fn set(
        &mut self,
        agency: &str,
        instrument: &str,
        sources: Vec<String>,
    ) -> Result<(), PrecedenceError> {
        let known = Agency::from_code(agency);
        let known = known.ok_or_else(|| PrecedenceError::Agency(agency.to_owned()))?;
        if !instrument.is_empty() && Instrument::from_code(instrument).is_none() {
            return Err(PrecedenceError::Instrument(instrument.to_owned()));
        }
        let key = (known.code().to_owned(), instrument.to_lowercase());
        self.lists.insert(key, sources);
        Ok(())
    }

    /// A number that differs between precedences that differ.
    pub(super) fn digest(&self) -> impl Iterator<Item = u64> {
        self.lists.iter().flat_map(|((agency, instrument), list)| {
            let texts = [agency, instrument].into_iter().chain(list);
            texts.flat_map(|text| text.bytes().map(u64::from).chain([256]))
        })
    }

    /// Which list holds for an agency and an instrument, with a number that tells the lists of an agency apart.
    fn list(&self, agency: Agency, instrument: Option<Instrument>) -> (u8, &[String]) {
        let any = String::new();
        let find = |agency: &str, instrument: &str| {
            self.lists
                .get(&(agency.to_owned(), instrument.to_owned()))
                .map(Vec::as_slice)
        };
        if let Some(instrument) = instrument
            && let Some(list) = find(agency.code(), instrument.code())
        {
            return (1 + instrument.index() as u8, list);
        }
        let list = find(agency.code(), &any).or_else(|| find(&any, &any));
        (0, list.unwrap_or_default())
    }

    /// Rank of a source for an agency: the smallest is counted.
    fn rank(list: &[String], source: &str, agency: Agency) -> usize {
        let kind = match source.split_once(':') {
            Some(("iati", reporter))
                if Agency::from_iati(reporter, Context::default()) == Some(agency) =>
            {
                "iati"
            }
            Some(("iati", _)) => "iati-other",
            Some(("aiddata", _)) => "aiddata",
            _ => source,
        };
        let at = |kind: &str| list.iter().position(|known| known == kind);
        at(kind).or_else(|| at("iati-other")).unwrap_or(list.len())
    }
}

/// Marks the lines whose agency and country another source is counted for.
pub(super) fn choose_sources(dataset: &mut Dataset, precedence: &Precedence) {
    let agencies: Vec<Agency> = Agency::all().collect();
    // Few combinations occur: the lists are looked up once for each.
    let mut ranks: HashMap<(u8, u8, u16), (u8, usize)> = HashMap::new();
    let mut claims = Vec::with_capacity(dataset.heads.len());
    for (head, detail) in dataset.heads.iter().zip(&dataset.details) {
        let key = (head.agency, head.instrument, detail.source);
        let (group, rank) = *ranks.entry(key).or_insert_with(|| {
            let agency = agencies[usize::from(head.agency)];
            let instrument = Instrument::ALL.get(usize::from(head.instrument)).copied();
            let (group, list) = precedence.list(agency, instrument);
            let source = &dataset.sources[usize::from(detail.source)];
            (group, Precedence::rank(list, source, agency))
        });
        claims.push((group, (rank, detail.source)));
    }
    let mut chosen: HashMap<(u8, u8, u8), (usize, u16)> = HashMap::new();
    for (index, (group, claim)) in claims.iter().enumerate() {
        let agency = dataset.heads[index].agency;
        for line in &dataset.lines[dataset.line_run(index)] {
            chosen
                .entry((agency, *group, line.country))
                .and_modify(|best| *best = *claim.min(best))
                .or_insert(*claim);
        }
    }
    for (index, (group, claim)) in claims.iter().enumerate() {
        let agency = dataset.heads[index].agency;
        let lines = dataset.line_run(index);
        for line in &mut dataset.lines[lines] {
            line.is_counted = chosen[&(agency, *group, line.country)].1 == claim.1;
        }
    }
}

/// Leaves out the lines of records that people decided to be the same as others, where those count. Of several that
/// are the same, those come first that no decision names second.
pub(super) fn give_way(dataset: &mut Dataset) {
    let pairs: Vec<_> = dataset.ties.decided.accepted(LinkKind::Same).collect();
    let second: HashSet<ActivityIndex> = pairs.iter().map(|(_, same)| *same).collect();
    let mut groups = Groups::default();
    for (kept, same) in &pairs {
        groups.join(*kept, *same);
    }
    let mut members = groups.into_column();
    members.sort_by_key(|(member, first)| (*first, second.contains(member), *member));
    let mut taken: HashSet<(ActivityIndex, u8)> = HashSet::new();
    for (member, group) in members {
        let mut own = HashSet::new();
        for at in dataset.line_run(member as usize) {
            let line = &mut dataset.lines[at];
            if !line.is_counted {
                continue;
            }
            let claim = (group, line.country);
            if taken.contains(&claim) {
                line.is_counted = false;
                dataset.ties.given_way.push(at as u32);
            } else {
                own.insert(claim);
            }
        }
        taken.extend(own);
    }
    dataset.ties.given_way.sort_unstable();
}

/// Leaves the money of parents to their children of the same agency, kind by kind.
pub(super) fn count_one_level(dataset: &mut Dataset, parents: &[(ActivityIndex, String)]) {
    let mut covered: HashSet<(ActivityIndex, u8)> = HashSet::new();
    for (child, parent) in parents {
        let Some(parent) = dataset.find(parent).filter(|parent| parent != child) else {
            continue;
        };
        let is_of_agency =
            dataset.heads[parent as usize].agency == dataset.heads[*child as usize].agency;
        if !is_of_agency || dataset.ties.decided.is_rejected(*child, parent) {
            continue;
        }
        let flows = &dataset.flows[dataset.flow_run(*child as usize)];
        covered.extend(
            flows
                .iter()
                .filter(|flow| flow.gap == 0)
                .map(|flow| (parent, flow.kind)),
        );
    }
    for (parent, kind) in covered {
        let flows = dataset.flow_run(parent as usize);
        for flow in &mut dataset.flows[flows] {
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
        for to in references.get(reference).into_iter().flatten().copied() {
            lend(dataset, *from, to);
        }
    }
    let same: Vec<_> = dataset.ties.decided.accepted(LinkKind::Same).collect();
    for (kept, same) in same {
        lend(dataset, same, kept);
    }
}

/// Lends places to a record that has none.
fn lend(dataset: &mut Dataset, from: ActivityIndex, to: ActivityIndex) {
    if to != from && dataset.place_runs[to as usize].1 == 0 {
        dataset.place_runs[to as usize] = dataset.place_runs[from as usize];
        dataset.heads[to as usize].precision = dataset.heads[from as usize].precision;
    }
}
