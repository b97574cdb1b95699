//! What the pages of related projects show. They are drawn on the server alone, so none of this travels.

use tiga_domain::analysis::cluster::{ClusterPage, clusters};
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::overlap::{
    Census, MatrixCell, OverlapDetail, OverlapItem, OverlapPage, Relations, detail, find_pair,
    matrix, neighbours, show,
};
use tiga_domain::dataset::{ActivityIndex, Dataset};
use tiga_domain::link::{Page, Question};
use tiga_domain::snapshot::Snapshot;

use crate::api::edition::Edition;
use crate::error::WireError;

/// Related projects under a filter.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlapsAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// The rows and their number.
    pub page: OverlapPage,
    /// Pairs by country and sector.
    pub matrix: Vec<MatrixCell>,
    /// The largest clusters.
    pub clusters: ClusterPage,
    /// How much was compared.
    pub census: Census,
    /// Counts of the filter bar.
    pub counts: FacetCounts,
}

/// Two related projects.
#[derive(Clone, Debug, PartialEq)]
pub struct OverlapAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// The pair with what to do about it.
    pub detail: OverlapDetail,
}

/// Clusters that the page shows.
const CLUSTERS: u32 = 12;

/// Answers a question with what is related.
pub fn overlaps(question: &Question, relations: Relations) -> Result<OverlapsAnswer, WireError> {
    let data = super::data_set()?;
    let findings = data.findings();
    let of_clusters = Question {
        page: Page {
            number: 1,
            size: CLUSTERS,
        },
        ..question.clone()
    };
    Ok(OverlapsAnswer {
        edition: Edition::of(&data),
        page: tiga_domain::analysis::overlap::overlaps(&data, findings, question, relations),
        matrix: matrix(&data, findings, &question.filter, relations),
        clusters: clusters(&data, findings, &of_clusters),
        census: findings.census().clone(),
        counts: data.facet_counts(&question.filter),
    })
}

/// Answers with the pair of an identifier.
pub fn overlap(id: &str) -> Result<OverlapAnswer, WireError> {
    let data = super::data_set()?;
    let (a, b) = find_pair(&data, id).ok_or(WireError::NotFound)?;
    Ok(OverlapAnswer {
        edition: Edition::of(&data),
        detail: detail(&data, data.findings(), a, b).ok_or(WireError::NotFound)?,
    })
}

/// A project that is related to another, as the page of that one lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Whether the other project is the second of the pair.
    pub is_second: bool,
    /// The pair.
    pub item: OverlapItem,
}

/// The first related projects of one, and how many there are.
pub(super) fn related(
    snapshot: &Snapshot,
    index: ActivityIndex,
    most: usize,
) -> (Vec<Related>, usize) {
    let (data, findings): (&Dataset, _) = (snapshot, snapshot.findings());
    let pairs = neighbours(data, findings, index);
    let shown = pairs.iter().take(most).filter_map(|pair| {
        Some(Related {
            is_second: pair.a == index,
            item: show(data, findings, pair)?,
        })
    });
    (shown.collect(), pairs.len())
}
