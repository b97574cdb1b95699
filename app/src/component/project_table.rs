//! The table of projects with headings that sort it.

use leptos::prelude::*;
use tiga_domain::analysis::projects::{CodeShare, ProjectItem};
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::link::{Page, Question, Sort, SortKey};
use tiga_domain::status::{Class, Status};

use crate::address;
use crate::component::money::Millions;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;

/// How many countries or sectors a cell names before it counts the rest.
const NAMED: usize = 2;

/// The rows of a page of the list.
#[component]
pub fn ProjectTable(
    /// Rows.
    items: Vec<ProjectItem>,
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let amount = "US$ m".to_owned();
    let include_exposure = question.filter.include_exposure;
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Projects">
            <table class="data projects">
                <thead>
                    <tr>
                        {heading(&question, SortKey::Title, "Title")}
                        {heading(&question, SortKey::Usd, amount)}
                        {heading(&question, SortKey::Partner, "Partner")}
                        {heading(&question, SortKey::Agency, "Agency")}
                        {heading(&question, SortKey::Country, "Country")}
                        {heading(&question, SortKey::Sector, "Sector")} <th scope="col">"Class"</th>
                        <th scope="col">"Instrument"</th> <th scope="col">"Status"</th>
                        {heading(&question, SortKey::Start, "Start")}
                        {heading(&question, SortKey::End, "End")}
                    </tr>
                </thead>
                <tbody>
                    {items.into_iter().map(|item| row(item, include_exposure)).collect_parts()}
                </tbody>
            </table>
        </div>
    }
    .into_part()
}

/// A heading that sorts by its column, and the other way round when it already does.
fn heading<L: Into<String>>(question: &Question, key: SortKey, label: L) -> impl IntoView + use<L> {
    let is_amount = key == SortKey::Usd;
    let is_current = question.sort.key == key;
    let descending = if is_current {
        !question.sort.descending
    } else {
        is_amount
    };
    let target = Question {
        filter: Filter::clone(&question.filter),
        sort: Sort { key, descending },
        page: Page {
            number: 1,
            ..question.page
        },
    };
    let (order, arrow) = match (is_current, question.sort.descending) {
        (false, _) => (None, ""),
        (true, true) => (Some("descending"), "▼"),
        (true, false) => (Some("ascending"), "▲"),
    };
    view! {
        <th scope="col" class:num=is_amount aria-sort=order>
            <a href=target.address("/projects") data-noscroll="">
                {label.into()}
                <span class="arrow" aria-hidden="true">
                    {arrow}
                </span>
            </a>
        </th>
    }
}

fn row(item: ProjectItem, include_exposure: bool) -> impl IntoView {
    let status = item.status.as_deref().and_then(Status::from_code);
    let date = |date: Option<tiga_domain::date::Date>| {
        date.map(|date| date.to_string()).unwrap_or_default()
    };
    let exposure = item.exposure_usd.filter(|_| !include_exposure);
    view! {
        <tr>
            <th scope="row" class="title">
                <a href=address::project(&item.id) rel="external">
                    {item.title}
                </a>
            </th>
            <td class="num">
                {match (item.usd, exposure) {
                    (None, Some(exposure)) => {
                        view! {
                            <span class="exposure" title="Exposure: what the agency may have to pay or may lose; not in the sum">
                                "(" <Millions usd=Some(exposure) /> ")"
                            </span>
                        }
                            .into_part()
                    }
                    (usd, _) => view! { <Millions usd=usd /> }.into_part(),
                }}
            </td>
            <td>
                <PartnerMark partner=item.partner short=true />
            </td>
            <td title=item.agency.name()>{item.agency.code()}</td>
            <td>{names(Facet::Country, &item.countries)}</td>
            <td class="sector">{names(Facet::Sector, &item.sectors)}</td>
            <td title=item.class.name()>{short_class(item.class)}</td>
            <td>{item.instrument.map(tiga_domain::status::Instrument::name)}</td>
            <td>{status.map(Status::name)}</td>
            <td class="date">{date(item.start)}</td>
            <td class="date">{date(item.end)}</td>
        </tr>
    }
}

/// The class as a narrow column has room for it.
const fn short_class(class: Class) -> &'static str {
    match class {
        Class::Green => "Green",
        Class::Hard => "Hard",
        _ => class.name(),
    }
}

/// The first names, and how many more.
fn names(facet: Facet, parts: &[CodeShare]) -> String {
    let mut names: Vec<&str> = parts
        .iter()
        .take(NAMED)
        .filter_map(|part| facet.parse(&part.code))
        .map(|value| facet.label(value))
        .collect();
    let more = format!("{} more", parts.len().saturating_sub(NAMED));
    if parts.len() > NAMED {
        names.push(&more);
    }
    names.join(", ")
}
