//! Flow, aid and finance type of an activity, from its transactions and its defaults.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use tiga_domain::finance;

use super::note::Notes;
use super::raw::{AidType, Field, RawActivity};

/// Flow, aid and finance type: what most transactions say, each with the activity's as its default.
pub(super) fn codes(raw: &RawActivity, notes: &mut Notes) -> (Option<u16>, String, Option<u16>) {
    let flow_type = most_frequent(
        &raw.flow_type,
        raw.transactions.iter().map(|t| &t.flow_type),
        "flow-type",
        |code| finance::flow_type_name(*code).is_some(),
        notes,
    );
    let aid_type: Option<AidType> = most_frequent(
        &raw.aid_type,
        raw.transactions.iter().map(|t| &t.aid_type),
        "aid-type",
        |_| true,
        notes,
    );
    let finance_type = most_frequent(
        &raw.finance_type,
        raw.transactions.iter().map(|t| &t.finance_type),
        "finance-type",
        |code| finance::finance_type_name(*code).is_some(),
        notes,
    );
    let aid_type = aid_type.map_or_else(String::new, |code| code.as_str().to_owned());
    (flow_type, aid_type, finance_type)
}

/// The known code that most transactions have; the smaller of equals. Without transactions, the default.
fn most_frequent<'t, T: Copy + Ord + std::fmt::Debug + 't>(
    default: &'t Field<T>,
    own: impl Iterator<Item = &'t Field<T>>,
    field: &str,
    is_known: impl Fn(&T) -> bool,
    notes: &mut Notes,
) -> Option<T> {
    let mut counts = BTreeMap::new();
    let mut unknown = BTreeSet::new();
    let mut count = |code: &Field<T>| match code {
        Field::Read(code) if is_known(code) => *counts.entry(*code).or_insert(0_usize) += 1,
        Field::Read(code) => {
            unknown.insert(format!("{code:?}"));
        }
        Field::Unreadable(text) => {
            unknown.insert(text.to_string());
        }
        Field::Absent => {}
    };
    let mut has_transactions = false;
    for code in own {
        has_transactions = true;
        count(if code.is_absent() { default } else { code });
    }
    if !has_transactions {
        count(default);
    }
    for code in unknown {
        notes.note(field, &code, "the code is unknown", "not reported");
    }
    counts
        .into_iter()
        .max_by_key(|(code, count)| (*count, Reverse(*code)))
        .map(|(code, _)| code)
}
