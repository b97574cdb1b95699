//! Pairs of a country, block by block, never all of them (method 3.2): found, ranked, scored, kept.

use super::constant::{
    MAX_PARTNERS, SEC_COMPLEMENT, T_COMPLEMENT, T_OVERLAP, TIME_CAP_BELOW,
};
use super::near::NearIndex;
use super::parallel::in_chunks;
use super::relation::{Relation, Rule, may_complement, relation};
use super::score::{score, score_from, sector_of};
use super::shared::{SharedIndex, joint_keys, name_keys, word_keys, word_keys_asked};
use super::subject::{Subject, Subjects};
use super::time::period_similarity;

/// A related pair of subjects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The earlier subject.
    pub(super) a: u32,
    /// The later one.
    pub(super) b: u32,
    pub(super) relation: Relation,
    pub(super) rule: Rule,
    pub(super) score: f64,
}

/// What the search of a country gave.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// Ordered by subjects, each pair once.
    pub(super) edges: Vec<Edge>,
    /// Pairs that were looked at.
    pub(super) pairs: u64,
    /// Subjects with more partners than are scored, and how many were left out.
    pub(super) left_out: Vec<(u32, u32)>,
}

/// A possible partner of the subject at hand; the smaller `distance`, the nearer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) subject: u32,
    distance: u32,
}

/// Room for the partners of one subject, used again for the next.
#[derive(Debug)]
pub(super) struct Scratch {
    found: Vec<Found>,
    /// Position in `found` of each subject that is in it, plus one.
    slots: Vec<u32>,
    keys: Vec<u64>,
}

impl Scratch {
    fn new(subjects: usize) -> Self {
        Self {
            found: Vec::new(),
            slots: vec![0; subjects],
            keys: Vec::new(),
        }
    }

    fn slot(&mut self, subject: u32) -> (bool, &mut Found) {
        let slot = &mut self.slots[subject as usize];
        let is_new = *slot == 0;
        if is_new {
            self.found.push(Found {
                subject,
                distance: u32::MAX,
            });
            *slot = self.found.len() as u32;
        }
        (is_new, &mut self.found[*slot as usize - 1])
    }

    /// A subject with a place at the end of this chord; bits of positive floats are ordered as they are.
    pub(super) fn found_near(&mut self, subject: u32, square_chord: f32) {
        let (_, found) = self.slot(subject);
        found.distance = found.distance.min(square_chord.to_bits());
    }

    /// A subject that shares one more key.
    pub(super) fn found_shared(&mut self, subject: u32) {
        self.slot(subject).1.distance -= 1;
    }

    /// Keeps some of what was found, and makes the slots ready for the next subject.
    pub(super) fn keep(&mut self, keep: impl FnMut(&Found) -> bool) {
        for found in &self.found {
            self.slots[found.subject as usize] = 0;
        }
        self.found.retain(keep);
    }
}

/// How near a partner is: by its distance, then the days between the starts, then its place in the order.
type Rank = (u32, u32, u32);

/// What one block adds.
#[derive(Default)]
struct Block {
    edges: Vec<(Edge, u32)>,
    pairs: u64,
    /// Subjects with too many partners: the rank of the last that is scored, and how many are left out.
    limits: Vec<(u32, Rank, u32)>,
}

/// Subjects of one part of the work that is shared out.
const CHUNK: usize = 1_024;

/// All related pairs of a country.
pub(super) fn search(subjects: &Subjects) -> Search {
    let near = NearIndex::new(subjects);
    let joint = SharedIndex::new(subjects, joint_keys);
    let names = SharedIndex::new(subjects, name_keys);
    let words = SharedIndex::new(subjects, word_keys);
    let by_keys = |index: &SharedIndex, at, scratch: &mut Scratch, keys: fn(&Subject, &mut Vec<u64>)| {
        let mut asked = std::mem::take(&mut scratch.keys);
        asked.clear();
        keys(&subjects.get(at), &mut asked);
        index.find(subjects, at, &asked, scratch);
        scratch.keys = asked;
    };
    let blocks = [
        block(subjects, judge, |_, _| true, |at, scratch| {
            by_keys(&joint, at, scratch, joint_keys);
        }),
        block(subjects, judge_from, may_be_stored, |at, scratch| {
            near.find(subjects, at, scratch);
        }),
        block(subjects, judge, |_, _| true, |at, scratch| {
            by_keys(&names, at, scratch, name_keys);
        }),
        block(subjects, judge_from, may_be_stored, |at, scratch| {
            by_keys(&words, at, scratch, word_keys_asked);
        }),
    ];
    let mut search = Search::default();
    for block in blocks {
        search.pairs += block.pairs;
        search.left_out.extend(block.limits.iter().map(|(subject, _, count)| (*subject, *count)));
        let within = |subject: u32, rank: Rank| {
            let at = block.limits.binary_search_by_key(&subject, |(subject, _, _)| *subject);
            at.map_or(true, |at| rank <= block.limits[at].1)
        };
        let kept = block.edges.iter().filter(|(edge, distance)| {
            let gap = start_gap(&subjects.get(edge.a as usize), &subjects.get(edge.b as usize));
            block.limits.is_empty()
                || (within(edge.a, (*distance, gap, edge.b))
                    && within(edge.b, (*distance, gap, edge.a)))
        });
        search.edges.extend(kept.map(|(edge, _)| *edge));
    }
    search.edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
    search.edges.dedup_by_key(|edge| (edge.a, edge.b));
    search.left_out.sort_unstable();
    search
}

/// Relation, rule and score of a pair that is stored.
type Verdict = Option<(Relation, Rule, f64)>;

/// The full comparison.
fn judge(a: &Subject, b: &Subject) -> Verdict {
    let score = score(a, b);
    let (relation, rule) = relation(a, b, &score)?;
    (relation != Relation::Adjacent).then_some((relation, rule, score.score))
}

/// The same for pairs that only an overlap or a complement would bring in: the others come from the names.
fn judge_from(a: &Subject, b: &Subject) -> Verdict {
    let floor = if may_complement(a, b) { T_COMPLEMENT } else { T_OVERLAP };
    let score = score_from(a, b, floor)?;
    let (relation, rule) = relation(a, b, &score)?;
    (relation != Relation::Adjacent).then_some((relation, rule, score.score))
}

/// Whether sector and period allow an overlap or a complement: both need purposes of one category or
/// a strong link, and periods that are not under the cap for a gap, far less than five years apart.
fn may_be_stored(a: &Subject, b: &Subject) -> bool {
    sector_of(a, b) >= SEC_COMPLEMENT
        && period_similarity(a.head.period.as_ref(), b.head.period.as_ref())
            .is_some_and(|time| time >= TIME_CAP_BELOW)
}

/// Days between the starts of two subjects; the most when a period is unknown.
fn start_gap(a: &Subject, b: &Subject) -> u32 {
    match (a.head.period, b.head.period) {
        (Some(a), Some(b)) => a.start.abs_diff(b.start),
        _ => u32::MAX,
    }
}

/// Finds the partners of each subject, ranks them when there are too many, and judges each pair once.
///
/// A pair is scored when each is among the nearest of the other.
fn block(
    subjects: &Subjects,
    judge: fn(&Subject, &Subject) -> Verdict,
    is_possible: fn(&Subject, &Subject) -> bool,
    find: impl Fn(usize, &mut Scratch) + Sync,
) -> Block {
    let parts = in_chunks(subjects.len(), CHUNK, |range| {
        let mut scratch = Scratch::new(subjects.len());
        let mut part = Block::default();
        for at in range {
            scratch.found.clear();
            find(at, &mut scratch);
            let (a, index) = (subjects.get(at), at as u32);
            if scratch.found.len() > MAX_PARTNERS {
                scratch.found.retain(|found| is_possible(&a, &subjects.get(found.subject as usize)));
            }
            if scratch.found.len() > MAX_PARTNERS {
                let limit = nearest(subjects, &a, &mut scratch.found);
                part.limits.push((index, limit.0, limit.1));
            }
            for found in scratch.found.iter().filter(|found| found.subject > index) {
                let b = subjects.get(found.subject as usize);
                part.pairs += 1;
                if !is_possible(&a, &b) {
                    continue;
                }
                if let Some((relation, rule, score)) = judge(&a, &b) {
                    let edge = Edge {
                        a: index,
                        b: found.subject,
                        relation,
                        rule,
                        score,
                    };
                    part.edges.push((edge, found.distance));
                }
            }
        }
        part
    });
    let mut all = Block::default();
    for part in parts {
        all.edges.extend(part.edges);
        all.pairs += part.pairs;
        all.limits.extend(part.limits);
    }
    all
}

/// Keeps the nearest partners; gives the rank of the last and how many are left out.
fn nearest(subjects: &Subjects, a: &Subject, found: &mut Vec<Found>) -> (Rank, u32) {
    let rank = |found: &Found| {
        let b = subjects.get(found.subject as usize);
        (found.distance, start_gap(a, &b), found.subject)
    };
    let mut ranked: Vec<(Rank, Found)> = found.iter().map(|found| (rank(found), *found)).collect();
    ranked.select_nth_unstable_by_key(MAX_PARTNERS - 1, |(rank, _)| *rank);
    let left_out = ranked.len() - MAX_PARTNERS;
    ranked.truncate(MAX_PARTNERS);
    found.clear();
    found.extend(ranked.iter().map(|(_, found)| *found));
    (ranked[MAX_PARTNERS - 1].0, left_out as u32)
}
