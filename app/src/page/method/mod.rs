//! The method page `/method`: what a figure means, how it is computed, what it rests on and what it cannot say, for a
//! reader who has to defend it. Constants are read from the code. Drawn on the server alone.

mod constant;
mod evaluation;
mod need;
mod overlap;
mod pair_constant;
mod rule;

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::METHOD_ID;

use crate::api::analysis;
use crate::component::footer::Footer;
use crate::component::part::IntoPart;
use crate::component::take::Take;
use crate::page::unanswered::unanswered;

/// The sections with their anchors, in order.
const SECTIONS: [(&str, &str); 12] = [
    ("claims", "What Tiga can and cannot say"),
    ("counting", "1 Counting"),
    ("classes", "2 Classes, priorities, themes"),
    ("overlaps", "3 Overlap between partners"),
    ("complements", "4 Services around infrastructure"),
    ("gaps", "5 Gaps"),
    ("mix", "6 Services and hard infrastructure"),
    ("concentration", "7 Concentration and fragmentation"),
    ("need", "Figures of need"),
    ("screening", "8 Screening a draft"),
    ("constants", "9 Constants and versions"),
    ("evaluation", "10 Check against hand labels"),
];

/// The page of the method.
#[component]
pub fn MethodPage() -> impl IntoView {
    match analysis::method() {
        Ok(answer) => view! {
            <Title text="Method · Tiga" />
            <main id="main" class="method">
                <div class="title">
                    <h1>"Method"</h1>
                    <Take links=Vec::new() here="/method".to_owned() />
                </div>
                <p class="lead">
                    "Every figure, flag and list in Tiga is computed from published records by the rules on this page, version "
                    <code>{METHOD_ID}</code>
                    ". Each rule is a pure function: the same records, tables and date give the same answer, and each figure opens the records behind it."
                </p>
                <nav aria-label="On this page">
                    <ol class="contents">
                        {SECTIONS
                            .map(|(id, name)| view! { <li><a href=format!("#{id}")>{name}</a></li> })
                            .collect_view()}
                    </ol>
                </nav>
                {rule::claims()} {rule::counting()} {rule::classes()} {overlap::overlaps()} {rule::complements()}
                {rule::gaps()}
                {rule::mix()} {rule::concentration()} {need::section(&answer.need)} {rule::screening()} {constant::section()}
                {evaluation::section()}
            </main>
            <Footer edition=Some(answer.edition) />
        }
        .into_part(),
        Err(error) => unanswered("Method", error),
    }
}

/// A section with its heading.
fn section(id: &'static str, content: impl IntoView + 'static) -> AnyView {
    let name = SECTIONS
        .iter()
        .find(|(known, _)| *known == id)
        .map_or("", |(_, name)| name);
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{name}</h2>
            {content.into_view()}
        </section>
    }
    .into_part()
}

/// Paragraphs of one text each.
fn list(items: &[&'static str]) -> impl IntoView + use<> {
    let items = items.to_vec();
    view! { <ul class="points">{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }
}

/// A formula on a line of its own.
fn formula(text: &'static str) -> impl IntoView {
    view! { <p class="formula"><code>{text}</code></p> }
}
