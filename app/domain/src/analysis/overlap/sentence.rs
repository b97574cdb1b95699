//! An explanation as an English sentence. The facts come from [`super::explain`]; nothing is decided here.

use super::explain::{Evidence, Explanation, Span};
use super::place::Scope;
use super::relation::{Relation, Rule};
use super::score::Cap;
use crate::place::PrecisionGroup;

/// Says in one or two sentences why two activities are related, and what holds the score down.
pub fn sentence(explanation: &Explanation) -> String {
    let facts: Vec<String> = explanation
        .factors
        .iter()
        .filter_map(|factor| fact(&factor.evidence))
        .collect();
    let mut text = opening(explanation).to_owned();
    if !facts.is_empty() {
        text.push_str(": ");
        text.push_str(&facts.join("; "));
    }
    text.push('.');
    if let Some(cap) = explanation
        .bound_by()
        .filter(|_| !is_told_by_rule(explanation))
    {
        text.push(' ');
        text.push_str(held_down(cap));
    }
    text
}

/// The relation does not rest on the score, so what bounds it need not be said.
fn is_told_by_rule(explanation: &Explanation) -> bool {
    matches!(
        explanation.relation,
        Some(Relation::Joint | Relation::SameProgramme)
    )
}

fn opening(explanation: &Explanation) -> &'static str {
    match (explanation.relation, explanation.rule) {
        (Some(Relation::Joint), _) => "Parts of one declared package",
        (Some(Relation::SameProgramme), Some(Rule::SameCounterpart)) => {
            "Perhaps one programme, with the same counterpart"
        }
        (Some(Relation::SameProgramme), Some(Rule::SameTitle)) => {
            "Perhaps one programme, with almost the same title"
        }
        (Some(Relation::SameProgramme), _) => {
            "Perhaps one programme, with the same name in both titles"
        }
        (Some(Relation::Overlap), _) => "The same kind of work",
        (Some(Relation::Complement), _) => "Works and a service for the same purpose",
        (Some(Relation::Adjacent), _) => "Related work",
        (None, _) => "Not related",
    }
}

fn fact(evidence: &Evidence) -> Option<String> {
    match evidence {
        Evidence::Sector { codes } => codes.first().map(|found| {
            if found.a == found.b {
                format!("both {} ({})", found.a.name(), found.a)
            } else {
                format!(
                    "{} ({}) and {} ({})",
                    found.a.name(),
                    found.a,
                    found.b.name(),
                    found.b
                )
            }
        }),
        Evidence::Place {
            scopes,
            km,
            precisions,
            ..
        } => Some(where_they_are(*scopes, *km, *precisions)),
        Evidence::Time {
            periods,
            common_days,
            gap_days,
        } => Some(when_they_run(*periods, *common_days, *gap_days)),
        Evidence::Theme { .. } => None,
        Evidence::Text { words, rare } => {
            let named = if rare.is_empty() { words } else { rare };
            let quoted: Vec<String> = named
                .iter()
                .take(3)
                .map(|word| format!("“{word}”"))
                .collect();
            (!quoted.is_empty()).then(|| format!("both titles say {}", quoted.join(", ")))
        }
    }
}

fn where_they_are(
    scopes: [Scope; 2],
    km: Option<f64>,
    precisions: Option<[PrecisionGroup; 2]>,
) -> String {
    match (scopes, km) {
        (_, Some(km)) => {
            let coarse = precisions
                .iter()
                .flatten()
                .filter_map(|group| unit(*group))
                .next_back();
            let distance = match km {
                km if km < 1.0 => "at the same place".to_owned(),
                km => format!("{km:.0} km apart"),
            };
            coarse.map_or(distance.clone(), |unit| {
                format!("{distance}, known to the {unit}")
            })
        }
        ([Scope::National, Scope::National], None) => "both nationwide".to_owned(),
        ([Scope::National, Scope::Local] | [Scope::Local, Scope::National], None) => {
            "one of them nationwide".to_owned()
        }
        _ => "in the same country, the place not stated".to_owned(),
    }
}

/// What a coarse precision is known to.
const fn unit(group: PrecisionGroup) -> Option<&'static str> {
    match group {
        PrecisionGroup::Site | PrecisionGroup::Country => None,
        PrecisionGroup::District => Some("district"),
        PrecisionGroup::Province => Some("province"),
        PrecisionGroup::Area => Some("larger area"),
    }
}

/// Days of a month and a year, for reading.
const MONTH_DAYS: f64 = 30.4375;

fn when_they_run(
    periods: [Option<Span>; 2],
    common_days: Option<i32>,
    gap_days: Option<i32>,
) -> String {
    let [Some(a), Some(b)] = periods else {
        return "dates not stated for one of them".to_owned();
    };
    let assumed = match (a.is_assumed(), b.is_assumed()) {
        (false, false) => "",
        (true, true) => " (ends assumed)",
        _ => " (one end assumed)",
    };
    if let Some(gap) = gap_days {
        return format!("{} between their periods{assumed}", duration(gap));
    }
    let (from, to) = (a.start.max(b.start), a.end.min(b.end));
    let years = match (from.year(), to.year()) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}–{to}"),
    };
    let common = duration(common_days.unwrap_or_default());
    format!("both active in {years}, {common} in common{assumed}")
}

impl Span {
    const fn is_assumed(&self) -> bool {
        self.is_start_imputed || self.is_end_imputed || self.is_end_corrected
    }
}

fn duration(days: i32) -> String {
    let months = (f64::from(days) / MONTH_DAYS).round() as i32;
    match months {
        ..1 => "less than a month".to_owned(),
        1 => "a month".to_owned(),
        2..24 => format!("{months} months"),
        _ => format!("{:.1} years", f64::from(months) / 12.0),
    }
}

const fn held_down(cap: Cap) -> &'static str {
    match cap {
        Cap::Place => "The distance, or how roughly the places are known, holds the score down.",
        Cap::PlaceUnknown => "Without a place for both, no overlap is claimed.",
        Cap::NoSharedWord => "No word in common holds the score down.",
        Cap::DatesUnknown => "Without dates for both, no overlap is claimed.",
        Cap::TimeGap => "The gap between their periods makes the earlier one context.",
        Cap::DifferentSector => "Different sectors can at most be adjacent.",
    }
}
