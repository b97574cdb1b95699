//! How the labels of pairs compare with labels by hand.

use leptos::prelude::*;

use super::section as in_section;

/// Label; true positives, false positives, false negatives on the development half.
const COUNTS: [(&str, [u32; 3]); 6] = [
    ("joint", [5, 0, 0]),
    ("same programme", [3, 0, 0]),
    ("overlap", [6, 2, 3]),
    ("complement", [3, 3, 3]),
    ("adjacent", [27, 7, 5]),
    ("unrelated", [64, 4, 5]),
];

pub(super) fn section() -> AnyView {
    let rows = COUNTS.map(|(label, [hit, false_hit, missed])| {
        let ratio = |of: u32| f64::from(hit) / f64::from((hit + of).max(1));
        let (precision, recall) = (ratio(false_hit), ratio(missed));
        let f1 = 2.0 * precision * recall / (precision + recall);
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="num">{hit}</td>
                <td class="num">{false_hit}</td>
                <td class="num">{missed}</td>
                <td class="num">{format!("{precision:.2}")}</td>
                <td class="num">{format!("{recall:.2}")}</td>
                <td class="num">{format!("{f1:.2}")}</td>
            </tr>
        }
    });
    let heads = ["true +", "false +", "false −", "precision", "recall", "F1"];
    in_section(
        "evaluation",
        view! {
            <p>"Pairs of activities of different partners were labelled by hand from their facts. Every second pair of each label set the thresholds; these 124 are shown here, so the numbers are optimistic and the counts are small. Pairs that were labelled twice by the same annotator agreed in 94.6%, which measures consistency and is no second opinion."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Evaluation">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Label"</th>
                            {heads.map(|head| view! { <th scope="col" class="num">{head}</th> }).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p>"Known weak points: activities placed at an office instead of the work; title words that name an event; several towns under one code; markers and purpose codes that the publisher did not set."</p>
        },
    )
}
