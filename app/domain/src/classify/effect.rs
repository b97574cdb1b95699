//! The effect columns of the method's tables: `OP4=1;OP3=0.5` as weights. Reads no titles.

use crate::priority::{Priority, PriorityWeights};

/// One, in the unit of [`PriorityWeights`].
pub(super) const ONE: u32 = 1_000_000;

/// Reads a weight from 0 to 1 as the tables write it.
pub(super) fn weight(text: &str) -> u32 {
    let value: f64 = text
        .parse()
        .expect("compiled-in weights are read by the tests");
    (value * f64::from(ONE)).round() as u32
}

/// Reads `OP4=1;OP3=0.5`; parts that name no priority are passed over.
pub(super) fn weights(text: &str) -> PriorityWeights {
    let mut weights = PriorityWeights::default();
    for (name, value) in text.split(';').filter_map(|part| part.split_once('=')) {
        if let Some(priority) = Priority::from_code(name) {
            weights[priority.index()] = weight(value);
        }
    }
    weights
}

/// Lifts each weight to that of an effect; never adds, so that evidence is not counted twice (method 2.4).
pub(super) fn lift(weights: &mut PriorityWeights, effect: &PriorityWeights) {
    for (weight, other) in weights.iter_mut().zip(effect) {
        *weight = (*weight).max(*other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_are_read_and_lifted_not_added() {
        let mut found = weights("OP4=1;OP3=0.5");
        assert_eq!(found, [0, 0, 500_000, ONE, 0, 0, 0]);
        lift(&mut found, &weights("OP3=0.75;OP4=0.75"));
        assert_eq!(found, [0, 0, 750_000, ONE, 0, 0, 0]);
        assert_eq!(weights(""), [0; 7]);
    }
}
