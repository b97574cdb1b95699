//! `/api/v1/projects/{id}`: everything that is known of one project, and where it comes from.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tiga_domain::METHOD_ID;
use tiga_domain::activity::{Flag, FlowKind, PriceBasis, Provenance, SectorBasis};
use tiga_domain::agency::Agency;
use tiga_domain::analysis::linkage::Evidence;
use tiga_domain::analysis::projects::{ProjectItem, Selected, item, select};
use tiga_domain::country::Country;
use tiga_domain::dataset::{ActivityIndex, Dataset, LinkKind};
use tiga_domain::facet::{Facet, recipient_value};
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::place::PrecisionGroup;
use tiga_domain::priority::{FocusArea, Priority};
use tiga_domain::snapshot::Snapshot;
use tiga_domain::status::Class;
use tiga_domain::theme::Theme;

use crate::http::document::Asked;
use crate::http::problem::Problem;

#[derive(Serialize)]
struct Project {
    version: String,
    method: &'static str,
    /// With the money that the filter of the address selects.
    #[serde(flatten)]
    item: ProjectItem,
    /// Whether its money counts at all; another source is counted for the rest.
    counted: bool,
    description: String,
    agency_name: &'static str,
    agency_reported: String,
    flow_type: Option<u16>,
    aid_type: String,
    sector_basis: SectorBasis,
    splits: Vec<SplitAnswer>,
    flows: Vec<FlowAnswer>,
    locations: Vec<LocationAnswer>,
    markers: Vec<MarkerAnswer>,
    themes: Vec<&'static str>,
    priorities: Vec<PriorityAnswer>,
    focus_areas: Vec<FocusArea>,
    flags: Vec<FlagAnswer>,
    parent: Option<String>,
    same_as: Option<String>,
    joint_group: Option<String>,
    links: Vec<LinkAnswer>,
    provenance: Provenance,
    import: Option<ImportAnswer>,
}

#[derive(Serialize)]
struct SplitAnswer {
    country: Option<String>,
    recipient: String,
    sector: Option<String>,
    sector_name: Option<&'static str>,
    share: f64,
    class: Class,
    physicality: u8,
    rule: &'static str,
    reason: &'static str,
    counted: bool,
}

#[derive(Serialize)]
struct FlowAnswer {
    kind: FlowKind,
    year: Option<i16>,
    amount: Option<String>,
    currency: String,
    usd: Option<Cents>,
    missing: Option<&'static str>,
    prices: PriceBasis,
    at_children: bool,
}

#[derive(Serialize)]
struct LocationAnswer {
    name: String,
    lat: f64,
    lon: f64,
    precision: PrecisionGroup,
    precision_code: u8,
    country: Option<Country>,
    basis: String,
}

#[derive(Serialize)]
struct MarkerAnswer {
    marker: &'static str,
    name: &'static str,
    score: u8,
}

#[derive(Serialize)]
struct PriorityAnswer {
    priority: &'static str,
    weight: f64,
}

#[derive(Serialize)]
struct FlagAnswer {
    flag: Flag,
    sentence: &'static str,
}

#[derive(Serialize)]
struct LinkAnswer {
    id: String,
    title: String,
    agency: Option<&'static str>,
    source: String,
    kind: &'static str,
    /// For part and whole: whether this record is the part.
    is_part: bool,
    basis: &'static str,
    score: Option<f64>,
    reasons: Vec<&'static str>,
    note: String,
}

#[derive(Serialize)]
struct ImportAnswer {
    file: String,
    format: String,
    publisher: String,
    licence: String,
    generated: String,
    sha256: String,
    finished: String,
}

/// `/api/v1/projects/{id}`
pub(in crate::http) async fn project(Path(id): Path<String>, asked: Asked) -> Response {
    let found = asked.data.find(&id);
    let selected = found.map(|index| selection(&asked.data, index, &asked.question.filter));
    let Some(item) = selected.and_then(|row| Some((row, item(&asked.data, &row)?))) else {
        let id: String = id.chars().take(100).collect();
        let detail = format!("No project has the id “{id}”.");
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    let links = links(&asked.data, item.0.index);
    asked.json(|data, _| Project {
        links,
        ..describe(data, item.0.index, item.1)
    })
}

/// The money of a project in a filter's measure and prices; none when the filter leaves it out.
fn selection(data: &Dataset, index: ActivityIndex, filter: &Filter) -> Selected {
    let mut rows = select(data, filter).into_iter();
    rows.find(|row| row.index == index).unwrap_or(Selected {
        index,
        usd: None,
        exposure_usd: None,
    })
}

fn describe(data: &Dataset, index: ActivityIndex, item: ProjectItem) -> Project {
    let texts = data.long_texts(index);
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let weights = Priority::ALL.into_iter().zip(data.priorities(index));
    let focus = data.focus(index);
    Project {
        version: data.version().to_owned(),
        method: METHOD_ID,
        counted: data.lines(index).any(|line| line.is_counted),
        description: texts.description.to_owned(),
        agency_name: item.agency.name(),
        agency_reported: texts.agency_reported.to_owned(),
        flow_type: data.flow_type(index),
        aid_type: texts.aid_type.to_owned(),
        sector_basis: data.sector_basis(index),
        splits: splits(data, index),
        flows: flows(data, index),
        locations: locations(data, index),
        markers: data
            .markers(index)
            .iter()
            .map(|(marker, score)| MarkerAnswer {
                marker: marker.key(),
                name: marker.name(),
                score,
            })
            .collect(),
        themes: data.themes(index).iter().map(Theme::code).collect(),
        priorities: weights
            .filter(|(_, weight)| **weight > 0)
            .map(|(priority, weight)| PriorityAnswer {
                priority: priority.code(),
                weight: f64::from(*weight) / 1e6,
            })
            .collect(),
        focus_areas: FocusArea::ALL
            .into_iter()
            .filter(|area| focus & area.bit() != 0)
            .collect(),
        flags: data
            .flags(index)
            .iter()
            .map(|flag| FlagAnswer {
                flag,
                sentence: flag.sentence(),
            })
            .collect(),
        parent: given(texts.parent),
        same_as: given(texts.same_as),
        joint_group: given(texts.joint_group),
        links: Vec::new(),
        provenance: texts.provenance.clone(),
        import: import(data, index),
        item,
    }
}

fn splits(data: &Dataset, index: ActivityIndex) -> Vec<SplitAnswer> {
    data.lines(index)
        .map(|line| SplitAnswer {
            country: recipient_value(line.recipient).map(|value| Facet::Country.code(value)),
            recipient: line.recipient.to_string(),
            sector: line.purpose.map(|code| code.to_string()),
            sector_name: line.purpose.map(tiga_domain::purpose::PurposeCode::name),
            share: line.share.fraction(),
            class: line.class.class,
            physicality: line.class.physicality,
            rule: line.class.reason.code(),
            reason: line.class.reason.sentence(),
            counted: line.is_counted,
        })
        .collect()
}

fn flows(data: &Dataset, index: ActivityIndex) -> Vec<FlowAnswer> {
    data.flows(index)
        .map(|flow| FlowAnswer {
            kind: flow.kind,
            year: flow.year,
            amount: flow.amount.map(|amount| amount.to_string()),
            currency: flow.currency,
            usd: flow.value.cents(),
            missing: Some(flow.value.gap_code()).filter(|code| !code.is_empty()),
            prices: flow.basis,
            at_children: flow.is_at_children,
        })
        .collect()
}

fn locations(data: &Dataset, index: ActivityIndex) -> Vec<LocationAnswer> {
    data.places(index)
        .map(|place| LocationAnswer {
            name: place.name.to_owned(),
            lat: place.lat,
            lon: place.lon,
            precision: place.precision.group(),
            precision_code: place.precision.code(),
            country: place.country,
            basis: place.basis.into_owned(),
        })
        .collect()
}

/// Records that tell of the same project.
fn links(data: &Snapshot, index: ActivityIndex) -> Vec<LinkAnswer> {
    let linked = data.linkage().of(index).into_iter();
    linked
        .map(|(other, link)| LinkAnswer {
            id: data.id(other).to_owned(),
            title: data.title(other).to_owned(),
            agency: data.agency(other).map(Agency::code),
            source: data.source(other).to_owned(),
            kind: link.kind.code(),
            is_part: link.kind == LinkKind::Part && link.a == index,
            basis: link.basis.code(),
            score: link.evidence.map(Evidence::score),
            reasons: link.evidence.map(Evidence::reasons).unwrap_or_default(),
            note: data
                .decided()
                .note(link.a, link.b)
                .unwrap_or_default()
                .to_owned(),
        })
        .collect()
}

fn import(data: &Dataset, index: ActivityIndex) -> Option<ImportAnswer> {
    let run = data.runs().get(data.run_of(index))?;
    Some(ImportAnswer {
        file: run.file.clone(),
        format: run.format.clone(),
        publisher: run.publisher.clone(),
        licence: run.licence.clone(),
        generated: run.generated.clone(),
        sha256: run.sha256.clone(),
        finished: run.finished.clone(),
    })
}
