//! The foot of every page: which data, which method, and what borders on the map do not mean.

use leptos::prelude::*;
use tiga_domain::METHOD_ID;

use crate::api::edition::Edition;
use crate::component::part::IntoPart;

/// Data date, version, method and disclaimer.
#[component]
pub fn Footer(
    /// The data shown; none when there is no answer.
    #[prop(optional_no_strip)]
    edition: Option<Edition>,
) -> impl IntoView {
    view! {
        <footer class="site">
            {edition
                .map(|edition| {
                    let short = edition.version.get(..12).unwrap_or(&edition.version).to_owned();
                    let date = if edition.date.is_empty() {
                        "no import yet".to_owned()
                    } else {
                        edition.date
                    };
                    view! {
                        <dl>
                            <div>
                                <dt>"Data as of"</dt>
                                <dd>{date}</dd>
                            </div>
                            <div>
                                <dt>"Data set"</dt>
                                <dd>
                                    <code title=edition.version>{short}</code>
                                </dd>
                            </div>
                            <div>
                                <dt>"Method"</dt>
                                <dd>
                                    <code>{METHOD_ID}</code>
                                </dd>
                            </div>
                            <div>
                                <dt>"Sources"</dt>
                                <dd>
                                    <a href="/data" rel="external">"Sources and imports"</a>
                                </dd>
                            </div>
                        </dl>
                    }
                })}
            <p>
                "Boundaries and names on the map imply no opinion on the legal status of any territory. Base map: Natural Earth, public domain."
            </p>
        </footer>
    }
    .into_part()
}
