//! The table beside the map: what each country has, with a link that narrows to it or opens it again.

use leptos::prelude::*;
use tiga_domain::analysis::overview::Group;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;

use crate::address::address;
use crate::component::money::Millions;
use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// The equal alternative of the map.
#[component]
pub fn CountryTable(
    /// Activities and money by country.
    groups: Vec<Group>,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let unit = format!("{}, US$ m", filter.measure.name());
    let mut rows: Vec<(FacetValue, Group)> = groups
        .into_iter()
        .filter_map(|group| Some((Facet::Country.parse(&group.code)?, group)))
        .collect();
    rows.sort_by(|(a_value, a), (b_value, b)| b.usd.cmp(&a.usd).then_with(|| a_value.cmp(b_value)));
    view! {
        <section aria-labelledby="countries-title">
            <h2 id="countries-title">"By country"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="countries-title">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            <th scope="col" class="num">
                                "Projects"
                            </th>
                            <th scope="col" class="num">
                                {unit}
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows
                            .into_iter()
                            .map(|(value, group)| row(value, group, &filter))
                            .collect_parts()}
                    </tbody>
                </table>
            </div>
            <p class="note">
                "A project in several countries stands in each of them, with its share of the money. Choose a name to filter by it."
            </p>
        </section>
    }
    .into_part()
}

fn row(value: FacetValue, group: Group, filter: &Filter) -> impl IntoView + use<> {
    let is_chosen = filter.has(Facet::Country, value);
    let toggled = toggle(filter, value);
    let only = filter.clone().within(Facet::Country, value);
    view! {
        <tr class:chosen=is_chosen>
            <th scope="row">
                <a
                    href=address("/", toggled)
                    data-noscroll=""
                    aria-current=is_chosen.then_some("true")
                >
                    {Facet::Country.label(value)}
                </a>
            </th>
            <td class="num">
                <a href=address("/projects", only)>{format::count(group.activities)}</a>
            </td>
            <td class="num">
                <Millions usd=group.usd />
            </td>
        </tr>
    }
}

/// The filter with a country chosen, or no longer chosen.
pub fn toggle(filter: &Filter, value: FacetValue) -> Filter {
    let filter = filter.clone();
    if filter.has(Facet::Country, value) {
        filter.without(Facet::Country, value)
    } else {
        filter.with(Facet::Country, value)
    }
}
