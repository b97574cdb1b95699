//! The money of a project by kind and year: kinds are never added to each other.

use leptos::prelude::*;
use tiga_domain::money::Cents;

use crate::api::project::FlowRow;
use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// Flows, the kinds apart.
#[component]
pub fn Flows(
    /// The flows.
    flows: Vec<FlowRow>,
) -> impl IntoView {
    let mut flows = flows;
    flows.sort_by(|a, b| {
        a.year
            .is_none()
            .cmp(&b.year.is_none())
            .then(a.year.cmp(&b.year))
    });
    let mut kinds: Vec<String> = Vec::new();
    for flow in &flows {
        if !kinds.contains(&flow.kind) {
            kinds.push(flow.kind.clone());
        }
    }
    kinds.sort();
    let body = if flows.is_empty() {
        view! { <p class="empty">"The source states no amount. This is not zero."</p> }.into_part()
    } else {
        let groups = kinds.into_iter().map(|kind| {
            let rows: Vec<_> = flows
                .iter()
                .filter(|flow| flow.kind == kind)
                .cloned()
                .collect();
            group(kind, rows)
        });
        view! {
            <div class="scroll" tabindex="0" role="group" aria-labelledby="money">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Kind"</th>
                            <th scope="col">"Year"</th>
                            <th scope="col" class="num">
                                "As published"
                            </th>
                            <th scope="col">"Currency"</th>
                            <th scope="col" class="num">
                                "In scope, US$"
                            </th>
                            <th scope="col">"Remarks"</th>
                        </tr>
                    </thead>
                    {groups.collect_parts()}
                </table>
            </div>
        }
        .into_part()
    };
    view! {
        <section aria-labelledby="money">
            <h2 id="money">"Money by year"</h2>
            {body}
            <p class="note">
                "As published: the whole project in the currency of the source. In scope: the part for ASEAN, converted at the average rate of the year."
            </p>
        </section>
    }
    .into_part()
}

fn group(kind: String, rows: Vec<FlowRow>) -> impl IntoView {
    let rows = rows.into_iter().map(move |flow| {
        view! {
            <tr>
                <th scope="row">{kind.clone()}</th>
                <td>{flow.year.map_or_else(|| "undated".to_owned(), |year| year.to_string())}</td>
                <td class="num">{published(&flow.amount)}</td>
                <td>{flow.currency}</td>
                <td class="num">
                    {match flow.usd {
                        Some(usd) => dollars(usd).into_part(),
                        None => view! { <span class="unknown">"unknown"</span> }.into_part(),
                    }}
                </td>
                <td>{flow.note}</td>
            </tr>
        }
    });
    view! { <tbody>{rows.collect_parts()}</tbody> }
}

/// To the cent; the heading states the currency.
fn dollars(usd: Cents) -> String {
    format::exact(usd).replace("US$ ", "")
}

/// Digits in groups, decimals as they are.
fn published(amount: &str) -> String {
    if amount.is_empty() {
        return "not stated".to_owned();
    }
    let (sign, digits) = amount
        .strip_prefix('-')
        .map_or(("", amount), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_owned(), format::count);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}
