//! Clusters: activities of one country that overlap from one to the next, and who could lead the talks (method 3.10).

mod component;
mod page;

pub use component::{Component, Edge, components};
pub use page::{ClusterItem, ClusterPage, clusters};

use serde::{Deserialize, Serialize};

use crate::analysis::overlap::Subjects;
use crate::country::Country;
use crate::dataset::{ActivityIndex, Dataset};
use crate::date::year_of_day;
use crate::money::Cents;
use crate::partner::Partner;
use crate::status::Instrument;

/// A cluster of activities in one country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// Made of the country and the first activity, so that it outlasts imports as long as that does.
    pub id: String,
    /// Country.
    pub country: Country,
    /// Its activities, in the order of their identifiers.
    #[serde(skip)]
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
    let years = lead_years(last_year);
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
    (total.0 > 0).then(|| crate::analysis::round::round4(squares))
}

/// Who could lead the talks about two activities of different partners.
pub fn lead_of_pair(
    data: &Dataset,
    country: Country,
    activities: [ActivityIndex; 2],
    last_year: i16,
) -> Option<Lead> {
    let years = lead_years(last_year);
    let of_one = |index: &ActivityIndex| {
        let partner = data.agency(*index)?.partner();
        Some(of_partner(data, country, partner, &[*index], years))
    };
    let partners: Vec<ClusterPartner> = activities.iter().filter_map(of_one).collect();
    lead(&partners, years)
}

const fn lead_years(last_year: i16) -> (i16, i16) {
    (last_year - LEAD_YEARS + 1, last_year)
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
