//! Two maps side by side, each with its own filter, with a table of their differences: `/compare?a=…&b=…`, where both
//! are query strings of the map. They move together. Drawn on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::overview::Group;
use tiga_domain::facet::Facet;
use tiga_domain::link::Question;
use tiga_domain::money::Cents;

use crate::address::{self, Asked};
use crate::answer;
use crate::api::map::MapAnswer;
use crate::component::copies::encoded;
use crate::component::footer::Footer;
use crate::component::money::Millions;
use crate::component::notice::{ErrorNotice, QueryNotice, SampleNotice};
use crate::component::part::{CollectParts, IntoPart};
use crate::format;
use crate::map::look::Look;
use crate::map::view::Map;
use crate::page::asked_query;

/// Pairs that readers often want: name, and both sides.
const PAIRS: [(&str, &str, &str); 3] = [
    ("United States and Japan", "partner=US", "partner=JP"),
    (
        "Services and hard infrastructure",
        "class=services",
        "class=hard",
    ),
    (
        "2014–2018 and 2019–2023",
        "year=2014..2018",
        "year=2019..2023",
    ),
];

/// The page of two maps.
#[component]
pub fn ComparePage() -> impl IntoView {
    let parsed = Question::parse(&asked_query(), &[&["a", "b"], &Look::KEYS[..]].concat());
    let mut look = Look::default();
    let (_, mut a, mut b) = PAIRS[0];
    for (key, value) in &parsed.extra {
        match key.as_str() {
            "a" => a = value,
            "b" => b = value,
            _ => look.set(key, value),
        }
    }
    provide_context(look);
    let sides = [a, b].map(|query| {
        let asked = address::read(query);
        let answer = answer::map(&look.query(&asked.question));
        answer.map(|answer| (asked, answer))
    });
    let shown = match sides {
        [Ok(a), Ok(b)] => view! { <Both a=a b=b look=look /> }.into_part(),
        [Err(error), _] | [_, Err(error)] => view! { <ErrorNotice error=error /> }.into_part(),
    };
    let pairs = PAIRS.map(|(name, a, b)| {
        view! { <li><a href=address_of(a, b)>{name}</a></li> }
    });
    view! {
        <Title text="Compare · Tiga" />
        <main id="main">
            <h1>"Two maps side by side"</h1>
            <QueryNotice errors=parsed.errors />
            <ul class="downloads" aria-label="Often compared">{pairs.collect_parts()}</ul>
            {shown}
        </main>
    }
    .into_part()
}

/// The address of the page for two query strings.
fn address_of(a: &str, b: &str) -> String {
    format!("/compare?a={}&b={}", encoded(a), encoded(b))
}

#[component]
fn Both(a: (Asked, MapAnswer), b: (Asked, MapAnswer), look: Look) -> impl IntoView {
    let edition = a.1.edition.clone();
    let errors = a.0.errors.iter().chain(&b.0.errors).cloned().collect();
    let table = table(&a.1.by_country, &b.1.by_country);
    view! {
        <SampleNotice edition=edition.clone() />
        <QueryNotice errors=errors />
        <div class="compare">{side("A", a, look)} {side("B", b, look)}</div>
        {table}
        <Footer edition=Some(edition) />
    }
    .into_part()
}

/// One map with its figures, and where its filter can be changed.
fn side(name: &'static str, (asked, answer): (Asked, MapAnswer), look: Look) -> impl IntoView {
    let filter = asked.question.filter;
    let question = Question::from(filter.clone());
    let words: Vec<String> = filter
        .pairs()
        .into_iter()
        .map(|(key, value)| match Facet::from_key(key) {
            Some(facet) => {
                let labels = filter.chosen(facet).iter().map(|value| facet.label(*value));
                labels.collect::<Vec<_>>().join(" or ")
            }
            None => format!("{key} {value}"),
        })
        .collect();
    let words = if words.is_empty() {
        "all projects".to_owned()
    } else {
        words.join(", ")
    };
    let amount = answer
        .figures
        .usd
        .map_or("amount not known".to_owned(), format::compact);
    view! {
        <figure class="map-figure">
            <figcaption>
                <h2>{name} ": " {words}</h2>
                <p>
                    {format::counted(answer.figures.activities, "project")} ", "
                    {filter.measure.name().to_ascii_lowercase()} " " {amount} " · "
                    <a href=look.address("/", &question)>"open this map"</a>
                </p>
            </figcaption>
            <Map path="/compare" shown=answer.in_view layers=answer.layers filter=filter />
        </figure>
    }
}

/// Both sides by country, with the difference where both are known.
fn table(a: &[Group], b: &[Group]) -> impl IntoView + use<> {
    let find =
        |groups: &[Group], code: &str| groups.iter().find(|group| group.code == code).cloned();
    let rows = (0..Facet::Country.count() as u16).filter_map(|value| {
        let code = Facet::Country.code(value);
        let (a, b) = (find(a, &code), find(b, &code));
        (a.is_some() || b.is_some()).then_some((value, a, b))
    });
    let rows = rows.map(|(value, a, b)| {
        // No project at all is nothing; a project without an amount is not known.
        let usd = |group: &Option<Group>| group.as_ref().map_or(Some(Cents(0)), |group| group.usd);
        let projects = |group: &Option<Group>| group.as_ref().map_or(0, |group| group.activities);
        let difference = usd(&a).zip(usd(&b)).map(|(a, b)| a - b);
        view! {
            <tr>
                <th scope="row">{Facet::Country.label(value)}</th>
                <td class="num">{format::count(projects(&a))}</td>
                <td class="num"><Millions usd=usd(&a) /></td>
                <td class="num">{format::count(projects(&b))}</td>
                <td class="num"><Millions usd=usd(&b) /></td>
                <td class="num"><Millions usd=difference /></td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="differences">
            <h2 id="differences">"Differences by country"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="differences">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            <th scope="col" class="num">"A: projects"</th>
                            <th scope="col" class="num">"A: US$ m"</th>
                            <th scope="col" class="num">"B: projects"</th>
                            <th scope="col" class="num">"B: US$ m"</th>
                            <th scope="col" class="num">"A − B: US$ m"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_parts()}</tbody>
                </table>
            </div>
        </section>
    }
}
