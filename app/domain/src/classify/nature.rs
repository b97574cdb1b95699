//! Works or service: what an activity mainly is, which tells an overlap from a complement (method 3.8).

use std::sync::LazyLock;

use regex_lite::Regex;
use serde::{Deserialize, Serialize};

use super::purpose_row::facts;
use super::title_scan::Scan;
use super::{Subject, TextRule};
use crate::purpose::PurposeCode;
use crate::status::Class;

/// What an activity mainly is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Something is built.
    Works,
    /// People are served, taught, advised or financed.
    Service,
    /// Neither: production and what no class holds.
    #[default]
    Neutral,
}

impl Nature {
    /// All three, in the order in which ties are decided.
    pub const ALL: [Self; 3] = [Self::Works, Self::Service, Self::Neutral];
}

/// Buildings and equipment in titles of education and health.
static FACILITY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(facilit(y|ies)|hospitals?|campus|construct\w+|buildings?|equipment|clinics?)\b",
    )
    .expect("the pattern is constant and read by the tests")
});

/// Telephone networks: services by class, works by nature.
const NETWORKS: u32 = 22020;

pub(super) fn of(subject: &Subject, scan: &mut Scan<'_>) -> Nature {
    let is_assistance = matches!(subject.aid_type, "D01" | "D02" | "E01");
    if is_assistance || scan.holds(TextRule::ServiceWords) {
        return Nature::Service;
    }
    let mut shares = [0_u64; Nature::ALL.len()];
    for (code, share) in subject.lines {
        if let Some(nature) = code.and_then(|code| of_line(code.current(), subject.title)) {
            shares[nature as usize] += share.0;
        }
    }
    let largest = shares.iter().max().copied().unwrap_or_default();
    let holds_it = |nature: &Nature| largest > 0 && shares[*nature as usize] == largest;
    Nature::ALL.into_iter().find(holds_it).unwrap_or_default()
}

fn of_line(code: PurposeCode, title: &str) -> Option<Nature> {
    let class = facts(code).row.as_ref()?.class;
    let is_social = matches!(code.category().number() / 10, 11 | 12);
    let is_works = matches!(class, Class::Hard | Class::Green)
        || code.number() == NETWORKS
        || (is_social && FACILITY.is_match(title));
    Some(match class {
        _ if is_works => Nature::Works,
        Class::Services => Nature::Service,
        _ => Nature::Neutral,
    })
}
