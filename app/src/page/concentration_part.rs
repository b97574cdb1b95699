//! How the money of a selection is shared among partners and agencies (method 7): by country, and by country and family
//! of sectors. A part of the page of the mix.

use leptos::prelude::*;
use tiga_domain::analysis::concentration::{
    Concentration, ConcentrationCell, Concentrations, CountryRelations, Family, OECD_CUM_TENTHS,
    behind,
};
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::partner::Partner;

use crate::address::address;
use crate::component::money::Millions;
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::format;

/// The section of concentration and fragmentation.
#[component]
pub fn Shared(
    /// The answer.
    found: Concentrations,
    /// What is selected.
    filter: Filter,
) -> impl IntoView {
    let notes = found.cells.iter().filter(|cell| cell.coordination).count() as u64;
    let count = found.cells.len() as u64;
    // What is worth a talk comes first, then the largest.
    let mut cells = found.cells;
    cells.sort_by_key(|cell| (!cell.coordination, std::cmp::Reverse(cell.usd)));
    let rows = cells
        .iter()
        .map(|cell| cell_row(cell, &filter))
        .collect_view();
    let most = format::percent(OECD_CUM_TENTHS as f64 / 10.0);
    view! {
        <section aria-labelledby="shared">
            <h2 id="shared">"How the money is shared"</h2>
            <p class="note">
                "The effective number is one over the sum of the squared shares: how many equal partners or agencies would be as concentrated. A: the partner gives the country more of its money than everyone does; C: it is among the largest that together give "
                {most} " there; B: both; D: neither. “Everyone” is everyone who is loaded."
            </p>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="shared">
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            {Partner::ALL
                                .map(|partner| {
                                    view! { <th scope="col"><PartnerMark partner=partner short=true /></th> }
                                })
                                .collect_view()}
                            <th scope="col" class="num">"Effective partners"</th>
                            <th scope="col" class="num">"Effective agencies"</th>
                            <th scope="col" class="num" title="Part of the relations that are neither concentrated nor important">
                                "Fragmentation"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{found.countries.iter().map(country_row).collect_view()}</tbody>
                </table>
            </div>
            <details class="cells">
                <summary>
                    {format::counted_as(count, "country and sector", "countries by sector")}
                    ", " {format::count(notes)} " worth a talk: many agencies with small projects"
                </summary>
                <div class="scroll" tabindex="0" role="group" aria-label="By country and sector">
                    <table class="data">
                        <thead>
                            <tr>
                                <th scope="col">"Country"</th>
                                <th scope="col">"Sectors"</th>
                                <th scope="col" class="num">"US$ m"</th>
                                <th scope="col" class="num">"Projects"</th>
                                <th scope="col" class="num">"HHI of partners"</th>
                                <th scope="col" class="num">"Effective partners"</th>
                                <th scope="col" class="num">"Effective agencies"</th>
                                <th scope="col" class="num">"Median, US$ m"</th>
                                <th scope="col" class="num">"Median in ASEAN"</th>
                                <th scope="col">"Note"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
    .into_part()
}

fn country_row(row: &CountryRelations) -> impl IntoView + use<> {
    let relations = Partner::ALL.map(|partner| {
        let found = row.relations.iter().find(|it| it.partner == partner);
        let letter = found.map_or("", |it| it.relation.letter());
        let name = found.map(|it| it.relation.name());
        view! { <td title=name>{letter}</td> }
    });
    view! {
        <tr>
            <th scope="row">{row.country.name()}</th>
            {relations.collect_view()}
            <td class="num">{effective(row.partners)}</td>
            <td class="num">{effective(row.agencies)}</td>
            <td class="num">{row.fragmentation.map_or("–".to_owned(), format::percent)}</td>
        </tr>
    }
}

fn cell_row(cell: &ConcentrationCell, filter: &Filter) -> impl IntoView + use<> {
    let family = (0..Family::count())
        .map(Family::at)
        .find(|it| it.code() == cell.family);
    let list = family.and_then(|family| behind(filter, cell.country, family));
    let usd = view! { <Millions usd=Some(cell.usd) /> };
    let usd = match list {
        Some(list) => view! { <a href=address("/projects", list)>{usd}</a> }.into_part(),
        None => usd.into_part(),
    };
    let hhi = cell
        .partners
        .map_or("–".to_owned(), |it| format!("{:.2}", it.hhi));
    view! {
        <tr>
            <th scope="row">{Facet::Country.label(cell.country.index() as u16)}</th>
            <td>{cell.name.clone()}</td>
            <td class="num">{usd}</td>
            <td class="num">{format::count(u64::from(cell.activities))}</td>
            <td class="num">{hhi}</td>
            <td class="num">{effective(cell.partners)}</td>
            <td class="num">{effective(cell.agencies)}</td>
            <td class="num">{format::millions(cell.median_usd)}</td>
            <td class="num">{format::millions(cell.asean_median_usd)}</td>
            <td>{cell.coordination.then_some("worth a talk")}</td>
        </tr>
    }
}

fn effective(found: Option<Concentration>) -> String {
    found.map_or("–".to_owned(), |it| format!("{:.1}", it.effective))
}
