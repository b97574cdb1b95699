//! The largest projects of a selection, beside the map.

use leptos::prelude::*;
use tiga_domain::analysis::overview::TopActivity;

use crate::address;
use crate::component::money::Money;
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;

/// The ranked list.
#[component]
pub fn Ranking(
    /// The largest first.
    top: Vec<TopActivity>,
    /// Address of the whole list.
    list: String,
) -> impl IntoView {
    view! {
        <section class="ranking" aria-labelledby="ranking-title">
            <h2 id="ranking-title">"Largest projects"</h2>
            {if top.is_empty() {
                view! {
                    <p class="empty">
                        "No project with a known amount fits these filters. Remove one of them to see more."
                    </p>
                }
                    .into_part()
            } else {
                view! { <ol>{top.into_iter().map(row).collect_view()}</ol> }.into_part()
            }}
            <p class="more">
                <a href=list>"All projects of this selection"</a>
            </p>
        </section>
    }
    .into_part()
}

fn row(project: TopActivity) -> impl IntoView {
    view! {
        <li>
            <a href=address::project(&project.id) rel="external">
                {project.title}
            </a>
            <p>
                <PartnerMark partner=project.partner short=true />
                {(project.agency.code() != project.partner.code())
                    .then(|| view! { <span>{project.agency.code()}</span> })}
                <Money usd=Some(project.usd) />
            </p>
        </li>
    }
}
