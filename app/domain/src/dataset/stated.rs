//! Links that sources state: parents, records that name another, shared references, joint-financing groups.

use std::collections::HashMap;

use super::column::{ActivityIndex, Dataset};
use super::decision::LinkKind;

/// A link that a source states; of part and whole, the first is the part.
pub type StatedLink = (ActivityIndex, ActivityIndex, LinkKind);

/// Members of one group that are linked; each with the first, so that a large group stays small.
const MOST: usize = 200;

/// All links that the sources of a data set state, by their first record.
pub(super) fn stated_links(
    data: &Dataset,
    parents: &[(ActivityIndex, String)],
    references: &HashMap<String, Vec<ActivityIndex>>,
    replaced: &[(ActivityIndex, String)],
    groups: impl Iterator<Item = Vec<ActivityIndex>>,
) -> Vec<StatedLink> {
    let mut links = Vec::new();
    for (child, parent) in parents {
        links.extend(
            data.find(parent)
                .map(|parent| (*child, parent, LinkKind::Part)),
        );
    }
    for (name, members) in references {
        let named = data.find(name).filter(|named| !members.contains(named));
        let mut members: Vec<ActivityIndex> =
            named.into_iter().chain(members.iter().copied()).collect();
        members[usize::from(named.is_some())..].sort_unstable();
        links.extend(star(data, &members));
    }
    for (from, reference) in replaced {
        let by = references.get(reference).into_iter().flatten();
        let by = by.copied().chain(data.find(reference));
        links.extend(by.take(MOST).map(|to| (to, *from, LinkKind::Same)));
    }
    for mut members in groups {
        members.sort_unstable();
        links.extend(star(data, &members));
    }
    links.retain(|(a, b, _)| a != b);
    links.sort_unstable();
    links.dedup_by_key(|(a, b, _)| (*a, *b));
    links
}

/// The first of a group with each of the others.
fn star(data: &Dataset, members: &[ActivityIndex]) -> impl Iterator<Item = StatedLink> {
    let first = members.first().copied();
    let others = members.iter().skip(1).take(MOST);
    others.filter_map(move |other| {
        let first = first?;
        Some((first, *other, kind(data, first, *other)))
    })
}

/// What a shared reference says of two records.
fn kind(data: &Dataset, a: ActivityIndex, b: ActivityIndex) -> LinkKind {
    let [x, y] = [a, b].map(|index| index as usize);
    if data.heads[x].agency != data.heads[y].agency {
        LinkKind::Cofinanced
    } else if data.details[x].source == data.details[y].source {
        LinkKind::Tranche
    } else {
        LinkKind::Same
    }
}
