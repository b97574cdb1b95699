//! What the list of projects shows.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::projects::ProjectPage;

use crate::api::edition::Edition;
use crate::api::wire::Wire;
use crate::error::WireError;

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
#[server(prefix = "/answer", endpoint = "projects", input = GetUrl, output = Wire)]
pub async fn projects(query: String) -> Result<ProjectsAnswer, WireError> {
    let data = super::data_set()?;
    let question = tiga_domain::link::Question::parse(&query, &[]).question;
    let mut page = tiga_domain::analysis::projects::projects(&data, &question);
    // The list does not show places; they would be a good part of what travels.
    for item in &mut page.items {
        item.places.clear();
    }
    Ok(ProjectsAnswer {
        edition: Edition::of(&data),
        counts: tiga_domain::analysis::facets::facet_counts(&data, &question.filter),
        page,
    })
}
