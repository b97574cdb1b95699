//! What the data page shows. The page is drawn on the server alone, so none of this travels.

use tiga_domain::analysis::coverage::Coverage;
use tiga_domain::analysis::coverage_grid::{CountedOnce, Covered, counted_once, coverage_grid};
use tiga_domain::provenance::Run;

use crate::api::edition::Edition;
use crate::error::WireError;

/// Sources, imports and coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct DataAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// Activities in the data set, counted or not.
    pub activities: u64,
    /// Import runs, the latest first, with their first findings.
    pub runs: Vec<Run>,
    /// Coverage by source and agency.
    pub coverage: Vec<Coverage>,
    /// Coverage by agency, country and year.
    pub grid: Vec<Covered>,
    /// What counting each project once changes.
    pub once: CountedOnce,
}

/// How many findings of a run the page lists.
const FINDINGS: usize = 50;

/// Describes the data set.
pub fn data() -> Result<DataAnswer, WireError> {
    let data = super::data_set()?;
    let mut runs = data.runs().to_vec();
    runs.reverse();
    for run in &mut runs {
        run.findings.truncate(FINDINGS);
    }
    Ok(DataAnswer {
        edition: Edition::of(&data),
        activities: data.len() as u64,
        runs,
        coverage: tiga_domain::analysis::coverage::coverage(&data),
        grid: coverage_grid(&data),
        once: counted_once(&data),
    })
}
