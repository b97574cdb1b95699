//! Reports `/reports`: choose the scope and the parts, see what will be in it, take it along. The address makes the same
//! report again. Drawn on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::document::{What, one_country};
use tiga_domain::link::{Page, Question};

use crate::address::{Asked, asked_once};
use crate::api::report::{self, ReportAnswer};
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::part::IntoPart;
use crate::page::reports_part::{Chosen, Citation, Countries, Downloads, Preview};
use crate::page::unanswered::unanswered;

/// The path of the page.
pub const PATH: &str = "/reports";

/// The page of reports.
#[component]
pub fn ReportsPage() -> impl IntoView {
    let (asked, choice) = asked_once(Choice::OF_REPORTS);
    match report::report(&asked.question, choice) {
        Ok(answer) => view! { <Answer answer=answer asked=asked choice=choice /> }.into_part(),
        Err(error) => unanswered("Reports", error),
    }
}

#[component]
fn Answer(answer: ReportAnswer, asked: Asked, choice: Choice) -> impl IntoView {
    let question = Question {
        page: Page::default(),
        ..asked.question
    };
    let edition = answer.edition.clone();
    let is_brief_of_none = choice.what == What::Country && one_country(&question.filter).is_none();
    view! {
        <Title text="Reports · Tiga" />
        <main id="main" class="reports">
            <h1>"Reports"</h1>
            <p class="lead">
                "Choose what it is about in the filters and what it holds below. The address of this page makes the same report again, with the data of that day."
            </p>
            <SampleNotice edition=edition.clone() />
            <QueryNotice errors=asked.errors />
            <FilterBar
                path=PATH
                question=question.clone()
                counts=answer.counts.clone()
                own=choice.pairs()
            />
            <Chosen question=question.clone() choice=choice relations=answer.relations.clone() />
            {if is_brief_of_none {
                view! { <Countries question=question.clone() choice=choice /> }.into_part()
            } else {
                view! {
                    <Downloads question=question.clone() choice=choice />
                    <Preview answer=answer question=question.clone() choice=choice />
                }
                    .into_part()
            }}
            <Citation edition=edition.clone() question=question choice=choice />
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}
