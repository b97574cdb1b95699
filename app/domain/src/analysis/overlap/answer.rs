//! Answers from the findings: lists of pairs, the matrix behind them, one pair, one activity's neighbours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::explain::{Explanation, FactorName, explain};
use super::findings::Findings;
use super::gather::{compared_in, gather};
use super::pair::{Pair, pair_id};
use super::relation::{Relation, materiality, relation};
use super::score::{Cap, Parts, round4, score};
use super::sector;
use super::sentence::sentence;
use super::subject::Subject;
use crate::METHOD_ID;
use crate::analysis::overlap::constant::WEAK_DATA;
use crate::analysis::projects::{ProjectItem, item, select, whole};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset, Head, Line, Plan, Tally, Visitor, scan};
use crate::facet::Facet;
use crate::filter::Filter;
use crate::link::Question;
use crate::money::Cents;
use crate::partner::Partner;

/// A set of relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Relations(u8);

impl Relations {
    /// All that are stored.
    pub const STORED: Self = Self(0b1_0111);

    /// Only this relation.
    pub const fn only(relation: Relation) -> Self {
        Self(1 << relation as u8)
    }

    /// Whether a relation is in the set.
    pub const fn contains(self, relation: Relation) -> bool {
        self.0 >> relation as u8 & 1 == 1
    }

    /// The relations in the set, in the order of lists.
    pub fn iter(self) -> impl Iterator<Item = Relation> {
        Relation::ALL
            .into_iter()
            .filter(move |relation| self.contains(*relation))
    }

    /// Reads `overlap,complement`; an empty text means all that are stored.
    ///
    /// # Errors
    /// When a word is no stored relation; *adjacent* is computed for one activity, not listed.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut set = 0;
        for word in text
            .split(',')
            .map(str::trim)
            .filter(|word| !word.is_empty())
        {
            let relation = Relation::from_code(word).filter(|r| Self::STORED.contains(*r));
            set |= 1 << relation.ok_or_else(|| word.chars().take(60).collect::<String>())? as u8;
        }
        Ok(if set == 0 { Self::STORED } else { Self(set) })
    }

    /// The words that [`Relations::parse`] reads, for messages.
    pub fn allowed() -> String {
        Relation::STORED.map(Relation::code).join(", ")
    }
}

impl Default for Relations {
    fn default() -> Self {
        Self::STORED
    }
}

/// A page of related pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverlapPage {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// Pairs in the whole list.
    pub total: u64,
    /// Pairs of each stored relation under the filter, whatever relations are chosen.
    pub by_relation: BTreeMap<Relation, u64>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
    /// The rows.
    pub items: Vec<OverlapItem>,
}

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

/// Pairs in a country that touch a sector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatrixCell {
    /// Country.
    pub country: Country,
    /// Code of a three-digit sector.
    pub sector: String,
    /// Pairs that the same question lists when it is narrowed to this country and sector.
    pub pairs: u64,
}

/// Which pairs a filter means (see [`super`]).
struct Scope<'a> {
    data: &'a Dataset,
    selected: Vec<bool>,
    countries: u16,
    partners: u8,
    include_legacy: bool,
}

impl<'a> Scope<'a> {
    fn new(data: &'a Dataset, filter: &Filter) -> Self {
        let mut selected = vec![false; data.len()];
        for row in select(data, filter) {
            selected[row.index as usize] = true;
        }
        let bits = |facet| {
            let chosen = filter.chosen(facet);
            chosen.iter().fold(0_u16, |bits, value| bits | 1 << value)
        };
        let countries = bits(Facet::Country);
        let partners = bits(Facet::Partner) as u8;
        Self {
            data,
            selected,
            countries: if countries == 0 { u16::MAX } else { countries },
            partners: if partners.count_ones() > 1 {
                partners
            } else {
                u8::MAX
            },
            include_legacy: filter.include_legacy,
        }
    }

    fn holds(&self, pair: &Pair) -> bool {
        let heads = [pair.a, pair.b].map(|index| &self.data.heads()[index as usize]);
        let is_allowed = |head: &Head| {
            self.partners >> head.partner & 1 == 1 && (self.include_legacy || !head.is_legacy)
        };
        (self.selected[pair.a as usize] || self.selected[pair.b as usize])
            && pair.country_bits() & self.countries != 0
            && heads.into_iter().all(is_allowed)
    }
}

/// The stored pairs that a filter means, in the order of lists.
pub fn pairs_of<'f>(
    data: &Dataset,
    findings: &'f Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<&'f Pair> {
    let scope = Scope::new(data, filter);
    let pairs = findings
        .pairs
        .iter()
        .filter(|pair| relations.contains(pair.relation));
    pairs.filter(|pair| scope.holds(pair)).collect()
}

/// Pairs of each stored relation under a filter.
pub fn count_relations(
    data: &Dataset,
    findings: &Findings,
    filter: &Filter,
) -> BTreeMap<Relation, u64> {
    let mut counts: BTreeMap<Relation, u64> = Relation::STORED
        .into_iter()
        .map(|relation| (relation, 0))
        .collect();
    for pair in pairs_of(data, findings, filter, Relations::STORED) {
        *counts.entry(pair.relation).or_default() += 1;
    }
    counts
}

/// Answers a question with one page of the pairs that it means.
///
/// Method 3. The order is that of 3.9, whatever order the question asks of projects.
pub fn overlaps(
    data: &Dataset,
    findings: &Findings,
    question: &Question,
    relations: Relations,
) -> OverlapPage {
    let all = pairs_of(data, findings, &question.filter, Relations::STORED);
    let mut by_relation: BTreeMap<Relation, u64> = Relation::STORED
        .into_iter()
        .map(|relation| (relation, 0))
        .collect();
    for pair in &all {
        *by_relation.entry(pair.relation).or_default() += 1;
    }
    let chosen: Vec<&Pair> = all
        .into_iter()
        .filter(|pair| relations.contains(pair.relation))
        .collect();
    let rows = chosen
        .iter()
        .skip(question.page.offset())
        .take(question.page.size as usize);
    OverlapPage {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        total: chosen.len() as u64,
        by_relation,
        page: question.page.number,
        per_page: question.page.size,
        items: rows.filter_map(|pair| show(data, findings, pair)).collect(),
    }
}

/// Pairs by country and three-digit sector, the cells with pairs only, by country and code.
///
/// A pair stands in a cell when the same question, narrowed to that country and sector, lists it.
pub fn matrix(
    data: &Dataset,
    findings: &Findings,
    filter: &Filter,
    relations: Relations,
) -> Vec<MatrixCell> {
    let mut lines = Lines(vec![Vec::new(); data.len()]);
    scan(data, &Plan::new(data, filter), &mut lines);
    let categories = crate::purpose::categories();
    let mut counts = vec![[0_u64; Country::COUNT]; categories.len()];
    for pair in pairs_of(data, findings, filter, relations) {
        let mut cells: Vec<(u8, u8)> = [pair.a, pair.b]
            .iter()
            .flat_map(|index| lines.0[*index as usize].clone())
            .collect();
        cells.sort_unstable();
        cells.dedup();
        for (country, category) in cells {
            let is_here = pair.country_bits() >> country & 1 == 1;
            if let Some(row) = counts.get_mut(category as usize).filter(|_| is_here) {
                row[country as usize] += 1;
            }
        }
    }
    let cell = |country: Country, at: usize| MatrixCell {
        country,
        sector: categories[at].to_string(),
        pairs: counts[at][country.index()],
    };
    Country::all()
        .flat_map(|country| (0..categories.len()).map(move |at| (country, at)))
        .map(|(country, at)| cell(country, at))
        .filter(|cell| cell.pairs > 0)
        .collect()
}

/// Country and category of the fitting lines of each selected activity.
struct Lines(Vec<Vec<(u8, u8)>>);

impl Visitor for Lines {
    fn line(&mut self, index: usize, line: &Line) {
        if (line.country as usize) < Country::COUNT {
            self.0[index].push((line.country, line.category));
        }
    }

    fn activity(&mut self, _index: usize, _head: &Head, _tally: Tally) {}
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

fn pair_of(a: &Subject, b: &Subject, country: Country) -> Option<Pair> {
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

/// Years beyond which two periods are not compared for being adjacent.
const MOST_YEARS_APART: f64 = 5.0;

/// All activities of other partners that are related to one, *adjacent* and nationwide ones included, in
/// the order of lists. Time grows with the activities of its countries and families.
pub fn neighbours(data: &Dataset, findings: &Findings, index: ActivityIndex) -> Vec<Pair> {
    let Ok(countries) = compared_in(data, index) else {
        return Vec::new();
    };
    let mut pairs: BTreeMap<(ActivityIndex, ActivityIndex), Pair> = BTreeMap::new();
    for country in countries {
        for pair in neighbours_in(data, findings, index, country) {
            pairs
                .entry((pair.a, pair.b))
                .and_modify(|known| known.merge(&pair))
                .or_insert(pair);
        }
    }
    let mut pairs: Vec<Pair> = pairs.into_values().collect();
    pairs.sort_by(|x, y| {
        let key = |pair: &Pair| {
            let (relation, weight, _) = pair.place_in_lists();
            (relation, weight)
        };
        let ids = |pair: &Pair| (data.id(pair.a), data.id(pair.b));
        key(x).cmp(&key(y)).then_with(|| ids(x).cmp(&ids(y)))
    });
    pairs
}

fn neighbours_in(
    data: &Dataset,
    findings: &Findings,
    index: ActivityIndex,
    country: Country,
) -> Vec<Pair> {
    let own = gather(data, &findings.words, country, [index]);
    let subject = own.get(0);
    let partner = Partner::ALL
        .iter()
        .position(|partner| *partner == subject.head.partner);
    let may_relate = |other: ActivityIndex| {
        let head = &data.heads()[other as usize];
        let in_country = head.countries >> country.index() & 1 == 1;
        let lines = data.line_columns(other as usize);
        let keys = subject.head.keys;
        let in_family = || {
            let mut counted = lines.iter().filter(|line| line.is_counted);
            counted.any(|line| sector::is_in(line.purpose, keys))
        };
        let is_joint = || subject.head.joint.is_some() && data.joint(other) == subject.head.joint;
        in_country && Some(head.partner as usize) != partner && (in_family() || is_joint())
    };
    let others = (0..data.len() as ActivityIndex).filter(|other| may_relate(*other));
    let compared = others.filter(|other| compared_in(data, *other).is_ok());
    let subjects = gather(data, &findings.words, country, compared);
    let pairs = (0..subjects.len()).filter_map(|at| {
        let other = subjects.get(at);
        let (a, b) = if data.id(index) < data.id(other.head.activity) {
            (&subject, &other)
        } else {
            (&other, &subject)
        };
        pair_of(a, b, country)
            .filter(|pair| pair.relation != Relation::Adjacent || !is_long_apart(&subject, &other))
    });
    pairs.collect()
}

fn is_long_apart(a: &Subject, b: &Subject) -> bool {
    let common = a
        .head
        .period
        .zip(b.head.period)
        .map(|(a, b)| a.common_days(&b));
    common.is_some_and(|days| f64::from(-days) > MOST_YEARS_APART * 365.25)
}
