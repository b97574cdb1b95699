//! The map page `/`: figures, map, lists of one filter.

use leptos::prelude::*;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::place::PrecisionGroup;

use crate::address::{Asked, address};
use crate::api::live::Answer;
use crate::api::map::MapAnswer;
use crate::component::copies::Copies;
use crate::component::country_panel::CountryPanel;
use crate::component::country_table::CountryTable;
use crate::component::figures::KeyFigures;
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::part::IntoPart;
use crate::component::partner_table::PartnerTable;
use crate::component::province_table::ProvinceTable;
use crate::component::ranking::Ranking;
use crate::component::take::{self, Take};
use crate::map::legend::Legend;
use crate::map::tool::inside;
use crate::map::view::Map;
use crate::page::live::Live;

/// The page of the map.
#[component]
pub fn MapPage() -> impl IntoView {
    let draw = |answer, asked| match answer {
        Answer::Map(answer) => Some(view! { <Shown answer=*answer asked=asked /> }.into_part()),
        Answer::Projects(_) => None,
    };
    view! { <Live path="/" name="Map" draw=draw /> }
}

#[component]
fn Shown(answer: MapAnswer, asked: Asked) -> impl IntoView {
    let filter = asked.question.filter.clone();
    let look = asked.look;
    provide_context(look);
    let in_view = (!look.view.is_start()).then(|| {
        (
            answer.in_view.activities,
            address("/projects", inside(&filter, look.view)),
        )
    });
    let sectors = answer.by_sector;
    let layers = answer.layers;
    let list = address("/projects", filter.clone());
    let classes = answer.figures.classes;
    view! {
        <main id="main">
            <div class="title">
                <h1>"Development projects in ASEAN"</h1>
                <Take links=take::of_selection(&asked.question) here=look.address("/", &asked.question) />
            </div>
            <SampleNotice edition=answer.edition.clone() />
            <QueryNotice errors=asked.errors />
            <FilterBar path="/" question=asked.question counts=answer.counts />
            <KeyFigures
                figures=answer.figures.clone()
                filter=filter.clone()
                list=list.clone()
                without_place=address("/projects", placeless(&filter))
            />
            <div class="beside">
                <figure class="map-figure">
                    <Map
                        path="/"
                        shown=answer.in_view
                        layers=layers.clone()
                        filter=filter.clone()
                    />
                    <figcaption>
                        <Legend
                            path="/"
                            keys=layers.keys.clone()
                            has_areas=!layers.area_classes.is_empty()
                            filter=filter.clone()
                            overlaps=layers.overlaps.clone()
                        />
                        <Copies filter=filter.clone() />
                    </figcaption>
                </figure>
                <div>
                    <CountryPanel
                        filter=filter.clone()
                        figures=answer.figures.clone()
                        sectors=sectors
                        partners=answer.by_partner.clone()
                    />
                    <Ranking top=answer.top list=list in_view=in_view />
                </div>
            </div>
            {(!layers.area_countries.is_empty())
                .then(|| view! { <ProvinceTable layers=layers filter=filter.clone() /> })}
            <div class="halves">
                <CountryTable groups=answer.by_country filter=filter.clone() />
                <PartnerTable partners=answer.by_partner classes=classes filter=filter />
            </div>
        </main>
        <Footer edition=Some(answer.edition) />
    }
    .into_part()
}

/// The projects of a selection that the map cannot show.
fn placeless(filter: &Filter) -> Filter {
    let country = PrecisionGroup::Country.index() as u16;
    let filter = filter.clone().only(Facet::Precision, country);
    match Facet::Precision.none() {
        Some(none) => filter.with(Facet::Precision, none),
        None => filter,
    }
}
