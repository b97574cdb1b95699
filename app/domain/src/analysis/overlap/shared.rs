//! The inverted index of blocks A, C and D: which subjects share a group, a name or a word (method 3.2).

use super::candidate::Scratch;
use super::subject::{Subject, Subjects};
use crate::partner::Partner;

/// A key that subjects share.
type Key = u64;

/// Subjects by the keys that they have, and by partner.
#[derive(Debug)]
pub(super) struct SharedIndex {
    /// Ordered by key, then partner, then subject.
    subjects: Vec<u32>,
    /// For each key and partner that occur, in that order, the end of their run in `subjects`.
    runs: Vec<(Key, Partner, u32)>,
}

impl SharedIndex {
    /// The index of what `keys` gives for each subject.
    pub(super) fn new(subjects: &Subjects, keys: impl Fn(&Subject, &mut Vec<Key>)) -> Self {
        let mut postings = Vec::new();
        let mut own: Vec<Key> = Vec::new();
        for index in 0..subjects.len() {
            own.clear();
            let subject = subjects.get(index);
            keys(&subject, &mut own);
            let posting = |key: &Key| (*key, subject.head.partner, index as u32);
            postings.extend(own.iter().map(posting));
        }
        postings.sort_unstable();
        let mut runs: Vec<(Key, Partner, u32)> = Vec::new();
        for (end, (key, partner, _)) in (1..).zip(&postings) {
            match runs.last_mut() {
                Some(last) if (last.0, last.1) == (*key, *partner) => last.2 = end,
                _ => runs.push((*key, *partner, end)),
            }
        }
        Self {
            subjects: postings.into_iter().map(|(.., subject)| subject).collect(),
            runs,
        }
    }

    /// Counts, for each subject of another partner, the keys that it shares with this one.
    pub(super) fn find(
        &self,
        subjects: &Subjects,
        index: usize,
        asked: &[Key],
        scratch: &mut Scratch,
    ) {
        let own = subjects.heads()[index].partner;
        for key in asked {
            let from = self.runs.partition_point(|(other, ..)| other < key);
            let mut start = from.checked_sub(1).map_or(0, |before| self.runs[before].2);
            let runs = self.runs[from..].iter();
            for (_, partner, end) in runs.take_while(|(other, ..)| other == key) {
                let run = start as usize..*end as usize;
                start = *end;
                if *partner != own {
                    for subject in &self.subjects[run] {
                        scratch.found_shared(*subject);
                    }
                }
            }
        }
        scratch.keep();
    }
}

/// Block A: the joint-financing group.
pub(super) fn joint_keys(subject: &Subject, keys: &mut Vec<Key>) {
    keys.extend(subject.head.joint.map(Key::from));
}

/// Above the numbers of words.
const COUNTERPART: Key = 1 << 32;

/// Block C: rare words and the counterpart.
pub(super) fn name_keys(subject: &Subject, keys: &mut Vec<Key>) {
    let rare = subject.words.iter().filter(|word| word.is_rare);
    keys.extend(rare.map(|word| Key::from(word.id)));
    keys.extend(
        subject
            .head
            .counterpart
            .map(|name| COUNTERPART | Key::from(name)),
    );
}

/// Block D: the words of what stands nowhere, in each of its families.
pub(super) fn word_keys(subject: &Subject, keys: &mut Vec<Key>) {
    word_keys_in(subject, subject.head.families, keys);
}

/// The same in all families that a subject is filed under.
pub(super) fn word_keys_asked(subject: &Subject, keys: &mut Vec<Key>) {
    word_keys_in(subject, subject.head.keys, keys);
}

fn word_keys_in(subject: &Subject, families: u64, keys: &mut Vec<Key>) {
    if subject.head.is_spatial {
        return;
    }
    for family in (0..64).filter(|family| families >> family & 1 == 1) {
        keys.extend(
            subject
                .words
                .iter()
                .map(|word| family << 32 | Key::from(word.id)),
        );
    }
}
