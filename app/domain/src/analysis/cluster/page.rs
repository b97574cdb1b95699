//! The clusters that a question means, as they are shown.

use serde::{Deserialize, Serialize};

use super::Cluster;
use crate::METHOD_ID;
use crate::analysis::overlap::Findings;
use crate::analysis::projects::{ProjectItem, item, select, whole};
use crate::dataset::Dataset;
use crate::facet::{Facet, FacetValue};
use crate::filter::Filter;
use crate::link::Question;

/// A page of clusters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterPage {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// Clusters in the whole list.
    pub total: u64,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub per_page: u32,
    /// The rows: by country, the largest money first, then by id.
    pub items: Vec<ClusterItem>,
}

/// A cluster with its projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterItem {
    /// What is known of it as a whole.
    #[serde(flatten)]
    pub cluster: Cluster,
    /// Its projects with their whole money, in the order of their identifiers.
    pub projects: Vec<ProjectItem>,
}

impl ClusterItem {
    /// The filter that lists its projects with exactly its money.
    pub fn behind(&self) -> Filter {
        let mut filter = Filter::default();
        filter.ids = self.projects.iter().map(|item| item.id.clone()).collect();
        filter.ids.sort_unstable();
        filter.include_legacy = true;
        filter.only(Facet::Country, self.cluster.country.index() as FacetValue)
    }
}

/// The clusters of which a filter selects at least one activity, in the countries that it allows.
fn of_filter<'f>(data: &Dataset, findings: &'f Findings, filter: &Filter) -> Vec<&'f Cluster> {
    let mut selected = vec![false; data.len()];
    for row in select(data, filter) {
        selected[row.index as usize] = true;
    }
    let countries = filter.chosen(Facet::Country);
    let is_allowed = |cluster: &&Cluster| {
        let country = cluster.country.index() as u16;
        countries.is_empty() || countries.contains(&country)
    };
    let is_selected = |cluster: &&Cluster| {
        cluster
            .activities
            .iter()
            .any(|index| selected[*index as usize])
    };
    findings
        .clusters()
        .iter()
        .filter(is_allowed)
        .filter(is_selected)
        .collect()
}

/// Answers a question with one page of the clusters that it means.
pub fn clusters(data: &Dataset, findings: &Findings, question: &Question) -> ClusterPage {
    let all = of_filter(data, findings, &question.filter);
    let rows = all
        .iter()
        .skip(question.page.offset())
        .take(question.page.size as usize);
    ClusterPage {
        version: data.version().to_owned(),
        method: METHOD_ID.to_owned(),
        total: all.len() as u64,
        page: question.page.number,
        per_page: question.page.size,
        items: rows.map(|cluster| show(data, cluster)).collect(),
    }
}

fn show(data: &Dataset, cluster: &Cluster) -> ClusterItem {
    let projects = cluster.activities.iter();
    ClusterItem {
        projects: projects
            .filter_map(|index| item(data, &whole(data, *index)))
            .collect(),
        cluster: cluster.clone(),
    }
}
