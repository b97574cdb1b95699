//! Pairs of a country, block by block, never all of them (method 3.2): found, ranked, scored, kept.

use super::constant::{MAX_PARTNERS, SEC_COMPLEMENT, T_COMPLEMENT, T_OVERLAP};
use super::near::{NearIndex, along_rows};
use super::relation::{Relation, Rule, may_complement, relation};
use super::score::{score, score_from};
use super::shared::{SharedIndex, joint_keys, name_keys, word_keys, word_keys_asked};
use super::subject::{Subject, Subjects};
use crate::parallel::{in_chunks, sort_by};

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

    fn slot(&mut self, subject: u32) -> &mut Found {
        let slot = &mut self.slots[subject as usize];
        if *slot == 0 {
            self.found.push(Found {
                subject,
                distance: u32::MAX,
            });
            *slot = self.found.len() as u32;
        }
        &mut self.found[*slot as usize - 1]
    }

    /// A subject with a place at the end of this chord; bits of positive floats are ordered as they are.
    pub(super) fn found_near(&mut self, subject: u32, square_chord: f32) {
        let found = self.slot(subject);
        found.distance = found.distance.min(square_chord.to_bits());
    }

    /// A subject that shares one more key.
    pub(super) fn found_shared(&mut self, subject: u32) {
        self.slot(subject).distance -= 1;
    }

    /// Keeps what was found, and makes the slots ready for the next subject.
    pub(super) fn keep(&mut self) {
        for found in &self.found {
            self.slots[found.subject as usize] = 0;
        }
    }
}

/// How near a partner is: by its distance, then the days between the starts, then its place in the order.
type Rank = (u32, u32, u32);

/// Beyond every rank.
const ANY_RANK: Rank = (u32::MAX, u32::MAX, u32::MAX);

/// What one block adds.
#[derive(Default)]
struct Block {
    /// Edges with the distance of their ends, in the parts of the work.
    parts: Vec<Vec<(Edge, u32)>>,
    pairs: u64,
    /// The rank of the last partner that is scored, by subject; empty when none has too many.
    limits: Vec<Rank>,
    /// Subjects with too many partners, and how many are left out.
    left_out: Vec<(u32, u32)>,
}

impl Block {
    /// The edges of which each end is among the nearest of the other.
    fn edges(&self, subjects: &Subjects) -> Vec<Edge> {
        let within = |own: u32, other: u32, distance: u32| {
            let gap = || start_gap(subjects, own as usize, other as usize);
            let limit = self.limits.get(own as usize);
            limit.is_none_or(|limit| *limit == ANY_RANK || (distance, gap(), other) <= *limit)
        };
        let parts = in_chunks(self.parts.len(), 1, |range| {
            let edges = self.parts[range].iter().flatten();
            let kept = edges.filter(|(edge, distance)| {
                within(edge.a, edge.b, *distance) && within(edge.b, edge.a, *distance)
            });
            kept.map(|(edge, _)| *edge).collect::<Vec<_>>()
        });
        parts.concat()
    }
}

/// Subjects of one part of the work that is shared out.
const CHUNK: usize = 1_024;

/// All related pairs of a country.
pub(super) fn search(subjects: &Subjects) -> Search {
    let near = NearIndex::new(subjects);
    let joint = SharedIndex::new(subjects, joint_keys);
    let names = SharedIndex::new(subjects, name_keys);
    let words = SharedIndex::new(subjects, word_keys);
    let by_keys =
        |index: &SharedIndex, at, scratch: &mut Scratch, keys: fn(&Subject, &mut Vec<u64>)| {
            let mut asked = std::mem::take(&mut scratch.keys);
            asked.clear();
            keys(&subjects.get(at), &mut asked);
            index.find(subjects, at, &asked, scratch);
            scratch.keys = asked;
        };
    let all: Vec<u32> = (0..subjects.len() as u32).collect();
    let placed = along_rows(subjects);
    let blocks = [
        block(subjects, &all, judge, always, |at, scratch| {
            by_keys(&joint, at, scratch, joint_keys);
        }),
        block(
            subjects,
            &placed,
            judge_from,
            may_be_stored,
            |at, scratch| {
                near.find(subjects, at, scratch);
            },
        ),
        block(subjects, &all, judge, always, |at, scratch| {
            by_keys(&names, at, scratch, name_keys);
        }),
        block(subjects, &all, judge_from, may_be_stored, |at, scratch| {
            by_keys(&words, at, scratch, word_keys_asked);
        }),
    ];
    let mut search = Search::default();
    for block in blocks {
        search.edges.extend(block.edges(subjects));
        search.pairs += block.pairs;
        search.left_out.extend(block.left_out);
    }
    // What two blocks found is the same edge.
    sort_by(&mut search.edges, |x, y| (x.a, x.b).cmp(&(y.a, y.b)));
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
    let floor = if may_complement(a, b) {
        T_COMPLEMENT
    } else {
        T_OVERLAP
    };
    let score = score_from(a, b, floor)?;
    let (relation, rule) = relation(a, b, &score)?;
    (relation != Relation::Adjacent).then_some((relation, rule, score.score))
}

/// Days of a gap beyond which the sub-score of time is under the cap for a gap.
const MOST_DAYS_APART: i32 = 670;

/// Whether sector and period allow an overlap or a complement: both need purposes of one category or
/// a strong link, and periods that are not under the cap for a gap, far less than five years apart.
fn may_be_stored(subjects: &Subjects, a: usize, found: &Found) -> bool {
    let b = found.subject as usize;
    let (x, y) = (&subjects.glances()[a], &subjects.glances()[b]);
    let sector = || {
        let read = || subjects.get(a).sector(&subjects.get(b));
        x.sector(y).unwrap_or_else(read)
    };
    x.is_within(y, MOST_DAYS_APART) && sector() >= SEC_COMPLEMENT
}

/// What the names bring in is always compared.
const fn always(_: &Subjects, _: usize, _: &Found) -> bool {
    true
}

/// Days between the starts of two subjects.
fn start_gap(subjects: &Subjects, a: usize, b: usize) -> u32 {
    let glances = subjects.glances();
    glances[a].start.abs_diff(glances[b].start)
}

/// Finds the partners of these subjects, ranks them when there are too many, and judges each pair once.
///
/// A pair is scored when each is among the nearest of the other.
fn block(
    subjects: &Subjects,
    order: &[u32],
    judge: fn(&Subject, &Subject) -> Verdict,
    is_possible: impl Fn(&Subjects, usize, &Found) -> bool + Sync,
    find: impl Fn(usize, &mut Scratch) + Sync,
) -> Block {
    let parts = in_chunks(order.len(), CHUNK, |range| {
        let mut scratch = Scratch::new(subjects.len());
        let mut part = Part::default();
        for index in &order[range] {
            let at = *index as usize;
            let own = subjects.get(at);
            scratch.found.clear();
            find(at, &mut scratch);
            let is_possible = |found: &Found| is_possible(subjects, at, found);
            let is_sifted = scratch.found.len() > MAX_PARTNERS;
            if is_sifted {
                scratch.found.retain(is_possible);
            }
            if scratch.found.len() > MAX_PARTNERS {
                let (limit, left_out) = nearest(subjects, at, &mut scratch.found);
                part.limits.push((*index, limit, left_out));
            }
            for found in scratch.found.iter().filter(|found| found.subject > *index) {
                part.pairs += 1;
                if !is_sifted && !is_possible(found) {
                    continue;
                }
                let b = subjects.get(found.subject as usize);
                if let Some((relation, rule, score)) = judge(&own, &b) {
                    let edge = Edge {
                        a: *index,
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
    let mut block = Block::default();
    if parts.iter().any(|part| !part.limits.is_empty()) {
        block.limits = vec![ANY_RANK; subjects.len()];
    }
    for part in parts {
        block.pairs += part.pairs;
        for (subject, limit, left_out) in part.limits {
            block.limits[subject as usize] = limit;
            block.left_out.push((subject, left_out));
        }
        block.parts.push(part.edges);
    }
    block
}

/// What a part of the work on a block gave.
#[derive(Default)]
struct Part {
    edges: Vec<(Edge, u32)>,
    pairs: u64,
    /// Subjects with too many partners: the rank of the last that is scored, and how many are left out.
    limits: Vec<(u32, Rank, u32)>,
}

/// Keeps the nearest partners; gives the rank of the last and how many are left out.
fn nearest(subjects: &Subjects, at: usize, found: &mut Vec<Found>) -> (Rank, u32) {
    let rank = |found: &Found| {
        let gap = start_gap(subjects, at, found.subject as usize);
        (found.distance, gap, found.subject)
    };
    let mut ranked: Vec<(Rank, Found)> = found.iter().map(|found| (rank(found), *found)).collect();
    ranked.select_nth_unstable_by_key(MAX_PARTNERS - 1, |(rank, _)| *rank);
    let left_out = ranked.len() - MAX_PARTNERS;
    ranked.truncate(MAX_PARTNERS);
    found.clear();
    found.extend(ranked.iter().map(|(_, found)| *found));
    (ranked[MAX_PARTNERS - 1].0, left_out as u32)
}
