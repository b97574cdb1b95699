//! What the pages of the analysis show. They are drawn on the server alone, so none of this travels.

use std::sync::Arc;

use leptos::prelude::use_context;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::complement::{Complements, complements};
use tiga_domain::analysis::concentration::{Concentrations, concentrations};
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::gap::{self, Comparison, Gaps, NeedTable};
use tiga_domain::analysis::mix::{self, Mix};
use tiga_domain::analysis::window::as_of;
use tiga_domain::dataset::Dataset;
use tiga_domain::link::Question;

use crate::api::edition::Edition;
use crate::data::NeedSource;
use crate::error::WireError;

/// An answer with what stands around it on a page.
#[derive(Clone, Debug)]
pub struct Analysis<T> {
    /// Which data it rests on.
    pub edition: Edition,
    /// Counts of the filter bar.
    pub counts: FacetCounts,
    /// Figures of need.
    pub need: Arc<NeedTable>,
    /// The answer.
    pub answer: T,
}

/// Gaps of a question.
pub fn gaps(question: &Question, choice: Choice) -> Result<Analysis<Gaps>, WireError> {
    analysis(question, |data, need| {
        let Choice {
            scheme, baseline, ..
        } = choice;
        let comparison = Comparison {
            scheme,
            baseline,
            as_of: as_of(data),
        };
        gap::gaps(data, &question.filter, comparison, need)
    })
}

/// The mix of a question.
pub fn mix(question: &Question, choice: Choice) -> Result<Analysis<Mix>, WireError> {
    analysis(question, |data, _| {
        mix::mix(data, &question.filter, choice.view)
    })
}

/// How the money of a question is shared among partners and agencies.
pub fn concentration(question: &Question) -> Result<Concentrations, WireError> {
    let data = super::data_set()?;
    Ok(concentrations(&data, &question.filter))
}

/// Anchors of a question, with what is around them.
pub fn around(question: &Question) -> Result<Analysis<Complements>, WireError> {
    analysis(question, |data, need| {
        complements(data, question, as_of(data), need)
    })
}

/// Which data the method page rests on, and the figures of need.
pub fn method() -> Result<Analysis<()>, WireError> {
    analysis(&Question::default(), |_, _| ())
}

fn analysis<T>(
    question: &Question,
    answer: impl FnOnce(&Dataset, &NeedTable) -> T,
) -> Result<Analysis<T>, WireError> {
    let data = super::data_set()?;
    let NeedSource(need) = use_context::<NeedSource>().ok_or(WireError::Unavailable)?;
    Ok(Analysis {
        edition: Edition::of(&data),
        counts: data.facet_counts(&question.filter),
        answer: answer(&data, &need),
        need,
    })
}
