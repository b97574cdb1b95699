//! Clusters: activities of one country that overlap from one to the next, and who could lead the talks (method 3.10).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::analysis::overlap::Subjects;
use crate::analysis::overlap::constant::{CLUSTER_CEIL, CLUSTER_MAX, CLUSTER_STEP, T_CLUSTER};
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::date::year_of_day;
use crate::money::Cents;
use crate::partner::Partner;
use crate::status::Instrument;

/// An edge between two nodes.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// One node.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Score; that of *same programme* is raised to the threshold.
    pub score: f64,
}

/// Nodes that hang together.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// The nodes, ascending.
    pub nodes: Vec<u32>,
    /// The threshold at which they hang together; above the first when a larger group was cut.
    pub threshold: f64,
}

/// A cluster of activities in one country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Made of the country and the first activity, so that it outlasts imports as long as that does.
    pub id: String,
    /// Country.
    pub country: Country,
    /// Its activities, in the order of their identifiers.
    pub activities: Vec<ActivityIndex>,
    /// Nodes: activities, those of one joint-financing group together.
    pub nodes: u32,
    /// Edges inside it.
    pub links: u32,
    /// Edges to activities outside it that a cut took away.
    pub cut_links: u32,
    /// The threshold of its edges; above .70 when a larger group was cut.
    pub threshold: f64,
    /// Activities and own shares of each partner, in the order of the partners.
    pub partners: Vec<ClusterPartner>,
    /// Own shares of all, exposure left out; each activity once; none when nothing is known.
    pub usd: Option<Cents>,
    /// Activities without a known own share.
    pub without_amount: u32,
    /// First and last year of its activities.
    pub years: Option<(i16, i16)>,
    /// Sum of the squared shares of the partners, 0 to 1; none without money.
    pub hhi: Option<f64>,
    /// Who could lead, a proposal for talks.
    pub lead: Option<Lead>,
}

/// What a partner has in a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClusterPartner {
    /// Partner.
    pub partner: Partner,
    /// Activities.
    pub activities: u32,
    /// Own shares, exposure left out; none when nothing is known.
    pub usd: Option<Cents>,
    /// Own shares that are exposure.
    pub exposure_usd: Cents,
    /// Own shares committed in the last five full years, exposure left out.
    pub recent_usd: Cents,
}

/// A suggested lead and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Partner.
    pub partner: Partner,
    /// Why.
    pub reason: LeadReason,
    /// Its own share in the years that decide.
    pub usd: Cents,
    /// First and last of those years.
    pub years: (i16, i16),
}

/// Why a partner is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadReason {
    /// The largest own share committed in the last five full years.
    LargestShare,
    /// Equal shares; more activities.
    MoreActivities,
    /// Equal in both; the first by code.
    FirstByCode,
}

/// Years that decide on the lead.
const LEAD_YEARS: i16 = 5;

/// The components of a graph at [`T_CLUSTER`], those with too many nodes cut at rising thresholds.
///
/// Nodes with an equal group are one node, in the count too. Components of one node are left out.
/// Method 3.10. The order is that of the first nodes.
///
/// ```
/// use tiga_domain::analysis::cluster::{Edge, components};
/// let edge = |a, b, score| Edge { a, b, score };
/// let edges = [edge(0, 1, 0.80), edge(1, 2, 0.72), edge(2, 3, 0.69), edge(4, 5, 0.90)];
/// let group = |node: u32| (node >= 5).then_some(0);
/// let found: Vec<_> = components(7, &edges, group).into_iter().map(|c| c.nodes).collect();
/// assert_eq!(found, [vec![0, 1, 2], vec![4, 5, 6]]);
/// ```
pub fn components(
    nodes: u32,
    edges: &[Edge],
    group: impl Fn(u32) -> Option<u32>,
) -> Vec<Component> {
    let mut sets = Sets::new(nodes);
    let mut done = Vec::new();
    let mut todo = vec![((0..nodes).collect::<Vec<u32>>(), edges.to_vec(), T_CLUSTER)];
    while let Some((part, edges, threshold)) = todo.pop() {
        let edges: Vec<Edge> = edges
            .into_iter()
            .filter(|edge| edge.score >= threshold - 1e-9)
            .collect();
        for (component, inside) in sets.split(&part, &edges, &group) {
            let mut size: Vec<(bool, u32)> = component
                .iter()
                .map(|node| group(*node).map_or((false, *node), |group| (true, group)))
                .collect();
            size.sort_unstable();
            size.dedup();
            if size.len() > CLUSTER_MAX && threshold < CLUSTER_CEIL {
                let higher = ((threshold + CLUSTER_STEP) * 1e4).round() / 1e4;
                todo.push((component, inside, higher));
            } else if size.len() > 1 {
                done.push(Component {
                    nodes: component,
                    threshold,
                });
            }
        }
    }
    done.sort_by_key(|component| component.nodes[0]);
    done
}

/// Disjoint sets of nodes.
struct Sets(Vec<u32>);

impl Sets {
    fn new(nodes: u32) -> Self {
        Self((0..nodes).collect())
    }

    fn first(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            self.0[node as usize] = self.0[self.0[node as usize] as usize];
            node = self.0[node as usize];
        }
        node
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The components of some nodes, with the edges inside each; lone nodes are left out.
    fn split(
        &mut self,
        nodes: &[u32],
        edges: &[Edge],
        group: impl Fn(u32) -> Option<u32>,
    ) -> Vec<(Vec<u32>, Vec<Edge>)> {
        for node in nodes {
            self.0[*node as usize] = *node;
        }
        let mut first_of_group: BTreeMap<u32, u32> = BTreeMap::new();
        for node in nodes {
            if let Some(group) = group(*node) {
                let first = *first_of_group.entry(group).or_insert(*node);
                self.join(first, *node);
            }
        }
        for edge in edges {
            self.join(edge.a, edge.b);
        }
        let mut parts: BTreeMap<u32, (Vec<u32>, Vec<Edge>)> = BTreeMap::new();
        for node in nodes {
            parts.entry(self.first(*node)).or_default().0.push(*node);
        }
        parts.retain(|_, (nodes, _)| nodes.len() > 1);
        for edge in edges {
            if let Some((_, inside)) = parts.get_mut(&self.first(edge.a)) {
                inside.push(*edge);
            }
        }
        parts.into_values().collect()
    }
}

/// The clusters of a country, the largest money first, then by id.
pub fn of_country(
    data: &Dataset,
    country: Country,
    subjects: &Subjects,
    edges: &[Edge],
    last_year: i16,
) -> Vec<Cluster> {
    let heads = subjects.heads();
    let components = components(heads.len() as u32, edges, |node| heads[node as usize].joint);
    let mut cluster_of = vec![u32::MAX; heads.len()];
    for (at, component) in (0_u32..).zip(&components) {
        for node in &component.nodes {
            cluster_of[*node as usize] = at;
        }
    }
    let mut links = vec![(0, 0); components.len()];
    for edge in edges {
        let ends = [edge.a, edge.b].map(|node| cluster_of[node as usize]);
        for (nth, end) in ends.into_iter().enumerate() {
            let Some((inside, cut)) = links.get_mut(end as usize) else {
                continue;
            };
            let is_inside = ends[0] == ends[1];
            *inside += u32::from(is_inside && nth == 0);
            *cut += u32::from(!is_inside);
        }
    }
    let describe = |(component, links): (Component, (u32, u32))| {
        describe(data, country, subjects, component, links, last_year)
    };
    let mut clusters: Vec<Cluster> = components.into_iter().zip(links).map(describe).collect();
    clusters.sort_by(|a, b| b.usd.cmp(&a.usd).then_with(|| a.id.cmp(&b.id)));
    clusters
}

fn describe(
    data: &Dataset,
    country: Country,
    subjects: &Subjects,
    component: Component,
    (links, cut_links): (u32, u32),
    last_year: i16,
) -> Cluster {
    let heads: Vec<_> = component
        .nodes
        .iter()
        .map(|node| &subjects.heads()[*node as usize])
        .collect();
    let years = (last_year - LEAD_YEARS + 1, last_year);
    let partners: Vec<ClusterPartner> = Partner::ALL
        .into_iter()
        .filter_map(|partner| {
            let own = heads.iter().filter(|head| head.partner == partner);
            let activities: Vec<ActivityIndex> = own.map(|head| head.activity).collect();
            (!activities.is_empty()).then(|| of_partner(data, country, partner, &activities, years))
        })
        .collect();
    let mut groups: Vec<u32> = heads.iter().filter_map(|head| head.joint).collect();
    let lone = heads.len() - groups.len();
    groups.sort_unstable();
    groups.dedup();
    let dates = || heads.iter().filter_map(|head| head.period);
    let first = heads[0].activity;
    Cluster {
        id: format!("{}~{}", country.iso2(), data.id(first)),
        country,
        activities: heads.iter().map(|head| head.activity).collect(),
        nodes: (groups.len() + lone) as u32,
        links,
        cut_links,
        threshold: component.threshold,
        usd: partners
            .iter()
            .filter_map(|partner| partner.usd)
            .reduce(|a, b| a + b),
        without_amount: heads.iter().filter(|head| head.usd.is_none()).count() as u32,
        years: dates()
            .map(|period| year_of_day(period.start))
            .min()
            .zip(dates().map(|period| year_of_day(period.end)).max()),
        hhi: hhi(&partners),
        lead: lead(&partners, years),
        partners,
    }
}

fn of_partner(
    data: &Dataset,
    country: Country,
    partner: Partner,
    activities: &[ActivityIndex],
    (from, to): (i16, i16),
) -> ClusterPartner {
    let mut sums = ClusterPartner {
        partner,
        activities: activities.len() as u32,
        usd: None,
        exposure_usd: Cents(0),
        recent_usd: Cents(0),
    };
    for index in activities {
        let is_exposure = data.instrument(*index).is_some_and(Instrument::is_exposure);
        for share in data.own_shares(*index, Some(country)) {
            if is_exposure {
                sums.exposure_usd += share.usd;
                continue;
            }
            sums.usd = Some(sums.usd.unwrap_or_default() + share.usd);
            if share.year.is_some_and(|year| (from..=to).contains(&year)) {
                sums.recent_usd += share.usd;
            }
        }
    }
    sums
}

/// Concentration over the partners with a positive sum (method 7), rounded to four decimals.
fn hhi(partners: &[ClusterPartner]) -> Option<f64> {
    let sums = || {
        partners
            .iter()
            .filter_map(|p| p.usd)
            .filter(|usd| usd.0 > 0)
    };
    let total: Cents = sums().sum();
    let squares: f64 = sums()
        .map(|usd| (usd.dollars() / total.dollars()).powi(2))
        .sum();
    (total.0 > 0).then(|| crate::analysis::overlap::round4(squares))
}

fn lead(partners: &[ClusterPartner], years: (i16, i16)) -> Option<Lead> {
    let rank = |partner: &ClusterPartner| (partner.recent_usd, partner.activities);
    let mut ranked: Vec<&ClusterPartner> = partners.iter().collect();
    ranked.sort_by(|a, b| {
        rank(b)
            .cmp(&rank(a))
            .then_with(|| a.partner.code().cmp(b.partner.code()))
    });
    let (first, second) = (ranked.first()?, ranked.get(1)?);
    let reason = if first.recent_usd > second.recent_usd {
        LeadReason::LargestShare
    } else if first.activities > second.activities {
        LeadReason::MoreActivities
    } else {
        LeadReason::FirstByCode
    };
    Some(Lead {
        partner: first.partner,
        reason,
        usd: first.recent_usd,
        years,
    })
}
