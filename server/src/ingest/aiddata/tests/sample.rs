//! The real releases, compared with figures that were computed independently.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use tiga_domain::activity::{FlowKind, PriceBasis, Value};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::money::{Cents, parse_amount};
use tiga_domain::place::{great_circle_km, places_from_text};
use tiga_domain::status::Status;

use super::super::super::collect::Collected;
use super::super::super::meter::Meter;
use super::super::super::sample::{count, sample};
use super::super::donor::donors_of;
use super::super::table;
use super::import;

#[test]
fn the_tables_are_read_whole() {
    for name in ["aiddata/timor-leste", "aiddata/adb-1998-2005"] {
        let Some((path, expected)) = sample(name) else {
            return;
        };
        let mut sink = Collected::default();
        let release = table::read(&path, &Meter::default(), &mut sink).unwrap();
        assert!(sink.findings.is_empty());
        assert_eq!(release.projects.len(), count(&expected["projects"]));
        assert_eq!(release.ancillary.len(), count(&expected["ancillary_rows"]));
        let locations: Vec<_> = release.locations.values().flatten().collect();
        assert_eq!(locations.len(), count(&expected["locations"]));
        for (code, figure) in expected["precision_code"].as_object().unwrap() {
            let of = locations.iter().filter(|l| l.precision == *code);
            assert_eq!(of.count(), count(figure), "{name}: precision {code}");
        }
        for (iso2, figure) in expected["locations_by_asean_country"].as_object().unwrap() {
            let of = locations.iter().filter(|l| l.country == *iso2);
            assert_eq!(of.count(), count(figure), "{name}: {iso2}");
        }
        let mut sums: BTreeMap<String, (usize, Decimal)> = BTreeMap::new();
        for transaction in release.transactions.values().flatten() {
            let key = format!("{} {}", transaction.kind, transaction.currency);
            let sum = sums.entry(key).or_default();
            sum.0 += 1;
            sum.1 += parse_amount(&transaction.value).unwrap();
        }
        for (key, figure) in expected["transactions_by_code_and_currency"]
            .as_object()
            .unwrap()
        {
            assert_eq!(sums[key].0, count(&figure["count"]), "{name}: {key}");
            let stated = figure["sum"].as_str().unwrap();
            assert_eq!(sums[key].1.normalize().to_string(), stated, "{name}: {key}");
        }
    }
}

#[test]
fn timor_leste_has_its_partners() {
    let Some((path, expected)) = sample("aiddata/timor-leste") else {
        return;
    };
    let found = import(&path).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["projects"]));
    let release = table::read(&path, &Meter::default(), &mut Collected::default()).unwrap();
    let mut by_agency: BTreeMap<&str, usize> = BTreeMap::new();
    for project in &release.projects {
        for (agency, _) in donors_of(&project.donors).agencies {
            *by_agency.entry(agency.code()).or_default() += 1;
        }
    }
    let names = &expected["projects_by_donor_name"];
    for (code, name) in [
        ("JICA", "Japan International Cooperation Agency"),
        ("KOICA", "Korean International Cooperation Agency"),
        ("ADB", "Asian Development Bank"),
        ("STATE", "Embassy of the United States"),
    ] {
        assert_eq!(by_agency[code], count(&names[name]), "{code}");
    }
    // Its Office of Foreign Disaster Assistance, with one project, is not in the figures by name.
    let own = count(&names["United States Agency for International Development"]);
    assert_eq!(by_agency["USAID"], own + 1);
    let japan = count(&names["Government Of Japan"]) + count(&names["Embassy of Japan"]);
    assert_eq!(by_agency["MOFA"], japan);
    for activity in found.activities() {
        assert!(
            activity
                .flows
                .iter()
                .all(|f| f.basis == PriceBasis::Constant2011)
        );
    }
    let everything = format!("{:?} {:?}", found.outcomes, found.findings);
    assert!(!everything.contains("@amp.org"), "persons are not read");
}

#[test]
fn approvals_of_adb_are_commitments_in_both_prices() {
    let Some((path, expected)) = sample("aiddata/adb-1998-2005") else {
        return;
    };
    let found = import(&path).unwrap();
    assert_eq!(found.outcomes.len(), count(&expected["projects"]));
    let mut single: BTreeMap<&str, usize> = BTreeMap::new();
    for activity in found.activities() {
        if let [split] = activity.splits.as_slice()
            && let Recipient::Country(country) = split.recipient
        {
            *single.entry(country.iso2()).or_default() += 1;
        }
        assert_ne!(activity.status, Some(Status::Suspended), "{}", activity.id);
        let number = activity.id.rsplit(':').next().unwrap();
        let project = format!("adb:{number}");
        assert_eq!(activity.same_as.as_deref(), Some(project.as_str()));
        assert!(activity.references.contains(&project));
        for flow in &activity.flows {
            assert_eq!(flow.kind, FlowKind::Commitment);
        }
        for place in &activity.places {
            assert!(
                place
                    .country
                    .is_none_or(|c| Country::all().any(|known| known == c))
            );
        }
    }
    for (iso2, figure) in expected["projects_by_recipient_asean"].as_object().unwrap() {
        // Projects of the region whose places lie in one country come on top.
        assert!(single[iso2.as_str()] >= count(figure), "{iso2}");
    }
    // Money of all projects: of those in ASEAN, and of those outside, which are read as if they were not.
    let release = table::read(&path, &Meter::default(), &mut Collected::default()).unwrap();
    let (mut nominal, mut constant) = (Decimal::ZERO, Decimal::ZERO);
    for project in &release.projects {
        let none = Vec::new();
        let transactions = release.transactions.get(&project.id).unwrap_or(&none);
        let list = release.ancillary.get(&project.id);
        let mut remarks = super::super::super::remark::Remarks::new(0);
        for flow in super::super::money::flows_of(transactions, list, &mut remarks) {
            match (flow.basis, flow.value) {
                (PriceBasis::Current, Value::Usd(Cents(cents))) => nominal += Decimal::from(cents),
                (_, Value::Usd(Cents(cents))) => constant += Decimal::from(cents),
                other => unreachable!("{other:?}"),
            }
        }
    }
    assert_eq!(nominal, Decimal::from(2_320_179_500_000_i64));
    let stated = &expected["transactions_by_code_and_currency"]["D USD"]["sum"];
    let stated = parse_amount(stated.as_str().unwrap()).unwrap();
    assert_eq!(constant, stated * Decimal::ONE_HUNDRED);
}

/// Places that are read from titles against those that people placed by hand: the share that lies where it should.
#[test]
fn places_from_titles_lie_where_people_placed_the_projects() {
    let (mut read, mut right, mut all) = (0, 0, 0);
    for name in ["aiddata/timor-leste", "aiddata/adb-1998-2005"] {
        let Some((path, _)) = sample(name) else {
            return;
        };
        let found = import(&path).unwrap();
        for activity in found.activities() {
            let local = activity.places.iter().filter(|p| p.precision.is_local());
            let published: Vec<_> = local.map(|place| (place.lat, place.lon)).collect();
            if published.is_empty() {
                continue;
            }
            all += 1;
            let recipients = activity.splits.iter().map(|split| split.recipient);
            let mut stated: Vec<Country> = recipients.filter_map(Recipient::country).collect();
            stated.dedup();
            for place in places_from_text("", &activity.title, &activity.description, &stated) {
                read += 1;
                let distance = |at| great_circle_km((place.lat, place.lon), at);
                let nearest = published
                    .iter()
                    .map(|at| distance(*at))
                    .min_by(f64::total_cmp);
                if nearest.is_some_and(|km| km <= 90.0) {
                    right += 1;
                } else {
                    println!(
                        "{} at {nearest:?} km: {}: {}",
                        place.basis, activity.id, activity.title
                    );
                }
            }
        }
    }
    println!(
        "{right} of {read} places lie within 90 km of a published one, of {all} projects with places"
    );
    assert!(read >= 80, "too few to say anything: {read}");
    assert!(right * 100 >= read * 90, "{right} of {read}");
}
