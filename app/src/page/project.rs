//! The page of one project `/projects/{id}`: its facts, why it is classed as it is, and where it comes from. Drawn on the
//! server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use tiga_domain::date::Date;

use crate::address;
use crate::answer;
use crate::api::overlaps::Related;
use crate::api::project::ProjectAnswer;
use crate::component::footer::Footer;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::component::take::Take;
use crate::format;
use crate::page::data::Findings;
use crate::page::overlaps_part::project;
use crate::page::project_link::Links;
use crate::page::project_money::Flows;
use crate::page::project_part::{Lines, Places, Purposes};
use crate::page::unanswered::missing;

/// The page of a project.
#[component]
pub fn ProjectPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    match answer::project(&id) {
        Ok(answer) => view! { <Answer answer=answer /> }.into_part(),
        Err(error) => missing(
            "Project",
            error,
            view! { "Search for it in the " <a href="/projects">"list of projects"</a> "." },
        ),
    }
}

#[component]
fn Answer(answer: ProjectAnswer) -> impl IntoView {
    let findings = answer.findings.clone();
    view! {
        <Title text=format!("{} · Tiga", answer.title) />
        <main id="main" class="project">
            <p class="crumb">
                <a href="/projects">"Projects"</a>
            </p>
            <div class="title">
                <h1>{answer.title.clone()}</h1>
                {take(&answer.id)}
            </div>
            {(!answer.is_counted)
                .then(|| {
                    view! {
                        <p class="notice">
                            <strong>"Not counted. "</strong>
                            "Another source is counted for this agency and country, so this record stands in no total."
                        </p>
                    }
                })}
            {facts(&answer)}
            {(!answer.description.is_empty())
                .then(|| view! { <p class="description">{answer.description.clone()}</p> })}
            {flags(answer.flags)}
            <Lines lines=answer.lines basis=answer.sector_basis />
            <Flows flows=answer.flows />
            <Places places=answer.places title=answer.title.clone() partner=answer.partner />
            <Purposes
                priorities=answer.priorities
                focus=answer.focus
                themes=answer.themes
                markers=answer.markers
            />
            <Links links=answer.links />
            {related(answer.related, answer.related_count)}
            {source(answer.source, answer.url)}
            {(!findings.is_empty())
                .then(|| {
                    view! {
                        <section aria-labelledby="findings">
                            <h2 id="findings">"What its import found"</h2>
                            <Findings findings=findings />
                        </section>
                    }
                })}
        </main>
        <Footer edition=Some(answer.edition) />
    }
    .into_part()
}

/// The record as the API has it.
fn take(id: &str) -> impl IntoView + use<> {
    let here = address::project(id);
    let links = vec![("JSON", format!("/api/v1{here}"))];
    view! { <Take links=links here=here /> }
}

fn facts(answer: &ProjectAnswer) -> impl IntoView + use<> {
    let date =
        |date: Option<Date>| date.map_or_else(|| "not reported".to_owned(), format::long_date);
    view! {
        <dl class="facts">
            <div>
                <dt>"Partner"</dt>
                <dd>
                    <PartnerMark partner=answer.partner />
                </dd>
            </div>
            <div>
                <dt>"Agency"</dt>
                <dd>{answer.agency.clone()} " (" {answer.agency_code.clone()} ")"</dd>
            </div>
            <div>
                <dt>"Start"</dt>
                <dd>{date(answer.start)}</dd>
            </div>
            <div>
                <dt>"End"</dt>
                <dd>{date(answer.end)}</dd>
            </div>
            {answer.facts.iter().cloned().map(fact).collect_parts()}
            <div class="wide">
                <dt>"Identifier"</dt>
                <dd>
                    <code>{answer.id.clone()}</code>
                </dd>
            </div>
        </dl>
    }
}

fn fact((name, value): (String, String)) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
}

fn flags(flags: Vec<String>) -> impl IntoView {
    (!flags.is_empty()).then(|| {
        let flags = flags.into_iter().map(|flag| view! { <li>{flag}</li> });
        view! {
            <section class="notice" aria-labelledby="flags">
                <h2 id="flags">"What to know"</h2>
                <ul>{flags.collect_parts()}</ul>
            </section>
        }
    })
}

/// Related projects of other partners, with the sentence that says why.
fn related(rows: Vec<Related>, count: usize) -> impl IntoView {
    let more = (count > rows.len()).then(|| format!("{} more are not shown.", count - rows.len()));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let address = address::overlap(&row.item.id);
            let other = if row.is_second {
                &row.item.b
            } else {
                &row.item.a
            };
            view! {
                <li>
                    <a
                        class=format!("relation r-{}", row.item.relation.code())
                        href=address
                        rel="external"
                    >
                        {row.item.relation.name()}
                    </a>
                    " "
                    {project(other)}
                    <p class="note">{row.item.sentence.clone()}</p>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="related">
            <h2 id="related">"Overlaps and complements"</h2>
            {if rows.is_empty() {
                view! {
                    <p class="empty">"No project of another partner is close to it in purpose, place and time."</p>
                }
                    .into_part()
            } else {
                view! { <ul class="related">{rows}</ul> }.into_part()
            }}
            {more.map(|more| view! { <p class="note">{more}</p> })}
        </section>
    }
}

fn source(rows: Vec<(String, String)>, url: String) -> impl IntoView {
    view! {
        <section aria-labelledby="source">
            <h2 id="source">"Where this comes from"</h2>
            <dl class="facts source">
                {rows.into_iter().map(fact).collect_parts()}
                {(!url.is_empty())
                    .then(|| {
                        let href = url.clone();
                        view! {
                            <div class="wide">
                                <dt>"Address"</dt>
                                <dd>
                                    <a href=href rel="noopener external nofollow">
                                        {url}
                                    </a>
                                </dd>
                            </div>
                        }
                    })}
            </dl>
        </section>
    }
}
