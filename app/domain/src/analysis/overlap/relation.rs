//! What two activities are to each other, by the first rule that holds (method 3.8), and how much it matters (3.9).

use serde::{Deserialize, Serialize};

use super::constant::{
    MAT_DECADES, MAT_FLOOR_USD, SEC_CAT3, SEC_COMPLEMENT, SEC_FAMILY, SEC_PARENT, T_ADJACENT,
    T_COMPLEMENT, T_OVERLAP, TEXT_RARE, TEXT_SAME, TIME_MEET,
};
use super::score::Score;
use super::subject::Subject;
use super::text;
use crate::analysis::round::round4;
use crate::classify::Nature;
use crate::money::Cents;

/// What two activities are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Perhaps one programme, a continuation, or a double record: a question.
    SameProgramme,
    /// The same kind of work in the same area and time.
    Overlap,
    /// Works and the service that makes them useful.
    Complement,
    /// Related work nearby.
    Adjacent,
    /// Legs of one declared package; never counted as overlap.
    Joint,
}

/// The rule that gave a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// One joint-financing group, or one record names the other.
    JointGroup,
    /// Similar purposes and the same named counterpart.
    SameCounterpart,
    /// Similar purposes and almost one title.
    SameTitle,
    /// The same purpose and a rare name in both titles.
    SharedName,
    /// Works and service of similar purposes at the same time.
    WorksAndService,
    /// The score of an overlap.
    OverlapScore,
    /// The score of adjacent activities.
    AdjacentScore,
}

impl Relation {
    /// All relations, in the order of lists.
    pub const ALL: [Self; 5] = [
        Self::SameProgramme,
        Self::Overlap,
        Self::Complement,
        Self::Adjacent,
        Self::Joint,
    ];

    /// Those that are found when a data set is built; *adjacent* is computed for one activity on request.
    pub const STORED: [Self; 4] = [
        Self::SameProgramme,
        Self::Overlap,
        Self::Complement,
        Self::Joint,
    ];

    /// The code in addresses, the API and exports.
    pub const fn code(self) -> &'static str {
        [
            "same_programme",
            "overlap",
            "complement",
            "adjacent",
            "joint",
        ][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        [
            "Same programme?",
            "Overlap",
            "Complement",
            "Adjacent",
            "Joint",
        ][self as usize]
    }

    /// The relation with this code, in any case.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|relation| relation.code().eq_ignore_ascii_case(code))
    }
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 7] = [
        Self::JointGroup,
        Self::SameCounterpart,
        Self::SameTitle,
        Self::SharedName,
        Self::WorksAndService,
        Self::OverlapScore,
        Self::AdjacentScore,
    ];

    /// The code in the API and exports.
    pub const fn code(self) -> &'static str {
        [
            "joint_group",
            "same_counterpart",
            "same_title",
            "shared_name",
            "works_and_service",
            "overlap_score",
            "adjacent_score",
        ][self as usize]
    }
}

/// The relation of two scored subjects and the rule that gave it; none when they are unrelated.
pub fn relation(a: &Subject, b: &Subject, score: &Score) -> Option<(Relation, Rule)> {
    if is_joint(a, b) {
        return Some((Relation::Joint, Rule::JointGroup));
    }
    let hundredths = |value: u8| f64::from(value) / 100.0;
    let parts = &score.parts;
    if let Some(rule) = same_programme(a, b, parts.sector, parts.text) {
        return Some((Relation::SameProgramme, rule));
    }
    if parts.sector < hundredths(SEC_FAMILY) {
        return None;
    }
    let meets = parts.time.unwrap_or_default() >= TIME_MEET;
    if may_complement(a, b)
        && parts.sector >= SEC_COMPLEMENT
        && score.score >= T_COMPLEMENT
        && meets
    {
        return Some((Relation::Complement, Rule::WorksAndService));
    }
    if score.score >= T_OVERLAP {
        return Some((Relation::Overlap, Rule::OverlapScore));
    }
    (score.score >= T_ADJACENT).then_some((Relation::Adjacent, Rule::AdjacentScore))
}

fn is_joint(a: &Subject, b: &Subject) -> bool {
    a.head.joint.is_some() && a.head.joint == b.head.joint
}

/// Whether one is works and the other a service.
pub(super) fn may_complement(a: &Subject, b: &Subject) -> bool {
    matches!(
        (a.head.nature, b.head.nature),
        (Nature::Works, Nature::Service) | (Nature::Service, Nature::Works)
    )
}

fn same_programme(a: &Subject, b: &Subject, sector: f64, text: f64) -> Option<Rule> {
    if sector < f64::from(SEC_CAT3) / 100.0 {
        return None;
    }
    if a.head.counterpart.is_some() && a.head.counterpart == b.head.counterpart {
        return Some(Rule::SameCounterpart);
    }
    if text < TEXT_RARE || !text::shared(a.words, b.words).any(|(word, _)| word.is_rare) {
        return None;
    }
    if text >= TEXT_SAME && text::shared(a.words, b.words).nth(1).is_some() {
        return Some(Rule::SameTitle);
    }
    (sector >= f64::from(SEC_PARENT) / 100.0).then_some(Rule::SharedName)
}

/// How much a pair matters, 0 to 1, by the smaller own share on a log scale from 0.1 to 1,000 million
/// US dollars; none when an amount is unknown or not positive. Size is not in the score.
///
/// ```
/// use tiga_domain::{analysis::overlap::materiality, money::Cents};
/// let (small, large) = (Some(Cents(400_000_000)), Some(Cents(25_000_000_000)));
/// assert_eq!(materiality(small, large), Some(0.4005));
/// assert_eq!(materiality(small, None), None);
/// ```
pub fn materiality(a: Option<Cents>, b: Option<Cents>) -> Option<f64> {
    size(a?.min(b?)).map(round4)
}

/// How much one amount matters, 0 to 1 on the same scale; none when it is not positive.
pub(crate) fn size(usd: Cents) -> Option<f64> {
    let scale = (usd.dollars() / MAT_FLOOR_USD).log10() / MAT_DECADES;
    (usd.0 > 0).then(|| scale.clamp(0.0, 1.0))
}
