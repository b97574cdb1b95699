//! The page of one import `/data/imports/{id}`: what it did and what it found, page by page and as a download. Drawn on
//! the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use tiga_domain::provenance::Severity;

use crate::answer;
use crate::api::data::{FINDINGS_PER_PAGE, ImportAnswer};
use crate::component::footer::Footer;
use crate::component::part::IntoPart;
use crate::component::switch::Switch;
use crate::format;
use crate::page::data::{Findings, run_facts};
use crate::page::unanswered::missing;

/// The page of an import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    let query = use_query_map().get_untracked();
    let severity = query
        .get("severity")
        .and_then(|code| Severity::from_code(&code));
    let page = query
        .get("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    match answer::import(&id, severity, page) {
        Ok(answer) => view! { <Answer answer=answer /> }.into_part(),
        Err(error) => missing(
            "Import",
            error,
            view! { "All imports are on the page of the " <a href="/data">"data"</a> "." },
        ),
    }
}

#[component]
fn Answer(answer: ImportAnswer) -> impl IntoView {
    let ImportAnswer {
        edition,
        mut run,
        held,
        severity,
        total,
        page,
    } = answer;
    let findings = std::mem::take(&mut run.findings);
    let found = run.counts.notes + run.counts.rejected;
    let all: u64 = held.iter().map(|(_, count)| count).sum();
    let cut = (found > all).then(|| {
        format!(
            "The page holds the first {} of {}, and what was left out behind them; the download has all.",
            format::count(all),
            format::counted(found, "finding"),
        )
    });
    let id = run.id;
    let download = match severity {
        Some(severity) => format!("/export/findings.csv?run={id}&severity={}", severity.code()),
        None => format!("/export/findings.csv?run={id}"),
    };
    let named = |name: &str, count| format!("{name} ({})", format::count(count));
    let mut options = vec![(named("All", all), address(id, None, 1), severity.is_none())];
    options.extend(held.into_iter().map(|(kind, count)| {
        let is_chosen = severity == Some(kind);
        (
            named(kind.name(), count),
            address(id, Some(kind), 1),
            is_chosen,
        )
    }));
    let pages = total.div_ceil(FINDINGS_PER_PAGE).max(1);
    let file = run.file.clone();
    view! {
        <Title text=format!("Import of {file} · Tiga") />
        <main id="main">
            <p class="crumb">
                <a href="/data">"Data"</a>
            </p>
            <h1>"Import of " {file}</h1>
            <article class="run">{run_facts(run)}</article>
            <section aria-labelledby="findings">
                <h2 id="findings">"Findings"</h2>
                <p class="note">
                    "A note stands on a record that was kept, a rejection on what was left out, an error on a file that could not be read to its end."
                </p>
                <Switch name="Severity" options=options />
                {cut.map(|cut| view! { <p class="notice">{cut}</p> })}
                {if findings.is_empty() {
                    view! { <p class="empty">"There are none."</p> }.into_part()
                } else {
                    view! {
                        <p>
                            <a href=download rel="external" download="">
                                "Download as CSV"
                            </a>
                        </p>
                        <Findings findings=findings />
                    }
                        .into_part()
                }}
                <nav class="pager" aria-label="Pages of the list">
                    <p>"Page " {format::count(page)} " of " {format::count(pages)}</p>
                    <p class="links">
                        {turn((page > 1).then(|| address(id, severity, page - 1)), "Previous", "prev")}
                        {turn((page < pages).then(|| address(id, severity, page + 1)), "Next", "next")}
                    </p>
                </nav>
            </section>
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}

fn address(id: i64, severity: Option<Severity>, page: u64) -> String {
    match severity {
        Some(severity) => format!(
            "/data/imports/{id}?severity={}&page={page}",
            severity.code()
        ),
        None => format!("/data/imports/{id}?page={page}"),
    }
}

fn turn(href: Option<String>, label: &'static str, rel: &'static str) -> impl IntoView {
    match href {
        Some(href) => view! {
            <a href=href rel=rel>
                {label}
            </a>
        }
        .into_part(),
        None => view! { <span aria-disabled="true">{label}</span> }.into_part(),
    }
}
