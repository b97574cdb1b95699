//! What several documents show: key figures, sources, the overlaps and gaps that matter most. All text is made printable
//! here, since it goes straight into a document.

use serde::Serialize;
use tiga_domain::analysis::gap::{Baseline, Comparison, Flag, GapCell, Gaps, Scheme, gaps};
use tiga_domain::analysis::overlap::{OverlapItem, Relation, Relations, overlaps};
use tiga_domain::analysis::overview::Overview;
use tiga_domain::analysis::projects::ProjectItem;
use tiga_domain::analysis::window::as_of;
use tiga_domain::link::{Page, Question, project_path};
use tiga_domain::money::{Cents, grouped};
use tiga_domain::scope;
use tiga_domain::status::Class;

use super::font::printable;
use crate::Material;
use crate::header::Header;

/// Families of the documents, in the order in which they are tried.
pub(super) const FAMILIES: [&str; 9] = [
    "Noto Sans",
    "Noto Sans JP",
    "Noto Sans KR",
    "Noto Sans Thai",
    "Noto Sans Lao",
    "Noto Sans Khmer",
    "Noto Sans Myanmar",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
];

/// How many overlaps and gaps the first page names.
const NAMED: usize = 5;

/// Characters of a title before it is cut in tables.
const TITLE: usize = 160;

/// Characters of a title before it is cut on the first page, which has to stay one page.
const HEADLINE: usize = 90;

/// Characters of the name of a place before it is cut.
const PLACE: usize = 60;

/// A figure of the strip.
#[derive(Serialize)]
pub(super) struct KeyFigure {
    label: &'static str,
    value: String,
    note: String,
}

/// A line of what the document rests on.
#[derive(Serialize)]
pub(super) struct Fact {
    label: &'static str,
    value: String,
    link: Option<String>,
}

/// A source as it is printed.
#[derive(Serialize)]
pub(super) struct PrintedSource {
    file: String,
    format: String,
    publisher: String,
    licence: String,
    imported: String,
}

/// A title that was cut to what a table holds.
pub(super) fn title(text: &str) -> String {
    cut(text, TITLE)
}

/// The name of a place that was cut to what a cell holds.
pub(super) fn place(text: &str) -> String {
    cut(text, PLACE)
}

fn cut(text: &str, most: usize) -> String {
    let text = printable(text);
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

/// An amount in millions with one decimal; unknown is said.
pub(super) fn millions(usd: Option<Cents>) -> String {
    let Some(cents) = usd else {
        return "not stated".to_owned();
    };
    let tenths = (cents.0 as f64 / 1e7).round() as i64;
    let sign = if tenths < 0 { "−" } else { "" };
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    format!("{sign}{}.{rest}", grouped(whole.unsigned_abs()))
}

/// An amount in a unit that keeps it short.
fn compact(usd: Option<Cents>) -> String {
    match usd {
        Some(Cents(cents)) if cents.abs() >= 100_000_000_000 => {
            format!("{} bn", millions(Some(Cents(cents / 1_000))))
        }
        Some(_) => format!("{} m", millions(usd)),
        None => millions(usd),
    }
}

/// A share as percent without decimals; unknown is said.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(
        || "not known".to_owned(),
        |share| format!("{:.0} %", share * 100.0),
    )
}

/// From when to when, as far as it is known.
pub(super) fn duration(item: &ProjectItem) -> String {
    match (item.start, item.end) {
        (None, None) => "not stated".to_owned(),
        (Some(start), None) => format!("from {}", start.year()),
        (None, Some(end)) => format!("until {}", end.year()),
        (Some(start), Some(end)) if start.year() == end.year() => start.year().to_string(),
        (Some(start), Some(end)) => format!("{}–{}", start.year(), end.year()),
    }
}

/// The address of a project's page, where the site has one.
pub(super) fn link(material: &Material<'_>, id: &str) -> Option<String> {
    Some(format!("{}{}", material.address?, project_path(id)))
}

pub(super) fn key_figures(overview: &Overview, overlaps: u64, gaps: usize) -> Vec<KeyFigure> {
    let sum = |class: Class| -> i64 {
        let rows = &overview.by_partner_year_class;
        rows.iter()
            .filter(|row| row.class == class)
            .map(|row| row.usd.0)
            .sum()
    };
    let services = sum(Class::Services);
    let works = services + sum(Class::Green) + sum(Class::Hard);
    let share = (works > 0).then(|| services as f64 / works as f64);
    let placed = overview.activities - overview.without_place.min(overview.activities);
    let placed = (overview.activities > 0).then(|| placed as f64 / overview.activities as f64);
    vec![
        KeyFigure {
            label: "Projects",
            value: overview.activities.to_string(),
            note: match overview.without_amount {
                0 => String::new(),
                unknown => format!("{unknown} without a known amount"),
            },
        },
        KeyFigure {
            label: overview.measure.name(),
            value: compact(overview.usd),
            note: format!("US$, {}", overview.prices.name().to_lowercase()),
        },
        KeyFigure {
            label: "Services share",
            value: percent(share),
            note: "of services and infrastructure".to_owned(),
        },
        KeyFigure {
            label: "Overlaps",
            value: overlaps.to_string(),
            note: "candidates, to be reviewed".to_owned(),
        },
        KeyFigure {
            label: "Gaps",
            value: gaps.to_string(),
            note: "cells under ADB's mix".to_owned(),
        },
        KeyFigure {
            label: "With a place",
            value: percent(placed),
            note: "of the projects".to_owned(),
        },
    ]
}

fn stated(text: &str) -> String {
    if text.is_empty() {
        "not stated".to_owned()
    } else {
        text.to_owned()
    }
}

/// How many projects there are, and their money to the cent.
fn sum(header: &Header) -> String {
    let usd = header
        .usd
        .map_or_else(|| "amount not stated".to_owned(), Cents::exact);
    format!("{}; {usd}", header.total)
}

/// What the document rests on.
pub(super) fn facts(material: &Material<'_>, header: &Header, path: &str) -> Vec<Fact> {
    let question = Question::from(material.question.filter.clone());
    let address = material
        .address
        .map(|site| format!("{site}{}", question.address(path)));
    let fact = |label, value: String| Fact {
        label,
        value: printable(&value),
        link: None,
    };
    let measure = format!(
        "{}, {}",
        header.measure.name(),
        header.prices.name().to_lowercase()
    );
    let mut facts = vec![
        fact("Scope", scope::in_words(&question.filter)),
        fact("Measure", measure),
        fact("Projects and sum", sum(header)),
        fact("Date of the data", stated(&header.date)),
        fact("Version of the data", header.version.clone()),
        fact("Method", header.method.clone()),
    ];
    if let Some(address) = address {
        facts.push(Fact {
            label: "In Tiga",
            value: address.clone(),
            link: Some(address),
        });
    }
    facts
}

pub(super) fn sources(header: &Header) -> Vec<PrintedSource> {
    let stated = |text: &str, what: &str| match text {
        "" => format!("{what} not stated"),
        text => printable(text),
    };
    let printed = header.sources.iter().map(|source| PrintedSource {
        file: printable(&source.file),
        format: printable(&source.format),
        publisher: stated(&source.publisher, "publisher"),
        licence: stated(&source.licence, "licence"),
        imported: format!(
            "imported {}",
            source.imported.get(..10).unwrap_or(&source.imported)
        ),
    });
    printed.collect()
}

/// The overlaps and questions of programme that matter most, each in a sentence.
pub(super) fn top_overlaps(material: &Material<'_>) -> Vec<String> {
    let mut relations = Relations::only(Relation::Overlap);
    let page = Page {
        number: 1,
        size: NAMED as u32,
    };
    let question = Question {
        page,
        ..Question::from(material.question.filter.clone())
    };
    let mut items = overlaps(
        material.snapshot,
        material.snapshot.findings(),
        &question,
        relations,
    )
    .items;
    if items.len() < NAMED {
        relations = Relations::only(Relation::SameProgramme);
        items.extend(
            overlaps(
                material.snapshot,
                material.snapshot.findings(),
                &question,
                relations,
            )
            .items,
        );
        items.truncate(NAMED);
    }
    items.iter().map(overlap_sentence).collect()
}

fn overlap_sentence(item: &OverlapItem) -> String {
    let side =
        |side: &ProjectItem| format!("{} “{}”", side.agency.code(), cut(&side.title, HEADLINE));
    format!(
        "{}: {} and {}. {}",
        item.country.name(),
        side(&item.a),
        side(&item.b),
        printable(&item.sentence)
    )
}

/// The comparison with ADB's mix by operational priority.
pub(super) fn gaps_of(material: &Material<'_>, baseline: Baseline) -> Gaps {
    let comparison = Comparison {
        scheme: Scheme::ALL[0],
        baseline,
        as_of: as_of(material.snapshot),
    };
    gaps(
        material.snapshot,
        &material.question.filter,
        comparison,
        material.need,
    )
}

/// The cells that are most under ADB's mix, each in a sentence.
pub(super) fn top_gaps(gaps: &Gaps) -> Vec<String> {
    let mut under: Vec<&GapCell> = gaps
        .cells
        .iter()
        .filter(|cell| cell.flag == Flag::Under)
        .collect();
    under.sort_by(|a, b| {
        a.gap
            .unwrap_or_default()
            .total_cmp(&b.gap.unwrap_or_default())
    });
    under
        .into_iter()
        .take(NAMED)
        .map(|cell| gap_sentence(gaps.scheme, cell))
        .collect()
}

fn gap_sentence(scheme: Scheme, cell: &GapCell) -> String {
    let name = priority_name(scheme, &cell.priority);
    let lead = match cell.leads.first() {
        Some(lead) => format!(
            " {} could lead: it gives more of its money here than the three do.",
            lead.partner.name()
        ),
        None => String::new(),
    };
    format!(
        "{}, {name}: {} of the classified money of the three, {} of ADB's.{lead}",
        cell.country.name(),
        percent(cell.three_share),
        percent(cell.adb_share),
    )
}

/// A priority with its name.
pub(super) fn priority_name(scheme: Scheme, code: &str) -> String {
    let facet = scheme.facet();
    let label = facet.parse(code).map_or("", |value| facet.label(value));
    format!("{code} {label}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped_and_unknown_is_said() {
        assert_eq!(millions(Some(Cents(123_456_789_000))), "1,234.6");
        assert_eq!(millions(Some(Cents(-5_000_000))), "−0.1");
        assert_eq!(millions(Some(Cents(0))), "0.0");
        assert_eq!(millions(None), "not stated");
        assert_eq!(compact(Some(Cents(4_911_251_000_000))), "49.1 bn");
        assert_eq!(compact(Some(Cents(911_251_000))), "9.1 m");
    }

    #[test]
    fn a_long_title_is_cut_between_characters() {
        assert_eq!(title(&"ダム".repeat(5_000)).chars().count(), TITLE + 1);
        assert_eq!(title("Road"), "Road");
    }
}
