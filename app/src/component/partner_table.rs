//! Partners side by side: projects, money, and a bar of what the money is for.

use leptos::prelude::*;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::status::Class;

use crate::address::address;
use crate::api::map::PartnerSum;
use crate::component::money::Millions;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::format;

/// The table of partners and the legend of classes.
#[component]
pub fn PartnerTable(
    /// Partners with their sums.
    partners: Vec<PartnerSum>,
    /// Money of the whole selection by class.
    classes: [Cents; Class::ALL.len()],
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let unit = format!("{}, US$ m", filter.measure.name());
    // Nothing known is not zero in each class.
    let is_known = partners.iter().any(|sum| sum.usd.is_some());
    let legend = Class::ALL
        .into_iter()
        .zip(classes)
        .map(|(class, usd)| {
            let amount = is_known.then(|| {
                view! {
                    <span class="n" title=format::exact(usd)>
                        {format::compact(usd)}
                    </span>
                }
            });
            view! {
                <li>
                    <svg viewBox="0 0 10 10" aria-hidden="true">
                        <rect class=format!("k-{}", class.code()) width="10" height="10" />
                    </svg>
                    {class.name()}
                    " "
                    {amount}
                </li>
            }
        })
        .collect_parts();
    view! {
        <section aria-labelledby="partners-title">
            <h2 id="partners-title">"By partner and class"</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="partners-title">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            <th scope="col" class="num">
                                "Projects"
                            </th>
                            <th scope="col" class="num">
                                {unit}
                            </th>
                            <th scope="col" class="bar">
                                "What it is for"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {partners.into_iter().map(|sum| row(sum, &filter)).collect_parts()}
                    </tbody>
                </table>
            </div>
            <ul class="classes" aria-label="Classes with their amounts">
                {legend}
            </ul>
        </section>
    }
    .into_part()
}

fn row(sum: PartnerSum, filter: &Filter) -> impl IntoView + use<> {
    let value = sum.partner.index() as u16;
    let only = filter.clone().within(Facet::Partner, value);
    view! {
        <tr>
            <th scope="row">
                <PartnerMark partner=sum.partner />
            </th>
            <td class="num">
                <a href=address("/projects", only)>{format::count(sum.activities)}</a>
            </td>
            <td class="num">
                <Millions usd=sum.usd />
            </td>
            <td class="bar">{bar(&sum.classes)}</td>
        </tr>
    }
}

/// Parts of the money as a bar of full width; cancelled money has no part.
fn bar(classes: &[Cents]) -> impl IntoView + use<> {
    let parts: Vec<f64> = classes.iter().map(|usd| usd.dollars().max(0.0)).collect();
    let whole: f64 = parts.iter().sum();
    if whole <= 0.0 {
        return view! { <span class="unknown">"no known amount"</span> }.into_part();
    }
    let mut x = 0.0;
    let mut words = Vec::new();
    let rects: Vec<_> = Class::ALL
        .into_iter()
        .zip(parts)
        .filter(|(_, part)| *part > 0.0)
        .map(|(class, part)| {
            let width = part / whole * 200.0;
            let start = x;
            x += width;
            words.push(format!(
                "{} {}",
                class.name(),
                format::percent(part / whole)
            ));
            view! {
                <rect
                    class=format!("k-{}", class.code())
                    x=format!("{start:.2}")
                    width=format!("{width:.2}")
                    height="10"
                />
            }
            .into_part()
        })
        .collect();
    let words = words.join(", ");
    view! {
        <svg class="bar" viewBox="0 0 200 10" preserveAspectRatio="none" role="img" aria-label=words>
            <title>{words.clone()}</title>
            {rects}
        </svg>
    }
    .into_part()
}
