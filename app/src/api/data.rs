//! What the data page shows. The page is drawn on the server alone, so none of this travels.

use tiga_domain::analysis::coverage::Coverage;
use tiga_domain::analysis::coverage_grid::{CountedOnce, Covered, counted_once, coverage_grid};
use tiga_domain::analysis::linkage::Basis;
use tiga_domain::dataset::LinkKind;
use tiga_domain::provenance::{Run, RunFinding, Severity};
use tiga_domain::snapshot::Snapshot;

use crate::api::edition::Edition;
use crate::error::WireError;

/// Sources, imports and coverage.
#[derive(Clone, Debug, PartialEq)]
pub struct DataAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// Activities in the data set, counted or not.
    pub activities: u64,
    /// Import runs, the latest first, without their findings.
    pub runs: Vec<Run>,
    /// Coverage by source and agency.
    pub coverage: Vec<Coverage>,
    /// Coverage by agency, country and year.
    pub grid: Vec<Covered>,
    /// What counting each project once changes.
    pub once: CountedOnce,
    /// What records are linked to one project.
    pub linked: Linked,
}

/// How many records are linked, and what people decided about them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// Projects when linked records that count are taken as one.
    pub projects: u64,
    /// Kind of link, and how many are stated, decided and matched.
    pub kinds: Vec<(LinkKind, [u64; 3])>,
    /// Decisions that concern records of the data set.
    pub decided: u64,
    /// Pairs that would be linked, had nobody told them apart.
    pub rejected: u64,
    /// Decisions about records that are not imported.
    pub idle: u64,
}

/// Describes the data set.
pub fn data() -> Result<DataAnswer, WireError> {
    let data = super::data_set()?;
    let runs = data
        .runs()
        .iter()
        .rev()
        .map(Run::without_findings)
        .collect();
    Ok(DataAnswer {
        edition: Edition::of(&data),
        activities: data.len() as u64,
        runs,
        coverage: tiga_domain::analysis::coverage::coverage(&data),
        grid: coverage_grid(&data),
        once: counted_once(&data),
        linked: linked(&data),
    })
}

fn linked(data: &Snapshot) -> Linked {
    let linkage = data.linkage();
    let is_counted = |index| data.lines(index).any(|line| line.is_counted);
    let count = |kind, basis| {
        let of_kind = linkage
            .links()
            .iter()
            .filter(|link| link.kind == kind && link.basis == basis);
        of_kind.count() as u64
    };
    let kinds = LinkKind::ALL.map(|kind| {
        let bases = [Basis::Stated, Basis::Decided, Basis::Matched];
        (kind, bases.map(|basis| count(kind, basis)))
    });
    Linked {
        projects: linkage.projects(data, is_counted),
        kinds: kinds
            .into_iter()
            .filter(|(_, counts)| counts.iter().any(|n| *n > 0))
            .collect(),
        decided: data.decided().iter().count() as u64,
        rejected: linkage.rejected() as u64,
        idle: data.decided().idle() as u64,
    }
}

/// One import with its findings, a page of them.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// The run, with the findings of the page.
    pub run: Run,
    /// Findings that are held, by severity.
    pub held: Vec<(Severity, u64)>,
    /// Which severity is shown; all when none.
    pub severity: Option<Severity>,
    /// Findings that the list holds in all.
    pub total: u64,
    /// The page, counted from 1.
    pub page: u64,
}

/// Findings on a page.
pub const FINDINGS_PER_PAGE: u64 = 100;

/// Describes the import with a number.
pub fn import(id: &str, severity: Option<Severity>, page: u64) -> Result<ImportAnswer, WireError> {
    let data = super::data_set()?;
    let run = data
        .runs()
        .iter()
        .find(|run| run.id.to_string() == id)
        .ok_or(WireError::NotFound)?;
    let fits = |finding: &&RunFinding| severity.is_none_or(|severity| finding.severity == severity);
    let held = Severity::ALL.map(|severity| {
        let count = run
            .findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count();
        (severity, count as u64)
    });
    let total = run.findings.iter().filter(fits).count() as u64;
    let page = page.clamp(1, total.div_ceil(FINDINGS_PER_PAGE).max(1));
    let skipped = ((page - 1) * FINDINGS_PER_PAGE) as usize;
    let shown = run
        .findings
        .iter()
        .filter(fits)
        .skip(skipped)
        .take(FINDINGS_PER_PAGE as usize);
    Ok(ImportAnswer {
        edition: Edition::of(&data),
        run: Run {
            findings: shown.cloned().collect(),
            ..run.clone()
        },
        held: held.into(),
        severity,
        total,
        page,
    })
}
