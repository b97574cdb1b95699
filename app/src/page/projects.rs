//! The list of projects `/projects`.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::link::{Page, Question};

use crate::address::{Asked, use_asked};
use crate::answer;
use crate::api::projects::ProjectsAnswer;
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::money::Money;
use crate::component::notice::{ErrorNotice, QueryNotice, SampleNotice};
use crate::component::pager::Pager;
use crate::component::part::IntoPart;
use crate::component::project_table::ProjectTable;
use crate::format;
use crate::held::use_exchanges;

/// The page of the list.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    let asked = use_asked("/projects");
    let exchanges = use_exchanges();
    let answer = Resource::new(
        move || (asked.get(), exchanges.get()),
        |(asked, _)| answer::projects(asked.question.query()),
    );
    view! {
        <Title text="Projects · Tiga" />
        <Transition>
            {move || Suspend::new(async move {
                let answer = answer.await;
                let asked = asked.get_untracked();
                match answer {
                    Ok(answer) => view! { <Answer answer=answer asked=asked /> }.into_part(),
                    Err(error) => {
                        view! {
                            <main id="main">
                                <h1>"Projects"</h1>
                                <ErrorNotice error=error />
                            </main>
                            <Footer edition=None />
                        }
                            .into_part()
                    }
                }
            })}
        </Transition>
    }
    .into_part()
}

#[component]
fn Answer(answer: ProjectsAnswer, asked: Asked) -> impl IntoView {
    let Asked {
        question, errors, ..
    } = asked;
    let total = answer.page.total;
    view! {
        <main id="main">
            <h1>"Projects"</h1>
            <SampleNotice edition=answer.edition.clone() />
            <QueryNotice errors=errors />
            <FilterBar path="/projects" question=question.clone() counts=answer.counts />
            <div class="list-head">
                <p>
                    <strong>{format::counted(total, "project")}</strong>
                    ", "
                    {question.filter.measure.name().to_lowercase()}
                    " in "
                    {question.filter.prices.name().to_lowercase()}
                    " "
                    <strong>
                        <Money usd=answer.page.usd />
                    </strong>
                </p>
                {downloads(&question)}
            </div>
            {if total == 0 {
                view! {
                    <p class="empty">
                        "No project fits these filters. Remove one of them above, or "
                        <a href="/projects">"see all projects"</a> "."
                    </p>
                }
                    .into_part()
            } else {
                view! {
                    <ProjectTable items=answer.page.items question=question.clone() />
                    <Pager path="/projects" question=question total=total />
                }
                    .into_part()
            }}
        </main>
        <Footer edition=Some(answer.edition) />
    }
    .into_part()
}

/// The whole selection as files, not only this page of it.
fn downloads(question: &Question) -> impl IntoView + use<> {
    let whole = Question {
        page: Page::default(),
        ..question.clone()
    };
    let link = |ending: &str, name: &'static str| {
        let href = whole.address(&format!("/export/projects.{ending}"));
        view! {
            <li>
                <a href=href download="" rel="external">
                    {name}
                </a>
            </li>
        }
    };
    view! {
        <ul class="downloads" aria-label="Download this selection">
            {link("csv", "CSV")}
            {link("xlsx", "XLSX")}
            {link("geojson", "GeoJSON")}
            {link("json", "JSON")}
        </ul>
    }
}
