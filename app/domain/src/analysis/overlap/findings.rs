//! What the method finds in a data set: related pairs and clusters. Computed once for each data set.

use std::collections::BTreeMap;

use super::adjacency::Adjacency;
use super::candidate::{Search, search};
use super::gather::{Gatherer, NotCompared, compared_in};
use super::pair::Pair;
use super::relation::{Relation, materiality};
use super::subject::Subjects;
use super::text::{TitleWords, WordTable, read_titles};
use crate::analysis::cluster::{self, Cluster, Edge as ClusterEdge};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::date::Date;
use crate::parallel::{in_chunks, sort_by_key};

/// Related pairs and clusters of a data set.
///
/// Method 3. What it does not mean: a pair is a candidate until somebody who knows both projects has
/// looked at it; many donors in one place can be right.
#[derive(Debug, Default)]
pub struct Findings {
    pub(super) pairs: Vec<Pair>,
    pub(super) adjacency: Adjacency,
    pub(super) clusters: Vec<Cluster>,
    pub(super) words: WordTable,
    census: Census,
    /// Activities with more partners than are scored, and how many were left out.
    left_out: BTreeMap<ActivityIndex, u32>,
    /// The last full year before the as-of date.
    last_year: i16,
}

/// How much was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Activities compared.
    pub compared: u64,
    /// Activities not compared, by reason.
    pub not_compared: BTreeMap<NotCompared, u64>,
    /// Pairs of near neighbours that were looked at.
    pub pairs: u64,
    /// Possible partners that the bound on an activity left out.
    pub left_out: u64,
}

/// Activities of one part of the work that is shared out.
const CHUNK: usize = 8_192;

impl Findings {
    /// Finds what is related in a data set. `as_of` decides which are the last five full years of a
    /// suggested lead.
    pub fn new(data: &Dataset, as_of: Date) -> Self {
        let (words, title_words) =
            read_titles(data.len(), |index| data.title(index as ActivityIndex));
        let mut findings = Self {
            words,
            last_year: as_of.year() - 1,
            ..Self::default()
        };
        let by_country = findings.take_census(data);
        for (country, activities) in Country::all().zip(by_country) {
            findings.search_country(data, &title_words, country, &activities);
        }
        findings.merge_countries(data);
        findings.census.left_out = findings
            .left_out
            .values()
            .map(|count| u64::from(*count))
            .sum();
        findings
    }

    /// The activities that are compared in each country, in the order of their identifiers.
    fn take_census(&mut self, data: &Dataset) -> Vec<Vec<ActivityIndex>> {
        let parts = in_chunks(data.len(), CHUNK, |range| {
            let activities = &data.by_id()[range];
            let outcomes = activities
                .iter()
                .map(|index| (*index, compared_in(data, *index)));
            outcomes.collect::<Vec<_>>()
        });
        let mut by_country = vec![Vec::new(); Country::COUNT];
        for (index, outcome) in parts.into_iter().flatten() {
            match outcome {
                Ok(countries) => {
                    self.census.compared += 1;
                    for country in countries {
                        by_country[country.index()].push(index);
                    }
                }
                Err(reason) => *self.census.not_compared.entry(reason).or_default() += 1,
            }
        }
        by_country
    }

    fn search_country(
        &mut self,
        data: &Dataset,
        words: &TitleWords,
        country: Country,
        activities: &[ActivityIndex],
    ) {
        let mut subjects = Subjects::new(&self.words);
        let mut gatherer = Gatherer::default();
        for index in activities {
            gatherer.push(&mut subjects, data, *index, country, Some(words));
        }
        let Search {
            edges,
            pairs,
            left_out,
        } = search(&subjects);
        let heads = subjects.heads();
        self.census.pairs += pairs;
        for (subject, count) in left_out {
            *self
                .left_out
                .entry(heads[subject as usize].activity)
                .or_default() += count;
        }
        self.pairs.extend(edges.iter().map(|edge| {
            let (a, b) = (&heads[edge.a as usize], &heads[edge.b as usize]);
            Pair::new(
                (a.activity, b.activity),
                country,
                (edge.relation, edge.rule),
                edge.score,
                materiality(a.usd, b.usd),
            )
        }));
        let joins = |relation| matches!(relation, Relation::Overlap | Relation::SameProgramme);
        let cluster_edges: Vec<ClusterEdge> = edges
            .iter()
            .filter(|edge| joins(edge.relation))
            .map(|edge| ClusterEdge {
                a: edge.a,
                b: edge.b,
                score: match edge.relation {
                    Relation::SameProgramme => edge.score.max(super::constant::T_CLUSTER),
                    _ => edge.score,
                },
            })
            .collect();
        let found = cluster::of_country(data, country, &subjects, &cluster_edges, self.last_year);
        self.clusters.extend(found);
    }

    /// Makes one of the pairs that are related in several countries, and puts all in the order of lists.
    fn merge_countries(&mut self, data: &Dataset) {
        let spreads =
            |index: ActivityIndex| data.heads()[index as usize].countries.count_ones() > 1;
        let (mut several, mut pairs): (Vec<Pair>, Vec<Pair>) = std::mem::take(&mut self.pairs)
            .into_iter()
            .partition(|pair| spreads(pair.a) && spreads(pair.b));
        several.sort_by_key(|pair| (pair.a, pair.b));
        several.dedup_by(|later, earlier| {
            let is_same = (later.a, later.b) == (earlier.a, earlier.b);
            if is_same {
                earlier.merge(later);
            }
            is_same
        });
        pairs.append(&mut several);
        let mut ranks = vec![0_u32; data.len()];
        for (rank, index) in (0_u32..).zip(data.by_id()) {
            ranks[*index as usize] = rank;
        }
        let rank = |index: ActivityIndex| ranks[index as usize];
        sort_by_key(&mut pairs, |pair| {
            let (relation, weight, _) = pair.place_in_lists();
            (relation, weight, rank(pair.a), rank(pair.b))
        });
        self.adjacency = Adjacency::new(&pairs, data.len());
        self.pairs = pairs;
    }

    /// Only the overlaps, in the order of lists: what the map asks, which is all that a browser holds.
    pub(super) fn of_overlaps(overlaps: Vec<Pair>, activities: usize) -> Self {
        Self {
            adjacency: Adjacency::new(&overlaps, activities),
            pairs: overlaps,
            ..Self::default()
        }
    }

    /// The related pairs: joint, same programme, overlap and complement, in the order of lists.
    pub fn pairs(&self) -> &[Pair] {
        &self.pairs
    }

    /// The clusters, by country, the largest money first.
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters
    }

    /// The last full year before the as-of date.
    pub const fn last_year(&self) -> i16 {
        self.last_year
    }

    /// The words of the titles, by which drafts are weighed too.
    pub const fn words(&self) -> &WordTable {
        &self.words
    }

    /// How much was compared.
    pub const fn census(&self) -> &Census {
        &self.census
    }

    /// Possible partners of an activity that the bound left out.
    pub fn left_out(&self, index: ActivityIndex) -> u32 {
        self.left_out.get(&index).copied().unwrap_or_default()
    }
}
