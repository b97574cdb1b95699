//! What people decided about pairs of records: that they belong together, or that they do not. Decisions stand in a
//! file of their own, name records by identifier and so survive every import.

use std::collections::BTreeMap;

use super::build::mix;
use super::column::{ActivityIndex, Dataset};

/// How two records belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// One record is a part of the other (IATI: parent and child).
    Part,
    /// Two sources, or two entries of one, tell of the same thing.
    Same,
    /// One project in several phases.
    Phase,
    /// One project in several loans, grants, years or further amounts.
    Tranche,
    /// Several agencies finance one project, each its share.
    Cofinanced,
    /// Several agencies finance under one title, without saying that they do so jointly.
    Parallel,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Part,
        Self::Same,
        Self::Phase,
        Self::Tranche,
        Self::Cofinanced,
        Self::Parallel,
    ];

    /// The code in files and the API.
    pub const fn code(self) -> &'static str {
        ["part", "same", "phase", "tranche", "cofinanced", "parallel"][self as usize]
    }

    /// In words.
    pub const fn name(self) -> &'static str {
        [
            "Part and whole",
            "Same project",
            "Other phase",
            "Other amount of the project",
            "Co-financed",
            "Parallel financing",
        ][self as usize]
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code().eq_ignore_ascii_case(code))
    }
}

/// What was decided about a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// They belong together in this way. Of two that are the same, the second gives way to the first; of part and
    /// whole, the first is the part.
    Accept(LinkKind),
    /// They do not belong together, whatever a source or a score says.
    Reject,
}

/// A line of the file of decisions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// Identifier of a record.
    pub a: String,
    /// Identifier of the other.
    pub b: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Why, and by whom; shown beside the link.
    pub note: String,
}

/// All decisions, in the order of their file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions(Vec<Decision>);

/// A file of decisions contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// A record cannot belong to itself.
    #[error("“{0}” stands on both sides of a decision")]
    Itself(String),
    /// A pair is decided twice.
    #[error("there are two decisions about “{0}” and “{1}”")]
    Twice(String, String),
}

impl Decisions {
    /// Takes the decisions of a file.
    ///
    /// # Errors
    /// When one contradicts another or itself.
    pub fn new(decisions: Vec<Decision>) -> Result<Self, DecisionError> {
        let mut seen = std::collections::BTreeSet::new();
        for Decision { a, b, .. } in &decisions {
            if a == b {
                return Err(DecisionError::Itself(a.clone()));
            }
            if !seen.insert((a.min(b), a.max(b))) {
                return Err(DecisionError::Twice(a.clone(), b.clone()));
            }
        }
        Ok(Self(decisions))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A version that also rests on these decisions.
    pub(super) fn digest(&self, hash: u64) -> u64 {
        let mut hash = hash;
        for Decision {
            a,
            b,
            verdict,
            note,
        } in &self.0
        {
            let verdict = match verdict {
                Verdict::Accept(kind) => *kind as u64,
                Verdict::Reject => u64::from(u8::MAX),
            };
            for text in [a, b, note] {
                hash = text
                    .bytes()
                    .fold(mix(hash, text.len() as u64), |hash, byte| {
                        mix(hash, u64::from(byte))
                    });
            }
            hash = mix(hash, verdict);
        }
        hash
    }
}

/// Decisions about the records of a data set.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// By pair, the smaller position first; whether the first of the file is the first of the pair.
    pairs: BTreeMap<(ActivityIndex, ActivityIndex), (Verdict, bool, String)>,
    /// Decisions about records that are not here.
    idle: usize,
}

/// A decision about two records of a data set.
#[derive(Clone, Copy, Debug)]
pub struct DecidedPair<'a> {
    /// The record that the file names first.
    pub a: ActivityIndex,
    /// The other.
    pub b: ActivityIndex,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub note: &'a str,
}

impl Decided {
    pub(super) fn new(data: &Dataset, decisions: Decisions) -> Self {
        let mut decided = Self::default();
        for Decision {
            a,
            b,
            verdict,
            note,
        } in decisions.0
        {
            match data.find(&a).zip(data.find(&b)) {
                Some((a, b)) => {
                    decided
                        .pairs
                        .insert((a.min(b), a.max(b)), (verdict, a < b, note));
                }
                None => decided.idle += 1,
            }
        }
        decided
    }

    /// Whether a pair was rejected.
    pub fn is_rejected(&self, a: ActivityIndex, b: ActivityIndex) -> bool {
        let found = self.pairs.get(&(a.min(b), a.max(b)));
        found.is_some_and(|(verdict, ..)| *verdict == Verdict::Reject)
    }

    /// What was written beside the decision about a pair.
    pub fn note(&self, a: ActivityIndex, b: ActivityIndex) -> Option<&str> {
        let found = self.pairs.get(&(a.min(b), a.max(b)));
        found.map(|(_, _, note)| note.as_str())
    }

    /// All of them that concern records of this data set.
    pub fn iter(&self) -> impl Iterator<Item = DecidedPair<'_>> {
        self.pairs
            .iter()
            .map(|((low, high), (verdict, is_ordered, note))| {
                let (a, b) = if *is_ordered {
                    (*low, *high)
                } else {
                    (*high, *low)
                };
                DecidedPair {
                    a,
                    b,
                    verdict: *verdict,
                    note,
                }
            })
    }

    /// Accepted pairs of one kind: the first of the file, the second.
    pub(super) fn accepted(
        &self,
        kind: LinkKind,
    ) -> impl Iterator<Item = (ActivityIndex, ActivityIndex)> {
        let accepted = self
            .iter()
            .filter(move |pair| pair.verdict == Verdict::Accept(kind));
        accepted.map(|pair| (pair.a, pair.b))
    }

    /// Decisions about records that are not in this data set; they wait until they are imported.
    pub const fn idle(&self) -> usize {
        self.idle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(a: &str, b: &str) -> Decision {
        Decision {
            a: a.to_owned(),
            b: b.to_owned(),
            verdict: Verdict::Reject,
            note: String::new(),
        }
    }

    #[test]
    fn a_pair_is_decided_once_and_never_with_itself() {
        let twice = Decisions::new(vec![decision("a", "b"), decision("b", "a")]);
        assert_eq!(
            twice,
            Err(DecisionError::Twice("b".to_owned(), "a".to_owned()))
        );
        assert!(Decisions::new(vec![decision("a", "a")]).is_err());
        assert_eq!(
            Decisions::new(vec![decision("a", "b"), decision("a", "c")]).map(|d| d.len()),
            Ok(2)
        );
    }
}
