//! The focus areas of 2024 that an activity matches (method 2.5). An activity may match several.

use super::{Subject, TextRule};
use crate::marker::Marker;
use crate::priority::{FocusArea, Priority, PriorityWeights};

/// From this weight on an activity counts for a priority (method 2.4).
const TAG: u32 = 500_000;

/// The focus areas that an activity matches, as bits of [`FocusArea`].
pub fn focus_areas(weights: &PriorityWeights, subject: &Subject) -> u8 {
    let is_digital = TextRule::Internet.matches(subject.title).is_some();
    of(weights, subject, is_digital)
}

pub(super) fn of(weights: &PriorityWeights, subject: &Subject, title_is_digital: bool) -> u8 {
    let tagged = |priority: Priority| weights[priority.index()] >= TAG;
    let marked = |marker| subject.markers.get(marker).unwrap_or(0) >= 1;
    let any = |categories: &[u32], codes: &[u32]| {
        subject.codes().any(|code| {
            categories.contains(&code.category().number()) || codes.contains(&code.number())
        })
    };
    let matches = |area| match area {
        FocusArea::ClimateAction => {
            tagged(Priority::Op3)
                || marked(Marker::ClimateMitigation)
                || marked(Marker::ClimateAdaptation)
        }
        FocusArea::PrivateSector => subject.is_private || any(&[250], &[24030, 24040, 32130]),
        FocusArea::RegionalCooperation => tagged(Priority::Op7),
        FocusArea::DigitalTransformation => title_is_digital || any(&[220], &[]),
        FocusArea::ResilienceEmpowerment => {
            tagged(Priority::Op1)
                || tagged(Priority::Op2)
                || marked(Marker::Drr)
                || any(&[160, 740], &[])
        }
    };
    FocusArea::ALL
        .into_iter()
        .filter(|area| matches(*area))
        .fold(0, |bits, area| bits | area.bit())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::table;

    #[derive(Deserialize)]
    struct Row {
        focus_area: String,
        rule: String,
    }

    #[test]
    fn the_table_of_rules_names_the_same_areas() {
        let rows = table::rows::<Row>(include_str!("table/focus_areas.csv"));
        assert!(rows.iter().all(|row| !row.rule.is_empty()));
        assert!(
            rows.iter()
                .map(|row| row.focus_area.as_str())
                .eq(FocusArea::ALL.map(FocusArea::name))
        );
    }
}
