//! Weights of ADB's seven priorities, and money split by them (method 2.4).

use std::sync::LazyLock;

use serde::Deserialize;

use super::class::top_climate;
use super::effect::{self, ONE};
use super::purpose_row::facts;
use super::text_rule;
use super::title_scan::Scan;
use super::{Subject, TextRule};
use crate::marker::Marker;
use crate::money::{Cents, Share, split};
use crate::priority::{Priority, PriorityWeights};
use crate::table;

#[derive(Deserialize)]
struct Row {
    marker: String,
    score: u8,
    op_effect: String,
}

/// The effect of each marker at each score from 0 to 4.
static MARKERS: LazyLock<[[PriorityWeights; 5]; Marker::ALL.len()]> = LazyLock::new(|| {
    let mut effects = [[PriorityWeights::default(); 5]; Marker::ALL.len()];
    for row in table::rows::<Row>(include_str!("table/markers.csv")) {
        if let Some(marker) = Marker::from_key(&row.marker) {
            effects[marker as usize][row.score as usize] = effect::weights(&row.op_effect);
        }
    }
    effects
});

/// Two or more countries make an activity regional at least by half.
const REGIONAL: PriorityWeights = [0, 0, 0, 0, 0, 0, ONE / 2];

pub(super) fn weights(subject: &Subject, scan: &mut Scan<'_>) -> PriorityWeights {
    let (mut weights, rules) = of_codes(subject);
    for (marker, score) in subject.markers.iter() {
        effect::lift(&mut weights, &MARKERS[marker as usize][score as usize]);
    }
    let climate_is_screened = top_climate(subject.markers).is_some();
    for rule in TextRule::ALL {
        let stands_down = rule == TextRule::ClimateText && climate_is_screened;
        if let Some(effect) = text_rule::effect(rule)
            && rules & rule.bit() != 0
            && !stands_down
            && scan.applies(rule)
        {
            effect::lift(&mut weights, effect);
        }
    }
    if subject.country_count >= 2 {
        effect::lift(&mut weights, &REGIONAL);
    }
    weights
}

/// Share-weighted sum of the table's weights, and the text rules that apply to any code.
fn of_codes(subject: &Subject) -> (PriorityWeights, u16) {
    let mut sums = [0_u128; 7];
    let mut rules = 0;
    for (code, share) in subject.lines {
        let Some(facts) = code.map(facts) else {
            continue;
        };
        rules |= facts.rules;
        if let Some(row) = &facts.row {
            for (sum, weight) in sums.iter_mut().zip(row.weights) {
                *sum += u128::from(share.0) * u128::from(weight);
            }
        }
    }
    (sums.map(round), rules)
}

/// To whole millionths, half to even, never above one.
fn round(sum: u128) -> u32 {
    let whole = u128::from(Share::ONE.0);
    let (floor, twice) = (sum / whole, sum % whole * 2);
    let up = twice > whole || (twice == whole && floor % 2 == 1);
    (floor + u128::from(up)).min(u128::from(ONE)) as u32
}

/// Splits an amount over the priorities in proportion to their weights (method 1.1, rule 11).
///
/// Parts are exact cents and add to the total; priorities without weight are left out. When all
/// weights are zero, the whole goes to no priority.
///
/// ```
/// use tiga_domain::classify::priority_money;
/// use tiga_domain::{money::Cents, priority::Priority};
/// let parts = priority_money(Cents(101), &[250_000, 0, 0, 0, 0, 0, 750_000]);
/// assert_eq!(parts, [(Some(Priority::Op1), Cents(25)), (Some(Priority::Op7), Cents(76))]);
/// assert_eq!(priority_money(Cents(101), &[0; 7]), [(None, Cents(101))]);
/// ```
pub fn priority_money(total: Cents, weights: &PriorityWeights) -> Vec<(Option<Priority>, Cents)> {
    let parts = split(total, &weights.map(u64::from));
    if parts.is_empty() {
        return vec![(None, total)];
    }
    Priority::ALL
        .into_iter()
        .zip(parts)
        .filter(|(priority, _)| weights[priority.index()] > 0)
        .map(|(priority, cents)| (Some(priority), cents))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_marker_table_names_a_marker_and_a_score() {
        let rows = table::rows::<Row>(include_str!("table/markers.csv"));
        assert_eq!(rows.len(), 27);
        for row in rows {
            let marker = Marker::from_key(&row.marker).expect("a marker");
            assert!((1..=marker.top_score()).contains(&row.score));
            assert_ne!(
                MARKERS[marker as usize][row.score as usize], [0; 7],
                "{} {}",
                row.marker, row.score
            );
        }
    }

    #[test]
    fn a_higher_score_never_has_a_smaller_effect() {
        for scores in MARKERS.iter() {
            for pair in scores.windows(2).filter(|pair| pair[1] != [0; 7]) {
                assert!(pair[0].iter().zip(&pair[1]).all(|(low, high)| low <= high));
            }
        }
    }

    #[test]
    fn sums_round_half_to_even() {
        assert_eq!(round(u128::from(Share::ONE.0) / 2), 0);
        assert_eq!(round(u128::from(Share::ONE.0) * 3 / 2), 2);
        assert_eq!(round(u128::from(Share::ONE.0) * 2_000_000), ONE);
    }
}
