//! The inverted index of blocks A, C and D: which subjects share a group, a name or a word (method 3.2).

use super::candidate::Scratch;
use super::subject::{Subject, Subjects};

/// A key that subjects share.
type Key = u64;

/// Subjects by the keys that they have.
#[derive(Debug)]
pub(super) struct SharedIndex {
    /// Ordered by key, then subject.
    postings: Vec<(Key, u32)>,
}

impl SharedIndex {
    /// The index of what `keys` gives for each subject.
    pub(super) fn new(subjects: &Subjects, keys: impl Fn(&Subject, &mut Vec<Key>)) -> Self {
        let mut postings = Vec::new();
        let mut own: Vec<Key> = Vec::new();
        for index in 0..subjects.len() {
            own.clear();
            keys(&subjects.get(index), &mut own);
            postings.extend(own.iter().map(|key| (*key, index as u32)));
        }
        postings.sort_unstable();
        Self { postings }
    }

    /// Counts, for each subject of another partner, the keys that it shares with this one.
    pub(super) fn find(
        &self,
        subjects: &Subjects,
        index: usize,
        asked: &[Key],
        scratch: &mut Scratch,
    ) {
        let glances = subjects.glances();
        let partner = glances[index].partner;
        for key in asked {
            let from = self.postings.partition_point(|(other, _)| other < key);
            let shared = self.postings[from..]
                .iter()
                .take_while(|(other, _)| other == key);
            shared
                .filter(|(_, subject)| glances[*subject as usize].partner != partner)
                .for_each(|(_, subject)| scratch.found_shared(*subject));
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
