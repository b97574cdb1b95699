//! Parts of the page of a pair: the projects side by side, and the factors of the score.

use leptos::prelude::*;
use tiga_domain::analysis::overlap::{
    CodeMatch, Evidence, Explanation, Factor, OverlapItem, Scope, Span,
};
use tiga_domain::analysis::projects::{CodeShare, ProjectItem};
use tiga_domain::date::Date;
use tiga_domain::facet::Facet;
use tiga_domain::money::Cents;
use tiga_domain::place::FROM_TEXT;
use tiga_domain::priority::Priority;
use tiga_domain::status::{Instrument, Status};
use tiga_domain::theme::Theme;

use crate::address;
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::component::score_bar::class;
use crate::format;

/// The two projects in two columns; rows that differ are marked.
#[component]
pub fn Sides(
    /// The pair.
    item: OverlapItem,
) -> impl IntoView {
    let OverlapItem { a, b, own_usd, .. } = item;
    let rows = [
        ("Agency", [&a, &b].map(|side| side.agency.name().to_owned())),
        ("Start", [&a, &b].map(|side| date(side.start))),
        ("End", [&a, &b].map(|side| date(side.end))),
        ("Status", [&a, &b].map(status)),
        ("Instrument", [&a, &b].map(instrument)),
        (
            "Sectors",
            [&a, &b].map(|side| names(Facet::Sector, &side.sectors)),
        ),
        ("Class", [&a, &b].map(|side| side.class.name().to_owned())),
        (
            "Countries",
            [&a, &b].map(|side| names(Facet::Country, &side.countries)),
        ),
        ("Places", [&a, &b].map(places)),
        ("Own share here", own_usd.map(money)),
        ("Source", [&a, &b].map(|side| side.source.clone())),
    ];
    view! {
        <section aria-labelledby="sides">
            <h2 id="sides">"Side by side"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="sides">
                <table class="data sides">
                    <thead>
                        <tr>
                            <th scope="col">"Field"</th>
                            {[a, b].map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_part()
}

fn head(side: ProjectItem) -> impl IntoView {
    view! {
        <th scope="col">
            <PartnerMark partner=side.partner />
            <a href=address::project(&side.id) rel="external">
                {side.title}
            </a>
        </th>
    }
}

fn row((name, values): (&'static str, [String; 2])) -> impl IntoView {
    let differs = values[0] != values[1];
    view! {
        <tr class:differs=differs>
            <th scope="row">
                {name}
                {differs.then(|| view! { <span class="tag">"differs"</span> })}
            </th>
            {values.map(|value| view! { <td>{value}</td> }).collect_view()}
        </tr>
    }
}

fn date(date: Option<Date>) -> String {
    date.map_or_else(|| "not reported".to_owned(), format::long_date)
}

fn status(side: &ProjectItem) -> String {
    let status = side.status.as_deref().and_then(Status::from_code);
    status.map_or("not reported", Status::name).to_owned()
}

fn instrument(side: &ProjectItem) -> String {
    side.instrument
        .map_or("not reported", Instrument::name)
        .to_owned()
}

fn names(facet: Facet, parts: &[CodeShare]) -> String {
    let name = |part: &CodeShare| {
        let label = facet
            .parse(&part.code)
            .map_or("", |value| facet.label(value));
        match parts.len() {
            1 => label.to_owned(),
            _ => format!("{label} {}", format::percent(part.share)),
        }
    };
    parts.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn places(side: &ProjectItem) -> String {
    if side.places.is_empty() {
        return "not reported".to_owned();
    }
    let place = |place: &tiga_domain::analysis::projects::ItemPlace| {
        let precision = place.precision.name().to_lowercase();
        if place.basis.starts_with(FROM_TEXT) {
            format!("{} ({precision}, {})", place.name, place.basis)
        } else {
            format!("{} ({precision})", place.name)
        }
    };
    side.places.iter().map(place).collect::<Vec<_>>().join(", ")
}

fn money(usd: Option<Cents>) -> String {
    usd.map_or_else(|| "not stated".to_owned(), format::exact)
}

/// The five factors with their evidence, and the caps.
#[component]
pub fn Factors(
    /// The pair.
    explanation: Explanation,
) -> impl IntoView {
    let caps: Vec<String> = explanation
        .caps
        .iter()
        .map(|effect| {
            let binds = if effect.binds {
                "binds"
            } else {
                "does not bind"
            };
            format!(
                "“{}” allows {:.2} at most and {binds}",
                effect.cap.name(),
                effect.value
            )
        })
        .collect();
    let caps = match caps.as_slice() {
        [] => "No cap applies.".to_owned(),
        caps => format!("Caps: {}.", caps.join("; ")),
    };
    let score = format!(
        "Weighted mean {:.4}, score {:.4}. {caps}",
        explanation.raw, explanation.score
    );
    view! {
        <section aria-labelledby="factors">
            <h2 id="factors">"Why this score"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="factors">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Factor"</th>
                            <th scope="col" class="num">
                                "Value"
                            </th>
                            <th scope="col" class="num">
                                "Weight"
                            </th>
                            <th scope="col">"Evidence"</th>
                        </tr>
                    </thead>
                    <tbody>{explanation.factors.into_iter().map(factor).collect_view()}</tbody>
                </table>
            </div>
            <p class="note">{score}</p>
        </section>
    }
    .into_part()
}

fn factor(factor: Factor) -> impl IntoView {
    let value = factor
        .value
        .map_or_else(|| "–".to_owned(), |value| format!("{value:.4}"));
    view! {
        <tr>
            <th scope="row">
                <span class=format!("factor {}", class(factor.name))></span>
                {factor.name.name()}
            </th>
            <td class="num">{value}</td>
            <td class="num">{format!("{:.2}", factor.weight)}</td>
            <td>{evidence(factor.evidence)}</td>
        </tr>
    }
}

fn evidence(evidence: Evidence) -> String {
    match evidence {
        Evidence::Sector { codes } if codes.is_empty() => "No related purpose.".to_owned(),
        Evidence::Sector { codes } => codes.iter().map(code).collect::<Vec<_>>().join("; "),
        Evidence::Place {
            scopes,
            km,
            precisions,
            matched,
        } => match (km, precisions, matched) {
            (Some(km), Some([a, b]), Some(matched)) => format!(
                "{km:.1} km between the closest two ({}, {}); {} of the places have a counterpart",
                a.name().to_lowercase(),
                b.name().to_lowercase(),
                format::percent(matched)
            ),
            _ => scopes.map(scope).join(" and "),
        },
        Evidence::Time {
            periods,
            common_days,
            gap_days,
        } => {
            let spans = periods.map(span).join("; ");
            match (common_days, gap_days) {
                (Some(days), _) => format!("{spans}; {days} days in common"),
                (_, Some(days)) => format!("{spans}; {days} days apart"),
                _ => spans,
            }
        }
        Evidence::Theme { priorities, themes } => {
            let priorities = priorities.into_iter().map(Priority::code);
            let names: Vec<&str> = priorities
                .chain(themes.into_iter().map(Theme::name))
                .collect();
            if names.is_empty() {
                "None shared.".to_owned()
            } else {
                format!("Shared: {}", names.join(", "))
            }
        }
        Evidence::Text { words, .. } if words.is_empty() => "No word in common.".to_owned(),
        Evidence::Text { words, rare } if rare.is_empty() => {
            format!("Shared words: {}", words.join(", "))
        }
        Evidence::Text { words, rare } => {
            format!(
                "Shared words: {}; of these, names: {}",
                words.join(", "),
                rare.join(", ")
            )
        }
    }
}

fn code(found: &CodeMatch) -> String {
    let CodeMatch { a, b, similarity } = found;
    format!("{} ({a}) and {} ({b}): {similarity:.2}", a.name(), b.name())
}

const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Local => "local",
        Scope::National => "nationwide",
        Scope::Unknown => "place not stated",
    }
}

fn span(span: Option<Span>) -> String {
    let Some(span) = span else {
        return "dates not stated".to_owned();
    };
    let assumed = |is_assumed: bool| if is_assumed { " (assumed)" } else { "" };
    format!(
        "{}{} to {}{}",
        span.start,
        assumed(span.is_start_imputed),
        span.end,
        assumed(span.is_end_imputed || span.is_end_corrected)
    )
}
