//! Parts of a project's page: countries and purposes, places, and what it aims at.

use leptos::prelude::*;
use tiga_domain::analysis::projects::ItemPlace;
use tiga_domain::partner::Partner;

use crate::api::project::{LineRow, PlaceRow};
use crate::component::part::{CollectParts, IntoPart};
use crate::format;
use crate::map::small::{Placed, SmallMap};

/// Countries and purposes with their class and the reason for it.
#[component]
pub fn Lines(
    /// The parts.
    lines: Vec<LineRow>,
    /// Where the purpose codes come from; empty when they are published.
    basis: String,
) -> impl IntoView {
    view! {
        <section aria-labelledby="lines">
            <h2 id="lines">"Countries, purposes and class"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="lines">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            <th scope="col">"Purpose"</th>
                            <th scope="col" class="num">
                                "Share"
                            </th>
                            <th scope="col">"Class"</th>
                            <th scope="col">"Why this class"</th>
                        </tr>
                    </thead>
                    <tbody>{lines.into_iter().map(line).collect_parts()}</tbody>
                </table>
            </div>
            {(!basis.is_empty()).then(|| view! { <p class="note">{basis}</p> })}
        </section>
    }
    .into_part()
}

fn line(line: LineRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                {line.country}
                {(!line.is_counted)
                    .then(|| {
                        view! {
                            <span class="tag" title="Another source is counted for this agency and country">
                                "not counted"
                            </span>
                        }
                    })}
            </th>
            <td>
                <span class="code">{line.purpose_code}</span>
                " "
                {line.purpose}
            </td>
            <td class="num">{format::percent(line.share)}</td>
            <td>
                <span class=format!("class k-{}", line.class.code())></span>
                {line.class.name()}
            </td>
            <td>
                {line.reason}
                {(!line.words.is_empty())
                    .then(|| {
                        view! {
                            " "
                            <q>{line.words}</q>
                        }
                    })}
            </td>
        </tr>
    }
}

/// Places with their precision in words.
#[component]
pub fn Places(
    /// The places.
    places: Vec<PlaceRow>,
    /// Title of the project.
    title: String,
    /// Whose it is.
    partner: Partner,
) -> impl IntoView {
    let on_map = |place: &PlaceRow| ItemPlace {
        lat: place.lat,
        lon: place.lon,
        precision: place.precision,
        name: place.name.clone(),
        basis: place.basis.clone(),
    };
    let placed = Placed {
        title,
        partner,
        places: places.iter().map(on_map).collect(),
    };
    let body = if places.is_empty() {
        view! {
            <p class="empty">
                "The source gives no place. The project counts for its country and is not drawn on the map."
            </p>
        }
        .into_part()
    } else {
        view! {
            <div class="scroll" tabindex="0" role="group" aria-labelledby="places">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Place"</th>
                            <th scope="col">"Country"</th>
                            <th scope="col">"Precision"</th>
                            <th scope="col" class="num">
                                "Latitude, longitude"
                            </th>
                            <th scope="col">"Basis"</th>
                        </tr>
                    </thead>
                    <tbody>{places.into_iter().map(place).collect_parts()}</tbody>
                </table>
            </div>
        }
        .into_part()
    };
    view! {
        <section aria-labelledby="places">
            <h2 id="places">"Places"</h2>
            <SmallMap projects=vec![placed] />
            {body}
        </section>
    }
    .into_part()
}

fn place(place: PlaceRow) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{place.name}</th>
            <td>{place.country}</td>
            <td>{place.precision.name()}</td>
            <td class="num">{format!("{:.4}, {:.4}", place.lat, place.lon)}</td>
            <td>{place.basis}</td>
        </tr>
    }
}

/// Priorities, focus areas, themes and markers.
#[component]
pub fn Purposes(
    /// Priorities of 2018 with their weights in millionths.
    priorities: Vec<(String, u32)>,
    /// Focus areas of 2024.
    focus: Vec<String>,
    /// Themes.
    themes: Vec<String>,
    /// Markers; no score when not screened.
    markers: Vec<(String, Option<u8>)>,
) -> impl IntoView {
    let screened: Vec<_> = markers
        .iter()
        .filter_map(|(name, score)| Some((name.clone(), (*score)?)))
        .collect();
    let unscreened: Vec<_> = markers
        .into_iter()
        .filter(|(_, score)| score.is_none())
        .map(|(name, _)| name)
        .collect();
    view! {
        <section aria-labelledby="aims">
            <h2 id="aims">"What it aims at"</h2>
            <dl class="facts aims">
                <div>
                    <dt>"ADB priorities of 2018, by weight"</dt>
                    <dd>
                        {list(
                            priorities
                                .into_iter()
                                .map(|(name, weight)| {
                                    format!("{name} ({})", format::percent(f64::from(weight) / 1e6))
                                })
                                .collect(),
                            "none",
                        )}
                    </dd>
                </div>
                <div>
                    <dt>"ADB focus areas of 2024"</dt>
                    <dd>{list(focus, "none")}</dd>
                </div>
                <div>
                    <dt>"Themes"</dt>
                    <dd>{list(themes, "none")}</dd>
                </div>
                <div>
                    <dt>"Policy markers"</dt>
                    <dd>
                        {list(
                            screened
                                .into_iter()
                                .map(|(name, score)| format!("{name}: {}", score_words(score)))
                                .collect(),
                            "none was screened",
                        )}
                        {(!unscreened.is_empty())
                            .then(|| {
                                view! {
                                    <details>
                                        <summary>
                                            {format::count(unscreened.len() as u64)}
                                            " not screened, which is not zero"
                                        </summary>
                                        <p>{unscreened.join(", ")}</p>
                                    </details>
                                }
                            })}
                    </dd>
                </div>
            </dl>
        </section>
    }
    .into_part()
}

fn score_words(score: u8) -> String {
    match score {
        0 => "not targeted (0)".to_owned(),
        1 => "significant objective (1)".to_owned(),
        2 => "principal objective (2)".to_owned(),
        score => format!("score {score}"),
    }
}

fn list(items: Vec<String>, none: &'static str) -> impl IntoView {
    if items.is_empty() {
        return view! { <span class="unknown">{none}</span> }.into_part();
    }
    let items = items.into_iter().map(|item| view! { <li>{item}</li> });
    view! { <ul>{items.collect_parts()}</ul> }.into_part()
}
