//! An explanation as an English sentence. The facts come from [`super::explain`]; nothing is decided here.

use super::explain::{Evidence, Explanation, Factor, Span};
use super::place::Scope;
use super::relation::{Relation, Rule};
use super::score::Cap;
use crate::place::PrecisionGroup;

/// Says in one or two sentences why two activities are related, and what holds the score down.
pub fn sentence(explanation: &Explanation) -> String {
    let facts: Vec<String> = explanation
        .factors
        .iter()
        .filter(|factor| !is_beside_the_point(factor))
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

/// Where work that stands nowhere was reported from is no reason for its score.
fn is_beside_the_point(factor: &Factor) -> bool {
    factor.weight == 0.0 && matches!(factor.evidence, Evidence::Place { km: Some(_), .. })
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
            // The coarser of the two says what is known of the distance.
            let coarsest = precisions.iter().flatten().max();
            let coarse = coarsest.and_then(|group| unit(*group));
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
    let assumed = assumed([a, b]);
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

/// What of the dates is not published.
const fn assumed([a, b]: [Span; 2]) -> &'static str {
    let starts = a.is_start_imputed as u8 + b.is_start_imputed as u8;
    let ends = (a.is_end_imputed || a.is_end_corrected) as u8
        + (b.is_end_imputed || b.is_end_corrected) as u8;
    match (starts, ends) {
        (0, 0) => "",
        (0, 1) => " (one end assumed)",
        (0, _) => " (ends assumed)",
        (1, 0) => " (one start assumed)",
        (_, 0) => " (starts assumed)",
        _ => " (some dates assumed)",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Date;

    #[test]
    fn the_coarser_place_says_how_much_is_known() {
        let (district, province) = (PrecisionGroup::District, PrecisionGroup::Province);
        for precisions in [[district, province], [province, district]] {
            let words = where_they_are([Scope::Local; 2], Some(34.2), Some(precisions));
            assert_eq!(words, "34 km apart, known to the province");
        }
        let sites = Some([PrecisionGroup::Site; 2]);
        let words = where_they_are([Scope::Local; 2], Some(0.4), sites);
        assert_eq!(words, "at the same place");
    }

    #[test]
    fn what_is_assumed_of_the_dates_is_said() {
        let span = |is_start_imputed, is_end_imputed| Span {
            start: Date::year_only(2010).opening(),
            end: Date::year_only(2012).closing(),
            is_start_imputed,
            is_end_imputed,
            is_end_corrected: false,
        };
        let published = span(false, false);
        for (other, words) in [
            (published, ""),
            (span(true, false), " (one start assumed)"),
            (span(false, true), " (one end assumed)"),
            (span(true, true), " (some dates assumed)"),
        ] {
            assert_eq!(assumed([published, other]), words);
        }
        assert_eq!(assumed([span(false, true); 2]), " (ends assumed)");
    }
}
