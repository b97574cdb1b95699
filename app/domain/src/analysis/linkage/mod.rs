//! Which records tell of one project: parts, phases, tranches, joint and parallel finance, the same project in two
//! sources. What sources state comes first, then what people decided, then cautious matching with a score.
//!
//! A match is a question to the reader. It changes no total, makes no pair joint and lends no place; only what a
//! source states or a person decided does that (method 1.1, rules 3, 4 and 6).

mod evidence;
mod find;
mod stem;

use std::collections::HashSet;

pub use evidence::{Evidence, LEAST_SCORE};

use crate::dataset::{ActivityIndex, Dataset, LinkKind, Verdict};

/// What a link rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// A source states it.
    Stated,
    /// Somebody decided it.
    Decided,
    /// Titles, amounts, years and places agree.
    Matched,
}

impl Basis {
    /// The code in the API.
    pub const fn code(self) -> &'static str {
        ["stated", "decided", "matched"][self as usize]
    }
}

/// Two records that tell of one project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// A record; of part and whole, the part.
    pub a: ActivityIndex,
    /// The other.
    pub b: ActivityIndex,
    /// How they belong together.
    pub kind: LinkKind,
    /// What that rests on.
    pub basis: Basis,
    /// What agrees, when it was matched.
    pub evidence: Option<Evidence>,
}

/// All links of a data set.
#[derive(Debug, Default)]
pub struct Linkage {
    /// Twice each, by the record on either side.
    by_side: Vec<(ActivityIndex, u32)>,
    links: Vec<Link>,
    /// Pairs that somebody rejected and that would be linked otherwise.
    rejected: usize,
}

impl Linkage {
    /// Finds the links of a data set.
    ///
    /// # Method
    /// Section 1.1; the score is [`Evidence::score`].
    pub fn new(data: &Dataset) -> Self {
        let decided = data.decided();
        let mut taken = HashSet::new();
        let mut links = Vec::new();
        let mut rejected = 0;
        let mut take = |link: Link| {
            let is_new = taken.insert((link.a.min(link.b), link.a.max(link.b)));
            let is_rejected = decided.is_rejected(link.a, link.b);
            rejected += usize::from(is_new && is_rejected);
            if is_new && !is_rejected {
                links.push(link);
            }
        };
        for pair in decided.iter() {
            if let Verdict::Accept(kind) = pair.verdict {
                take(Link {
                    a: pair.a,
                    b: pair.b,
                    kind,
                    basis: Basis::Decided,
                    evidence: None,
                });
            }
        }
        for (a, b, kind) in data.stated_links() {
            take(Link {
                a: *a,
                b: *b,
                kind: *kind,
                basis: Basis::Stated,
                evidence: None,
            });
        }
        for link in find::matches(data) {
            take(link);
        }
        let mut by_side: Vec<(ActivityIndex, u32)> = (0..)
            .zip(&links)
            .flat_map(|(at, link)| [(link.a, at), (link.b, at)])
            .collect();
        by_side.sort_unstable();
        Self {
            by_side,
            links,
            rejected,
        }
    }

    /// All links.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// Pairs that somebody rejected and that would be linked otherwise.
    pub const fn rejected(&self) -> usize {
        self.rejected
    }

    /// The links of a record with the record on the other side: what is stated first, then by score.
    pub fn of(&self, index: ActivityIndex) -> Vec<(ActivityIndex, &Link)> {
        let start = self.by_side.partition_point(|(side, _)| *side < index);
        let mut found: Vec<(ActivityIndex, &Link)> = self.by_side[start..]
            .iter()
            .take_while(|(side, _)| *side == index)
            .filter_map(|(_, at)| self.links.get(*at as usize))
            .map(|link| (if link.a == index { link.b } else { link.a }, link))
            .collect();
        let score = |link: &Link| link.evidence.map_or(1.0, Evidence::score);
        found.sort_by(|(x, a), (y, b)| {
            let by_score = score(b).total_cmp(&score(a));
            a.basis.cmp(&b.basis).then(by_score).then(x.cmp(y))
        });
        found
    }

    /// Into how many projects the records of a test fall when all linked ones are taken as one.
    pub fn projects(&self, data: &Dataset, passes: impl Fn(ActivityIndex) -> bool) -> u64 {
        let mut first: Vec<ActivityIndex> = (0..data.len() as ActivityIndex).collect();
        for link in &self.links {
            let [a, b] = [link.a, link.b].map(|index| root(&mut first, index));
            first[a.max(b) as usize] = a.min(b);
        }
        let members = (0..data.len() as ActivityIndex).filter(|index| passes(*index));
        let roots: HashSet<ActivityIndex> = members.map(|index| root(&mut first, index)).collect();
        roots.len() as u64
    }
}

/// The first of the set that a record is in; paths are halved on the way.
fn root(first: &mut [ActivityIndex], mut index: ActivityIndex) -> ActivityIndex {
    while first[index as usize] != index {
        first[index as usize] = first[first[index as usize] as usize];
        index = first[index as usize];
    }
    index
}
