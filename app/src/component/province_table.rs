//! The table twin of a map with first-level areas: what each area in view has, and what no place says so closely.

use leptos::prelude::*;
use tiga_domain::analysis::overview::Group;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::place::ProvinceKey;

use crate::address::address;
use crate::api::layer::Layers;
use crate::component::money::Millions;
use crate::component::part::IntoPart;
use crate::format;

/// Areas with a project, the largest amount first, then the rest by country.
#[component]
pub fn ProvinceTable(
    /// What the map shows.
    layers: Layers,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let unit = format!("{}, US$ m", filter.measure.name());
    let areas = layers.areas.into_iter().map(|group| {
        let province = ProvinceKey::parse(&group.code);
        let list = province.and_then(|own| filter.clone().within_province(own));
        let name = province.map_or(group.code.clone(), ProvinceKey::label);
        let name = match list {
            Some(list) => view! { <a href=address("/projects", list)>{name}</a> }.into_part(),
            None => name.into_part(),
        };
        row(name, &group).into_part()
    });
    let rest = layers
        .elsewhere
        .into_iter()
        .map(|group| rest(&group, &filter).into_part());
    let rows: Vec<AnyView> = areas.chain(rest).collect();
    view! {
        <section aria-labelledby="areas-title">
            <h2 id="areas-title">"By first-level area"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="areas-title">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Area"</th>
                            <th scope="col" class="num">
                                "Projects"
                            </th>
                            <th scope="col" class="num">
                                {unit}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="note">
                "Of the countries in view. A name opens the projects that have a place there. An amount is shared equally over the project’s places in a country; with the rows \
                 of what has no such place, the areas add to the country. "
                {layers.notes}
            </p>
        </section>
    }
    .into_part()
}

/// What a country has without a place that says the area, with the list of the whole country.
fn rest(group: &Group, filter: &Filter) -> impl IntoView + use<> {
    let value = Facet::Country.parse(&group.code);
    let list =
        value.map(|value| address("/projects", filter.clone().within(Facet::Country, value)));
    let name = view! {
        <a href=list>{value.map(|value| Facet::Country.label(value))}</a>
        ", no place so close"
    };
    row(name.into_part(), group)
}

fn row(name: AnyView, group: &Group) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="num">{format::count(group.activities)}</td>
            <td class="num">
                <Millions usd=group.usd />
            </td>
        </tr>
    }
}
