//! The class of one line (method 2.2): the first rule that holds.

use super::purpose_row::purpose_row;
use super::title_scan::Scan;
use super::{Reason, Subject, TextRule};
use crate::marker::{Marker, Markers};
use crate::purpose::PurposeCode;
use crate::status::Class;

/// Class of a line, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineClass {
    /// Services, green, hard and so on.
    pub class: Class,
    /// How much of the money becomes something built, in percent.
    pub physicality: u8,
    /// The rule that decided.
    pub reason: Reason,
}

impl LineClass {
    /// Whether hard works have climate or disaster risk as a significant, not the principal objective:
    /// they stay hard, with the note "partly climate" (method 2.2).
    pub fn is_partly_climate(&self, markers: Markers) -> bool {
        self.class == Class::Hard && top_climate(markers) == Some(1)
    }
}

/// Codes that mix works with early warning, plans and capacity.
const MIXED: [u32; 8] = [14015, 14040, 14050, 31140, 41020, 43030, 43032, 43060];
/// Categories that no aid type turns into services.
const NEVER_SERVICES: [u32; 7] = [510, 520, 530, 600, 720, 910, 930];
const HYDROPOWER: u32 = 23220;
const AIR_TRANSPORT: u32 = 21050;
const NON_RENEWABLE: u32 = 233;
const UNALLOCATED: u32 = 998;
/// Physicality of a service in a code that mixes, in percent.
const MIXED_SERVICE: u8 = 10;

/// The largest of the mitigation, adaptation and disaster-risk markers; none when all are unknown.
pub(super) fn top_climate(markers: Markers) -> Option<u8> {
    [
        Marker::ClimateMitigation,
        Marker::ClimateAdaptation,
        Marker::Drr,
    ]
    .into_iter()
    .filter_map(|marker| markers.get(marker))
    .max()
}

pub(super) fn of_line(
    code: Option<PurposeCode>,
    subject: &Subject,
    scan: &mut Scan<'_>,
) -> LineClass {
    let line = |class, physicality, reason| LineClass {
        class,
        physicality,
        reason,
    };
    let usable = code
        .map(PurposeCode::current)
        .filter(|code| code.category().number() != UNALLOCATED)
        .and_then(|code| Some((code, purpose_row(code)?)));
    let Some((code, row)) = usable else {
        return line(Class::Unclassified, 0, Reason::Unclassified);
    };
    if matches!(subject.aid_type, "A01" | "A02") {
        return line(Class::Other, 0, Reason::AidType);
    }
    if scan.applies(TextRule::BudgetSupport) {
        return line(Class::Other, 0, Reason::TextRule(TextRule::BudgetSupport));
    }
    // A study of a railway is a service, not a railway.
    if matches!(subject.aid_type, "D01" | "D02" | "E01")
        && row.class != Class::Services
        && !NEVER_SERVICES.contains(&code.category().number())
    {
        return line(Class::Services, 0, Reason::AidType);
    }
    if MIXED.contains(&code.number()) && scan.applies(TextRule::ServiceWords) {
        let reason = Reason::TextRule(TextRule::ServiceWords);
        return line(Class::Services, MIXED_SERVICE, reason);
    }
    let top = top_climate(subject.markers);
    if code.number() == HYDROPOWER
        && top.unwrap_or(0) < 1
        && !(top.is_none() && scan.applies(TextRule::ClimateText))
    {
        return line(Class::Hard, row.physicality, Reason::HydroWithoutClimate);
    }
    let can_turn_green =
        code.category().number() != NON_RENEWABLE && code.number() != AIR_TRANSPORT;
    if row.class == Class::Hard && can_turn_green {
        if top == Some(2) {
            return line(Class::Green, row.physicality, Reason::Marker);
        }
        if top.is_none() && scan.applies(TextRule::GreenAsset) {
            let reason = Reason::TextRule(TextRule::GreenAsset);
            return line(Class::Green, row.physicality, reason);
        }
    }
    let reason = if row.code.is_category() {
        Reason::CategoryRule
    } else {
        Reason::CodeRule
    };
    line(row.class, row.physicality, reason)
}
