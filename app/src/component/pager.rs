//! Where in a list the reader is, and the links to its other pages.

use leptos::prelude::*;
use tiga_domain::link::{Page, Question};

use crate::address::{Own, with_own};
use crate::component::part::IntoPart;
use crate::format;

/// The rows shown and the links before and after.
#[component]
pub fn Pager(
    /// The page of the list.
    path: &'static str,
    /// What is asked.
    question: Question,
    /// Rows in the whole list.
    total: u64,
    /// What a row is.
    #[prop(default = "project")]
    noun: &'static str,
    /// What the page chooses besides the question; its links keep it.
    #[prop(optional)]
    own: Own,
) -> impl IntoView {
    let Page { number, size } = question.page;
    let pages = total.div_ceil(u64::from(size)).max(1);
    let first = question.page.offset() as u64 + 1;
    let last = (first + u64::from(size) - 1).min(total);
    let words = if total == 0 {
        format::counted(0, noun)
    } else if first > total {
        format!("no rows here; the list has {} pages", format::count(pages))
    } else {
        format!(
            "{}–{} of {}",
            format::count(first),
            format::count(last),
            format::counted(total, noun)
        )
    };
    let link = move |target: u64, label: &'static str, rel: &'static str| {
        let is_there = (1..=pages).contains(&target) && target != u64::from(number);
        let mut question = question.clone();
        question.page.number = u32::try_from(target).unwrap_or(1);
        if is_there {
            let address = question.address(path);
            let href = with_own(address, &own);
            view! {
                <a href=href rel=rel>
                    {label}
                </a>
            }
            .into_part()
        } else {
            view! { <span aria-disabled="true">{label}</span> }.into_part()
        }
    };
    let number = u64::from(number);
    view! {
        <nav class="pager" aria-label="Pages of the list">
            <p>{words}</p>
            <p class="links">
                {link(number.min(pages + 1).saturating_sub(1), "Previous", "prev")}
                {link(number + 1, "Next", "next")}
            </p>
        </nav>
    }
    .into_part()
}
