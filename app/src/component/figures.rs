//! The strip of key figures, each with what it leaves out.

use leptos::prelude::*;
use tiga_domain::analysis::overlap::Relation;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::status::Class;

use crate::address::{address, with_own};
use crate::api::map::Figures;
use crate::component::money::Money;
use crate::component::part::IntoPart;
use crate::format;

/// The key figures of a selection.
#[component]
pub fn KeyFigures(
    /// The figures.
    figures: Figures,
    /// What is selected.
    filter: Filter,
    /// Address of the list of projects behind them.
    list: String,
    /// Address of the list of projects without a place.
    without_place: String,
) -> impl IntoView {
    let measure = filter.measure.name();
    let overlaps = with_own(
        address("/overlaps", filter.clone()),
        &vec![("relation", Relation::Overlap.code().to_owned())],
    );
    let with_place = figures.activities - figures.without_place;
    view! {
        <dl class="figures">
            <div>
                <dt>"Projects"</dt>
                <dd>
                    <a href=list>{format::count(figures.activities)}</a>
                </dd>
                <dd class="sub">{unknown(&figures)}</dd>
            </div>
            <div>
                <dt>{measure} ", " {filter.prices.name().to_ascii_lowercase()}</dt>
                <dd>
                    <Money usd=figures.usd />
                </dd>
                <dd class="sub">{exposure(&figures, &filter)}</dd>
            </div>
            <div>
                <dt>"Services : infrastructure"</dt>
                <dd>{split(&figures.classes)}</dd>
                <dd class="sub">{split_line(&figures)}</dd>
            </div>
            <div>
                <dt>"Overlaps"</dt>
                <dd>
                    <a href=overlaps rel="external">
                        {format::count(figures.overlaps)}
                    </a>
                </dd>
                <dd class="sub">"pairs of different partners"</dd>
            </div>
            <div>
                <dt>"Gaps beside ADB’s mix"</dt>
                <dd>
                    <a href=address("/gaps", filter.clone()) rel="external">
                        {gap_count(figures.gaps)}
                    </a>
                </dd>
                <dd class="sub">{gap_line(figures.gaps)}</dd>
            </div>
            <div>
                <dt>"With a place"</dt>
                <dd>{share(with_place, figures.activities)}</dd>
                <dd class="sub">
                    {if figures.without_place > 0 {
                        view! {
                            <a href=without_place>
                                {format::counted(figures.without_place, "project")} " without a place"
                            </a>
                        }
                            .into_part()
                    } else if figures.activities > 0 {
                        "every project has one".into_part()
                    } else {
                        "no project".into_part()
                    }}
                </dd>
            </div>
        </dl>
    }
    .into_part()
}

fn unknown(figures: &Figures) -> String {
    if figures.activities == 0 {
        return "none fits these filters".to_owned();
    }
    match (figures.without_amount, figures.not_converted) {
        (0, 0) => "all with an amount".to_owned(),
        (without, 0) => format!("{} without a known amount", format::count(without)),
        (without, kept) => format!(
            "{} without a known amount, {} not converted",
            format::count(without),
            format::count(kept)
        ),
    }
}

fn gap_count((under, known): (u64, u64)) -> String {
    if known == 0 {
        return "–".to_owned();
    }
    format::count(under)
}

fn gap_line((_, known): (u64, u64)) -> String {
    if known == 0 {
        return "too little data to compare".to_owned();
    }
    format!("of {} that can be compared", format::counted(known, "cell"))
}

fn exposure(figures: &Figures, filter: &Filter) -> String {
    if filter.include_exposure {
        "guarantees, insurance and equity included".to_owned()
    } else if figures.exposure_usd.0 != 0 {
        format!(
            "exposure of {} left out",
            format::compact(figures.exposure_usd)
        )
    } else {
        "no exposure left out".to_owned()
    }
}

/// Services against hard and green infrastructure together, as parts of their sum.
fn split(classes: &[Cents]) -> String {
    let services = classes[Class::Services.index()];
    let built = classes[Class::Hard.index()] + classes[Class::Green.index()];
    let whole = (services + built).0 as f64;
    if services.0 < 0 || built.0 < 0 || whole <= 0.0 {
        return "not known".to_owned();
    }
    let part = (services.0 as f64 / whole * 100.0).round();
    format!("{part:.0} : {:.0}", 100.0 - part)
}

fn split_line(figures: &Figures) -> String {
    if figures.usd.is_none() || figures.activities == 0 {
        return "no known amount".to_owned();
    }
    let of = |class: Class| format::compact(figures.classes[class.index()]);
    format!(
        "{} to {} hard, {} green",
        of(Class::Services),
        of(Class::Hard),
        of(Class::Green)
    )
}

fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format::percent(part as f64 / whole as f64)
}
