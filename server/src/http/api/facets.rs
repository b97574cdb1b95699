//! `/api/v1/facets`: how many projects each value of each facet would show, all other facets kept.

use axum::response::Response;
use serde::Serialize;
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

use crate::http::document::Asked;

#[derive(Serialize)]
struct FacetsAnswer {
    version: String,
    filter: String,
    facets: Vec<FacetAnswer>,
}

#[derive(Serialize)]
struct FacetAnswer {
    key: &'static str,
    name: &'static str,
    values: Vec<ValueAnswer>,
}

#[derive(Serialize)]
struct ValueAnswer {
    code: String,
    name: &'static str,
    activities: u32,
    chosen: bool,
}

/// `/api/v1/facets`
pub(in crate::http) async fn facets(asked: Asked) -> Response {
    asked.json(|_, question| answer(&asked.data, question))
}

fn answer(data: &Snapshot, question: &Question) -> FacetsAnswer {
    let counts = data.facet_counts(&question.filter);
    let facets = Facet::ALL.map(|facet| FacetAnswer {
        key: facet.key(),
        name: facet.name(),
        values: values(facet, question, &counts),
    });
    FacetsAnswer {
        version: data.version().to_owned(),
        filter: Question::from(question.filter.clone()).query(),
        facets: facets.into(),
    }
}

/// The values that show something or are chosen, in their own order.
fn values(facet: Facet, question: &Question, counts: &FacetCounts) -> Vec<ValueAnswer> {
    (0..facet.count() as FacetValue)
        .map(|value| {
            let is_chosen = question.filter.has(facet, value);
            (value, counts.of(facet, value), is_chosen)
        })
        .filter(|(_, activities, is_chosen)| *activities > 0 || *is_chosen)
        .map(|(value, activities, chosen)| ValueAnswer {
            code: facet.code(value),
            name: facet.label(value),
            activities,
            chosen,
        })
        .collect()
}
