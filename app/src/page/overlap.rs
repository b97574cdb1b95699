//! Two related projects side by side `/overlaps/{id}`: why they are related, and what could be done. Drawn on
//! the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use tiga_domain::analysis::overlap::{Evidence, OverlapDetail, OverlapItem};
use tiga_domain::place::PrecisionGroup;

use crate::address;
use crate::answer;
use crate::api::overlaps::OverlapAnswer;
use crate::component::footer::Footer;
use crate::component::notice::SampleNotice;
use crate::component::part::IntoPart;
use crate::component::score_bar::ScoreBar;
use crate::component::take::Take;
use crate::format;
use crate::map::small::{Placed, SmallMap};
use crate::page::overlap_part::{Factors, Sides};
use crate::page::overlaps_part::lead_sentence;
use crate::page::unanswered::missing;

/// The page of a pair.
#[component]
pub fn OverlapPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id").unwrap_or_default());
    match answer::overlap(&id) {
        Ok(answer) => view! { <Answer answer=answer /> }.into_part(),
        Err(error) => missing(
            "Pair",
            error,
            view! { "Look for it in the " <a href="/overlaps" rel="external">"list of overlaps"</a> "." },
        ),
    }
}

#[component]
fn Answer(answer: OverlapAnswer) -> impl IntoView {
    let OverlapAnswer { edition, detail } = answer;
    let OverlapDetail {
        item,
        next_step,
        lead,
        cluster,
    } = detail;
    let title = format!(
        "{}: {} and {}",
        item.relation.name(),
        item.a.title,
        item.b.title
    );
    view! {
        <Title text=format!("{title} · Tiga") />
        <main id="main" class="overlap">
            <p class="crumb">
                <a href="/overlaps" rel="external">
                    "Overlaps"
                </a>
            </p>
            <div class="title">
                <h1>{item.relation.name()} " in " {item.country.name()}</h1>
                {take(&item.id)}
            </div>
            <SampleNotice edition=edition.clone() />
            <p class="sentence">{item.sentence.clone()}</p>
            {weight(&item)}
            <Sides item=item.clone() />
            {map(&item)}
            <Factors explanation=item.explanation />
            <section aria-labelledby="next">
                <h2 id="next">"What could be done"</h2>
                <p>{next_step}</p>
                {lead.map(|lead| view! { <p>{lead_sentence(&lead)}</p> })}
                {cluster
                    .map(|_| {
                        view! {
                            <p class="note">
                                "Both belong to one cluster; the suggestion is that of the cluster."
                            </p>
                        }
                    })}
            </section>
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}

/// The pair as the API has it.
fn take(id: &str) -> impl IntoView + use<> {
    let here = address::overlap(id);
    let links = vec![("JSON", format!("/api/v1{here}"))];
    view! { <Take links=links here=here /> }
}

/// Where both are; nothing when neither has a place.
fn map(item: &OverlapItem) -> impl IntoView + use<> {
    let placed = [&item.a, &item.b].map(|side| Placed {
        title: side.title.clone(),
        partner: side.partner,
        places: side.places.clone(),
    });
    let has_any = placed.iter().any(|side| {
        side.places
            .iter()
            .any(|place| place.precision != PrecisionGroup::Country)
    });
    has_any.then(|| {
        view! {
            <section aria-labelledby="where">
                <h2 id="where">"Where they are"</h2>
                <SmallMap projects=placed.to_vec() />
            </section>
        }
    })
}

/// Score, materiality and confidence.
fn weight(item: &OverlapItem) -> impl IntoView + use<> {
    let materiality = item.materiality.map_or_else(
        || "not known: an amount is not stated".to_owned(),
        |m| format!("{m:.2}"),
    );
    let confidence = format!(
        "{:.2}{}",
        item.confidence,
        if item.is_weak { ", weak data" } else { "" }
    );
    view! {
        <dl class="facts">
            <div>
                <dt>"Score"</dt>
                <dd>
                    <ScoreBar explanation=item.explanation.clone() />
                </dd>
            </div>
            <div>
                <dt>"Weight by amount"</dt>
                <dd>{materiality}</dd>
            </div>
            <div>
                <dt>"Confidence in the data"</dt>
                <dd>{confidence}</dd>
            </div>
            {shared(item)
                .into_iter()
                .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                .collect_view()}
        </dl>
    }
}

/// What the two have in common: nearness, time, priorities, each as far as it is known.
fn shared(item: &OverlapItem) -> [(&'static str, String); 3] {
    let mut time = "dates not stated".to_owned();
    let mut priorities = Vec::new();
    for factor in &item.explanation.factors {
        match &factor.evidence {
            Evidence::Time {
                common_days,
                gap_days,
                ..
            } => match (common_days, gap_days) {
                (Some(days), _) => time = format!("{} in common", years(*days)),
                (_, Some(days)) => time = format!("{} between them", years(*days)),
                _ => {}
            },
            Evidence::Theme {
                priorities: found, ..
            } => {
                priorities = found.iter().map(|it| it.name()).collect();
            }
            _ => {}
        }
    }
    let distance = item.distance_km.map_or_else(
        || "not known for both".to_owned(),
        |km| format!("{km:.1} km between the closest places"),
    );
    let priorities = if priorities.is_empty() {
        "none".to_owned()
    } else {
        priorities.join(", ")
    };
    [
        ("Distance", distance),
        ("Time", time),
        ("Shared priorities", priorities),
    ]
}

/// Days as months, and as years from two on.
fn years(days: i32) -> String {
    let months = f64::from(days) / 30.4375;
    if months < 24.0 {
        format::counted(months.round() as u64, "month")
    } else {
        format!("{:.1} years", months / 12.0)
    }
}
