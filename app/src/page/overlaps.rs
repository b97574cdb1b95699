//! Related projects of different partners `/overlaps`: the ranked list, with the clusters and the table of
//! countries and sectors above it. Drawn on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::overlap::{Relation, Relations};
use tiga_domain::document::What;
use tiga_domain::link::Question;

use crate::address::{Asked, asked_once};
use crate::answer;
use crate::api::overlaps::OverlapsAnswer;
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::pager::Pager;
use crate::component::part::IntoPart;
use crate::component::take::{self, Take};
use crate::format;
use crate::page::overlaps_part::{Clusters, Matrix, Rows, compared};
use crate::page::unanswered::unanswered;

const PATH: &str = "/overlaps";

/// The page of related projects.
#[component]
pub fn OverlapsPage() -> impl IntoView {
    let (asked, choice) = asked_once(Choice::OF_OVERLAPS);
    match answer::overlaps(&asked.question, choice.relations) {
        Ok(answer) => view! { <Answer answer=answer asked=asked choice=choice /> }.into_part(),
        Err(error) => unanswered("Overlaps", error),
    }
}

#[component]
fn Answer(answer: OverlapsAnswer, asked: Asked, choice: Choice) -> impl IntoView {
    let Asked {
        question, errors, ..
    } = asked;
    let total = answer.page.total;
    let own = choice.pairs();
    view! {
        <Title text="Overlaps · Tiga" />
        <main id="main" class="overlaps">
            <h1>"Overlaps"</h1>
            <p class="note">
                "Projects of different partners that are close in purpose, place and time. A pair is a candidate, a reason to talk: two agencies in one place can be right."
            </p>
            <SampleNotice edition=answer.edition.clone() />
            <QueryNotice errors=errors />
            <FilterBar
                path=PATH
                question=question.clone()
                counts=answer.counts
                own=own.clone()
            />
            {relations(&question, &answer.page.by_relation, choice)}
            <Clusters page=answer.clusters question=question.clone() />
            <Matrix cells=answer.matrix question=question.clone() own=own.clone() />
            <section aria-labelledby="pairs">
                <h2 id="pairs">"Pairs of projects"</h2>
                <div class="list-head">
                    <p>
                        <strong>{format::counted(total, "pair")}</strong>
                        ", by relation, then score and amount"
                    </p>
                    {take(&question, choice)}
                </div>
                {if total == 0 {
                    view! {
                        <p class="empty">
                            "No two projects fit these filters. Remove one of them above, or "
                            <a href=PATH rel="external">"see all overlaps"</a> "."
                        </p>
                    }
                        .into_part()
                } else {
                    view! {
                        <Rows items=answer.page.items />
                        <Pager path=PATH question=question total=total noun="pair" own=own />
                    }
                        .into_part()
                }}
            </section>
            <p class="note">{compared(&answer.census)}</p>
        </main>
        <Footer edition=Some(answer.edition) />
    }
    .into_part()
}

/// Links that choose all relations or one.
fn relations(
    question: &Question,
    counts: &std::collections::BTreeMap<Relation, u64>,
    chosen: Choice,
) -> impl IntoView + use<> {
    let base = Question::from(question.filter.clone());
    let to = |relations| {
        Choice {
            relations,
            ..chosen
        }
        .address(PATH, &base)
    };
    let link = |href: String, name: &'static str, count: u64, is_chosen: bool| {
        let current = is_chosen.then_some("true");
        view! {
            <li>
                <a href=href rel="external" aria-current=current>
                    {name}
                    " "
                    <span class="count">{format::count(count)}</span>
                </a>
            </li>
        }
    };
    let one = |relation: Relation| {
        let count = counts.get(&relation).copied().unwrap_or_default();
        let only = Relations::only(relation);
        link(to(only), relation.name(), count, chosen.relations == only)
    };
    let all = link(
        to(Relations::STORED),
        "All",
        counts.values().sum(),
        chosen.relations == Relations::STORED,
    );
    view! {
        <nav aria-label="Relation">
            <ul class="choice">{all} {Relation::STORED.map(one).collect_view()}</ul>
        </nav>
    }
}

/// The whole list as files.
fn take(question: &Question, choice: Choice) -> impl IntoView + use<> {
    view! {
        <Take
            links=take::links(What::Overlaps, question, choice)
            here=choice.address(PATH, question)
        />
    }
}
