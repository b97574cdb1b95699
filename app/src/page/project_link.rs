//! The part of a project's page on other records of the project: parts, phases, tranches, co-financing, other sources.

use leptos::prelude::*;

use crate::address;
use crate::api::project::LinkRow;
use crate::component::part::{CollectParts, IntoPart};

/// Other records of the project; nothing when there are none.
#[component]
pub fn Links(
    /// The records.
    links: Vec<LinkRow>,
) -> impl IntoView {
    if links.is_empty() {
        return ().into_part();
    }
    view! {
        <section aria-labelledby="linked">
            <h2 id="linked">"Other records of this project"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="linked">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Link"</th>
                            <th scope="col">"Record"</th>
                            <th scope="col">"Agency"</th>
                            <th scope="col">"Source"</th>
                            <th scope="col">"Rests on"</th>
                            <th scope="col">"Because"</th>
                        </tr>
                    </thead>
                    <tbody>{links.into_iter().map(row).collect_parts()}</tbody>
                </table>
            </div>
            <p class="note">
                "A match is a question and changes no total; a file of decisions accepts or rejects it ("
                <a href="/data#once" rel="external">"how"</a> ")."
            </p>
        </section>
    }
    .into_part()
}

fn row(link: LinkRow) -> impl IntoView {
    let href = address::project(&link.id);
    view! {
        <tr>
            <td>{link.kind}</td>
            <th scope="row">
                <a href=href rel="external">
                    {link.title}
                </a>
                {(!link.is_counted)
                    .then(|| view! { <span class="note">" (not counted)"</span> })}
            </th>
            <td>{link.agency}</td>
            <td>{link.source}</td>
            <td>{link.basis}</td>
            <td>{link.reasons}</td>
        </tr>
    }
}
