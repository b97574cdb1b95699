//! Which level of a hierarchy is counted (method 1.1, rule 4): never parent and children both.

use crate::money::Cents;

/// The level whose amounts are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The parent's own amount.
    Parent,
    /// The sum of the children.
    Children,
}

/// What is counted of a parent and its children.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The level.
    pub level: Level,
    /// The amount; none when nothing is known.
    pub cents: Option<Cents>,
    /// What the parent has and its children do not; none when there is nothing to compare.
    pub not_yet_allocated: Option<Cents>,
}

/// Counts the children as soon as one of their amounts is known, else the parent.
///
/// ```
/// use tiga_domain::money::{count_level, Cents, Level};
/// let counted = count_level(Some(Cents(300)), &[Some(Cents(130)), None]);
/// assert_eq!(counted.level, Level::Children);
/// assert_eq!(counted.cents, Some(Cents(130)));
/// assert_eq!(counted.not_yet_allocated, Some(Cents(170)));
/// ```
pub fn count_level(parent: Option<Cents>, children: &[Option<Cents>]) -> Counted {
    let known = || children.iter().copied().flatten();
    if known().next().is_none() {
        return Counted {
            level: Level::Parent,
            cents: parent,
            not_yet_allocated: None,
        };
    }
    let sum: Cents = known().sum();
    Counted {
        level: Level::Children,
        cents: Some(sum),
        not_yet_allocated: parent.map(|parent| (parent - sum).max(Cents(0))),
    }
}
