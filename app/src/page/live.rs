//! What the pages that go on in the browser have in common: each change of their address, and each exchange of the data
//! set, asks again; until the answer is there, the old one stays.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::address::{Asked, use_asked};
use crate::answer;
use crate::api::live::Answer;
use crate::api::wire::Compact;
use crate::component::footer::Footer;
use crate::component::notice::ErrorNotice;
use crate::component::part::IntoPart;
use crate::held::use_exchanges;

/// A page that goes on in the browser.
#[component]
pub fn Live(
    /// Its path.
    path: &'static str,
    /// Its name.
    name: &'static str,
    /// Draws an answer; nothing when the answer is of another page.
    draw: fn(Answer, Asked) -> Option<AnyView>,
) -> impl IntoView {
    let asked = use_asked(path);
    let exchanges = use_exchanges();
    let answer = Resource::<_, Compact>::new_with_options(
        move || (asked.get(), exchanges.get()),
        move |(asked, _)| answer::page(path, asked.look.query(&asked.question)),
        false,
    );
    view! {
        <Title text=format!("{name} · Tiga") />
        <Transition>
            {move || Suspend::new(async move {
                let asked = asked.get_untracked();
                match answer.await {
                    Ok(answer) => draw(answer, asked).into_part(),
                    Err(error) => {
                        view! {
                            <main id="main">
                                <h1>{name}</h1>
                                <ErrorNotice error=error />
                            </main>
                            <Footer edition=None />
                        }
                            .into_part()
                    }
                }
            })}
        </Transition>
    }
}
