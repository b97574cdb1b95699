//! What ties activities together: a joint-financing group, a record that names another, a counterpart.
//! Settled once, when the data set is finished.

use std::collections::{BTreeMap, HashMap};

use super::column::{ActivityIndex, Dataset};
use super::decision::LinkKind;
use crate::activity::Activity;
use crate::classify::tokens;

/// The names that activities are tied by, while the data set is built.
#[derive(Debug, Default)]
pub(super) struct Ties {
    joints: HashMap<String, Vec<ActivityIndex>>,
    counterparts: HashMap<String, Vec<ActivityIndex>>,
}

impl Ties {
    pub(super) fn push(&mut self, index: ActivityIndex, activity: &Activity) {
        let group = activity.joint_group.as_deref().map(str::trim);
        if let Some(group) = group.filter(|group| !group.is_empty()) {
            self.joints.entry(group.to_owned()).or_default().push(index);
        }
        if let Some(key) = activity.counterpart.as_deref().and_then(counterpart_key) {
            self.counterparts.entry(key).or_default().push(index);
        }
    }

    /// The joint-financing groups.
    pub(super) fn groups(&self) -> impl Iterator<Item = Vec<ActivityIndex>> {
        self.joints.values().cloned()
    }

    /// Writes the columns. A record that names one of another partner is joint with it (method 3.8), and so is one
    /// that people decided to be co-financed; a rejected pair is not.
    pub(super) fn settle(
        self,
        dataset: &mut Dataset,
        references: &HashMap<String, Vec<ActivityIndex>>,
    ) {
        let mut groups = Groups::default();
        let decided = &dataset.ties.decided;
        for members in self.joints.values() {
            for (nth, member) in members.iter().enumerate() {
                // Who was told apart from a member before it leaves the group.
                let before = &members[..nth];
                if !before
                    .iter()
                    .any(|other| decided.is_rejected(*other, *member))
                {
                    groups.join(members[0], *member);
                }
            }
        }
        for (a, b) in decided.accepted(LinkKind::Cofinanced) {
            groups.join(a, b);
        }
        let partner = |index: ActivityIndex| dataset.heads[index as usize].partner;
        for (name, namers) in references {
            let Some(named) = dataset.find(name) else {
                continue;
            };
            for namer in namers
                .iter()
                .filter(|namer| partner(**namer) != partner(named))
                .filter(|namer| !decided.is_rejected(named, **namer))
            {
                groups.join(named, *namer);
            }
        }
        dataset.joints = groups.into_column();
        let members = |members: Vec<ActivityIndex>| {
            let first = members[0];
            members.into_iter().map(move |member| (member, first))
        };
        dataset.counterparts = self.counterparts.into_values().flat_map(members).collect();
        dataset.counterparts.sort_unstable();
    }
}

/// Words of bodies that are a state or a part of it: sharing one says nothing (method 3.8).
const PUBLIC: [&str; 12] = [
    "ministry",
    "government",
    "department",
    "republic",
    "kingdom",
    "state",
    "directorate",
    "secretariat",
    "federal",
    "commission",
    "province",
    "municipality",
];

/// The words of a name by which counterparts are compared; none for a state and its ministries.
fn counterpart_key(name: &str) -> Option<String> {
    let words = tokens(name);
    let is_public = words.iter().any(|word| PUBLIC.contains(&word.as_str()));
    (!is_public && !words.is_empty()).then(|| words.join(" "))
}

/// Sets of activities that are joined step by step.
#[derive(Default)]
pub(super) struct Groups(BTreeMap<ActivityIndex, ActivityIndex>);

impl Groups {
    fn first(&self, mut index: ActivityIndex) -> ActivityIndex {
        while let Some(before) = self.0.get(&index).filter(|before| **before != index) {
            index = *before;
        }
        index
    }

    /// Joins two sets; the smaller first activity stands for both.
    pub(super) fn join(&mut self, a: ActivityIndex, b: ActivityIndex) {
        let (a, b) = (self.first(a), self.first(b));
        let first = a.min(b);
        self.0.insert(a, first);
        self.0.insert(b, first);
    }

    pub(super) fn into_column(self) -> Vec<(ActivityIndex, ActivityIndex)> {
        let members = self.0.keys().map(|member| (*member, self.first(*member)));
        members.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_that_share_a_member_become_one() {
        let mut groups = Groups::default();
        for (a, b) in [(5, 5), (9, 7), (3, 9), (4, 8)] {
            groups.join(a, b);
        }
        assert_eq!(
            groups.into_column(),
            [(3, 3), (4, 4), (5, 5), (7, 3), (8, 4), (9, 3)]
        );
    }

    #[test]
    fn a_state_is_no_counterpart() {
        assert_eq!(counterpart_key("Ministry of Public Works"), None);
        assert_eq!(counterpart_key("Government of Viet Nam"), None);
        assert_eq!(counterpart_key("  "), None);
        assert_eq!(
            counterpart_key("PT Medco Cahaya Geothermal"),
            counterpart_key("pt MEDCO Cahaya geothermal")
        );
    }
}
