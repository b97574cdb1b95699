//! One facet of the filter bar: a disclosure with a checkbox and a count for each value.

use leptos::prelude::*;
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;
use tiga_domain::purpose::PurposeCode;
use tiga_domain::sector;

use crate::component::part::{CollectParts, IntoPart};
use crate::format;

/// A facet with its values. Values that no project has are left out, unless they are chosen.
pub fn facet_group(facet: Facet, filter: &Filter, counts: &FacetCounts) -> AnyView {
    let chosen = filter.chosen(facet).len();
    let options = options(facet, filter, counts);
    view! {
        <details class="facet" name="facet">
            <summary>
                {short_name(facet)} {(chosen > 0).then(|| view! { <span class="badge">{chosen}</span> })}
            </summary>
            <div class="panel">
                {if facet == Facet::Sector {
                    sectors(options).into_part()
                } else {
                    list(facet, options).into_part()
                }}
            </div>
        </details>
    }
    .into_part()
}

/// The name as the bar has room for it.
const fn short_name(facet: Facet) -> &'static str {
    match facet {
        Facet::Priority => "Priority",
        Facet::Focus => "Focus area",
        Facet::Precision => "Place",
        _ => facet.name(),
    }
}

/// A value as the panel shows it.
struct Choice {
    value: FacetValue,
    count: u32,
    is_chosen: bool,
}

fn options(facet: Facet, filter: &Filter, counts: &FacetCounts) -> Vec<Choice> {
    (0..facet.count() as FacetValue)
        .map(|value| Choice {
            value,
            count: counts.of(facet, value),
            is_chosen: filter.has(facet, value),
        })
        .filter(|option| option.count > 0 || option.is_chosen)
        .collect()
}

fn list(facet: Facet, options: Vec<Choice>) -> impl IntoView {
    if options.is_empty() {
        return view! { <p class="empty">"No project has a value here."</p> }.into_part();
    }
    view! {
        <ul>
            {options.iter().map(|option| view! { <li>{checkbox(facet, option)}</li> }).collect_parts()}
        </ul>
    }
    .into_part()
}

/// Sectors: categories of three digits that open to their purpose codes of five.
fn sectors(mut options: Vec<Choice>) -> impl IntoView {
    let category = |option: &Choice| sector::category(option.value);
    // By category, what reports none last; a category alone after the codes of the category.
    options.sort_by_key(|option| category(option).map_or((true, None), |code| (false, Some(code))));
    let families = options
        .chunk_by(|a, b| category(a) == category(b))
        .map(|family| {
            let is_category = |option: &&Choice| sector::is_whole(option.value);
            let head = family.iter().find(is_category).map(|option| checkbox(Facet::Sector, option));
            let codes: Vec<_> = family.iter().filter(|option| !is_category(option)).collect();
            let is_open = codes.iter().any(|option| option.is_chosen);
            let known = codes.iter().filter(|option| PurposeCode::at(option.value).is_some()).count();
            view! {
                <li>
                    {head}
                    {(known > 0 || is_open)
                        .then(|| {
                            view! {
                                <details class="codes" open=is_open>
                                    <summary>{format::counted(known as u64, "purpose code")}</summary>
                                    <ul>
                                        {codes
                                            .into_iter()
                                            .map(|option| view! { <li>{checkbox(Facet::Sector, option)}</li> })
                                            .collect_parts()}
                                    </ul>
                                </details>
                            }
                        })}
                </li>
            }
        })
        .collect_parts();
    view! { <ul>{families}</ul> }
}

fn checkbox(facet: Facet, option: &Choice) -> impl IntoView + use<> {
    let code = facet.code(option.value);
    let shows_code = matches!(facet, Facet::Sector | Facet::Agency | Facet::Priority);
    let shows_code = shows_code && facet.none() != Some(option.value);
    view! {
        <label>
            <input
                type="checkbox"
                name=facet.key()
                value=code.clone()
                checked=option.is_chosen
                prop:checked=option.is_chosen
            />
            <span class="name">
                {shows_code.then(|| view! { <span class="code">{code}</span> })}
                {facet.label(option.value)}
            </span>
            <span class="n">{format::count(u64::from(option.count))}</span>
        </label>
    }
}
