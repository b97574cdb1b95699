//! Puts one activity of the data set into words, for [`super::project`]. Runs on the server only.

use tiga_domain::activity::{Confidence, FlowKind, PriceBasis, SectorBasis, Value};
use tiga_domain::agency::Agency;
use tiga_domain::analysis::linkage::{Basis, Evidence};
use tiga_domain::classify::Reason;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{ActivityIndex, Dataset, FlowEntry, LineEntry, LinkKind, PlaceEntry};
use tiga_domain::marker::Marker;
use tiga_domain::priority::{FocusArea, Priority};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::snapshot::Snapshot;
use tiga_domain::status::{Instrument, Status};

use super::edition::Edition;
use super::project::{FlowRow, LineRow, LinkRow, PlaceRow, ProjectAnswer};

/// The activity at a position in words; none when it has no agency, which no built data set has.
pub(super) fn answer(data: &Dataset, index: ActivityIndex) -> Option<ProjectAnswer> {
    let agency = data.agency(index)?;
    let texts = data.long_texts(index);
    let title = data.title(index);
    let run = data.runs().get(data.run_of(index));
    let record = texts.provenance.record.as_str();
    let id = data.id(index);
    Some(ProjectAnswer {
        edition: Edition::of(data),
        id: id.to_owned(),
        title: title.to_owned(),
        description: texts.description.to_owned(),
        partner: agency.partner(),
        agency_code: agency.code().to_owned(),
        agency: agency.name().to_owned(),
        start: data.start(index),
        end: data.end(index),
        facts: facts(data, index, agency),
        is_counted: data.lines(index).any(|line| line.is_counted),
        sector_basis: match data.sector_basis(index) {
            SectorBasis::Reported => "",
            SectorBasis::Inferred => {
                "Purpose codes are derived from an industry code, a national list or the title."
            }
            SectorBasis::Assigned => "Purpose codes are assigned by hand, not reported.",
        }
        .to_owned(),
        lines: data
            .lines(index)
            .map(|line| line_row(&line, title))
            .collect(),
        flows: data.flows(index).map(flow_row).collect(),
        places: data.places(index).map(place_row).collect(),
        priorities: Priority::ALL
            .iter()
            .zip(data.priorities(index))
            .filter(|(_, weight)| **weight > 0)
            .map(|(priority, weight)| (format!("{} {}", priority.code(), priority.name()), *weight))
            .collect(),
        focus: FocusArea::ALL
            .into_iter()
            .filter(|area| data.focus(index) & area.bit() != 0)
            .map(|area| area.name().to_owned())
            .collect(),
        themes: data
            .themes(index)
            .iter()
            .map(|theme| theme.name().to_owned())
            .collect(),
        markers: Marker::ALL
            .into_iter()
            .map(|marker| (marker.name().to_owned(), data.markers(index).get(marker)))
            .collect(),
        flags: data
            .flags(index)
            .iter()
            .map(|flag| flag.sentence().to_owned())
            .collect(),
        source: source(data, index),
        url: texts.provenance.url.clone(),
        links: Vec::new(),
        related: Vec::new(),
        related_count: 0,
        findings: run
            .map(|run| {
                let of_record = |finding: &&tiga_domain::provenance::RunFinding| {
                    !finding.record.is_empty() && (finding.record == id || finding.record == record)
                };
                run.findings.iter().filter(of_record).cloned().collect()
            })
            .unwrap_or_default(),
    })
}

/// Pairs whose value is known.
fn known(pairs: Vec<(&str, String)>) -> Vec<(String, String)> {
    pairs
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

fn facts(data: &Dataset, index: ActivityIndex, agency: Agency) -> Vec<(String, String)> {
    let texts = data.long_texts(index);
    let reported = Some(texts.agency_reported)
        .filter(|name| *name != agency.name() && *name != agency.code())
        .unwrap_or_default();
    let not_reported = || "not reported".to_owned();
    known(vec![
        (
            "Status",
            data.status(index)
                .map_or_else(not_reported, |status: Status| status.name().to_owned()),
        ),
        (
            "Instrument",
            data.instrument(index)
                .map_or_else(not_reported, |kind: Instrument| {
                    let exposure = if kind.is_exposure() {
                        " (exposure: what the agency may have to pay or may lose, not a flow)"
                    } else {
                        ""
                    };
                    format!("{}{exposure}", kind.name())
                }),
        ),
        ("Agency as reported", reported.to_owned()),
        ("Aid type", texts.aid_type.to_owned()),
        (
            "Flow type",
            data.flow_type(index)
                .map(|code| code.to_string())
                .unwrap_or_default(),
        ),
        ("Part of", texts.parent.to_owned()),
        ("Joint financing", texts.joint_group.to_owned()),
        ("Also recorded as", texts.same_as.to_owned()),
    ])
}

fn source(data: &Dataset, index: ActivityIndex) -> Vec<(String, String)> {
    let provenance = data.long_texts(index).provenance;
    let run = data
        .runs()
        .get(data.run_of(index))
        .cloned()
        .unwrap_or_default();
    known(vec![
        ("Source", provenance.citation),
        (
            "Date of the source",
            provenance
                .date
                .map(|date| date.to_string())
                .unwrap_or_default(),
        ),
        (
            "Confidence",
            provenance
                .confidence
                .map(Confidence::code)
                .unwrap_or_default()
                .to_owned(),
        ),
        ("Remarks", provenance.notes),
        ("Publisher", run.publisher),
        ("Licence", run.licence),
        ("File", run.file),
        ("Record", provenance.record),
        ("Data set", data.source(index).to_owned()),
        (
            "Imported",
            run.finished.get(..10).unwrap_or_default().to_owned(),
        ),
        ("SHA-256 of the file", run.sha256),
    ])
}

fn line_row(line: &LineEntry, title: &str) -> LineRow {
    let words = match line.class.reason {
        Reason::TextRule(rule) => rule.matches(title).unwrap_or_default(),
        _ => "",
    };
    LineRow {
        country: match line.recipient {
            Recipient::Country(country) => country.name().to_owned(),
            Recipient::Region(code) => {
                Recipient::region_name(code).map_or_else(|| format!("Region {code}"), str::to_owned)
            }
            Recipient::Unknown => "Country not reported".to_owned(),
            Recipient::Outside => "Outside ASEAN".to_owned(),
        },
        purpose_code: line
            .purpose
            .map(|code| code.to_string())
            .unwrap_or_default(),
        purpose: line
            .purpose
            .map_or("Not reported", PurposeCode::name)
            .to_owned(),
        share: line.share.fraction(),
        class: line.class.class,
        reason: line.class.reason.sentence().to_owned(),
        words: words.to_owned(),
        is_counted: line.is_counted,
    }
}

fn flow_row(flow: FlowEntry) -> FlowRow {
    let mut notes = Vec::new();
    match flow.value {
        Value::Usd(_) => {}
        Value::NotStated => notes.push("not stated"),
        Value::NotConverted => notes.push("not converted: no rate for this currency and year"),
        Value::OwnShareUnknown => notes.push("only the amount of the whole package is known"),
        Value::Suspicious => {
            notes.push("left out: the magnitude suggests another currency; under review");
        }
    }
    if flow.basis == PriceBasis::Constant2011 {
        notes.push("constant US dollars of 2011");
    }
    if flow.is_at_children {
        notes.push("counted at its parts");
    }
    FlowRow {
        kind: match flow.kind {
            FlowKind::Commitment => "Commitment",
            FlowKind::Disbursement => "Disbursement",
            FlowKind::EquityPurchase => "Purchase of equity",
            FlowKind::Return => "Return",
            FlowKind::Incoming => "Incoming funds",
            FlowKind::Pledge => "Pledge",
            FlowKind::Guarantee => "Guarantee",
        }
        .to_owned(),
        year: flow.year,
        amount: flow
            .amount
            .map(|amount| amount.normalize().to_string())
            .unwrap_or_default(),
        currency: flow.currency,
        usd: flow.value.cents(),
        note: notes.join("; "),
    }
}

fn place_row(place: PlaceEntry) -> PlaceRow {
    PlaceRow {
        name: place.name.to_owned(),
        country: place.country.map_or("", Country::name).to_owned(),
        lat: place.lat,
        lon: place.lon,
        precision: place.precision.group(),
        basis: place.basis.into_owned(),
    }
}

/// Records that tell of the same project, in words.
pub(super) fn links(data: &Snapshot, index: ActivityIndex, most: usize) -> Vec<LinkRow> {
    let linked = data.linkage().of(index).into_iter().take(most);
    linked
        .map(|(other, link)| LinkRow {
            kind: match link.kind {
                LinkKind::Part if link.a == index => "Part of",
                LinkKind::Part => "Its part",
                kind => kind.name(),
            },
            id: data.id(other).to_owned(),
            title: data.title(other).to_owned(),
            agency: data.agency(other).map_or("", Agency::code),
            source: data.source(other).to_owned(),
            is_counted: data.lines(other).any(|line| line.is_counted),
            basis: match (link.basis, link.evidence) {
                (Basis::Stated, _) => "stated by the source".to_owned(),
                (Basis::Decided, _) => "decided by hand".to_owned(),
                (Basis::Matched, evidence) => {
                    let score = evidence.map_or(0.0, Evidence::score);
                    format!("matched, score {score:.2}")
                }
            },
            reasons: match link.evidence {
                Some(evidence) => evidence.reasons().join("; "),
                None => data
                    .decided()
                    .note(link.a, link.b)
                    .unwrap_or_default()
                    .to_owned(),
            },
        })
        .collect()
}
