//! Parts of the page of reports: what is chosen, the downloads, the preview, the citation.

use std::collections::BTreeMap;

use leptos::prelude::*;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::overlap::Relation;
use tiga_domain::country::Country;
use tiga_domain::document::{Format, Part, What};
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::link::Question;
use tiga_domain::scope;

use crate::api::edition::Edition;
use crate::api::report::ReportAnswer;
use crate::component::part::IntoPart;
use crate::component::project_table::ProjectTable;
use crate::data::SiteAddress;
use crate::format;
use crate::page::reports::PATH;

/// The form of what a report holds; the filter stays.
#[component]
pub fn Chosen(
    /// What is asked.
    question: Question,
    /// What is chosen.
    choice: Choice,
    /// Pairs of each relation.
    relations: BTreeMap<Relation, u64>,
) -> impl IntoView {
    let kept = question.filter.pairs().into_iter().chain(
        choice
            .pairs()
            .into_iter()
            .filter(|(key, _)| !["what", "part", "relation"].contains(key)),
    );
    let kept = kept.map(|(key, value)| view! { <input type="hidden" name=key value=value /> });
    let whats = What::ALL.map(|what| {
        view! {
            <label>
                <input type="radio" name="what" value=what.code() checked=what == choice.what />
                <span>{what.name()}</span>
            </label>
        }
    });
    let parts = Part::ALL.map(|part| {
        let is_chosen = choice.parts.contains(part);
        view! {
            <label>
                <input type="checkbox" name="part" value=part.code() checked=is_chosen />
                {part.name()}
            </label>
        }
    });
    let relations = relations.into_iter().map(|(relation, count)| {
        let is_chosen = choice.relations.contains(relation);
        view! {
            <label>
                <input type="checkbox" name="relation" value=relation.code() checked=is_chosen />
                {relation.name()}
                " "
                <span class="count">{format::count(count)}</span>
            </label>
        }
    });
    let has_parts = choice.what == What::Overlaps;
    view! {
        <form class="chosen" method="get" action=PATH aria-label="What the report holds">
            {kept.collect_view()} <fieldset class="segments">
                <legend>"Report"</legend>
                {whats.collect_view()}
            </fieldset>
            {has_parts
                .then(|| {
                    view! {
                        <fieldset class="checks">
                            <legend>"Parts"</legend>
                            {parts.collect_view()}
                        </fieldset>
                        <fieldset class="checks">
                            <legend>"Pairs of projects"</legend>
                            {relations.collect_view()}
                        </fieldset>
                    }
                })} <button type="submit" class="apply">
                "Show"
            </button>
        </form>
    }
    .into_part()
}

/// What each form is for.
const fn purpose(format: Format) -> &'static str {
    match format {
        Format::Pdf => "for a meeting: tagged, A4",
        Format::Xlsx => "for staff: ready for a pivot table",
        Format::Csv => "for any program",
        Format::GeoJson => "for maps",
        Format::Json => "for programs, as the API has it",
    }
}

/// The files of the report.
#[component]
pub fn Downloads(
    /// What is asked.
    question: Question,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let what = choice.what;
    let with_mark = Choice {
        bom: true,
        ..choice
    };
    let plain = what.formats().iter().map(|format| (*format, choice, ""));
    let marked = what
        .formats()
        .iter()
        .filter(|format| **format == Format::Csv)
        .map(|format| (*format, with_mark, " for Excel"));
    let links = plain.chain(marked).filter_map(|(format, choice, suffix)| {
        let href = what.address(format, &question, choice)?;
        let name = format!("{}{suffix}", format.name());
        let words = if suffix.is_empty() {
            purpose(format)
        } else {
            "with the mark by which Excel knows UTF-8"
        };
        Some(view! {
            <li>
                <a class="get" href=href download="" data-get=name.clone()>
                    {name.clone()}
                </a>
                " "
                <span class="note">{words}</span>
            </li>
        })
    });
    view! {
        <section aria-labelledby="files">
            <h2 id="files">"Download"</h2>
            <ul class="gets">{links.collect_view()}</ul>
            <div id="download" class="scripted" hidden>
                <p role="status"></p>
                <progress aria-label="The download"></progress>
                " "
                <button type="button" data-leave="">
                    "Leave it"
                </button>
            </div>
        </section>
    }
    .into_part()
}

/// The countries of which there are briefs.
#[component]
pub fn Countries(
    /// What is asked.
    question: Question,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let links = Country::all().map(|country| {
        let filter = question.filter.clone();
        let filter = filter.only(Facet::Country, country.index() as FacetValue);
        let href = choice.address(PATH, &Question::from(filter));
        view! { <li><a href=href>{country.name()}</a></li> }
    });
    view! {
        <section aria-labelledby="which">
            <h2 id="which">"A brief of which country?"</h2>
            <ul class="choice">{links.collect_view()}</ul>
        </section>
    }
    .into_part()
}

/// What will be in the report: how much of what, and its first page or rows.
#[component]
pub fn Preview(
    /// The report before it is made.
    answer: ReportAnswer,
    /// What is asked.
    question: Question,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let projects = &answer.projects;
    let usd = projects
        .usd
        .map_or("amount not stated".to_owned(), format::exact);
    let holds = format!(
        "{}, {} in {}: {usd}.",
        format::counted(projects.total, "project"),
        question.filter.measure.name().to_lowercase(),
        question.filter.prices.name().to_lowercase(),
    );
    let words = scope::in_words(&question.filter);
    let has_page = choice.what.formats().contains(&Format::Pdf);
    let first = if has_page {
        let page = choice.address("/chart/page.svg", &question);
        view! {
            <figure class="sheet">
                <img src=page alt="The first page of the PDF" width="595" height="842" loading="lazy" />
                <figcaption class="note">"The first page of the PDF, as it is made now."</figcaption>
            </figure>
        }
        .into_part()
    } else if choice.what == What::Projects && projects.total > 0 {
        let more = projects.total.saturating_sub(projects.items.len() as u64);
        view! {
            <h3>"First rows"</h3>
            <ProjectTable items=projects.items.clone() question=question />
            {(more > 0).then(|| view! { <p class="note">{format::count(more)} " more."</p> })}
        }
        .into_part()
    } else {
        ().into_part()
    };
    view! {
        <section aria-labelledby="preview">
            <h2 id="preview">"What will be in it"</h2>
            <p>{words}</p>
            <p class="summary">{holds}</p>
            {parts(&answer, choice)} {first}
        </section>
    }
    .into_part()
}

/// What each part holds, and in which forms it stands.
fn parts(answer: &ReportAnswer, choice: Choice) -> impl IntoView + use<> {
    let gaps = format!(
        "{} under, {} without enough data, of {}",
        format::counted(answer.under, "cell"),
        format::count(answer.no_data),
        format::count(answer.cells)
    );
    let projects = format!(
        "{} in {}",
        format::counted(answer.projects.total, "project"),
        format::counted(answer.rows, "row")
    );
    let mix = format::counted(answer.mix, "row");
    let held = |part: Part| match part {
        Part::Overlaps => format::counted(answer.pairs, "pair"),
        Part::Projects => projects.clone(),
        Part::Services => format::counted(answer.works, "large work"),
        Part::Gaps => gaps.clone(),
        Part::Mix => mix.clone(),
        Part::Method => METHOD_ID.to_owned(),
    };
    let shown: Vec<Part> = match choice.what {
        What::Overlaps => choice.parts.iter().collect(),
        What::Projects => vec![Part::Projects],
        What::Gaps => vec![Part::Gaps],
        What::Mix => vec![Part::Mix],
        What::Country => Vec::new(),
    };
    let is_report = choice.what == What::Overlaps;
    let mark = |part: Part, format| {
        let is_in = part.is_in(format);
        view! { <td>{if is_in { "yes" } else { "–" }}</td> }
    };
    let rows = shown.into_iter().map(|part| {
        let forms = is_report.then(|| {
            [Format::Pdf, Format::Xlsx]
                .map(|it| mark(part, it))
                .collect_view()
        });
        view! {
            <tr>
                <th scope="row">{part.name()}</th>
                <td>{held(part)}</td>
                {forms}
            </tr>
        }
    });
    let rows = rows.collect_view();
    (choice.what != What::Country).then(|| {
        view! {
            <div class="scroll" tabindex="0" role="group" aria-label="Parts">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Part"</th>
                            <th scope="col">"Holds"</th>
                            {is_report
                                .then(|| view! { <th scope="col">"PDF"</th><th scope="col">"XLSX"</th> })}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}

/// How to cite the view, with its address.
#[component]
pub fn Citation(
    /// Which data it rests on.
    edition: Edition,
    /// What is asked.
    question: Question,
    /// What is chosen.
    choice: Choice,
) -> impl IntoView {
    let path = choice.address(PATH, &question);
    let site = use_context::<SiteAddress>().and_then(|site| site.0);
    let address = format!("{}{path}", site.as_deref().unwrap_or_default());
    let words = format!(
        "Tiga. {}. {}. Data of {}, version {}, {METHOD_ID}. {address}",
        choice.what.name(),
        scope::in_words(&question.filter),
        edition.date,
        edition.version,
    );
    view! {
        <section aria-labelledby="cite">
            <h2 id="cite">"Cite"</h2>
            <p id="citation" class="citation">{words}</p>
            <p class="scripted">
                <button type="button" data-take="citation">
                    "Copy the citation"
                </button>
                " "
                <button type="button" data-take=path>
                    "Copy the link"
                </button>
                " "
                <button type="button" data-take="print">
                    "Print this page"
                </button>
                " "
                <span role="status"></span>
            </p>
            <p class="note">
                "The sources of the projects with their licences stand in each file and on " <a href="/data">"Data"</a> "."
            </p>
        </section>
    }
    .into_part()
}
