//! The data page `/data`: sources and licences, imports with their findings, coverage. Drawn on
//! the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::coverage::Coverage;
use tiga_domain::provenance::{Run, RunFinding};

use crate::answer;
use crate::api::data::DataAnswer;
use crate::component::footer::Footer;
use crate::component::notice::SampleNotice;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::component::take::Take;
use crate::format;
use crate::page::data_once::Once;
use crate::page::data_source::{Grid, HowToImport, Limits};
use crate::page::unanswered::unanswered;

/// The page of the data.
#[component]
pub fn DataPage() -> impl IntoView {
    match answer::data() {
        Ok(answer) => view! { <Answer answer=answer /> }.into_part(),
        Err(error) => unanswered("Data", error),
    }
}

#[component]
fn Answer(answer: DataAnswer) -> impl IntoView {
    let runs = answer.runs.len() as u64;
    let imported = answer.runs.clone();
    let latest = answer
        .runs
        .first()
        .and_then(|run| run.finished.get(..4)?.parse().ok());
    view! {
        <Title text="Data · Tiga" />
        <main id="main">
            <div class="title">
                <h1>"Data"</h1>
                <Take links=vec![("Coverage (JSON)", "/api/v1/coverage".to_owned())] here="/data".to_owned() />
            </div>
            <SampleNotice edition=answer.edition.clone() is_on_sources=true />
            <p class="lead">
                {format::counted(answer.activities, "project record")} " from "
                {format::counted(runs, "import")}
                ". A figure in Tiga is never better than the records behind it: this page says where they come from, what was found in them, and how much of them is known."
            </p>
            <section aria-labelledby="imports">
                <h2 id="imports">"Sources and imports"</h2>
                {if answer.runs.is_empty() {
                    view! { <p class="empty">"Nothing has been imported yet."</p> }.into_part()
                } else {
                    answer.runs.into_iter().map(run).collect_parts().into_part()
                }}
            </section>
            <section aria-labelledby="coverage">
                <h2 id="coverage">"Coverage by source and agency"</h2>
                {coverage(answer.coverage)}
                <p class="note">
                    "Counted: records that stand in the totals; where two sources hold the same agency and country, one of them is counted. Percentages are of all records of the row."
                </p>
            </section>
            <Once sums=answer.once linked=answer.linked />
            <section aria-labelledby="grid">
                <h2 id="grid">"Coverage by agency, country and year"</h2>
                <p>
                    <a href="/export/coverage.csv" rel="external" download="">"Download as CSV"</a>
                    ", with amount, place, sector and disbursement of each year."
                </p>
                <p class="note">
                    "Counted records only; a record stands in each year of its money, else in the year of its start. Lag: years from the newest record to the latest import."
                </p>
                <Grid rows=answer.grid now=latest />
            </section>
            <Limits runs=imported />
            <HowToImport />
            <section aria-labelledby="missing">
                <h2 id="missing">"What is not here"</h2>
                <p>
                    "Only imported files count. A partner, agency or country without records is not a partner without projects: its source has not been imported. Projects that touch none of the eleven countries, nor a region that holds one, are left out at import and counted above."
                </p>
            </section>
        </main>
        <Footer edition=Some(answer.edition) />
    }
    .into_part()
}

fn run(run: Run) -> impl IntoView {
    let id = run.id;
    let findings = run.counts.notes + run.counts.rejected;
    view! {
        <article class="run">
            <h3>{run.file.clone()}</h3>
            {run_facts(run)}
            <p>
                <a href=format!("/data/imports/{id}") rel="external">
                    {if findings > 0 {
                        format!("Browse and download {}", format::counted(findings, "finding"))
                    } else {
                        "No findings".to_owned()
                    }}
                </a>
            </p>
        </article>
    }
}

/// Provenance and counts of an import.
pub fn run_facts(run: Run) -> impl IntoView {
    let counts = run.counts;
    let numbers = [
        ("Records", counts.records),
        ("New", counts.stored),
        ("Updated", counts.updated),
        ("Unchanged", counts.unchanged),
        ("Gone", counts.gone),
        ("Outside ASEAN", counts.outside),
        ("Other agencies", counts.other_agencies),
        ("Rejected", counts.rejected),
        ("Notes", counts.notes),
    ];
    let or_not_stated = |text: String| {
        if text.is_empty() {
            "not stated".to_owned()
        } else {
            text
        }
    };
    let finished = run.finished.replace('T', " ").replace('Z', " UTC");
    view! {
            <dl class="facts">
                <div>
                    <dt>"Publisher"</dt>
                    <dd>{or_not_stated(run.publisher)}</dd>
                </div>
                <div>
                    <dt>"Licence"</dt>
                    <dd>{or_not_stated(run.licence)}</dd>
                </div>
                <div>
                    <dt>"Format"</dt>
                    <dd>{run.format} " " {run.version}</dd>
                </div>
                <div>
                    <dt>"Imported"</dt>
                    <dd>{finished} ", in " {format!("{:.1} s", run.seconds)}</dd>
                </div>
                <div>
                    <dt>"Size"</dt>
                    <dd>{format::bytes(run.bytes)}</dd>
                </div>
                <div class="wide">
                    <dt>"SHA-256"</dt>
                    <dd>
                        <code>{run.sha256}</code>
                    </dd>
                </div>
            </dl>
            {run
                .is_incomplete
                .then(|| {
                    view! {
                        <p class="notice warning">
                            "The file broke off before its end; what came before is kept."
                        </p>
                    }
                })}
            <dl class="counts">
                {numbers
                    .map(|(name, number)| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{format::count(number)}</dd>
                            </div>
                        }
                    })
                    .collect_parts()}
            </dl>
    }
}

/// What an import found, as a table.
#[component]
pub fn Findings(
    /// The findings.
    findings: Vec<RunFinding>,
) -> impl IntoView {
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Findings">
            <table class="data">
                <thead>
                    <tr>
                        <th scope="col">"Severity"</th>
                        <th scope="col" class="num">
                            "Line"
                        </th>
                        <th scope="col">"Record"</th>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Found"</th>
                        <th scope="col">"Finding"</th>
                        <th scope="col">"What was done"</th>
                    </tr>
                </thead>
                <tbody>
                    {findings
                        .into_iter()
                        .map(|finding| {
                            view! {
                                <tr>
                                    <td>{finding.severity.code()}</td>
                                    <td class="num">{format::count(finding.line)}</td>
                                    <td class="id">{finding.record}</td>
                                    <td>{finding.field}</td>
                                    <td class="id">{finding.value}</td>
                                    <td>{finding.message}</td>
                                    <td>{finding.action}</td>
                                </tr>
                            }
                        })
                        .collect_parts()}
                </tbody>
            </table>
        </div>
    }
    .into_part()
}

fn coverage(rows: Vec<Coverage>) -> impl IntoView {
    const COLUMNS: [&str; 6] = [
        "Commitment",
        "Disbursement",
        "Purpose code",
        "Place",
        "Start",
        "End",
    ];
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="coverage">
            <table class="data">
                <thead>
                    <tr>
                        <th scope="col">"Source"</th>
                        <th scope="col">"Partner"</th>
                        <th scope="col">"Agency"</th>
                        <th scope="col" class="num">
                            "Records"
                        </th>
                        <th scope="col" class="num">
                            "Counted"
                        </th>
                        {COLUMNS
                            .map(|name| {
                                view! {
                                    <th scope="col" class="num">
                                        {name}
                                    </th>
                                }
                            })
                            .collect_parts()}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(coverage_row).collect_parts()}</tbody>
            </table>
        </div>
    }
}

fn coverage_row(row: Coverage) -> impl IntoView {
    let parts = [
        row.with_commitment,
        row.with_disbursement,
        row.with_purpose,
        row.with_place,
        row.with_start,
        row.with_end,
    ];
    let whole = row.activities.max(1) as f64;
    view! {
        <tr>
            <th scope="row">{row.source}</th>
            <td>
                <PartnerMark partner=row.agency.partner() short=true />
            </td>
            <td title=row.agency.name()>{row.agency.code()}</td>
            <td class="num">{format::count(row.activities)}</td>
            <td class="num">{format::count(row.counted)}</td>
            {parts
                .map(|part| {
                    view! {
                        <td class="num" title=format::counted(part, "record")>
                            {format::percent(part as f64 / whole)}
                        </td>
                    }
                })
                .collect_parts()}
        </tr>
    }
}
