//! The overlap report: a page for principals, then the table for development coordination, services around
//! infrastructure, gaps, mix, method and sources.

use serde::Serialize;
use tiga_domain::analysis::complement::measure::RINGS;
use tiga_domain::analysis::complement::{Anchor, complements};
use tiga_domain::analysis::gap::{Baseline, Flag, GapCell, Gaps};
use tiga_domain::analysis::mix::{Mix, mix};
use tiga_domain::analysis::overlap::constant::{T_OVERLAP, W_NS, W_SP};
use tiga_domain::analysis::overlap::{OverlapItem, Parts, Relation, next_step, overlaps};
use tiga_domain::analysis::overview::overview;
use tiga_domain::analysis::projects::ProjectItem;
use tiga_domain::analysis::window::{WINDOW_YEARS, as_of};
use tiga_domain::classify::View;
use tiga_domain::document::Part;
use tiga_domain::link::{Page, Question};
use tiga_domain::scope;
use tiga_domain::theme::Theme;

use super::font::printable;
use super::part::{self, Fact, KeyFigure, PrintedSource};
use super::{Figures, Sheets, map};
use crate::header::Rows;
use crate::{Material, ReportError};

/// Pairs of the table; a longer list belongs into a workbook.
const PAIRS: u32 = 500;

/// Works of the table.
const ANCHORS: u32 = 40;

/// The method in brief, with its limits.
fn method_brief() -> [String; 5] {
    let weights = |weights: [f64; 5]| weights.map(|weight| format!("{weight:.2}"));
    let [sector, place, time, theme, text] = weights(W_SP);
    let [other_sector, _, other_time, other_theme, other_text] = weights(W_NS);
    [
        format!(
            "Two projects of different partners are compared when they are in one country, near each other, or joined by a rare name or a counterpart. The score is the weighted mean of purpose ({sector}), place ({place}), time ({time}), shared priorities and themes ({theme}) and words of the titles ({text}); where no place can be compared, of purpose ({other_sector}), time ({other_time}), priorities and themes ({other_theme}) and words ({other_text}). A score of {T_OVERLAP:.2} or more is called an overlap, unless a rule says otherwise."
        ),
    "Money is not in the score. Size says how much an overlap matters, not whether it is one. Lists are ordered by score and size together."
            .to_owned(),
        format!(
            "Gaps compare the mix of the three partners with ADB's own mix by the priorities of Strategy 2030, over the last {WINDOW_YEARS} full years unless others are chosen, where most of the money is classified. Neither mix is called right."
        ),
        format!(
            "Services around infrastructure are money for services within {reach} km of large works, or in the same district or province, against a benchmark that is a setting and not a norm.",
            reach = RINGS[RINGS.len() - 1].0,
        ),
    "Every result is a candidate until somebody who knows both projects has looked at it. Many donors in one place can be right where need is high. Projects without a place, a date or an amount are said to be unknown, and nothing is claimed of them."
            .to_owned(),
    ]
}

#[derive(Serialize)]
struct Report {
    title: &'static str,
    scope: String,
    date: String,
    version: String,
    method: String,
    fonts: [&'static str; part::FAMILIES.len()],
    sample: bool,
    parts: Vec<&'static str>,
    key_figures: Vec<KeyFigure>,
    top_overlaps: Vec<String>,
    no_overlaps: &'static str,
    top_gaps: Vec<String>,
    no_gaps: &'static str,
    map_description: String,
    map_caption: &'static str,
    facts: Vec<Fact>,
    overlaps_intro: String,
    overlaps: Vec<Pair>,
    overlaps_cut: String,
    anchors_intro: String,
    anchors: Vec<AnchorRow>,
    gaps_intro: String,
    gaps_legend: &'static str,
    gap_columns: Vec<String>,
    gap_rows: Vec<GapRow>,
    years_description: String,
    years_caption: String,
    mix: Vec<MixRow>,
    method_brief: [String; 5],
    sources: Vec<PrintedSource>,
}

#[derive(Serialize)]
struct Pair {
    number: usize,
    sides: [Side; 2],
    place: String,
    distance: String,
    relation: &'static str,
    score: String,
    weak: bool,
    parts: String,
    sentence: String,
    next_step: &'static str,
}

#[derive(Serialize)]
struct Side {
    partner: &'static str,
    agency: &'static str,
    title: String,
    link: Option<String>,
    duration: String,
    usd: String,
}

#[derive(Serialize)]
struct AnchorRow {
    partner: &'static str,
    title: String,
    link: Option<String>,
    kind: &'static str,
    place: String,
    basis: &'static str,
    usd: String,
    expected: Vec<String>,
}

#[derive(Serialize)]
struct GapRow {
    country: &'static str,
    cells: Vec<GapText>,
}

#[derive(Serialize)]
struct GapText {
    flag: Flag,
    text: String,
}

#[derive(Serialize)]
struct MixRow {
    partner: &'static str,
    usd: String,
    shares: Vec<String>,
}

/// The report of a question, with the parts that are chosen.
pub(super) fn sheets(material: &Material<'_>) -> Result<Sheets, ReportError> {
    let (data, findings) = (material.snapshot, material.snapshot.findings());
    let filter = &material.question.filter;
    let question = Question::from(filter.clone());
    let rows = Rows::select(data, &question, material.wanted);
    let answer = overview(data, filter);
    let listed = Question {
        page: Page {
            number: 1,
            size: PAIRS,
        },
        ..question.clone()
    };
    let page = overlaps(data, findings, &listed, material.choice.relations);
    let gaps = part::gaps_of(material, Baseline::ALL[0]);
    let works = Question {
        page: Page {
            number: 1,
            size: ANCHORS,
        },
        ..question.clone()
    };
    let around = complements(data, &works, as_of(data), material.need);
    let figures = Figures::new(data, filter, &answer)?;
    let count = |relation| page.by_relation.get(&relation).copied().unwrap_or_default();
    let report = Report {
        title: "Overlaps and gaps of development finance",
        scope: printable(&scope::in_words(filter)),
        date: rows.header.date.clone(),
        version: rows.header.version.clone(),
        method: rows.header.method.clone(),
        fonts: part::FAMILIES,
        sample: rows.header.is_sample(),
        parts: material.choice.parts.iter().map(Part::code).collect(),
        key_figures: part::key_figures(&answer, count(Relation::Overlap), gaps.under()),
        top_overlaps: part::top_overlaps(material),
        no_overlaps: "None was found among the records that are loaded. That is no proof that there is none.",
        top_gaps: part::top_gaps(&gaps),
        no_gaps: "No priority is ten points or more under ADB's share, or the data are too thin to say.",
        map_description: map::describe(&answer),
        map_caption: super::MAP_CAPTION,
        facts: part::facts(material, &rows.header, "/overlaps"),
        overlaps_intro: format!(
            "Pairs: {} (same programme {}, overlap {}, complement {}, joint {}). Ordered by relation, then by score and size. Amounts are own shares in the country.",
            page.total,
            count(Relation::SameProgramme),
            count(Relation::Overlap),
            count(Relation::Complement),
            count(Relation::Joint),
        ),
        overlaps_cut: cut(page.total, page.items.len()),
        overlaps: (1..)
            .zip(&page.items)
            .map(|(number, item)| pair(material, number, item))
            .collect(),
        anchors_intro: match around.total {
            0 => "No large works with a known place are in the selection.".to_owned(),
            total => format!(
                "{total} large works; {} are shown, those with the largest opportunity first.",
                around.items.len()
            ),
        },
        anchors: around
            .items
            .iter()
            .map(|anchor| anchor_row(material, anchor))
            .collect(),
        gaps_intro: format!(
            "Share of the three partners' classified money less ADB's share, in points, {}. A dash says that the data are too thin.",
            printable(&gaps.years.replace("..", " to "))
        ),
        gaps_legend: "Orange: ten points or more under ADB's share. Blue: ten points or more over it. Grey: no data.",
        gap_columns: columns(&gaps),
        gap_rows: gap_rows(&gaps),
        years_description: figures.years_description.clone(),
        years_caption: figures.years_title.clone(),
        mix: mix_rows(&mix(data, filter, View::ALL[0])),
        method_brief: method_brief(),
        sources: part::sources(&rows.header),
    };
    let identity = format!("tiga-overlaps-{}", question.query());
    Sheets::new(
        include_str!("template/overlaps.typ"),
        identity,
        &report,
        figures.files(),
    )
}

fn cut(total: u64, shown: usize) -> String {
    match total.saturating_sub(shown as u64) {
        0 => String::new(),
        rest => {
            format!("{rest} more pairs are in the workbook and on the page of the same filter.")
        }
    }
}

fn pair(material: &Material<'_>, number: usize, item: &OverlapItem) -> Pair {
    let side = |side: &ProjectItem, usd| Side {
        partner: side.partner.code(),
        agency: side.agency.code(),
        title: part::title(&side.title),
        link: part::link(material, &side.id),
        duration: part::duration(side),
        usd: part::millions(usd),
    };
    let place = |side: &ProjectItem| side.places.first().map(|place| part::place(&place.name));
    let places: Vec<String> = [place(&item.a), place(&item.b)]
        .into_iter()
        .flatten()
        .collect();
    let place = match places.as_slice() {
        [a, b] if a == b => a.clone(),
        places => places
            .iter()
            .filter(|place| !place.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" / "),
    };
    Pair {
        number,
        sides: [
            side(&item.a, item.own_usd[0]),
            side(&item.b, item.own_usd[1]),
        ],
        place: format!("{place}, {}", item.country.name())
            .trim_start_matches(", ")
            .to_owned(),
        distance: item
            .distance_km
            .map(|km| format!("{km:.0} km apart"))
            .unwrap_or_default(),
        relation: item.relation.name(),
        score: format!("{:.2}", item.score),
        weak: item.is_weak,
        parts: parts(&item.parts),
        sentence: printable(&item.sentence),
        next_step: next_step(item.relation),
    }
}

fn parts(parts: &Parts) -> String {
    let score =
        |part: Option<f64>| part.map_or("–".to_owned(), |part| format!("{:.2}", part.abs()));
    format!(
        "purpose {}, place {}, time {}, themes {}, words {}",
        score(Some(parts.sector)),
        score(parts.place),
        score(parts.time),
        score(Some(parts.theme)),
        score(Some(parts.text)),
    )
}

fn anchor_row(material: &Material<'_>, anchor: &Anchor) -> AnchorRow {
    let countries: Vec<&str> = anchor
        .countries
        .iter()
        .map(|country| country.name())
        .collect();
    let expected = anchor.expected.iter().map(|service| {
        let name = Theme::from_code(&service.theme).map_or("", Theme::name);
        format!("{name} {}", part::percent(service.coverage))
    });
    AnchorRow {
        partner: anchor.partner.code(),
        title: part::title(&anchor.title),
        link: part::link(material, &anchor.id),
        kind: anchor.kind.name(),
        place: format!("{}, {}", part::place(&anchor.place), countries.join(", "))
            .trim_start_matches(", ")
            .to_owned(),
        basis: anchor.basis.name(),
        usd: part::millions(Some(anchor.usd)),
        expected: expected.collect(),
    }
}

fn columns(gaps: &Gaps) -> Vec<String> {
    let mut codes: Vec<&str> = Vec::new();
    for cell in &gaps.cells {
        if !codes.contains(&cell.priority.as_str()) {
            codes.push(&cell.priority);
        }
    }
    codes
        .into_iter()
        .map(|code| part::priority_name(gaps.scheme, code))
        .collect()
}

fn gap_rows(gaps: &Gaps) -> Vec<GapRow> {
    gaps.cells
        .chunk_by(|a, b| a.country == b.country)
        .filter_map(|cells| {
            Some(GapRow {
                country: cells.first()?.country.name(),
                cells: cells.iter().map(gap_text).collect(),
            })
        })
        .collect()
}

fn gap_text(cell: &GapCell) -> GapText {
    let text = match cell.gap {
        Some(gap) => format!("{:+.0}", gap * 100.0).replace('-', "−"),
        None => "–".to_owned(),
    };
    GapText {
        flag: cell.flag,
        text,
    }
}

fn mix_rows(mix: &Mix) -> Vec<MixRow> {
    let row = |share: &tiga_domain::analysis::mix::MixShare| MixRow {
        partner: share.partner.name(),
        usd: part::millions(Some(share.usd)),
        shares: share
            .by_view
            .iter()
            .map(|share| part::percent(*share))
            .collect(),
    };
    mix.shares.iter().map(row).collect()
}
