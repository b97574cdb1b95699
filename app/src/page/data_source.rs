//! The part of the data page on trust: known limits of each source in words, attributions, what counting once
//! changes, and coverage by agency, country and year.

use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use tiga_domain::agency::Agency;
use tiga_domain::analysis::coverage_grid::Covered;
use tiga_domain::provenance::Run;

use crate::component::part::IntoPart;
use crate::format;

/// Format, its name, and what a reader should know before using figures of it.
const LIMITS: [(&str, &str, &str); 9] = [
    (
        "iati",
        "IATI files",
        "As complete as their publishers make them. ADB states no policy markers and several approvals a project; Korea’s files often name no country, status or date; USAID’s are no longer updated. A record that a newer file lacks is marked, not deleted.",
    ),
    (
        "dfc",
        "DFC workbooks",
        "Active projects only: what has ended is not there. Years are fiscal years of the United States. Sectors are industry labels, so that purposes are mostly inferred, and no project has a place.",
    ),
    (
        "crs",
        "OECD CRS",
        "Published one to two years after the money. Projects have no places and no status; Myanmar stands under South and Central Asia there, and Singapore and Brunei are absent, which is no gap. Where a donor repeats its disbursement as commitment it is counted once, as disbursement. Constant prices are left out.",
    ),
    (
        "jica",
        "JICA’s list of yen loans",
        "Loans only, by date of approval: no start, no end, no status, no disbursement. Purposes are inferred from sector names. Amounts are in yen and converted at the average of the year.",
    ),
    (
        "adb",
        "ADB’s list of sovereign projects",
        "One amount for a whole project, whatever its loans and grants. Regional projects are split equally over the countries that are named. Places are names without coordinates, and sectors ADB’s own, so that purposes are inferred.",
    ),
    (
        "aiddata",
        "AidData’s geocoded releases",
        "Closed collections of the past. Amounts are constant US dollars of 2011, kept apart from current ones; projects with several donors have no own share. Places are as precise as stated; capitals are not drawn.",
    ),
    (
        "koica",
        "KOICA’s statistics",
        "1991 to 2007, one item a year. What was spent is taken as disbursed; invitations, volunteers and experts are persons and left out. A third of the items have no name, and purpose codes are AidData’s.",
    ),
    (
        "comparator",
        "AidData’s lists of Chinese finance",
        "For comparison only: nothing of them is stored or counted; the import says how many records and dollars could be compared.",
    ),
    (
        "tiga",
        "Tiga’s template",
        "A sample with sources, not a whole: no share or ranking of it is a finding.",
    ),
];

/// Years that the grid shows, the newest.
const YEARS: usize = 20;

/// Limits and attributions of what was imported.
#[component]
pub fn Limits(
    /// Import runs.
    runs: Vec<Run>,
) -> impl IntoView {
    let formats: BTreeSet<&str> = runs.iter().map(|run| run.format.as_str()).collect();
    let limits = LIMITS.into_iter().filter(|(key, ..)| formats.contains(key));
    let cited: BTreeSet<(String, String)> = runs
        .iter()
        .filter(|run| !run.publisher.is_empty())
        .map(|run| (run.publisher.clone(), run.licence.clone()))
        .collect();
    view! {
        <section aria-labelledby="limits">
            <h2 id="limits">"Known limits"</h2>
            <dl class="facts">
                {limits
                    .map(|(_, name, text)| {
                        view! {
                            <div class="wide">
                                <dt>{name}</dt>
                                <dd>{text}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
                <div class="wide">
                    <dt>"Not tried on real files"</dt>
                    <dd>
                        "IATI files of JICA and EDCF, and those of DFC and ADB in ASEAN, the CRS of Japan, Korea and the United States, and DFC’s annual file are read by their documented layouts; no file of them was at hand when the importers were tested. Look at the findings of a first import."
                    </dd>
                </div>
                <div class="wide">
                    <dt>"Places from text"</dt>
                    <dd>
                        "A project without a published place gets the province or city that its title names, when the name stands for one place in its countries. It is marked as place from text with the words that led to it, is never drawn as an exact site, and can be wrong: an office in a city is not the place of the work. Of 501 projects that people had placed by hand, 91 places could be read from the titles, and all of them lay within 90 km of a published one."
                    </dd>
                </div>
            </dl>
        </section>
        <section aria-labelledby="attributions">
            <h2 id="attributions">"Attributions"</h2>
            <ul>
                {cited
                    .into_iter()
                    .map(|(publisher, licence)| {
                        let licence = if licence.is_empty() {
                            "licence not stated".to_owned()
                        } else {
                            licence
                        };
                        view! { <li>{publisher} " (" {licence} ")"</li> }
                    })
                    .collect_view()}
            </ul>
            <p>
                "Names of places that only a text gives are looked up among cities of GeoNames (CC BY 4.0) and provinces of Natural Earth (public domain)."
            </p>
        </section>
    }
}

/// How more data come in.
#[component]
pub fn HowToImport() -> impl IntoView {
    view! {
        <section aria-labelledby="how">
            <h2 id="how">"How to import"</h2>
            <p>
                "Data come in by the command line of the machine that Tiga runs on; there is no upload over the web. A running server shows new data within seconds."
            </p>
            <ul>
                <li>
                    <code>"tiga import auto FOLDER"</code>
                    " takes all files that it recognises and says what it left; "
                    <code>"tiga import FORMAT FILE…"</code>
                    " takes one format: iati, dfc, crs, jica, adb, aiddata, koica, tiga."
                </li>
                <li>
                    <code>"tiga fetch"</code>
                    " lists public files that can be downloaded and imported, and how to get those that have no address of their own."
                </li>
                <li>
                    "Your own projects: Tiga’s template as CSV, described in the data folder of the source code."
                </li>
                <li>
                    <code>"tiga check"</code> " verifies the store and the rules of counting afterwards."
                </li>
            </ul>
        </section>
    }
}

/// Coverage by agency, country and year.
#[component]
pub fn Grid(
    /// Rows by agency.
    rows: Vec<Covered>,
    /// The year that lags are counted to.
    now: Option<i16>,
) -> impl IntoView {
    let mut agencies: BTreeMap<Agency, Vec<Covered>> = BTreeMap::new();
    for row in rows {
        agencies.entry(row.agency).or_default().push(row);
    }
    agencies
        .into_iter()
        .map(|(agency, rows)| view! { <AgencyGrid agency=agency rows=rows now=now /> })
        .collect_view()
}

#[component]
fn AgencyGrid(agency: Agency, rows: Vec<Covered>, now: Option<i16>) -> impl IntoView {
    const COLUMNS: [&str; 7] = [
        "Records",
        "Committed",
        "Place",
        "Sector",
        "Disbursement",
        "Newest",
        "Lag",
    ];
    let years: BTreeSet<i16> = rows
        .iter()
        .flat_map(|row| row.years.keys().copied())
        .collect();
    let years: Vec<i16> = years.into_iter().rev().take(YEARS).collect();
    let heads = years.clone();
    let records: u64 = rows.iter().map(|row| row.whole.records).sum();
    view! {
        <details>
            <summary>
                {agency.name()} " (" {agency.code()} "): " {format::counted(records, "record")} " in "
                {rows.len()} {if rows.len() == 1 { " country" } else { " countries" }}
            </summary>
            <div class="scroll" tabindex="0" role="group" aria-label=agency.name()>
                <table class="data">
                    <thead>
                        <tr>
                            <th scope="col">"Country"</th>
                            {COLUMNS
                                .map(|name| {
                                    view! {
                                        <th scope="col" class="num">
                                            {name}
                                        </th>
                                    }
                                })
                                .collect_view()}
                            {heads
                                .into_iter()
                                .map(|year| {
                                    view! {
                                        <th scope="col" class="num">
                                            {year}
                                        </th>
                                    }
                                })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {rows.into_iter().map(|row| grid_row(&row, &years, now)).collect_view()}
                    </tbody>
                </table>
            </div>
        </details>
    }
}

fn grid_row(row: &Covered, years: &[i16], now: Option<i16>) -> impl IntoView + use<> {
    let whole = row.whole;
    let share = |part: u64| format::percent(part as f64 / whole.records.max(1) as f64);
    let usd = |usd| match usd {
        Some(usd) => format::compact(usd),
        None => "not stated".to_owned(),
    };
    let newest = row.newest();
    let lag = newest
        .zip(now)
        .map(|(newest, now)| i64::from(now) - i64::from(newest))
        .filter(|lag| *lag >= 0);
    let cells = [
        format::count(whole.records),
        usd(whole.usd),
        share(whole.with_place),
        share(whole.with_sector),
        share(whole.with_disbursement),
        newest.map_or_else(|| "undated".to_owned(), |year| year.to_string()),
        lag.map_or_else(String::new, |lag| format!("{lag} y")),
    ];
    let by_year: Vec<(String, String)> = years
        .iter()
        .map(|year| match row.years.get(year) {
            None => (String::new(), String::new()),
            Some(cell) => {
                let told = format!(
                    "{year}: {} committed; {} with a place, {} with a sector, {} with a disbursement",
                    usd(cell.usd),
                    cell.with_place,
                    cell.with_sector,
                    cell.with_disbursement
                );
                (format::count(cell.records), told)
            }
        })
        .collect();
    let name = row.country.name();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.map(|text| view! { <td class="num">{text}</td> }).collect_view()}
            {by_year
                .into_iter()
                .map(|(records, told)| {
                    view! {
                        <td class="num" title=told>
                            {records}
                        </td>
                    }
                })
                .collect_view()}
        </tr>
    }
    .into_part()
}
