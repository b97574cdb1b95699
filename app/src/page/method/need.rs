//! The figures of need: indicators, what is loaded of them, from where, and population.

use leptos::prelude::*;
use tiga_domain::analysis::gap::{NeedTable, indicators};
use tiga_domain::country::Country;
use tiga_domain::population::population;

use super::section as in_section;
use crate::format;

pub(super) fn section(need: &NeedTable) -> AnyView {
    let rows = indicators().iter().map(|indicator| {
        let values: Vec<_> =
            need.values().iter().filter(|value| value.indicator_id == indicator.id).collect();
        let source = values.first().map_or(String::new(), |value| {
            format!("{}; {}; read {}", value.source, value.licence, value.retrieved)
        });
        let cells = Country::all().map(|country| {
            let newest = values.iter().filter(|it| it.iso2 == country).max_by_key(|it| it.year);
            let title = newest.map(|it| it.year.to_string());
            let text = newest.map_or(String::new(), |it| format!("{:.1}", it.value));
            view! { <td class="num" title=title>{text}</td> }
        });
        let direction = if indicator.is_higher_worse { "higher" } else { "lower" };
        let loaded = if values.is_empty() { "no figures loaded".to_owned() } else { source };
        view! {
            <tr>
                <td>{indicator.key.code()}</td>
                <th scope="row">{indicator.label.clone()} " " <code>{indicator.id.clone()}</code></th>
                <td>{direction}</td>
                {cells.collect_view()}
                <td>{loaded}</td>
            </tr>
        }
    });
    let people = Country::all().filter_map(|country| {
        let (year, people) = population(country)?;
        Some(format!(
            "{} {} ({year})",
            country.name(),
            format::count(people)
        ))
    });
    let people = people.collect::<Vec<_>>().join("; ");
    in_section(
        "need",
        view! {
            <p>"Values that come with Tiga are only those that were read from a named source; where nothing was found, nothing stands, and a priority without half of its indicators is not ranked. A server can be given another table (" <code>"TIGA_NEED"</code> ")."</p>
            <div class="scroll" tabindex="0" role="group" aria-label="Indicators of need">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Key"</th>
                            <th scope="col">"Indicator"</th>
                            <th scope="col">"More need is"</th>
                            {Country::all()
                                .map(|country| view! { <th scope="col" class="num" title=country.name()>{country.iso2()}</th> })
                                .collect_view()}
                            <th scope="col">"Source"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="note">"Population, for money a person: World Bank, World Development Indicators, SP.POP.TOTL. " {people} "."</p>
        },
    )
}
