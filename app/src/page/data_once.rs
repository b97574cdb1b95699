//! The part of the data page on counting each project once: the steps from what all sources state to what is counted,
//! and the records that are linked to one project.

use leptos::prelude::*;
use tiga_domain::analysis::coverage_grid::{CountedOnce, Sum};

use crate::api::data::Linked;
use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// Totals with and without linking.
#[component]
pub fn Once(
    /// The sums.
    sums: CountedOnce,
    /// The links.
    linked: Linked,
) -> impl IntoView {
    let steps = [
        (
            "As all sources state them, one beside the other",
            sums.stated,
        ),
        (
            "From the source of record of each agency and country",
            sums.one_source,
        ),
        (
            "With money at one level of parts and wholes",
            sums.one_level,
        ),
        (
            "Without records decided to be the same: every figure in Tiga",
            sums.counted,
        ),
    ];
    view! {
        <section aria-labelledby="once">
            <h2 id="once">"Each project once"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="once">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Counting"</th>
                            <th scope="col" class="num">
                                "Records"
                            </th>
                            <th scope="col" class="num">
                                "Committed, US$"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{steps.into_iter().map(step).collect_parts()}</tbody>
                </table>
            </div>
            <p class="note">
                "Exposure, legacies and constant prices are in none of the sums. "
                {format::counted(sums.beside, "record")}
                " stand beside those that count and lend them places. Linked records taken as one, the "
                {format::counted(sums.counted.records, "counted record")} " are "
                <strong>{format::counted(linked.projects, "project")}</strong> "; their money is the same."
            </p>
            {links(linked)}
        </section>
    }
    .into_part()
}

fn step((name, sum): (&'static str, Sum)) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{format::count(sum.records)}</td>
            <td class="num">{format::exact(sum.usd)}</td>
        </tr>
    }
}

fn links(linked: Linked) -> impl IntoView {
    let Linked {
        kinds,
        decided,
        rejected,
        idle,
        ..
    } = linked;
    let waiting = (idle > 0).then(|| {
        format!(
            " {} name records that have not been imported.",
            format::counted(idle, "decision")
        )
    });
    view! {
        <h3 id="links">"Linked records"</h3>
        <div class="scroll" tabindex="0" role="group" aria-labelledby="links">
            <table class="data">
                <thead>
                    <tr>
                        <th scope="col">"Link"</th>
                        <th scope="col" class="num">
                            "Stated by a source"
                        </th>
                        <th scope="col" class="num">
                            "Decided"
                        </th>
                        <th scope="col" class="num">
                            "Matched"
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {kinds
                        .into_iter()
                        .map(|(kind, counts)| {
                            view! {
                                <tr>
                                    <th scope="row">{kind.name()}</th>
                                    {counts
                                        .map(|count| view! { <td class="num">{format::count(count)}</td> })
                                        .collect_parts()}
                                </tr>
                            }
                        })
                        .collect_parts()}
                </tbody>
            </table>
        </div>
        <p class="note">
            "A match is a question: it changes no total until somebody decides. "
            <a href="/export/links.csv" rel="external" download="">"Download the links"</a>
            ", fill in the column decision (accept, reject, or a kind), and start Tiga with "
            <code>"--decisions FILE"</code> ". " {format::counted(decided, "decision")} " in force, "
            {format::counted(rejected, "link")} " rejected." {waiting}
        </p>
    }
}
