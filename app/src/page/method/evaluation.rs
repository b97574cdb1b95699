//! How the labels of pairs compare with labels by hand, from the table that a test measures again.

use leptos::prelude::*;
use tiga_domain::analysis::overlap::{Relation, Tally, accuracy, evaluation};

use super::section as in_section;

pub(super) fn section() -> AnyView {
    let tallies = evaluation();
    let pairs: u32 = tallies.iter().map(|it| it.right + it.missed).sum();
    let f1: Vec<f64> = tallies.iter().filter_map(Tally::f1).collect();
    let macro_f1 = (!f1.is_empty()).then(|| f1.iter().sum::<f64>() / f1.len() as f64);
    let heads = ["true +", "false +", "false −", "precision", "recall", "F1"];
    in_section(
        "evaluation",
        view! {
            <p>"Pairs of activities of different partners were labelled by hand from their facts. Every second pair of each label set the thresholds; these " {pairs} " are shown here, so the numbers are optimistic and the counts are small. Pairs that were labelled twice by the same annotator agreed in 94.6%, which measures consistency and is no second opinion."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Evaluation">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Label"</th>
                            {heads.map(|head| view! { <th scope="col" class="num">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{tallies.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p>
                "Accuracy " {ratio(accuracy(tallies))} ", mean of F1 over the labels " {ratio(macro_f1)}
                ". A test finds these relations again in the starter data and fails when one count differs."
            </p>
            <p>"Known weak points: activities placed at an office instead of the work; title words that name an event or a theme rather than a programme; several towns or lines under one code; markers and purpose codes that the publisher did not set; complements across sectors, which appear as services around infrastructure and not as pairs; overlap in nationwide programmes, which is never claimed."</p>
        },
    )
}

fn row(tally: &'static Tally) -> impl IntoView {
    let name = Relation::from_code(&tally.label).map_or("Unrelated", Relation::name);
    let counts = [tally.right, tally.wrong, tally.missed];
    let ratios = [tally.precision(), tally.recall(), tally.f1()];
    view! {
        <tr>
            <th scope="row">{name}</th>
            {counts.map(|count| view! { <td class="num">{count}</td> }).collect_view()}
            {ratios.map(|value| view! { <td class="num">{ratio(value)}</td> }).collect_view()}
        </tr>
    }
}

fn ratio(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}
