//! Parts of the pages of related projects: rows, clusters, the table of countries and sectors.

use leptos::prelude::*;
use tiga_domain::analysis::cluster::{ClusterItem, ClusterPage, Lead, LeadReason};
use tiga_domain::analysis::overlap::{Census, MatrixCell, OverlapItem};
use tiga_domain::analysis::projects::ProjectItem;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::link::Question;

use crate::address::{self, Own, address, with_own};
use crate::component::money::Money;
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::component::score_bar::ScoreBar;
use crate::format;

/// The pairs of a page, one after another.
#[component]
pub fn Rows(
    /// The pairs.
    items: Vec<OverlapItem>,
) -> impl IntoView {
    view! { <ol class="pairs">{items.into_iter().map(row).collect_view()}</ol> }.into_part()
}

fn row(item: OverlapItem) -> impl IntoView {
    let details = address::overlap(&item.id);
    let facts = facts(&item);
    view! {
        <li>
            <p class="pair-head">
                <a class=format!("relation r-{}", item.relation.code()) href=details rel="external">
                    {item.relation.name()}
                </a>
                <ScoreBar explanation=item.explanation />
                {item.is_weak.then(|| view! { <span class="tag">"weak data"</span> })}
            </p>
            <p>{project(&item.a)}</p>
            <p>{project(&item.b)}</p>
            <p class="sentence">{item.sentence}</p>
            <p class="note">{facts}</p>
        </li>
    }
}

/// A project with its partner, as a link.
pub fn project(project: &ProjectItem) -> impl IntoView + use<> {
    view! {
        <PartnerMark partner=project.partner short=true />
        " "
        <a href=address::project(&project.id) rel="external">
            {project.title.clone()}
        </a>
        " ("
        {project.agency.code()}
        ")"
    }
}

/// Country, smaller amount, materiality and confidence in one line.
fn facts(item: &OverlapItem) -> String {
    let amount = match (item.usd_min, item.materiality) {
        (Some(usd), Some(weight)) => {
            format!("smaller share {}, weight {weight:.2}", format::compact(usd))
        }
        _ => "amount not stated for both".to_owned(),
    };
    format!(
        "{} · {amount} · confidence {:.2}",
        item.country.name(),
        item.confidence
    )
}

/// The largest clusters of a selection.
#[component]
pub fn Clusters(
    /// The clusters.
    page: ClusterPage,
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let total = page.total;
    let shown = page.items.len() as u64;
    let api = Question::from(question.filter).address("/api/v1/clusters");
    (total > 0)
        .then(|| {
            view! {
                <details class="clusters">
                    <summary>
                        <h2>{format::counted(total, "cluster")}</h2>
                        " of projects that overlap from one to the next"
                    </summary>
                    <ul>{page.items.into_iter().map(cluster).collect_view()}</ul>
                    {(shown < total)
                        .then(|| {
                            view! {
                                <p class="note">
                                    {format!("{shown} of {total} are shown; ")}
                                    <a href=api rel="external">"all of them as JSON"</a> "."
                                </p>
                            }
                        })}
                </details>
            }
        })
        .into_part()
}

fn cluster(item: ClusterItem) -> impl IntoView {
    let list = address("/projects", item.behind());
    let ClusterItem { cluster, projects } = item;
    let years = cluster
        .years
        .map(|(from, to)| format!(", {from}–{to}"))
        .unwrap_or_default();
    let cut = (cluster.cut_links > 0).then(|| {
        format!(
            " Cut out of a larger group at score {:.2}; {} to others left out.",
            cluster.threshold,
            format::counted(u64::from(cluster.cut_links), "link")
        )
    });
    view! {
        <li class="cluster">
            <h3>
                {cluster.country.name()} ": " {format::counted(projects.len() as u64, "project")}
                {years}
            </h3>
            <p>
                <a href=list rel="external"><Money usd=cluster.usd /></a>
                {(cluster.without_amount > 0)
                    .then(|| format!(", {} without a known amount", cluster.without_amount))}
                {cluster.hhi.map(|hhi| format!(", concentration {hhi:.2}"))} "." {cut}
            </p>
            <ul>{projects.iter().map(|item| view! { <li>{project(item)}</li> }).collect_view()}</ul>
            {cluster.lead.map(|lead| view! { <p class="note">{lead_sentence(&lead)}</p> })}
        </li>
    }
}

/// Who could lead, and why.
pub fn lead_sentence(lead: &Lead) -> String {
    let (from, to) = lead.years;
    let reason = match lead.reason {
        LeadReason::LargestShare => format!(
            "the largest own share committed in {from}–{to} ({})",
            format::compact(lead.usd)
        ),
        LeadReason::MoreActivities => {
            format!("equal own shares committed in {from}–{to}, and more projects here")
        }
        LeadReason::FirstByCode => {
            format!("nothing tells the partners apart in {from}–{to}; the first by code")
        }
    };
    format!("Suggested lead: {}. Reason: {reason}.", lead.partner.name())
}

/// Pairs by country and sector; each cell opens its list.
#[component]
pub fn Matrix(
    /// The cells with pairs.
    cells: Vec<MatrixCell>,
    /// What is asked.
    question: Question,
    /// What the page chooses besides the question; its links keep it.
    own: Own,
) -> impl IntoView {
    let countries: Vec<Country> = Country::all()
        .filter(|country| cells.iter().any(|cell| cell.country == *country))
        .collect();
    let mut sectors: Vec<String> = cells.iter().map(|cell| cell.sector.clone()).collect();
    sectors.sort_unstable();
    sectors.dedup();
    let link = move |cell: &MatrixCell| {
        let filter = question.filter.clone();
        let sector = Facet::Sector.parse(&cell.sector)?;
        let country = Facet::Country.parse(cell.country.iso2())?;
        let narrow = filter
            .within(Facet::Sector, sector)
            .within(Facet::Country, country);
        let address = address("/overlaps", narrow);
        Some(with_own(address, &own))
    };
    let heads = countries
        .iter()
        .map(|country| view! { <th scope="col" class="num" title=country.name()>{country.iso2()}</th> })
        .collect_view();
    let row = |sector: String| {
        let name = Facet::Sector
            .parse(&sector)
            .map_or("", |value| Facet::Sector.label(value));
        let in_row = countries.iter().map(|country| {
            let is_it = |cell: &&MatrixCell| cell.country == *country && cell.sector == sector;
            let cell = cells.iter().find(is_it);
            view! {
                <td class="num">
                    {cell
                        .map(|cell| {
                            let label = format!("{}, {}: {} pairs", name, country.name(), cell.pairs);
                            view! {
                                <a href=link(cell) rel="external" aria-label=label>
                                    {format::count(cell.pairs)}
                                </a>
                            }
                        })}
                </td>
            }
        });
        let in_row = in_row.collect_view();
        view! {
            <tr>
                <th scope="row">
                    <span class="code">{sector}</span>
                    " "
                    {name}
                </th>
                {in_row}
            </tr>
        }
    };
    let rows = sectors.into_iter().map(row).collect_view();
    (!countries.is_empty())
        .then(|| {
            view! {
                <details class="matrix">
                    <summary>
                        <h2>"By country and sector"</h2>
                        " Each figure opens its pairs; a pair can stand in several cells."
                    </summary>
                    <div class="scroll" tabindex="0" role="group" aria-label="Pairs by country and sector">
                        <table class="data">
                            <thead>
                                <tr>
                                    <th scope="col">"Sector"</th>
                                    {heads}
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </details>
            }
        })
        .into_part()
}

/// How much was compared, and what was not.
pub fn compared(census: &Census) -> String {
    let not: Vec<String> = census
        .not_compared
        .iter()
        .map(|(reason, count)| {
            let sentence = reason.sentence().trim_end_matches('.').to_lowercase();
            format!("{} ({sentence})", format::count(*count))
        })
        .collect();
    let mut text = format!(
        "{} of all data are compared",
        format::counted(census.compared, "project")
    );
    if !not.is_empty() {
        text.push_str("; not compared: ");
        text.push_str(&not.join(", "));
    }
    if census.left_out > 0 {
        text.push_str(&format!(
            "; {} beyond the bound of 500 a project left out",
            format::counted(census.left_out, "possible partner")
        ));
    }
    text.push('.');
    text
}
