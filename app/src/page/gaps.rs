//! Gaps `/gaps`: country by ADB priority, as a table of colours and cell by cell. Drawn on the server alone.

use leptos::prelude::*;
use leptos_meta::Title;
use tiga_domain::analysis::choice::Choice;
use tiga_domain::analysis::gap::{Baseline, Flag, GapCell, Gaps, Scheme, Side, behind, indicators};
use tiga_domain::analysis::window::{WINDOW_YEARS, window};
use tiga_domain::document::What;
use tiga_domain::facet::FacetValue;
use tiga_domain::filter::{Filter, Years};
use tiga_domain::link::Question;
use tiga_domain::money::Cents;

use crate::address::{Asked, address, asked_once};
use crate::api::analysis::{self, Analysis};
use crate::component::filter_bar::FilterBar;
use crate::component::footer::Footer;
use crate::component::money::Money;
use crate::component::notice::{QueryNotice, SampleNotice};
use crate::component::part::IntoPart;
use crate::component::partner::PartnerMark;
use crate::component::switch::Switch;
use crate::component::take::{self, Take};
use crate::format;
use crate::page::unanswered::unanswered;

/// The page of the gaps.
#[component]
pub fn GapsPage() -> impl IntoView {
    let (asked, choice) = asked_once(Choice::OF_GAPS);
    match analysis::gaps(&asked.question, choice) {
        Ok(answer) => view! { <Answer answer=answer asked=asked choice=choice /> }.into_part(),
        Err(error) => unanswered("Gaps", error),
    }
}

#[component]
fn Answer(answer: Analysis<Gaps>, asked: Asked, choice: Choice) -> impl IntoView {
    let Analysis {
        edition,
        counts,
        need,
        answer: gaps,
    } = answer;
    let question = asked.question.clone();
    let filter = question.filter.clone();
    let loaded: Vec<&str> = indicators()
        .iter()
        .filter(|it| {
            need.values()
                .iter()
                .any(|value| value.indicator_id == it.id)
        })
        .map(|it| it.label.as_str())
        .collect();
    let loaded = loaded.join(", ");
    view! {
        <Title text="Gaps · Tiga" />
        <main id="main">
            <div class="title">
                <h1>"Gaps against ADB’s Strategy 2030"</h1>
                {take(&question, choice)}
            </div>
            <SampleNotice edition=edition.clone() />
            <QueryNotice errors=asked.errors />
            <p class="lead">{lead(&gaps)}</p>
            <FilterBar path="/gaps" question=question.clone() counts=counts own=choice.pairs() />
            <div class="switches">{switches(&question, choice)} {spans(&question, &gaps, choice)}</div>
            <p class="summary">{summary(&question, &gaps, choice)}</p>
            {heat(&gaps)}
            <ul class="keys" aria-label="Colours">
                {keys(gaps.baseline)
                    .map(|(class, mark, words)| {
                        view! { <li><span class=format!("cell {class}")>{mark}</span>{words}</li> }
                    })
                    .collect_view()}
                <li><span class="cell none">"–"</span>"no data: the reason stands below"</li>
            </ul>
            <section aria-labelledby="cells">
                <h2 id="cells">"Cell by cell"</h2>
                <p class="note">
                    "Each amount opens the projects behind it, with exactly this sum. Shares are of the money that has a "
                    {part_word(gaps.scheme)} " in the country. "
                    {(gaps.baseline == Baseline::Need)
                        .then(|| format!("Need rests on what is loaded: {loaded}."))}
                </p>
                {cells(&gaps, &filter)}
            </section>
            <p class="note">
                "How this is computed, and what it cannot say: " <a href="/method#gaps">"method, section 5"</a> "."
            </p>
        </main>
        <Footer edition=Some(edition) />
    }
    .into_part()
}

/// The gaps as files and as a figure.
fn take(question: &Question, choice: Choice) -> impl IntoView + use<> {
    let mut links = take::links(What::Gaps, question, choice);
    links.insert(
        0,
        ("Figure (SVG)", choice.address("/chart/gaps.svg", question)),
    );
    view! {
        <Take links=links here=choice.address("/gaps", question) />
    }
}

fn lead(gaps: &Gaps) -> String {
    let beside = match gaps.baseline {
        Baseline::Adb => "the Asian Development Bank’s own mix in the same country",
        Baseline::Need => "the rank of need among the eleven countries",
    };
    format!(
        "What the three partners give to each {} beside {beside}: {}, {}, years {}. Neither baseline is the truth; a flag is a reason to look, not a finding of waste or neglect.",
        part_word(gaps.scheme),
        gaps.measure.name().to_lowercase(),
        gaps.prices.name().to_lowercase(),
        spelled(&gaps.years),
    )
}

/// Years of an address in words: `2021 to 2025`.
fn spelled(years: &str) -> String {
    let (from, to) = years.split_once("..").unwrap_or((years, ""));
    match (from, to) {
        (from, "") => from.to_owned(),
        ("", to) => format!("up to {to}"),
        (from, to) => format!("{from} to {to}"),
    }
}

const fn part_word(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Priorities => "operational priority",
        Scheme::Focus => "focus area",
    }
}

/// Examples of cells: class of the colour, number, meaning.
const fn keys(baseline: Baseline) -> [(&'static str, &'static str, &'static str); 3] {
    match baseline {
        Baseline::Adb => [
            ("u3", "▼ −25", "under ADB’s share by ten points or more"),
            ("o3", "▲ +25", "over ADB’s share by ten points or more"),
            ("u0", "−3", "no flag"),
        ],
        Baseline::Need => [
            (
                "u4",
                "▼ +40",
                "need a third of the ranking above supply, and in its upper half",
            ),
            ("u2", "+20", "need above supply, no flag"),
            ("o3", "−30", "supply above need"),
        ],
    }
}

fn summary(question: &Question, gaps: &Gaps, choice: Choice) -> AnyView {
    let of = |flag: Flag| gaps.cells.iter().filter(|cell| cell.flag == flag).count() as u64;
    if of(Flag::NoData) as usize == gaps.cells.len() {
        let wider = in_years(question, all_years(gaps), choice);
        return view! {
            "No cell has enough data in these years to say anything. Look at "
            <a href=wider>"all years"</a>
            "."
        }
        .into_any();
    }
    let words = format!(
        "{} under, {} over, {} without a flag, {} without enough data to say.",
        format::counted(of(Flag::Under), "cell"),
        format::count(of(Flag::Over)),
        format::count(of(Flag::None)),
        format::count(of(Flag::NoData)),
    );
    words.into_any()
}

fn switches(question: &Question, choice: Choice) -> impl IntoView + use<> {
    let to = |choice: Choice| choice.address("/gaps", question);
    let schemes = Scheme::ALL.map(|scheme| {
        (
            scheme.name().to_owned(),
            to(Choice { scheme, ..choice }),
            scheme == choice.scheme,
        )
    });
    let baselines = Baseline::ALL.map(|baseline| {
        (
            baseline.name().to_owned(),
            to(Choice { baseline, ..choice }),
            baseline == choice.baseline,
        )
    });
    view! {
        <Switch name="Divided by" options=schemes.to_vec() />
        <Switch name="Beside" options=baselines.to_vec() />
    }
}

/// From a year to the last full one.
const fn full_years(gaps: &Gaps, from: i16) -> Years {
    Years {
        from: Some(from),
        to: Some(gaps.as_of.year() - 1),
        undated: false,
    }
}

const fn all_years(gaps: &Gaps) -> Years {
    full_years(gaps, 1960)
}

/// The address of this page for other years.
fn in_years(question: &Question, years: Years, choice: Choice) -> String {
    let question = Question {
        filter: question.filter.clone().in_years(years),
        ..question.clone()
    };
    choice.address("/gaps", &question)
}

/// Other windows: a portfolio that ends early says little in the last five years.
fn spans(question: &Question, gaps: &Gaps, choice: Choice) -> impl IntoView + use<> {
    let usual = window(&Filter::default(), gaps.as_of);
    let option = |words: &str, years: Years, shown: Years| {
        let is_chosen = gaps.years == shown.to_string();
        (
            words.to_owned(),
            in_years(question, years, choice),
            is_chosen,
        )
    };
    let (ten, all) = (
        full_years(gaps, gaps.as_of.year() - 2 * WINDOW_YEARS),
        all_years(gaps),
    );
    let options = vec![
        option("last five full years", Years::default(), usual),
        option("last ten", ten, ten),
        option("all years", all, all),
    ];
    view! { <Switch name="Years" options=options /> }
}

fn heat(gaps: &Gaps) -> impl IntoView + use<> {
    let facet = gaps.scheme.facet();
    let heads: Vec<(String, &'static str)> = (0..gaps.scheme.count())
        .map(|part| {
            (
                facet.code(part as FacetValue),
                facet.label(part as FacetValue),
            )
        })
        .filter(|(code, _)| gaps.cells.iter().any(|cell| cell.priority == *code))
        .collect();
    let is_coded = gaps.scheme == Scheme::Priorities;
    let rows = gaps.countries.iter().map(|country| {
        let cells = gaps
            .cells
            .iter()
            .filter(|cell| cell.country == country.country);
        let cells = cells
            .map(|cell| heat_cell(cell, gaps.baseline))
            .collect_view();
        let alignment = country
            .alignment
            .map_or("–".to_owned(), |cosine| format!("{cosine:.2}"));
        view! {
            <tr>
                <th scope="row">{country.country.name()}</th>
                {cells}
                <td class="num">{alignment}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-label="Gaps by country">
            <table class="data heat">
                <thead>
                    <tr>
                        <th scope="col">"Country"</th>
                        {heads
                            .into_iter()
                            .map(|(code, name)| {
                                view! {
                                    <th scope="col" title=name>
                                        {is_coded.then(|| view! { <b>{code}</b> })}
                                        <span>{name}</span>
                                    </th>
                                }
                            })
                            .collect_view()}
                        <th scope="col" class="num" title="Cosine of the two mixes: 1 is the same mix">
                            "Alignment"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn heat_cell(cell: &GapCell, baseline: Baseline) -> impl IntoView + use<> {
    let words = short(cell);
    let label = format!(
        "{}, {}: {}",
        cell.country.name(),
        cell.priority,
        cell.reason.sentence()
    );
    view! {
        <td class=format!("cell {}", shade(cell, baseline))>
            <a href=format!("#{}", row_id(cell)) title=cell.reason.sentence() aria-label=format!("{label} {words}")>
                {words.clone()}
            </a>
        </td>
    }
}

/// The number of a cell in points, with its flag.
fn short(cell: &GapCell) -> String {
    let flag = match cell.flag {
        Flag::Under => "▼ ",
        Flag::Over => "▲ ",
        Flag::None | Flag::NoData => "",
    };
    cell.gap
        .map_or("–".to_owned(), |gap| format!("{flag}{}", points(gap)))
}

fn points(gap: f64) -> String {
    let points = (gap * 100.0).round();
    match points {
        p if p > 0.0 => format!("+{p:.0}"),
        p if p < 0.0 => format!("−{:.0}", -p),
        _ => "0".to_owned(),
    }
}

/// Class of a cell's colour, in four steps each way; too little is one colour in both baselines.
fn shade(cell: &GapCell, baseline: Baseline) -> String {
    let Some(gap) = cell.gap else {
        return "none".to_owned();
    };
    let towards = if baseline == Baseline::Need {
        -gap
    } else {
        gap
    };
    let step = (towards.abs() / 0.1).floor().min(4.0);
    format!("{}{step:.0}", if towards < 0.0 { 'u' } else { 'o' })
}

fn row_id(cell: &GapCell) -> String {
    format!("{}-{}", cell.country.iso2(), cell.priority)
}

fn cells(gaps: &Gaps, filter: &Filter) -> impl IntoView + use<> {
    let is_need = gaps.baseline == Baseline::Need;
    let rows = gaps
        .cells
        .iter()
        .map(|cell| row(gaps, cell, filter, is_need));
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby="cells">
            <table class="data cells">
                <thead>
                    <tr>
                        <th scope="col">"Country"</th>
                        <th scope="col">{if gaps.scheme == Scheme::Focus { "Focus area" } else { "Priority" }}</th>
                        <th scope="col" class="num">"The three"</th>
                        <th scope="col" class="num">"Share"</th>
                        <th scope="col" class="num">"ADB"</th>
                        <th scope="col" class="num">"Share"</th>
                        {is_need.then(|| view! {
                            <th scope="col" class="num">"Need"</th>
                            <th scope="col" class="num">"Supply"</th>
                        })}
                        <th scope="col" class="num">"Gap, points"</th>
                        <th scope="col" class="num">"Classified"</th>
                        <th scope="col">"Why"</th>
                        <th scope="col">"Could lead"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(gaps: &Gaps, cell: &GapCell, filter: &Filter, is_need: bool) -> impl IntoView + use<> {
    let facet = gaps.scheme.facet();
    let part = facet.parse(&cell.priority).unwrap_or_default();
    let years = window(filter, gaps.as_of);
    let list = |side: Side| behind(filter, years, side, (cell.country, gaps.scheme, part));
    let share = |share: Option<f64>| share.map_or("–".to_owned(), format::percent);
    let rank = |rank: Option<f64>| rank.map_or("–".to_owned(), |rank| format!("{rank:.2}"));
    view! {
        <tr id=row_id(cell)>
            <th scope="row">{cell.country.name()}</th>
            <td>{facet.label(part)}</td>
            <td class="num">{amount(cell.three_usd, u64::from(cell.activities), list(Side::Three))}</td>
            <td class="num">{share(cell.three_share)}</td>
            <td class="num">{amount(cell.adb_usd, u64::from(cell.adb_activities), list(Side::Adb))}</td>
            <td class="num">{share(cell.adb_share)}</td>
            {is_need.then(|| view! {
                <td class="num">{rank(cell.need)}</td>
                <td class="num">{rank(cell.supply)}</td>
            })}
            <td class=format!("num cell {}", shade(cell, gaps.baseline))>{short(cell)}</td>
            <td class="num">{share(cell.coverage)}</td>
            <td>{cell.reason.sentence()}</td>
            <td>
                {cell.leads.iter().map(|lead| {
                    let why = format!(
                        "gives this {:.1} times the part that the three give, with {}",
                        lead.specialisation,
                        format::counted(u64::from(lead.activities), "project"),
                    );
                    view! { <span title=why><PartnerMark partner=lead.partner short=true /></span> " " }
                }).collect_view()}
            </td>
        </tr>
    }
}

/// An amount that opens its list; nothing there is a dash without a link.
fn amount(usd: Option<Cents>, activities: u64, list: Option<Filter>) -> AnyView {
    match list.filter(|_| activities > 0) {
        Some(list) => view! {
            <a href=address("/projects", list) title=format::counted(activities, "project")>
                <Money usd=usd />
            </a>
        }
        .into_part(),
        None => "–".into_part(),
    }
}
