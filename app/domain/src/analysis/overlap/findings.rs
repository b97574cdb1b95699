//! What the method finds in a data set: related pairs and clusters. Computed once for each data set.

use std::collections::BTreeMap;

use super::adjacency::Adjacency;
use super::candidate::{Search, search};
use super::gather::{Gatherer, NotCompared, compared_in};
use super::pair::Pair;
use super::question::of_relation;
use super::relation::{Relation, materiality};
use super::subject::Subjects;
use super::text::{TitleWords, WordTable, read_titles};
use crate::analysis::cluster::{self, Cluster, Edge as ClusterEdge};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::date::Date;
use crate::parallel::{in_chunks, sort_by};

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

/// What is related in one country.
struct OfCountry {
    /// Pairs that were looked at.
    looked_at: u64,
    pairs: Vec<Pair>,
    /// Pairs of which both work in other countries too.
    several: Vec<Pair>,
    /// Activities with more partners than are scored, and how many were left out.
    left_out: Vec<(ActivityIndex, u32)>,
    clusters: Vec<Cluster>,
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
        let found = in_chunks(Country::COUNT, 1, |range| {
            let countries = Country::all().zip(&by_country).skip(range.start);
            let found = countries.take(range.len()).map(|(country, activities)| {
                findings.search_country(data, &title_words, country, activities)
            });
            found.collect::<Vec<_>>()
        });
        findings.take_all(data, found.into_iter().flatten().collect());
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
        &self,
        data: &Dataset,
        words: &TitleWords,
        country: Country,
        activities: &[ActivityIndex],
    ) -> OfCountry {
        let mut subjects = Subjects::new(&self.words);
        let mut gatherer = Gatherer::default();
        for index in activities {
            gatherer.push(&mut subjects, data, *index, country, Some(words));
        }
        let Search {
            edges,
            pairs: looked_at,
            left_out,
        } = search(&subjects);
        let heads = subjects.heads();
        let spreads =
            |index: ActivityIndex| data.heads()[index as usize].countries.count_ones() > 1;
        let pairs = edges.iter().map(|edge| {
            let (a, b) = (&heads[edge.a as usize], &heads[edge.b as usize]);
            Pair::new(
                (a.activity, b.activity),
                country,
                (edge.relation, edge.rule),
                edge.score,
                materiality(a.usd, b.usd),
            )
        });
        let (several, pairs) = pairs.partition(|pair| spreads(pair.a) && spreads(pair.b));
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
        let left_out = left_out
            .into_iter()
            .map(|(subject, count)| (heads[subject as usize].activity, count));
        OfCountry {
            looked_at,
            pairs,
            several,
            left_out: left_out.collect(),
            clusters: cluster::of_country(data, country, &subjects, &cluster_edges, self.last_year),
        }
    }

    /// Adds up the countries. Makes one of the pairs that are related in several of them, and puts all in the order of
    /// lists.
    fn take_all(&mut self, data: &Dataset, countries: Vec<OfCountry>) {
        let mut several = Vec::new();
        self.pairs
            .reserve(countries.iter().map(|found| found.pairs.len()).sum());
        for found in countries {
            self.census.pairs += found.looked_at;
            self.clusters.extend(found.clusters);
            self.pairs.extend(found.pairs);
            several.extend(found.several);
            for (activity, count) in found.left_out {
                self.census.left_out += u64::from(count);
                *self.left_out.entry(activity).or_default() += count;
            }
        }
        several.sort_by_key(|pair: &Pair| (pair.a, pair.b));
        several.dedup_by(|later, earlier| {
            let is_same = (later.a, later.b) == (earlier.a, earlier.b);
            if is_same {
                earlier.merge(later);
            }
            is_same
        });
        self.pairs.append(&mut several);
        let mut ranks = vec![0_u32; data.len()];
        for (rank, index) in (0_u32..).zip(data.by_id()) {
            ranks[*index as usize] = rank;
        }
        let rank = |index: ActivityIndex| ranks[index as usize];
        let place = |pair: &Pair| {
            let (relation, weight, _) = pair.place_in_lists();
            (relation, weight)
        };
        sort_by(&mut self.pairs, |x, y| {
            let by_id = || (rank(x.a), rank(x.b)).cmp(&(rank(y.a), rank(y.b)));
            place(x).cmp(&place(y)).then_with(by_id)
        });
        self.adjacency = Adjacency::new(of_relation(self, Relation::Overlap), data.len());
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
