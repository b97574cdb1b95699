//! The largest projects of a selection, beside the map.

use leptos::prelude::*;

use crate::address;
use crate::api::map::Ranked;
use crate::component::money::Money;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::format;

/// The ranked list.
#[component]
pub fn Ranking(
    /// The largest first.
    top: Vec<Ranked>,
    /// Address of the whole list.
    list: String,
    /// How many projects with a place are in view, with the address of their list; none when the list is of the whole
    /// selection.
    in_view: Option<(u64, String)>,
) -> impl IntoView {
    let is_of_view = in_view.is_some();
    let title = if is_of_view {
        "Largest projects in view"
    } else {
        "Largest projects"
    };
    view! {
        <section class="ranking" aria-labelledby="ranking-title">
            <h2 id="ranking-title">{title}</h2>
            {in_view
                .map(|(number, here)| {
                    view! {
                        <p class="note">
                            <a href=here>{format::counted(number, "project")} " with a place here"</a>
                        </p>
                    }
                })}
            {if top.is_empty() {
                view! {
                    <p class="empty">
                        {if is_of_view {
                            "No project in view has a known amount. Zoom out to see more."
                        } else {
                            "No project with a known amount fits these filters. Remove one of them to see more."
                        }}
                    </p>
                }
                    .into_part()
            } else {
                view! { <ol>{top.into_iter().map(row).collect_parts()}</ol> }.into_part()
            }}
            <p class="more">
                <a href=list>"All projects of this selection"</a>
            </p>
        </section>
    }
    .into_part()
}

fn row(
    Ranked {
        activity: project,
        at,
    }: Ranked,
) -> impl IntoView {
    view! {
        <li data-at=at.map(|at| format!("{:.0} {:.0}", at.x, at.y))>
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
