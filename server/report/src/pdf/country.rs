//! The brief of a country: two pages with totals, partners, sectors, projects, overlaps and gaps.

use serde::Serialize;
use tiga_domain::analysis::gap::Baseline;
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::overlap::{Relation, count_relations};
use tiga_domain::analysis::overview::{Group, overview};
use tiga_domain::analysis::projects::projects;
use tiga_domain::classify::View;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::link::{Page, Question};
use tiga_domain::scope;

use super::part::{self, Fact, KeyFigure, PrintedSource};
use super::{Figures, Sheets, map};
use crate::header::Rows;
use crate::{Material, ReportError};

/// Rows of the tables, so that the brief stays on two pages.
const SECTORS: usize = 7;
const PROJECTS: u32 = 9;

#[derive(Serialize)]
struct Brief {
    title: String,
    scope: String,
    date: String,
    version: String,
    method: String,
    fonts: [&'static str; part::FAMILIES.len()],
    key_figures: Vec<KeyFigure>,
    partners: Vec<PartnerRow>,
    sectors: Vec<SectorRow>,
    projects: Vec<ProjectRow>,
    top_overlaps: Vec<String>,
    no_overlaps: &'static str,
    top_gaps: Vec<String>,
    no_gaps: &'static str,
    map_description: String,
    map_caption: &'static str,
    years_description: String,
    years_caption: String,
    facts: Vec<Fact>,
    sources: Vec<PrintedSource>,
}

#[derive(Serialize)]
struct PartnerRow {
    name: &'static str,
    activities: String,
    usd: String,
    share: String,
}

#[derive(Serialize)]
struct SectorRow {
    name: String,
    activities: String,
    usd: String,
}

#[derive(Serialize)]
struct ProjectRow {
    title: String,
    link: Option<String>,
    partner: &'static str,
    agency: &'static str,
    duration: String,
    usd: String,
}

/// The brief of the country that the filter names; the rest of the filter holds too.
pub(super) fn sheets(material: &Material<'_>, country: Country) -> Result<Sheets, ReportError> {
    let question = Question::from(material.question.filter.clone());
    let material = &Material {
        question: &question,
        ..*material
    };
    let (data, filter) = (material.snapshot, &question.filter);
    let rows = Rows::select(data, &question, material.wanted);
    let answer = overview(data, filter);
    let gaps = part::gaps_of(material, Baseline::ALL[0]);
    let relations = count_relations(data, material.snapshot.findings(), filter);
    let overlaps = relations
        .get(&Relation::Overlap)
        .copied()
        .unwrap_or_default();
    let figures = Figures::new(data, filter, &answer)?;
    let brief = Brief {
        title: format!("{}: country brief", country.name()),
        scope: super::font::printable(&scope::in_words(filter)),
        date: rows.header.date.clone(),
        version: rows.header.version.clone(),
        method: rows.header.method.clone(),
        fonts: part::FAMILIES,
        key_figures: part::key_figures(&answer, overlaps, gaps.under()),
        partners: partners(material, &answer.by_partner),
        sectors: sectors(&answer.by_sector),
        projects: largest(material),
        top_overlaps: part::top_overlaps(material),
        no_overlaps: "None was found among the records that are loaded.",
        top_gaps: part::top_gaps(&gaps),
        no_gaps: "No priority is ten points or more under ADB's share, or the data are too thin to say.",
        map_description: map::describe(&answer),
        map_caption: super::MAP_CAPTION,
        years_description: figures.years_description.clone(),
        years_caption: figures.years_title.clone(),
        facts: part::facts(material, &rows.header, "/"),
        sources: part::sources(&rows.header),
    };
    let identity = format!("tiga-country-{}-{}", country.iso2(), question.query());
    Sheets::new(
        include_str!("template/country.typ"),
        identity,
        &brief,
        figures.files(),
    )
}

fn partners(material: &Material<'_>, groups: &[Group]) -> Vec<PartnerRow> {
    let mix = mix(material.snapshot, &material.question.filter, View::ALL[0]);
    let row = |group: &Group| {
        let partner = tiga_domain::partner::Partner::from_code(&group.code)?;
        let share = mix.shares.iter().find(|share| share.partner == partner);
        Some(PartnerRow {
            name: partner.name(),
            activities: group.activities.to_string(),
            usd: part::millions(group.usd),
            share: part::percent(share.and_then(|share| share.services_share)),
        })
    };
    groups.iter().filter_map(row).collect()
}

fn sectors(groups: &[Group]) -> Vec<SectorRow> {
    let mut groups: Vec<&Group> = groups.iter().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.usd));
    let row = |group: &&Group| {
        let name = Facet::Sector
            .parse(&group.code)
            .map_or("", |value| Facet::Sector.label(value));
        SectorRow {
            name: format!("{name} ({})", group.code),
            activities: group.activities.to_string(),
            usd: part::millions(group.usd),
        }
    };
    groups.iter().take(SECTORS).map(row).collect()
}

fn largest(material: &Material<'_>) -> Vec<ProjectRow> {
    let page = Page {
        number: 1,
        size: PROJECTS,
    };
    let question = Question {
        page,
        ..material.question.clone()
    };
    let list = projects(material.snapshot, &question);
    let row = |item: &tiga_domain::analysis::projects::ProjectItem| ProjectRow {
        title: part::title(&item.title),
        link: part::link(material, &item.id),
        partner: item.partner.code(),
        agency: item.agency.code(),
        duration: part::duration(item),
        usd: part::millions(item.usd.or(item.exposure_usd)),
    };
    list.items.iter().map(row).collect()
}
