//! One country beside the map: its totals, services against infrastructure, overlaps, gaps, sectors and partners.

use leptos::prelude::*;
use tiga_domain::analysis::overlap::Relation;
use tiga_domain::analysis::overview::Group;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::status::Class;

use crate::address::{address, with_own};
use crate::api::map::{Figures, PartnerSum};
use crate::component::money::Money;
use crate::component::part::{CollectParts, IntoPart};
use crate::component::partner::PartnerMark;
use crate::format;

/// How many sectors it names.
const SECTORS: usize = 5;

/// The panel of the country that the filter has chosen; nothing unless it is exactly one.
#[component]
pub fn CountryPanel(
    /// What is selected.
    filter: Filter,
    /// Figures of the selection.
    figures: Figures,
    /// By sector.
    sectors: Vec<Group>,
    /// By partner.
    partners: Vec<PartnerSum>,
) -> impl IntoView {
    let country = match filter.chosen(Facet::Country) {
        [value] => Country::all().nth(usize::from(*value)),
        _ => None,
    };
    country
        .map(|country| {
            let list = address("/projects", filter.clone());
            view! {
                <section class="country-panel" aria-labelledby="country-title">
                    <h2 id="country-title">{country.name()}</h2>
                    <p>
                        <a href=list>{format::counted(figures.activities, "project")}</a>
                        ", "
                        {filter.measure.name().to_ascii_lowercase()}
                        " "
                        <strong>
                            <Money usd=figures.usd />
                        </strong>
                    </p>
                    {mix(&figures)}
                    {relations(&figures, &filter)}
                    <h3>"Sectors"</h3>
                    <ol>{top(sectors).into_iter().map(|group| sector(group, &filter)).collect_parts()}</ol>
                    <h3>"Partners"</h3>
                    <ul>{partners.into_iter().map(partner).collect_parts()}</ul>
                    <p class="more">
                        <a href=format!("/export/countries/{}.pdf", country.iso2()) rel="external">
                            "Brief on two pages (PDF)"
                        </a>
                    </p>
                </section>
            }
        })
        .into_part()
}

/// Services, hard and green infrastructure as one bar; the words beside it say the same.
fn mix(figures: &Figures) -> impl IntoView + use<> {
    let parts = [Class::Services, Class::Hard, Class::Green]
        .map(|class| (class, figures.classes[class.index()].0.max(0)));
    let whole: i64 = parts.iter().map(|(_, cents)| cents).sum();
    (whole > 0).then(|| {
        let share = |cents: i64| cents as f64 / whole as f64;
        let mut from = 0.0;
        let bars = parts.map(|(class, cents)| {
            let x = from;
            from += share(cents) * 100.0;
            view! {
                <rect
                    class=format!("k-{}", class.code())
                    x=format!("{x:.2}")
                    width=format!("{:.2}", share(cents) * 100.0)
                    height="8"
                />
            }
        });
        let words = parts
            .map(|(class, cents)| format!("{} {}", class.name(), format::percent(share(cents))));
        view! {
            <svg class="mix" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                {bars.collect_parts()}
            </svg>
            <p class="note">{words.join(" · ")}</p>
        }
    })
}

/// Overlaps and gaps, each with its list.
fn relations(figures: &Figures, filter: &Filter) -> impl IntoView + use<> {
    let overlaps = with_own(
        address("/overlaps", filter.clone()),
        &vec![("relation", Relation::Overlap.code().to_owned())],
    );
    let (under, known) = figures.gaps;
    let gaps = if known == 0 {
        "too little data for gaps".to_owned()
    } else {
        format!(
            "{} beside ADB’s mix, of {known} compared",
            format::counted(under, "gap")
        )
    };
    view! {
        <p>
            <a href=overlaps rel="external">{format::counted(figures.overlaps, "overlapping pair")}</a>
            " · "
            <a href=address("/gaps", filter.clone()) rel="external">{gaps}</a>
        </p>
    }
}

/// The largest sectors by known amount.
fn top(mut sectors: Vec<Group>) -> Vec<Group> {
    sectors.sort_by(|a, b| b.usd.cmp(&a.usd).then_with(|| a.code.cmp(&b.code)));
    sectors.truncate(SECTORS);
    sectors
}

fn sector(group: Group, filter: &Filter) -> impl IntoView + use<> {
    let value = Facet::Sector.parse(&group.code);
    let href = value.map(|value| address("/projects", filter.clone().within(Facet::Sector, value)));
    view! {
        <li>
            <a href=href>{value.map(|value| Facet::Sector.label(value))}</a>
            <Money usd=group.usd />
        </li>
    }
}

fn partner(sum: PartnerSum) -> impl IntoView {
    view! {
        <li>
            <PartnerMark partner=sum.partner />
            <span class="note">{format::counted(sum.activities, "project")}</span>
            <Money usd=sum.usd />
        </li>
    }
}
