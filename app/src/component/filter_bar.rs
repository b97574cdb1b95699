//! The filter bar, the same on every data page: a plain form whose fields are the address grammar.
//!
//! Without JavaScript the button sends it. With JavaScript each change writes the canonical address; the page
//! then asks again, and nothing is kept here.

use leptos::ev;
use leptos::prelude::*;
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::facet::Facet;
use tiga_domain::filter::{Filter, Measure, Prices};
use tiga_domain::link::{Question, Sort};

use crate::address::{Go, Own, read, use_go};
use crate::component::chips::Chips;
use crate::component::facet::facet_group;
use crate::component::part::{CollectParts, IntoPart};
use crate::map::look::Look;

/// The filter bar of a page.
#[component]
pub fn FilterBar(
    /// The page.
    path: &'static str,
    /// What is asked now.
    question: Question,
    /// Counts of all facets.
    counts: FacetCounts,
    /// What the page chooses besides the filter; the form keeps it.
    #[prop(optional)]
    own: Own,
) -> impl IntoView {
    close_on_leaving();
    let go = use_go();
    let go_on_submit = go.clone();
    let change = move |event: ev::Event| apply(&event, path, &go);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        apply(&event, path, &go_on_submit);
    };
    let filter = question.filter.clone();
    let active = Facet::ALL
        .iter()
        .map(|facet| filter.chosen(*facet).len())
        .sum::<usize>()
        + usize::from(!filter.years.is_all())
        + usize::from(filter.min.is_some())
        + usize::from(filter.area.is_some())
        + filter.provinces.len()
        + usize::from(!filter.ids.is_empty())
        + usize::from(!filter.search.is_empty());
    let hidden: Own = own.iter().cloned().chain(kept(&question)).collect();
    view! {
        <section class="filters" aria-label="Filters">
            <input type="checkbox" id="show-filters" class="toggle" autocomplete="off" />
            <label for="show-filters" class="toggle-label">
                "Filters"
                {(active > 0).then(|| view! { <span class="badge">{active}</span> })}
            </label>
            <form method="get" action=path on:change=change on:submit=submit>
                {hidden
                    .into_iter()
                    .map(|(key, value)| view! { <input type="hidden" name=key value=value /> })
                    .collect_parts()}
                <div class="fields">
                    <label class="field search">
                        <span>"Search"</span>
                        <input
                            type="search"
                            name="q"
                            maxlength="200"
                            placeholder="Title, identifier, agency"
                            autocomplete="off"
                            value=filter.search.clone()
                            prop:value=filter.search.clone()
                        />
                    </label>
                    {Vec::from(Facet::ALL.map(|facet| facet_group(facet, &filter, &counts)))}
                </div>
                <div class="fields">{numbers(&filter)} {switches(&filter)}</div>
            </form>
            <Chips filter=filter path=path own=own />
        </section>
    }
    .into_part()
}

/// What the form keeps without showing it.
fn kept(question: &Question) -> Vec<(&'static str, String)> {
    let mut kept = Look::here().pairs();
    let filter = &question.filter;
    let is_kept = |(key, _): &(&str, String)| matches!(*key, "area" | "province" | "id");
    kept.extend(filter.pairs().into_iter().filter(is_kept));
    if filter.years.undated {
        kept.push(("year", "none".to_owned()));
    }
    if question.sort != Sort::default() {
        let sign = if question.sort.descending { "-" } else { "" };
        kept.push(("sort", format!("{sign}{}", question.sort.key.code())));
    }
    kept
}

fn numbers(filter: &Filter) -> impl IntoView + use<> {
    let year = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
    let (from, to) = (year(filter.years.from), year(filter.years.to));
    let min = filter
        .min
        .map(|min| min.to_string())
        .map(|text| text.strip_suffix(".00").unwrap_or(&text).to_owned())
        .unwrap_or_default();
    view! {
        <fieldset class="field pair">
            <legend>"Years"</legend>
            <input
                type="number"
                name="from"
                min="1900"
                max="2199"
                placeholder="from"
                aria-label="From year"
                value=from.clone()
                prop:value=from
            />
            <span aria-hidden="true">"–"</span>
            <input
                type="number"
                name="to"
                min="1900"
                max="2199"
                placeholder="to"
                aria-label="To year"
                value=to.clone()
                prop:value=to
            />
        </fieldset>
        <label class="field min">
            <span>"At least, US$"</span>
            <input
                type="text"
                inputmode="numeric"
                name="min"
                placeholder="1,000,000"
                autocomplete="off"
                value=min.clone()
                prop:value=min
            />
        </label>
    }
}

fn switches(filter: &Filter) -> impl IntoView + use<> {
    let measure = filter.measure;
    let prices = filter.prices;
    view! {
        <fieldset class="field segments">
            <legend>"Measure"</legend>
            {Measure::ALL
                .map(|value| radio("measure", value.code(), value.name(), value == measure))
                .collect_parts()}
        </fieldset>
        <fieldset class="field segments">
            <legend>"Prices"</legend>
            {Prices::ALL
                .map(|value| {
                    let name = ["Current", "Constant 2011"][value as usize];
                    radio("prices", value.code(), name, value == prices)
                })
                .collect_parts()}
        </fieldset>
        <fieldset class="field checks">
            <legend>"Include"</legend>
            <label title="Guarantees, insurance and equity: what an agency may have to pay or may lose">
                <input
                    type="checkbox"
                    name="include"
                    value="exposure"
                    checked=filter.include_exposure
                    prop:checked=filter.include_exposure
                />
                "Exposure"
            </label>
            <label title="What an agency inherited from its predecessors and only administers">
                <input
                    type="checkbox"
                    name="include"
                    value="legacy"
                    checked=filter.include_legacy
                    prop:checked=filter.include_legacy
                />
                "Inherited"
            </label>
        </fieldset>
        <button type="submit" class="apply">
            "Apply"
        </button>
    }
}

fn radio(
    name: &'static str,
    value: &'static str,
    label: &'static str,
    is_chosen: bool,
) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name=name value=value checked=is_chosen prop:checked=is_chosen />
            <span>{label}</span>
        </label>
    }
}

/// Reads the form of an event and goes to its canonical address.
fn apply(event: &ev::Event, path: &str, go: &Go) {
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys::{FormData, HtmlFormElement, UrlSearchParams};

    let form = event
        .current_target()
        .and_then(|target| target.dyn_into::<HtmlFormElement>().ok())
        .filter(HtmlFormElement::report_validity);
    let query = form
        .and_then(|form| FormData::new_with_form(&form).ok())
        .and_then(|data| UrlSearchParams::new_with_str_sequence_sequence(&data).ok())
        .map(|params| String::from(params.to_string()));
    if let Some(query) = query {
        let asked = read(&query);
        if asked.errors.is_empty() {
            go(&asked.look.address(path, &asked.question));
        } else {
            // The page says what it does not understand.
            go(&format!("{path}?{query}"));
        }
    }
}

/// Closes an open facet on a click elsewhere and on Escape, as readers expect of what opens over a page.
fn close_on_leaving() {
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys::{Element, Node};

    fn open_facet() -> Option<Element> {
        document().query_selector(".facet[open]").ok().flatten()
    }
    fn close(facet: &Element) {
        // Removing an attribute with a valid name cannot fail.
        _ = facet.remove_attribute("open");
    }
    Effect::new(|_| {
        let click = window_event_listener(ev::click, |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            if let Some(facet) = open_facet().filter(|facet| !facet.contains(target.as_ref())) {
                close(&facet);
            }
        });
        let escape = window_event_listener(ev::keydown, |event| {
            if let Some(facet) = open_facet().filter(|_| event.key() == "Escape") {
                close(&facet);
                let summary = facet.query_selector("summary").ok().flatten();
                let summary = summary
                    .and_then(|summary| summary.dyn_into::<leptos::web_sys::HtmlElement>().ok());
                // Focus goes back to where the facet was opened.
                summary.map(|summary| summary.focus());
            }
        });
        on_cleanup(move || {
            click.remove();
            escape.remove();
        });
    });
}
