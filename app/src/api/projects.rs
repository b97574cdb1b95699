//! What the list of projects shows.

use serde::{Deserialize, Serialize};
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::projects::{self as list, ProjectPage};
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

use crate::api::edition::Edition;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectsAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// The rows, their number and sum.
    pub page: ProjectPage,
    /// Counts of the filter bar.
    pub counts: FacetCounts,
}

/// Answers the question of a query string.
pub fn answer(data: &Snapshot, query: &str) -> ProjectsAnswer {
    let question = Question::parse(query, &[]).question;
    let mut page = list::projects(data, &question);
    // The list does not show places; they would be a good part of what travels.
    for item in &mut page.items {
        item.places.clear();
    }
    ProjectsAnswer {
        edition: Edition::of(data),
        counts: data.facet_counts(&question.filter),
        page,
    }
}
