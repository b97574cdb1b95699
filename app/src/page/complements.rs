//! Services around infrastructure `/complements`: large works, what is expected around them and what is missing. Drawn
//! on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::complement::measure::{ANCHOR_MIN_USD, ANCHOR_YEARS_AFTER};
use tiga_domain::analysis::complement::{Anchor, Complements, ExpectedService, NearService};
use tiga_domain::country::Country;
use tiga_domain::document::What;
use tiga_domain::link::{Page, Question};
use tiga_domain::theme::Theme;

use crate::address::{self, Asked, asked_once};
use crate::api::analysis::{self, Analysis};
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::money::Money;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::pager::Pager;
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::component::take::{self, Take};
use crate::format;
use crate::page::unanswered::unanswered;

/// Anchors on a page, unless the address says otherwise.
const PER_PAGE: u32 = 12;

/// The page of the complements.
#[component]
pub fn ComplementsPage() -> impl IntoView {
    let (mut asked, _) = asked_once(&[]);
    if asked.question.page.size == Page::default().size {
        asked.question.page.size = PER_PAGE;
    }
    match analysis::around(&asked.question) {
        Ok(answer) => view! { <Answer answer=answer asked=asked /> }.into_part(),
        Err(error) => unanswered("Complements", error),
    }
}

#[component]
fn Answer(answer: Analysis<Complements>, asked: Asked) -> impl IntoView {
    let Analysis {
        edition,
        counts,
        answer: found,
        ..
    } = answer;
    let question = asked.question;
    let total = found.total;
    view! {
        <Title text="Complements · Tiga" />
        <main id="main">
            <div class="title">
                <h1>"Services around infrastructure"</h1>
                {take(&question)}
            </div>
            <SampleNotice edition=edition.clone() />
            <QueryNotice errors=asked.errors />
            <p class="lead">
                "Large works, the services that make them useful, and what of them is loaded nearby: own share of "
                {format::compact(ANCHOR_MIN_USD)}
                " or more, mostly works, being built or completed at most "
                {ANCHOR_YEARS_AFTER} " years before " {format::long_date(found.as_of)}
                ". The filter chooses the works; services are those of all partners."
            </p>
            <FilterBar path="/complements" question=first_page(&question) counts=counts />
            {if total == 0 {
                view! {
                    <p class="empty">
                        "No works of this size with a known place fit these filters. Remove one of them to see more."
                    </p>
                }
                    .into_part()
            } else {
                view! {
                    <p class="summary">
                        {format::counted(total, "large work")}
                        ", those with the most to gain first: little covered, high need, large."
                    </p>
                    <div class="anchors">{found.items.into_iter().map(anchor).collect_view()}</div>
                    <Pager path="/complements" question=question total=total noun="large work" />
                }
                    .into_part()
            }}
            <p class="note">
                "Coverage is of a benchmark in percent of the works, a setting and not a norm, which the method lists. Nothing loaded nearby does not mean that nothing is there. Where need has no figures, services are listed and not ranked. "
                <a href="/method#complements">"Method, section 4"</a> "."
            </p>
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}

/// The works as the API has them, and the report that lists them.
fn take(question: &Question) -> impl IntoView + use<> {
    let mut links = take::links(What::Overlaps, question, Choice::default());
    links.insert(0, ("Works (JSON)", question.address("/api/v1/complements")));
    let mut here = question.clone();
    if here.page.size == PER_PAGE {
        here.page.size = Page::default().size;
    }
    view! { <Take links=links here=here.address("/complements") /> }
}

/// The question that the filter form starts from.
fn first_page(question: &Question) -> Question {
    Question {
        page: Page::default(),
        ..question.clone()
    }
}

fn anchor(anchor: Anchor) -> impl IntoView {
    let countries: Vec<&str> = anchor
        .countries
        .iter()
        .map(|it| Country::name(*it))
        .collect();
    let years = match (anchor.start, anchor.end) {
        (Some(start), Some(end)) => format!("{} to {}", start.year(), end.year()),
        (Some(start), None) => format!("from {}", start.year()),
        (None, Some(end)) => format!("to {}", end.year()),
        (None, None) => "dates not stated".to_owned(),
    };
    let place = if anchor.place.is_empty() {
        anchor.precision.name().to_owned()
    } else {
        anchor.place
    };
    let has_services = !anchor.services.is_empty();
    view! {
        <article class="anchor">
            <h2>
                <a href=address::project(&anchor.id)>{anchor.title}</a>
            </h2>
            <p class="facts-line">
                <PartnerMark partner=anchor.partner short=true />
                <span>{anchor.agency.code()}</span>
                <span>{anchor.kind.name()}</span>
                <span>{countries.join(", ")} ", " {place}</span>
                <span>{years}</span>
                <strong><Money usd=Some(anchor.usd) /></strong>
            </p>
            <div class="scroll" tabindex="0" role="group" aria-label="Expected services">
            <table class="data">
                <thead>
                    <tr>
                        <th scope="col">"Expected service"</th>
                        <th scope="col">"Covered"</th>
                        <th scope="col" class="num">"Need"</th>
                        <th scope="col">"Could lead"</th>
                    </tr>
                </thead>
                <tbody>{anchor.expected.into_iter().map(expected).collect_view()}</tbody>
            </table>
            </div>
            <p class="note">"Claims rest on: " {anchor.basis.name().to_lowercase()} "."</p>
            {if has_services {
                view! {
                    <details>
                        <summary>"Services around it (" {anchor.services.len()} ")"</summary>
                        <ul class="near">{anchor.services.into_iter().map(near).collect_view()}</ul>
                    </details>
                }
                    .into_part()
            } else {
                view! { <p class="note">"No service is loaded around it."</p> }.into_part()
            }}
        </article>
    }
}

fn expected(service: ExpectedService) -> impl IntoView {
    let name = Theme::from_code(&service.theme).map_or("", Theme::name);
    let part = service.coverage.unwrap_or_default();
    let words = match service.coverage {
        None => "not known".to_owned(),
        Some(0.0) => "nothing loaded".to_owned(),
        Some(part) => format::percent(part),
    };
    let need = service
        .need
        .map_or("no figures".to_owned(), |need| format!("{need:.2}"));
    view! {
        <tr class:missing=part == 0.0>
            <th scope="row">{name}</th>
            <td>
                <svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="ground" width="100" height="10" />
                    <rect class="k-services" width=format!("{:.1}", part * 100.0) height="10" />
                </svg>
                {words}
            </td>
            <td class="num">{need}</td>
            <td>
                {service.partner.map(|partner| view! { <PartnerMark partner=partner short=true /> })}
            </td>
        </tr>
    }
}

fn near(service: NearService) -> impl IntoView {
    let theme = Theme::from_code(&service.theme).map_or("", Theme::name);
    let whereabouts = match service.km {
        Some(km) => format!("{km:.1} km"),
        None if service.place.is_empty() => "same area".to_owned(),
        None => service.place,
    };
    let weights = format!(
        "weight of place {:.2}, of time {:.2}",
        service.place_weight, service.time_weight
    );
    view! {
        <li>
            <PartnerMark partner=service.partner short=true />
            <a href=address::project(&service.id)>{service.title}</a>
            <span class="n" title=weights>
                {theme} ", " {whereabouts} ", " <Money usd=Some(service.usd) />
            </span>
        </li>
    }
}
