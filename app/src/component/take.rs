//! The menu of what a reader takes along of a view: files, report and citation, its address, a print. The same on every
//! data page; works without JavaScript but for copying and printing, which browsers do by themselves then.

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use tiga_domain::analysis::choice::Choice;
#[cfg(feature = "ssr")]
use tiga_domain::document::What;
#[cfg(feature = "ssr")]
use tiga_domain::link::Page;
use tiga_domain::link::Question;

use crate::component::part::{CollectParts, IntoPart};

/// What a reader finds in the menu: name and address.
pub type Links = Vec<(&'static str, String)>;

/// A menu of downloads and addresses. Files say in their answer that they are to be kept.
#[component]
pub fn Take(
    /// Files, report, citation.
    links: Links,
    /// Address of the view.
    here: String,
) -> impl IntoView {
    let links = links.into_iter().map(|(name, href)| {
        view! {
            <li>
                <a href=href rel="external">
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <details class="take">
            <summary>"Download, share"</summary>
            <ul>
                {links.collect_parts()} <li class="scripted">
                    <button type="button" data-take=here>
                        "Copy link"
                    </button>
                    " "
                    <button type="button" data-take="print">
                        "Print"
                    </button>
                    " "
                    <span role="status"></span>
                </li>
            </ul>
        </details>
    }
    .into_part()
}

/// What the pages that go on in the browser offer of a selection.
pub fn of_selection(question: &Question) -> Links {
    let whole = Question::from(question.filter.clone());
    let mut links: Links = [
        ("Overlap report (PDF)", "/export/overlaps.pdf"),
        ("Projects (XLSX)", "/export/projects.xlsx"),
        ("Projects (CSV)", "/export/projects.csv"),
        ("Projects (GeoJSON)", "/export/projects.geojson"),
        ("Projects (JSON)", "/export/projects.json"),
        ("Report and preview", "/reports"),
        ("Cite", "/reports"),
    ]
    .map(|(name, path)| (name, whole.address(path)))
    .into();
    if let Some((_, cite)) = links.last_mut() {
        cite.push_str("#cite");
    }
    links
}

/// The files of a question, and the page that makes a report of it.
#[cfg(feature = "ssr")]
pub fn links(what: What, question: &Question, choice: Choice) -> Links {
    let whole = Question {
        page: Page::default(),
        ..question.clone()
    };
    let files = what.formats().iter();
    let files =
        files.filter_map(|format| Some((format.name(), what.address(*format, &whole, choice)?)));
    let choice = Choice {
        what,
        ..choice.of(what)
    };
    let report = choice.address("/reports", &Question::from(question.filter.clone()));
    let cite = format!("{report}#cite");
    files
        .chain([("Report and preview", report), ("Cite", cite)])
        .collect()
}
