//! Services and hard infrastructure `/mix`: by year, partner, country and sub-area, in three definitions. Drawn on the
//! server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::mix::{Mix, MixShare, ServiceArea, ViewNote, behind, behind_area};
use tiga_domain::classify::View;
use tiga_domain::document::What;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::money::Cents;
use tiga_domain::partner::Partner;
use tiga_domain::status::Class;

use crate::address::{Asked, address, asked_once};
use crate::api::analysis::{self, Analysis};
use crate::component::chart::{self, Chart};
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::money::Millions;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::component::switch::Switch;
use crate::component::take::{self, Take};
use crate::format;
use crate::page::concentration_part::Shared;
use crate::page::unanswered::unanswered;

/// The page of the mix.
#[component]
pub fn MixPage() -> impl IntoView {
    let (asked, choice) = asked_once(Choice::OF_MIX);
    match analysis::mix(&asked.question, choice) {
        Ok(answer) => view! { <Answer answer=answer asked=asked choice=choice /> }.into_part(),
        Err(error) => unanswered("Mix", error),
    }
}

#[component]
fn Answer(answer: Analysis<Mix>, asked: Asked, choice: Choice) -> impl IntoView {
    let Analysis {
        edition,
        counts,
        answer: mix,
        ..
    } = answer;
    let question = asked.question.clone();
    let filter = question.filter.clone();
    let views = View::ALL.map(|view| {
        let href = Choice { view, ..choice }.address("/mix", &question);
        (view.name().to_owned(), href, view == choice.view)
    });
    let file = |path: &str| choice.address(path, &question);
    let source = chart::source(&filter, &edition);
    let concentration = analysis::concentration(&question).ok();
    view! {
        <Title text="Mix · Tiga" />
        <main id="main">
            <div class="title">
                <h1>"Services and hard infrastructure"</h1>
                {take(&question, choice)}
            </div>
            <SampleNotice edition=edition.clone() />
            <QueryNotice errors=asked.errors />
            <FilterBar path="/mix" question=question.clone() counts=counts own=choice.pairs() />
            <div class="switches">
                <Switch name="Definition" options=views.to_vec() />
            </div>
            <p class="lead">{definition(mix.view)}</p>
            {mix.note.as_ref().map(note)}
            <div class="charts">
                <Chart figure=tiga_chart::years::mix_years(&mix, &filter) file=file("/chart/mix.svg") source=source.clone() />
                <Chart figure=tiga_chart::shares::shares(&mix, &filter) file=file("/chart/shares.svg") source=source.clone() />
                <Chart figure=tiga_chart::dots::dots(&mix, &filter) file=file("/chart/dots.svg") source=source.clone() />
            </div>
            <p class="note">{remarks(&mix)}</p>
            <section aria-labelledby="partners">
                <h2 id="partners">"By partner and class, US$ m"</h2>
                {partners(&mix, &filter)}
            </section>
            <div class="halves">
                <section aria-labelledby="countries">
                    <h2 id="countries">"Services share by country"</h2>
                    {countries(&mix, &filter)}
                </section>
                <section aria-labelledby="areas">
                    <h2 id="areas">"Services by sub-area, US$ m"</h2>
                    {areas(&mix, &filter)}
                </section>
            </div>
            {concentration.map(|found| view! { <Shared found=found filter=filter /> })}
            <p class="note">
                "How this is computed, and what it cannot say: " <a href="/method#mix">"method, sections 6 and 7"</a> "."
            </p>
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}

/// The mix as files.
fn take(question: &Question, choice: Choice) -> impl IntoView + use<> {
    view! {
        <Take links=take::links(What::Mix, question, choice) here=choice.address("/mix", question) />
    }
}

const fn definition(view: View) -> &'static str {
    match view {
        View::Report => {
            "Classes of the method: what a line is for. A study of a railway is a service; works with a principal climate or disaster objective are green. The share is services of services, green and hard infrastructure together."
        }
        View::Dac => {
            "Sector groups of the DAC: education, health, water, government, business and banking are services; transport, communications and energy are hard infrastructure."
        }
        View::Physical => {
            "What becomes something built: each line of services, green and hard infrastructure is divided by the part that is typically built. Its figures divide single lines, so they open no list."
        }
    }
}

/// The ranking depends on the definition: who moves, and how each definition ranks.
fn note(note: &ViewNote) -> impl IntoView + use<> {
    let names = |partners: &[Partner]| {
        partners
            .iter()
            .map(|it| it.name())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let moved = names(&note.moved);
    let rankings: Vec<(String, String)> = note
        .rankings
        .iter()
        .map(|ranking| {
            let name = View::from_code(&ranking.view).map_or("", View::name);
            (name.to_owned(), names(&ranking.partners))
        })
        .collect();
    view! {
        <div class="notice">
            <p>
                <strong>"The ranking depends on the definition. "</strong>
                "By services share these partners change place: " {moved} "."
            </p>
            <ul>
                {rankings
                    .into_iter()
                    .map(|(name, order)| view! { <li>{name} ": " {order}</li> })
                    .collect_view()}
            </ul>
        </div>
    }
}

fn remarks(mix: &Mix) -> String {
    let mut text = format!(
        "{} in {}, {}. {} without a known amount: listed, not drawn.",
        mix.measure.name(),
        mix.prices.name().to_lowercase(),
        format::counted(mix.activities, "project"),
        format::counted(mix.without_amount, "project"),
    );
    if mix.exposure_usd.0 != 0 {
        text.push_str(&format!(
            " Exposure of {} is left out.",
            format::compact(mix.exposure_usd)
        ));
    }
    text.push_str(" A year without a column has no data, which is not zero.");
    text
}

fn partners(mix: &Mix, filter: &Filter) -> impl IntoView + use<> {
    let rows = mix
        .shares
        .iter()
        .map(|share| partner_row(mix, share, filter));
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="partners">
            <table class="data">
                <thead>
                    <tr>
                        <th scope="col">"Partner"</th>
                        <th scope="col" class="num">"All"</th>
                        {Class::ALL
                            .map(|class| {
                                view! {
                                    <th scope="col" class="num">
                                        <span class=format!("class k-{}", class.code())></span>
                                        {class.name()}
                                    </th>
                                }
                            })
                            .collect_view()}
                        {View::ALL
                            .map(|view| {
                                view! {
                                    <th scope="col" class="num wraps" title="Services of services, green and hard">
                                        "Services, " {view.name().to_lowercase()}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn partner_row(mix: &Mix, share: &MixShare, filter: &Filter) -> impl IntoView + use<> {
    let partner = share.partner;
    let of_partner = filter
        .clone()
        .within(Facet::Partner, partner.index() as FacetValue);
    let cells = Class::ALL.map(|class| {
        let found = mix
            .series
            .iter()
            .filter(|it| it.partner == partner && it.class == class);
        let usd = found.map(|it| it.usd).reduce(|a, b| a + b);
        let list = behind(&of_partner, mix.view, class);
        view! { <td class="num">{amount(usd, list)}</td> }
    });
    let shares = share.by_view.map(|share| {
        let text = share.map_or("–".to_owned(), format::percent);
        view! { <td class="num">{text}</td> }
    });
    view! {
        <tr>
            <th scope="row"><PartnerMark partner=partner /></th>
            <td class="num">{amount(Some(share.usd), Some(of_partner))}</td>
            {cells.collect_view()}
            {shares.collect_view()}
        </tr>
    }
}

fn countries(mix: &Mix, filter: &Filter) -> impl IntoView + use<> {
    let mut codes: Vec<&str> = mix
        .countries
        .iter()
        .map(|row| row.country.as_str())
        .collect();
    codes.dedup();
    let rows = codes.into_iter().filter_map(|code| {
        let value = Facet::Country.parse(code)?;
        let of_country = filter.clone().within(Facet::Country, value);
        let cells = Partner::ALL.map(|partner| {
            let row = mix
                .countries
                .iter()
                .find(|it| it.country == code && it.partner == partner);
            let list = of_country
                .clone()
                .within(Facet::Partner, partner.index() as FacetValue);
            let share = row.map(|row| {
                let text = row
                    .services_share
                    .map_or("no share".to_owned(), format::percent);
                let title = format::exact(row.usd.into_iter().sum());
                view! { <a href=address("/projects", list) title=title>{text}</a> }
            });
            view! { <td class="num">{share}</td> }
        });
        Some(view! {
            <tr>
                <th scope="row">{Facet::Country.label(value)}</th>
                {cells.collect_view()}
            </tr>
        })
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="countries">
            <table class="data">
                {partner_heads("Country")}
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="note">"An empty cell has no money in the selection, which is not a share of zero."</p>
    }
}

fn areas(mix: &Mix, filter: &Filter) -> impl IntoView + use<> {
    let has = |area: &ServiceArea| mix.areas.iter().any(|row| row.area == *area);
    let rows = ServiceArea::ALL.into_iter().filter(has).map(|area| {
        let cells = Partner::ALL.map(|partner| {
            let found = mix
                .areas
                .iter()
                .find(|it| it.area == area && it.partner == partner);
            let list = behind_area(filter, area)
                .map(|list| list.within(Facet::Partner, partner.index() as FacetValue));
            view! { <td class="num">{amount(found.map(|it| it.usd), list)}</td> }
        });
        view! {
            <tr>
                <th scope="row">{area.name()}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="areas">
            <table class="data">
                {partner_heads("Sub-area")}
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p class="note">"Lines of the class services of the report view, by category of the DAC list."</p>
    }
}

fn partner_heads(first: &'static str) -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th scope="col">{first}</th>
                {Partner::ALL
                    .map(|partner| {
                        view! {
                            <th scope="col" class="num">
                                <PartnerMark partner=partner short=true />
                            </th>
                        }
                    })
                    .collect_view()}
            </tr>
        </thead>
    }
}

/// An amount that opens its list, where one is.
fn amount(usd: Option<Cents>, list: Option<Filter>) -> AnyView {
    match (usd, list) {
        (None, _) => ().into_part(),
        (usd, None) => view! { <Millions usd=usd /> }.into_part(),
        (usd, Some(list)) => view! {
            <a href=address("/projects", list)>
                <Millions usd=usd />
            </a>
        }
        .into_part(),
    }
}
