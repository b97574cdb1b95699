//! Builds the data set from activities, one at a time, classifying and splitting as it goes.

use std::collections::HashMap;

use super::column::{
    ActivityIndex, Dataset, Detail, Ends, Flow, FlowDetail, Head, Line, LineDetail, MIXED,
    NO_PROVINCE, NO_YEAR, PlaceColumn,
};
use super::decision::{Decided, Decisions, LinkKind};
use super::placed::{self, Placed};
use super::precedence::{self, Precedence};
use super::priority_part::{bits_of, push_parts, shares_of};
use super::stated::stated_links;
use super::summary;
use super::text::search_words;
use super::tie::Ties;
use crate::METHOD_ID;
use crate::activity::{Activity, Flag, Value};
use crate::agency::Agency;
use crate::classify::{Classification, Subject, classify};
use crate::country::{Country, Recipient};
use crate::date::Date;
use crate::facet::{Facet, recipient_value};
use crate::money::{Cents, Share, split};
use crate::place::{Place, Precision, PrecisionGroup, province_at};
use crate::priority::PriorityWeights;
use crate::provenance::Run;
use crate::purpose::{PurposeCode, category_positions};
use crate::status::{Instrument, Status};

/// The form of the columns; part of the version, so that a new form is never taken for an old one.
const FORM: u64 = 4;

/// Takes activities in the order of their identifiers and makes a [`Dataset`].
#[derive(Debug)]
pub struct Builder {
    dataset: Dataset,
    sources: HashMap<String, u16>,
    weights: HashMap<PriorityWeights, u32>,
    references: HashMap<String, Vec<ActivityIndex>>,
    replaced: Vec<(ActivityIndex, String)>,
    parents: Vec<(ActivityIndex, String)>,
    ties: Ties,
    precedence: Precedence,
    decisions: Decisions,
    /// Places that texts name, of activities without published ones; none unless asked for.
    placed: Option<Placed>,
    hash: u64,
}

impl Builder {
    /// A builder for activities of these runs.
    pub fn new(runs: Vec<Run>) -> Self {
        let hash = METHOD_ID
            .bytes()
            .fold(FORM, |hash, byte| mix(hash, u64::from(byte)));
        Self {
            dataset: Dataset {
                runs,
                ..Dataset::default()
            },
            sources: HashMap::new(),
            weights: HashMap::new(),
            references: HashMap::new(),
            replaced: Vec::new(),
            parents: Vec::new(),
            ties: Ties::default(),
            precedence: Precedence::default(),
            decisions: Decisions::default(),
            placed: None,
            hash,
        }
    }

    /// Counts other sources than those of the default.
    #[must_use]
    pub fn with_precedence(self, precedence: Precedence) -> Self {
        Self { precedence, ..self }
    }

    /// Follows what people decided about pairs of records.
    #[must_use]
    pub fn with_decisions(self, decisions: Decisions) -> Self {
        Self { decisions, ..self }
    }

    /// Gives activities without a place those that their texts name (see [`crate::place::places_from_text`]).
    #[must_use]
    pub fn with_places_from_text(self) -> Self {
        Self {
            hash: placed::digest(self.hash),
            placed: Some(Placed::default()),
            ..self
        }
    }

    /// Adds an activity. `run` is the position of its run; `content_hash` changes when the activity does.
    pub fn push(&mut self, activity: Activity, run: usize, content_hash: u64) {
        self.hash = mix(
            activity
                .id
                .bytes()
                .fold(self.hash, |hash, byte| mix(hash, u64::from(byte))),
            content_hash,
        );
        let index = self.dataset.heads.len() as ActivityIndex;
        let lines: Vec<(Option<PurposeCode>, Share)> = activity
            .splits
            .iter()
            .map(|split| (split.purpose.map(PurposeCode::current), split.share))
            .collect();
        let classification = classify_activity(&activity, &lines);
        self.push_lines(&activity, &lines, &classification);
        self.push_flows(&activity, &classification.priorities);
        let precision = self.push_places(&activity);
        if let Some(placed) = &mut self.placed {
            placed.read(index, &activity);
        }
        self.push_head(&activity, &classification, precision, run);
        self.push_texts(&activity);
        self.ties.push(index, &activity);
        for reference in activity.references {
            self.references.entry(reference).or_default().push(index);
        }
        self.replaced
            .extend(activity.same_as.map(|same| (index, same)));
        self.parents
            .extend(activity.parent.map(|parent| (index, parent)));
    }

    /// The finished data set.
    pub fn finish(self) -> Dataset {
        let mut dataset = self.dataset;
        let hash = self.precedence.digest().fold(self.hash, mix);
        let hash = self.decisions.digest(hash);
        dataset.version = format!("{:016x}", mix(hash, dataset.heads.len() as u64));
        dataset.order_ids();
        dataset.ties.decided = Decided::new(&dataset, self.decisions);
        precedence::choose_sources(&mut dataset, &self.precedence);
        precedence::give_way(&mut dataset);
        let mut parents = self.parents;
        let accepted = dataset.ties.decided.accepted(LinkKind::Part);
        parents.extend(accepted.map(|(part, whole)| (part, dataset.id(whole).to_owned())));
        precedence::count_one_level(&mut dataset, &parents);
        precedence::lend_places(&mut dataset, &self.references, &self.replaced);
        if let Some(placed) = self.placed {
            placed.settle(&mut dataset);
        }
        let groups = self.ties.groups();
        dataset.ties.stated =
            stated_links(&dataset, &parents, &self.references, &self.replaced, groups);
        self.ties.settle(&mut dataset, &self.references);
        summary::summarise(&mut dataset);
        shrink(&mut dataset);
        dataset
    }

    fn push_lines(
        &mut self,
        activity: &Activity,
        lines: &[(Option<PurposeCode>, Share)],
        classification: &Classification,
    ) {
        let data = &mut self.dataset;
        for ((split, (purpose, share)), class) in
            activity.splits.iter().zip(lines).zip(&classification.lines)
        {
            let Some(country) = recipient_value(split.recipient) else {
                continue;
            };
            let codes = PurposeCode::all().len() as u16;
            let purpose = purpose.map_or(codes, PurposeCode::position);
            data.lines.push(Line {
                purpose,
                country: country as u8,
                class: class.class.index() as u8,
                is_counted: true,
                category: category_positions()[usize::from(purpose)],
            });
            data.line_details.push(LineDetail {
                share: share.0,
                recipient: split.recipient,
                physicality: class.physicality,
                reason: class.reason.to_u8(),
            });
        }
    }

    /// Splits each flow over all lines, keeps the parts that are in scope, and splits those over the priorities.
    fn push_flows(&mut self, activity: &Activity, priorities: &PriorityWeights) {
        let data = &mut self.dataset;
        let shares: Vec<u64> = activity.splits.iter().map(|split| split.share.0).collect();
        let in_scope: Vec<bool> = activity
            .splits
            .iter()
            .map(|split| split.recipient != Recipient::Outside)
            .collect();
        let weights = shares_of(priorities);
        let mut flows: Vec<_> = activity.flows.iter().collect();
        flows.sort_by_key(|flow| flow.kind as u8);
        for flow in flows {
            let cents = flow.value.cents().unwrap_or_default();
            let on_lines = match flow.split {
                Some(line) => (0..shares.len())
                    .map(|i| if i == line as usize { cents } else { Cents(0) })
                    .collect(),
                None => split(cents, &shares),
            };
            for cell in on_lines
                .iter()
                .zip(&in_scope)
                .filter(|(_, in_scope)| **in_scope)
                .map(|(cell, _)| *cell)
            {
                push_parts(cell, &weights, &mut data.parts);
            }
            data.flows.push(Flow {
                year: flow.year.unwrap_or(NO_YEAR),
                kind: flow.kind as u8,
                basis: flow.basis as u8,
                gap: gap_number(flow.value),
                is_at_children: false,
            });
            let mut currency = [b' '; 3];
            for (to, from) in currency.iter_mut().zip(flow.currency.bytes()) {
                *to = from;
            }
            data.flow_details.push(FlowDetail {
                amount: flow.amount.unwrap_or_default(),
                is_stated: flow.amount.is_some(),
                currency,
            });
        }
        let mut ends = Ends {
            lines: data.lines.len() as u32,
            flows: data.flows.len() as u32,
            parts: data.parts.len() as u32,
            ..Ends::default()
        };
        ends.mark_measures(&data.flows[data.flows.len() - activity.flows.len()..]);
        data.ends.push(ends);
    }

    /// Adds the places and gives the best precision as a value of its facet.
    fn push_places(&mut self, activity: &Activity) -> u8 {
        let data = &mut self.dataset;
        let start = data.places.len() as u32;
        for place in &activity.places {
            push_place(data, place);
        }
        data.place_runs.push((start, activity.places.len() as u32));
        let best = activity.places.iter().map(|place| place.precision).min();
        best.map_or(PrecisionGroup::ALL.len(), |best: Precision| {
            best.group().index()
        }) as u8
    }

    fn push_head(
        &mut self,
        activity: &Activity,
        classification: &Classification,
        precision: u8,
        run: usize,
    ) {
        let data = &mut self.dataset;
        let flow_year = activity.flows.iter().find_map(|flow| flow.year);
        data.heads.push(Head {
            categories: 0,
            years: 0,
            countries: 0,
            classes: 0,
            place_country: MIXED,
            local_places: 0,
            themes: classification.themes.0,
            year: activity
                .start
                .map(Date::year)
                .or(flow_year)
                .unwrap_or(NO_YEAR),
            agency: activity.agency.index() as u8,
            partner: activity.agency.partner().index() as u8,
            status: facet_value(Facet::Status, activity.status.map(Status::index)),
            instrument: facet_value(
                Facet::Instrument,
                activity.instrument.map(Instrument::index),
            ),
            precision,
            priorities: bits_of(&classification.priorities),
            focus: 0,
            is_exposure: activity.instrument.is_some_and(Instrument::is_exposure),
            is_legacy: activity.flags.contains(Flag::Legacy),
        });
        let sources = self.sources.len() as u16;
        let source = *self
            .sources
            .entry(activity.dataset.clone())
            .or_insert_with(|| {
                data.sources.push(activity.dataset.clone());
                sources
            });
        let weights_count = self.weights.len() as u32;
        let weights = *self
            .weights
            .entry(classification.priorities)
            .or_insert_with(|| {
                data.weights.push(classification.priorities);
                weights_count
            });
        data.details.push(Detail {
            start: activity.start,
            end: activity.end,
            markers: activity.markers,
            flags: activity.flags,
            weights,
            source,
            run: run as u16,
            flow_type: activity.flow_type.unwrap_or(0),
            focus: classification.focus,
            basis: activity.sector_basis,
            nature: classification.nature,
        });
    }

    fn push_texts(&mut self, activity: &Activity) {
        let data = &mut self.dataset;
        data.ids.push(&activity.id);
        data.titles.push(&activity.title);
        let reported = &activity.agency_reported;
        data.search
            .push(&search_words(&activity.title, &activity.id, reported));
        data.long_texts.push(&super::entry::pack(activity));
    }
}

fn classify_activity(
    activity: &Activity,
    lines: &[(Option<PurposeCode>, Share)],
) -> Classification {
    let mut countries: Vec<_> = activity
        .splits
        .iter()
        .filter_map(|split| split.recipient.country())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    classify(&Subject {
        title: &activity.title,
        lines,
        markers: activity.markers,
        aid_type: &activity.aid_type,
        country_count: countries.len(),
        is_private: is_private(activity.agency, activity.flow_type),
    })
}

/// Market-based money: by flow type, or of an agency that gives no other (method 2.5).
pub(super) fn is_private(agency: Agency, flow_type: Option<u16>) -> bool {
    matches!(flow_type, Some(21 | 22 | 36 | 37 | 60)) || matches!(agency.code(), "DFC" | "JBIC")
}

/// The first-level area in which a place lies, for places that are known so well.
fn province(place: &Place) -> u8 {
    let country = place
        .country
        .filter(|_| place.precision <= Precision::PROVINCE);
    let found = country.and_then(|country| province_at(country, place.lat, place.lon));
    found.map_or(NO_PROVINCE, |nth| nth as u8)
}

fn facet_value(facet: Facet, index: Option<usize>) -> u8 {
    index.or(facet.none().map(usize::from)).unwrap_or_default() as u8
}

pub(super) fn gap_number(value: Value) -> u8 {
    match value {
        Value::Usd(_) => 0,
        Value::NotStated => 1,
        Value::NotConverted => 2,
        Value::OwnShareUnknown => 3,
        Value::Suspicious => 4,
    }
}

/// Adds a place to the columns.
pub(super) fn push_place(data: &mut Dataset, place: &Place) {
    let basis = basis_position(&mut data.place_bases, &place.basis);
    data.places.push(PlaceColumn {
        lat: (place.lat * 1e6).round() as i32,
        lon: (place.lon * 1e6).round() as i32,
        precision: place.precision,
        country: facet_value(Facet::Country, place.country.map(Country::index)),
        basis,
        province: province(place),
    });
    data.place_names.push(&place.name);
}

/// Position of a basis among the few that occur; the first stands for all when there is no more room.
fn basis_position(bases: &mut Vec<String>, basis: &str) -> u8 {
    let position = bases
        .iter()
        .position(|known| known == basis)
        .unwrap_or_else(|| {
            bases.push(basis.to_owned());
            bases.len() - 1
        });
    u8::try_from(position).unwrap_or_default()
}

/// One step of a 64-bit FNV-1a-like hash with a final avalanche; not for adversaries.
pub(super) fn mix(hash: u64, value: u64) -> u64 {
    let mixed = (hash ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ (mixed >> 29)
}

fn shrink(dataset: &mut Dataset) {
    dataset.heads.shrink_to_fit();
    dataset.details.shrink_to_fit();
    dataset.lines.shrink_to_fit();
    dataset.line_details.shrink_to_fit();
    dataset.flows.shrink_to_fit();
    dataset.flow_details.shrink_to_fit();
    dataset.parts.shrink_to_fit();
    dataset.places.shrink_to_fit();
    dataset.ends.shrink_to_fit();
    dataset.place_runs.shrink_to_fit();
    for text in [
        &mut dataset.ids,
        &mut dataset.titles,
        &mut dataset.search,
        &mut dataset.long_texts,
        &mut dataset.place_names,
    ] {
        text.shrink();
    }
}
