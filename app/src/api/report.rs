//! What the page of reports says of a report before it is made. It is drawn on the server alone, so none of this travels.

use std::collections::BTreeMap;

use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::complement::count_anchors;
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::gap::{Comparison, Flag, gaps};
use tiga_domain::analysis::ledger::ledger;
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::overlap::{Relation, count_relations};
use tiga_domain::analysis::projects::{ProjectPage, projects};
use tiga_domain::analysis::window::as_of;
use tiga_domain::link::{Page, Question};

use crate::api::edition::Edition;
use crate::data::NeedSource;
use crate::error::WireError;

/// Projects that the preview shows.
const FIRST: u32 = 10;

/// A report before it is made.
#[derive(Clone, Debug)]
pub struct ReportAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// Counts of the filter bar.
    pub counts: FacetCounts,
    /// The first projects, with their number and money in all.
    pub projects: ProjectPage,
    /// Rows of the projects in long form.
    pub rows: u64,
    /// Pairs of each relation, whatever relations are chosen.
    pub relations: BTreeMap<Relation, u64>,
    /// Pairs of the chosen relations.
    pub pairs: u64,
    /// Large works with services around them.
    pub works: u64,
    /// Cells of the gaps under ADB's mix, and cells with too little data to say.
    pub under: u64,
    /// Cells with too little data to say.
    pub no_data: u64,
    /// Cells of the gaps in all.
    pub cells: u64,
    /// Partner, year and class with money.
    pub mix: u64,
}

/// Answers a question with what a report of it holds.
pub fn report(question: &Question, choice: Choice) -> Result<ReportAnswer, WireError> {
    let data = super::data_set()?;
    let NeedSource(need) =
        leptos::prelude::use_context::<NeedSource>().ok_or(WireError::Unavailable)?;
    let (filter, findings) = (&question.filter, data.findings());
    let first = Question {
        page: Page {
            number: 1,
            size: FIRST,
        },
        ..question.clone()
    };
    let comparison = Comparison {
        scheme: choice.scheme,
        baseline: choice.baseline,
        as_of: as_of(&data),
    };
    let gaps = gaps(&data, filter, comparison, &need);
    let relations = count_relations(&data, findings, filter);
    let flagged = |flag| gaps.cells.iter().filter(|cell| cell.flag == flag).count() as u64;
    Ok(ReportAnswer {
        edition: Edition::of(&data),
        counts: data.facet_counts(filter),
        projects: projects(&data, &first),
        rows: ledger(&data, filter).len() as u64,
        pairs: choice.relations.sum(&relations),
        relations,
        works: count_anchors(&data, filter, as_of(&data)),
        under: flagged(Flag::Under),
        no_data: flagged(Flag::NoData),
        cells: gaps.cells.len() as u64,
        mix: mix(&data, filter, choice.view).series.len() as u64,
    })
}
