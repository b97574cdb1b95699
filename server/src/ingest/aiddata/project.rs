//! Judges one project of a release: agencies, countries, purposes, money and places.

use rust_decimal::Decimal;
use tiga_domain::activity::{Activity, Flag, Flags, Flow, Provenance, SectorBasis, Split, Value};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::marker::Markers;
use tiga_domain::money::{Share, cross, rebase};
use tiga_domain::place::{Place, Precision};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::{Instrument, Status};

use super::super::Outcome;
use super::super::adb::purpose::purposes_of;
use super::super::category::category;
use super::super::outside::{is_outside_code, is_outside_name};
use super::super::point::{Point, degrees};
use super::super::remark::Remarks;
use super::donor::{Donors, donors_of};
use super::money::flows_of;
use super::table::{Ancillary, Location, Project, Release};

/// What stands for a country in the table when there are several, or none is known.
const NO_COUNTRY: [&str; 3] = ["regional", "unspecified", ""];

/// The outcome of a project; takes its places and its money out of the release.
pub(super) fn judge(
    release_name: &str,
    project: &Project,
    release: &mut Release,
    remarks: &mut Remarks,
) -> Outcome {
    let locations = release.locations.remove(&project.id).unwrap_or_default();
    let transactions = release.transactions.remove(&project.id).unwrap_or_default();
    let donors = donors_of(&project.donors);
    if donors.agencies.is_empty() {
        return Outcome::OtherAgency;
    }
    let mut flags = Flags::default();
    let recipients = recipients_of(project, &locations, &mut flags, remarks);
    if recipients.iter().all(|r| *r == Recipient::Outside) {
        return Outcome::Outside;
    }
    let ancillary = release.ancillary.remove(&project.id).unwrap_or_default();
    // Only ADB's own list states amounts beside a release.
    let has_own_list = release.has_financing;
    let mut flows = flows_of(&transactions, has_own_list.then_some(&ancillary), remarks);
    let is_shared = note_package(&donors, &mut flows, &mut flags, remarks);
    let (splits, sector_basis) = splits_of(project, &recipients, &mut flags, remarks);
    let countries: Vec<Country> = recipients.iter().filter_map(|r| r.country()).collect();
    let activity = |(agency, reported): (tiga_domain::agency::Agency, String)| Activity {
        id: if is_shared {
            format!("aiddata:{release_name}:{}~{}", project.id, agency.code())
        } else {
            format!("aiddata:{release_name}:{}", project.id)
        },
        dataset: format!("aiddata:{release_name}"),
        title: project.title.clone(),
        description: ancillary.description.clone(),
        agency,
        agency_reported: reported,
        status: None,
        start: None,
        end: None,
        instrument: instrument_of(&ancillary),
        flow_type: None,
        aid_type: String::new(),
        markers: Markers::default(),
        splits: splits.clone(),
        sector_basis,
        flows: flows.clone(),
        places: Vec::new(),
        parent: None,
        references: references_of(project, &ancillary, has_own_list, &countries),
        // ADB’s own records of the project take its places, not its money.
        same_as: has_own_list.then(|| adb_project(&project.id)),
        joint_group: None,
        counterpart: None,
        flags,
        provenance: Provenance {
            record: format!("line {}", project.line),
            citation: format!("AidData, geocoded release {release_name}"),
            notes: notes_of(project, &ancillary),
            ..Provenance::default()
        },
    };
    let mut activities: Vec<Activity> = donors.agencies.into_iter().map(activity).collect();
    let places = places_of(release_name, &locations, &countries, remarks);
    let status = status_of(project, &ancillary, remarks);
    let (start, end) = dates_of(project, remarks);
    for activity in &mut activities {
        activity.places.clone_from(&places);
        (activity.status, activity.start, activity.end) = (status, start, end);
    }
    match activities.pop() {
        Some(only) if activities.is_empty() => Outcome::Activity(Box::new(only)),
        last => Outcome::Activities(activities.into_iter().chain(last).collect()),
    }
}

/// The countries, from the table or from the paths of the places.
fn recipients_of(
    project: &Project,
    locations: &[Location],
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> Vec<Recipient> {
    let names: Vec<&str> = project.recipients.split('|').map(str::trim).collect();
    let is_named = |name: &&&str| !NO_COUNTRY.contains(&name.to_lowercase().as_str());
    let mut recipients: Vec<Recipient> = names
        .iter()
        .filter(is_named)
        .map(|name| match Country::from_name(name) {
            Some(country) => Recipient::Country(country),
            None if is_outside_name(name) => Recipient::Outside,
            None => {
                let message = "unknown country";
                remarks.note("recipients", name, message, "kept without a country");
                Recipient::Unknown
            }
        })
        .collect();
    if recipients.is_empty() {
        // Countries outside keep their shares one by one: three of four outside leave a quarter inside.
        let mut codes: Vec<&str> = locations.iter().map(|l| l.country.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        recipients = codes
            .into_iter()
            .filter_map(|code| {
                let country = Country::from_iso2(code).map(Recipient::Country);
                country.or_else(|| is_outside_code(code).then_some(Recipient::Outside))
            })
            .collect();
        let (message, action) = if recipients.is_empty() {
            ("no country", "kept without a country")
        } else {
            (
                "no country",
                "the countries of its places, with equal shares",
            )
        };
        remarks.note("recipients", &project.recipients, message, action);
    }
    if recipients.len() > 1 {
        flags.insert(Flag::CountryEqualSplit);
    }
    if recipients.is_empty() {
        recipients.push(Recipient::Unknown);
    }
    recipients
}

/// What several donors mean for the amounts: the release does not say how much each gives. True when
/// several agencies of the partners are among them.
fn note_package(
    donors: &Donors,
    flows: &mut [Flow],
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> bool {
    let is_shared = donors.agencies.len() > 1;
    if !is_shared && !donors.has_others {
        return false;
    }
    flags.insert(if is_shared {
        Flag::SeveralAgencies
    } else {
        Flag::PackageAmount
    });
    let message = if is_shared {
        "several agencies finance it, and the source does not say how much each gives"
    } else {
        "others finance it as well; the amount is of the whole package"
    };
    remarks.note("donors", "", message, "own share unknown");
    for flow in flows {
        flow.value = Value::OwnShareUnknown;
    }
    is_shared
}

fn splits_of(
    project: &Project,
    recipients: &[Recipient],
    flags: &mut Flags,
    remarks: &mut Remarks,
) -> (Vec<Split>, SectorBasis) {
    let codes = project.sector_codes.split('|').map(str::trim);
    let codes: Vec<&str> = codes.filter(|code| !matches!(*code, "" | "0")).collect();
    let (mut purposes, basis): (Vec<Option<PurposeCode>>, _) = if codes.is_empty() {
        let names = project.purpose_names.split('|');
        let found = purposes_of(&project.sector_names, names);
        (found.into_iter().map(Some).collect(), SectorBasis::Inferred)
    } else {
        let mut read = |code: &str| {
            let purpose = category(code);
            if purpose.is_none() {
                let message = "a sector code that is no category of the DAC";
                remarks.note("ad_sector_codes", code, message, "not reported");
            }
            purpose.map(PurposeCode::current)
        };
        let found = codes.into_iter().map(&mut read).collect();
        (found, SectorBasis::Reported)
    };
    if purposes.is_empty() {
        purposes.push(None);
    }
    if purposes.len() > 1 {
        flags.insert(Flag::SectorEqualSplit);
    }
    let splits = cross(&equal(recipients), &equal(&purposes))
        .into_iter()
        .map(|(recipient, purpose, share)| Split {
            recipient,
            purpose,
            share,
        });
    (splits.collect(), basis)
}

fn equal<K: Ord + Copy>(keys: &[K]) -> Vec<(K, Share)> {
    let lines: Vec<(K, Option<Decimal>)> = keys.iter().map(|key| (*key, None)).collect();
    rebase(&lines).shares
}

fn places_of(
    release_name: &str,
    locations: &[Location],
    stated: &[Country],
    remarks: &mut Remarks,
) -> Vec<Place> {
    locations
        .iter()
        .filter(|location| {
            // Places of a project in several regions lie outside as well.
            Country::from_iso2(&location.country).is_some() || !is_outside_code(&location.country)
        })
        .filter_map(|location| {
            let shown = format!(
                "{} {},{} (line {} of locations.csv)",
                location.name, location.latitude, location.longitude, location.line
            );
            let code = location.precision.parse().ok();
            let Some(precision) = code.and_then(Precision::from_code) else {
                let message = "no precision from 1 to 9";
                remarks.reject("precision_code", &shown, message, "place left out");
                return None;
            };
            let point = Point {
                name: &location.name,
                degrees: degrees(&location.latitude).zip(degrees(&location.longitude)),
                precision,
                shown: (&shown, "locations.csv"),
            };
            let basis = format!("AidData, geocoded release {release_name}");
            Some(Place {
                basis,
                ..point.place(stated, remarks)?
            })
        })
        .collect()
}

/// The publisher's own word goes before that of the release, which took "Closed" for "Suspended".
fn status_of(project: &Project, ancillary: &Ancillary, remarks: &mut Remarks) -> Option<Status> {
    if ancillary.status.eq_ignore_ascii_case("closed / terminated") {
        if !project.status.eq_ignore_ascii_case("completion") {
            let message = "the publisher says “Closed / Terminated”";
            remarks.note("status", &project.status, message, "read as completion");
        }
        return Some(Status::Finalisation);
    }
    let status = match project.status.to_lowercase().as_str() {
        "pipeline/identification" => Some(Status::Pipeline),
        "implementation" => Some(Status::Implementation),
        "completion" => Some(Status::Finalisation),
        "post-completion" => Some(Status::Closed),
        "cancelled" => Some(Status::Cancelled),
        "suspended" => Some(Status::Suspended),
        _ => None,
    };
    if status.is_none() && !project.status.is_empty() {
        let message = "an unknown status";
        remarks.note("status", &project.status, message, "read as not reported");
    }
    status
}

fn dates_of(project: &Project, remarks: &mut Remarks) -> (Option<Date>, Option<Date>) {
    let [start, end] = [
        ("start_actual_isodate", &project.start),
        ("end_actual_isodate", &project.end),
    ]
    .map(|(column, text)| {
        let date = Date::parse(text);
        if date.is_none() && !text.is_empty() {
            remarks.note(column, text, "not a date", "read as not reported");
        }
        date
    });
    (start, end)
}

fn instrument_of(ancillary: &Ancillary) -> Option<Instrument> {
    match ancillary.modality.to_lowercase().as_str() {
        "loan" => Some(Instrument::Loan),
        "grant" => Some(Instrument::Grant),
        "technical assistance" => Some(Instrument::TechnicalAssistance),
        modality if modality.starts_with("multitranche") => Some(Instrument::Loan),
        _ => None,
    }
}

/// Identifiers by which other sources and the starter data know the project.
fn references_of(
    project: &Project,
    ancillary: &Ancillary,
    has_own_list: bool,
    countries: &[Country],
) -> Vec<String> {
    let mut references = Vec::new();
    if let [only] = countries {
        references.push(format!(
            "aiddata-{}:{}",
            only.iso2().to_lowercase(),
            project.id
        ));
    }
    if has_own_list {
        references.push(adb_project(&project.id));
    }
    if !ancillary.approval_number.is_empty() {
        references.push(format!("adb-approval:{}", ancillary.approval_number));
    }
    references
}

/// The reference by which ADB's own list and IATI files know a project.
fn adb_project(number: &str) -> String {
    format!("adb:{number}")
}

fn notes_of(project: &Project, ancillary: &Ancillary) -> String {
    [
        ("donors", &project.donors),
        ("sector", &project.sector_names),
        ("modality", &ancillary.modality),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .map(|(label, text)| format!("{label}: {}", text.replace('|', ", ")))
    .collect::<Vec<_>>()
    .join("; ")
}
