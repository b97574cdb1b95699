//! A related pair as it is shown, with everything that led to it.

use serde::{Deserialize, Serialize};

use super::constant::WEAK_DATA;
use super::explain::{Explanation, FactorName, explain};
use super::findings::Findings;
use super::gather::{compared_in, gather};
use super::pair::{Pair, pair_id};
use super::relation::{Relation, materiality, relation};
use super::score::{Cap, Parts, score};
use super::sentence::sentence;
use super::subject::Subject;
use crate::analysis::cluster::{Lead, lead_of_pair};
use crate::analysis::projects::{ProjectItem, item, whole};
use crate::analysis::round::round4;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::money::Cents;

/// A related pair as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverlapItem {
    /// Identifier, stable across imports.
    pub id: String,
    /// The activity whose identifier comes first, with its whole money.
    pub a: ProjectItem,
    /// The other one.
    pub b: ProjectItem,
    /// The country in which they are compared.
    pub country: Country,
    /// What they are to each other.
    pub relation: Relation,
    /// Score under the caps, 0 to 1.
    pub score: f64,
    /// Weighted mean of the parts.
    pub raw: f64,
    /// The cap that bound the score.
    pub cap: Option<Cap>,
    /// The sub-scores.
    pub parts: Parts,
    /// How much it matters, 0 to 1; none when an amount is unknown.
    pub materiality: Option<f64>,
    /// Confidence in the data of both, 0 to 1.
    pub confidence: f64,
    /// The confidence is so low that the data are called weak.
    pub is_weak: bool,
    /// Own shares in the country: of `a`, of `b`.
    pub own_usd: [Option<Cents>; 2],
    /// The smaller of the two; none when one is unknown.
    pub usd_min: Option<Cents>,
    /// Kilometres between the closest two places; none unless both are local.
    pub distance_km: Option<f64>,
    /// Everything that led to the relation.
    pub explanation: Explanation,
    /// The same as an English sentence.
    pub sentence: String,
}

/// A pair with what to do about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverlapDetail {
    /// The pair.
    #[serde(flatten)]
    pub item: OverlapItem,
    /// A step that the agencies could take, as a sentence.
    pub next_step: String,
    /// Who could lead the talks: of the cluster that holds both, else of the two.
    pub lead: Option<Lead>,
    /// Identifier of the cluster that holds both.
    pub cluster: Option<String>,
}

/// A stored pair with everything that is shown of it.
pub fn show(data: &Dataset, findings: &Findings, pair: &Pair) -> Option<OverlapItem> {
    show_in(data, findings, pair.a, pair.b, pair.country()?)
}

/// Compares two activities of different partners; none when they share no country or are unrelated there.
///
/// Also finds *adjacent* pairs and those with a nationwide activity, which are not stored.
pub fn compare(
    data: &Dataset,
    findings: &Findings,
    a: ActivityIndex,
    b: ActivityIndex,
) -> Option<OverlapItem> {
    let partner = |index| Some(data.agency(index)?.partner());
    let (countries, others) = (compared_in(data, a).ok()?, compared_in(data, b).ok()?);
    if partner(a)? == partner(b)? {
        return None;
    }
    let shared = countries
        .into_iter()
        .filter(|country| others.contains(country));
    let pairs = shared.filter_map(|country| judge(data, findings, a, b, country));
    let best = pairs.min_by_key(Pair::place_in_lists)?;
    show(data, findings, &best)
}

fn in_order(data: &Dataset, a: ActivityIndex, b: ActivityIndex) -> (ActivityIndex, ActivityIndex) {
    if data.id(a) < data.id(b) {
        (a, b)
    } else {
        (b, a)
    }
}

fn judge(
    data: &Dataset,
    findings: &Findings,
    a: ActivityIndex,
    b: ActivityIndex,
    country: Country,
) -> Option<Pair> {
    let (a, b) = in_order(data, a, b);
    let subjects = gather(data, &findings.words, country, [a, b]);
    pair_of(&subjects.get(0), &subjects.get(1), country)
}

pub(super) fn pair_of(a: &Subject, b: &Subject, country: Country) -> Option<Pair> {
    let score = score(a, b);
    let found = relation(a, b, &score)?;
    Some(Pair::new(
        (a.head.activity, b.head.activity),
        country,
        found,
        score.score,
        materiality(a.head.usd, b.head.usd),
    ))
}

fn show_in(
    data: &Dataset,
    findings: &Findings,
    a: ActivityIndex,
    b: ActivityIndex,
    country: Country,
) -> Option<OverlapItem> {
    let (a, b) = in_order(data, a, b);
    let subjects = gather(data, &findings.words, country, [a, b]);
    let (x, y) = (subjects.get(0), subjects.get(1));
    let explanation = explain(&x, &y, [data.title(a), data.title(b)]);
    let value = |name| explanation.value(name);
    let confidence = round4(x.head.confidence * y.head.confidence);
    Some(OverlapItem {
        id: pair_id(data, a, b),
        a: item(data, &whole(data, a))?,
        b: item(data, &whole(data, b))?,
        country,
        relation: explanation.relation?,
        score: explanation.score,
        raw: explanation.raw,
        cap: explanation.bound_by(),
        parts: Parts {
            sector: value(FactorName::Sector)?,
            place: value(FactorName::Place),
            time: value(FactorName::Time),
            theme: value(FactorName::Theme)?,
            text: value(FactorName::Text)?,
        },
        materiality: materiality(x.head.usd, y.head.usd),
        confidence,
        is_weak: confidence < WEAK_DATA,
        own_usd: [x.head.usd, y.head.usd],
        usd_min: x.head.usd.zip(y.head.usd).map(|(a, b)| a.min(b)),
        distance_km: explanation.km(),
        sentence: sentence(&explanation),
        explanation,
    })
}

/// Everything about two activities of different partners; none when they are unrelated.
pub fn detail(
    data: &Dataset,
    findings: &Findings,
    a: ActivityIndex,
    b: ActivityIndex,
) -> Option<OverlapDetail> {
    let item = compare(data, findings, a, b)?;
    let holds_both =
        |activities: &[ActivityIndex]| activities.contains(&a) && activities.contains(&b);
    let in_country = findings
        .clusters()
        .iter()
        .filter(|cluster| cluster.country == item.country);
    let cluster = in_country
        .filter(|cluster| holds_both(&cluster.activities))
        .min_by_key(|c| &c.id);
    let of_pair = || lead_of_pair(data, item.country, [a, b], findings.last_year());
    Some(OverlapDetail {
        next_step: next_step(item.relation).to_owned(),
        lead: cluster.map_or_else(of_pair, |cluster| cluster.lead),
        cluster: cluster.map(|cluster| cluster.id.clone()),
        item,
    })
}

/// A step that the agencies could take.
pub const fn next_step(relation: Relation) -> &'static str {
    match relation {
        Relation::SameProgramme => {
            "Ask both agencies whether these are one programme, a continuation, or one loan recorded twice."
        }
        Relation::Overlap => {
            "Compare scope and beneficiaries, and agree who covers what before the next approval."
        }
        Relation::Complement => {
            "Bring the two teams together: the works and the service can be timed to need each other."
        }
        Relation::Joint => "None: the agencies have declared that they finance this together.",
        Relation::Adjacent => "Let the two teams know of each other.",
    }
}
