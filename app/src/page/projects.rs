//! The list of projects `/projects`.

use leptos::prelude::*;

use crate::address::Asked;
use crate::api::live::Answer;
use crate::api::projects::ProjectsAnswer;
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::money::Money;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::pager::Pager;
use crate::component::part::IntoPart;
use crate::component::project_table::ProjectTable;
use crate::component::take::{self, Take};
use crate::format;
use crate::page::live::Live;

/// The page of the list.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    let draw = |answer, asked| match answer {
        Answer::Projects(answer) => {
            Some(view! { <Shown answer=*answer asked=asked /> }.into_part())
        }
        Answer::Map(_) => None,
    };
    view! { <Live path="/projects" name="Projects" draw=draw /> }
}

#[component]
fn Shown(answer: ProjectsAnswer, asked: Asked) -> impl IntoView {
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
                    {question.filter.measure.name().to_ascii_lowercase()}
                    " in "
                    {question.filter.prices.name().to_ascii_lowercase()}
                    " "
                    <strong>
                        <Money usd=answer.page.usd />
                    </strong>
                </p>
                <Take links=take::of_selection(&question) here=question.address("/projects") />
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
