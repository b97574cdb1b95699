//! Turns a raw activity into what the store keeps, with a finding for everything that was not as it should be.

use tiga_domain::activity::{Activity, Flag, Flags, Flow, FlowKind, Provenance, Value};
use tiga_domain::agency::Agency;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::finance;
use tiga_domain::marker::Markers;

use super::super::text::undo_double_decoding;
use super::agency::{counterpart, financing, is_funded_by_japan};
use super::kind::codes;
use super::money::{AIDDATA, Own, flows, payments};
use super::note::Notes;
use super::place::places;
use super::raw::{DateKind, Field, RawActivity};
use super::split::{Plan, plan, stated};
use crate::ingest::{Finding, Outcome, ReadContext};

/// What became of a record, with the findings about it.
pub(super) fn map(raw: &RawActivity, context: &ReadContext) -> (Outcome, Vec<Finding>) {
    let mut notes = Notes::new(raw.line, &raw.identifier);
    if let Some(reason) = reason_to_reject(raw) {
        notes.reject(raw.line, "iati-identifier", "", reason);
        return (Outcome::Rejected, notes.into_findings());
    }
    let financing = financing(raw);
    let Some((first, _)) = financing.agencies.first() else {
        return (Outcome::OtherAgency, Vec::new());
    };
    let stated = stated(raw, &mut notes);
    if let Some(shares) = &stated.recipients
        && shares.iter().all(|(r, _)| *r == Recipient::Outside)
    {
        return (Outcome::Outside, Vec::new());
    }
    let countries = countries(raw, context);
    let paid = payments(raw, *first, &countries, &mut notes);
    let plan = plan(raw, stated, &paid.list, context.assumed_country, &mut notes);
    if plan
        .splits
        .iter()
        .all(|split| split.recipient == Recipient::Outside)
    {
        return (Outcome::Outside, Vec::new());
    }
    let mut base = base(raw, &plan, *first, &countries, &mut notes);
    if paid.incoming_as_commitment {
        base.flags.insert(Flag::IncomingAsCommitment);
    }
    let mut activities = Vec::with_capacity(financing.agencies.len());
    for (agency, reported) in &financing.agencies {
        let own = if financing.is_package() {
            Own::Named(*agency)
        } else {
            Own::All
        };
        let flows = flows(raw, &paid.list, &plan.of_payment, own);
        let mut activity = base.clone();
        activity.agency = *agency;
        activity.agency_reported.clone_from(reported);
        if is_funded_by_japan(raw, *agency) {
            activity.flags.insert(Flag::FundedByJapan);
        }
        let is_share_unknown = flows.iter().any(|f| f.value == Value::OwnShareUnknown);
        if financing.is_package() && is_share_unknown {
            activity.flags.insert(Flag::PackageAmount);
        }
        if financing.agencies.len() > 1 {
            activity.id = format!("{}~{}", base.id, agency.code());
            // The parts of one record are one package, not an overlap.
            activity.joint_group = Some(base.id.clone());
            if is_share_unknown || paid.list.is_empty() {
                activity.flags.insert(Flag::SeveralAgencies);
            }
        }
        if is_negative(&flows) {
            activity.flags.insert(Flag::NegativeTotal);
        }
        activity.flows = flows;
        activities.push(activity);
    }
    note_package(&activities, &mut notes);
    let outcome = match <[Activity; 1]>::try_from(activities) {
        Ok([only]) => Outcome::Activity(Box::new(only)),
        Err(several) => Outcome::Activities(several),
    };
    (outcome, notes.into_findings())
}

fn reason_to_reject(raw: &RawActivity) -> Option<&'static str> {
    if raw.is_too_large {
        Some("the activity holds more than 64 MiB, more than any honest record")
    } else if raw.identifier.is_empty() {
        Some("the activity has no identifier")
    } else {
        None
    }
}

/// The ASEAN countries that the record names anywhere.
fn countries(raw: &RawActivity, context: &ReadContext) -> Vec<Country> {
    let of_transactions = raw.transactions.iter().flat_map(|t| &t.recipients);
    let mut found: Vec<Country> = raw
        .recipients
        .iter()
        .chain(of_transactions)
        .filter_map(|line| line.recipient.get()?.country())
        .collect();
    if found.is_empty() {
        found.extend(context.assumed_country);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Everything that does not depend on which of several agencies is looked at.
fn base(
    raw: &RawActivity,
    plan: &Plan,
    agency: Agency,
    countries: &[Country],
    notes: &mut Notes,
) -> Activity {
    let mut flags = plan.flags;
    let (start, end) = dates(raw, &mut flags, notes);
    let (flow_type, aid_type, finance_type) = codes(raw, notes);
    if let Field::Unreadable(text) = &raw.status {
        notes.note(
            "activity-status",
            text,
            "the status is unknown",
            "not reported",
        );
    }
    if let Field::Unreadable(text) = &raw.default_currency {
        let message = "the default currency is no ISO 4217 code";
        notes.note("default-currency", text, message, "passed over");
    }
    Activity {
        id: raw.identifier.clone(),
        dataset: dataset(raw),
        title: title(raw, notes),
        description: repaired(raw.description.as_str(), "description", notes),
        agency,
        agency_reported: String::new(),
        status: raw.status.get(),
        start,
        end,
        instrument: finance::instrument(finance_type, &aid_type),
        flow_type,
        aid_type,
        markers: markers(raw, notes),
        splits: plan.splits.clone(),
        sector_basis: plan.basis,
        flows: Vec::new(),
        places: places(raw, countries, notes),
        parent: raw.parent.clone(),
        references: references(&raw.identifier),
        same_as: None,
        joint_group: None,
        counterpart: counterpart(raw),
        flags,
        provenance: Provenance {
            record: format!("line {}", raw.line),
            ..Provenance::default()
        },
    }
}

fn dataset(raw: &RawActivity) -> String {
    let reporter = &raw.reporter;
    let key = if reporter.reference.is_empty() {
        reporter.name.as_str()
    } else {
        &reporter.reference
    };
    format!("iati:{}", key.to_uppercase())
}

fn title(raw: &RawActivity, notes: &mut Notes) -> String {
    if raw.title.as_str().is_empty() {
        notes.note(
            "title",
            "",
            "the title is empty",
            "the identifier is shown instead",
        );
        return raw.identifier.clone();
    }
    repaired(raw.title.as_str(), "title", notes)
}

/// A text with double decoding undone, which is noted.
fn repaired(text: &str, field: &str, notes: &mut Notes) -> String {
    undo_double_decoding(text).map_or_else(
        || text.to_owned(),
        |meant| {
            notes.note(field, text, "UTF-8 was decoded once too often", "repaired");
            meant
        },
    )
}

/// Start and end: actual, else planned; what cannot be read is noted.
fn dates(raw: &RawActivity, flags: &mut Flags, notes: &mut Notes) -> (Option<Date>, Option<Date>) {
    for (_, date) in &raw.dates {
        if let Field::Unreadable(text) = date {
            notes.note("activity-date", text, "the date cannot be read", "no date");
        }
    }
    let of_kind = |wanted: DateKind| {
        raw.dates
            .iter()
            .find_map(|(kind, date)| date.get().filter(|_| *kind == wanted))
    };
    let start = of_kind(DateKind::ActualStart).or_else(|| of_kind(DateKind::PlannedStart));
    let end = of_kind(DateKind::ActualEnd).or_else(|| of_kind(DateKind::PlannedEnd));
    if let (Some(start), Some(end)) = (start, end)
        && end.closing_day() < start.opening_day()
    {
        flags.insert(Flag::EndBeforeStart);
        let value = format!("{start} to {end}");
        notes.note(
            "activity-date",
            &value,
            "the end lies before the start",
            "both kept",
        );
    }
    (start, end)
}

fn markers(raw: &RawActivity, notes: &mut Notes) -> Markers {
    let mut markers = Markers::default();
    for (marker, significance) in &raw.markers {
        match (marker, significance) {
            (Field::Read(marker), Field::Read(score)) if *score <= 4 => {
                markers.set(*marker, *score);
            }
            (Field::Read(_), Field::Absent) | (Field::Absent, _) => {}
            (Field::Read(marker), significance) => {
                let written = match significance {
                    Field::Unreadable(text) => text.to_string(),
                    other => other.get().map_or_else(String::new, |s| s.to_string()),
                };
                let message = format!("the significance of {} is unknown", marker.name());
                notes.note("policy-marker", &written, &message, "not reported");
            }
            (Field::Unreadable(code), _) => {
                notes.note(
                    "policy-marker",
                    code,
                    "the marker is unknown",
                    "passed over",
                );
            }
        }
    }
    markers
}

/// Other sources' identifiers of the same thing.
fn references(identifier: &str) -> Vec<String> {
    let upper = identifier.to_uppercase();
    let mut found = Vec::new();
    if let Some(project) = upper
        .strip_prefix(AIDDATA)
        .and_then(|rest| rest.strip_prefix("-SG-"))
    {
        found.push(format!("aiddata-tl:{}", project.to_lowercase()));
    }
    if let Some(rest) = upper.strip_prefix("XM-DAC-46004-") {
        let project: String = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '-')
            .collect();
        let project = project.trim_end_matches('-');
        let is_project = project
            .split_once('-')
            .is_some_and(|(number, part)| number.len() == 5 && part.len() == 3);
        if is_project {
            found.push(format!("adb:{project}"));
        }
    }
    found
}

fn is_negative(flows: &[Flow]) -> bool {
    let total: i128 = flows
        .iter()
        .filter(|flow| flow.kind == FlowKind::Commitment)
        .filter_map(|flow| flow.value.cents())
        .map(|cents| i128::from(cents.0))
        .sum();
    total < 0
}

/// What several agencies, several donors and cancellations mean for the amounts.
fn note_package(activities: &[Activity], notes: &mut Notes) {
    let any = |flag| activities.iter().any(|a| a.flags.contains(flag));
    if any(Flag::SeveralAgencies) {
        let message =
            "several agencies finance it, and the source does not say how much each gives";
        notes.note(
            "participating-org",
            "",
            message,
            "counted for each without money",
        );
    } else if any(Flag::PackageAmount) {
        let message = "others finance it as well; the amount is of the whole package";
        notes.note("participating-org", "", message, "own share unknown");
    }
    if any(Flag::NegativeTotal) {
        let message = "commitments add to less than zero";
        notes.note("transaction/value", "", message, "kept");
    }
}
