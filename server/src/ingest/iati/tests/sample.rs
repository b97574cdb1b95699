//! Real files of the publishers, compared with figures that were computed independently.
//! They run where `TIGA_SAMPLES` names the folder that holds them, and say so when they do not.

use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::PathBuf;

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use tiga_domain::activity::{Flag, FlowKind, PriceBasis, Value};
use tiga_domain::agency::Agency;
use tiga_domain::money::Cents;

use super::super::agency::financing;
use super::super::money::currency_of;
use super::super::raw::{Field, RawActivity, TransactionType};
use super::super::reader::{ActivityReader, LONGEST_PIECE};
use super::super::source::Source;
use super::{Collected, collect};

fn samples() -> Option<PathBuf> {
    let folder = std::env::var_os("TIGA_SAMPLES").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: TIGA_SAMPLES names no folder of sample files");
    }
    folder
}

fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

#[derive(Default)]
struct Sum(u64, Decimal);

impl Sum {
    fn add(&mut self, amount: Decimal) {
        self.0 += 1;
        self.1 += amount;
    }
}

fn as_json(sums: BTreeMap<String, Sum>) -> Json {
    let entry = |(key, Sum(count, sum))| (key, json!({"count": count, "sum": plain(sum)}));
    sums.into_iter().map(entry).collect()
}

fn count(map: &mut BTreeMap<String, u64>, key: &str) {
    *map.entry(key.to_owned()).or_default() += 1;
}

/// The figures of `expected.json` that an importer decides, from raw activities.
fn figures(activities: &[RawActivity]) -> BTreeMap<&'static str, Json> {
    let (mut sums, mut negatives) = (BTreeMap::<String, Sum>::new(), BTreeMap::new());
    let (mut agencies, mut partners) = (BTreeMap::new(), BTreeMap::new());
    let (mut regions, mut countries) = (BTreeMap::new(), BTreeMap::new());
    let mut numbers: BTreeMap<&str, u64> = BTreeMap::new();
    let mut add = |key, n: u64| *numbers.entry(key).or_default() += n;
    for activity in activities {
        add("activities", 1);
        let mut own: Vec<_> = activity.recipients.iter().collect();
        own.extend(activity.transactions.iter().flat_map(|t| &t.recipients));
        let mut touched: Vec<_> = own
            .iter()
            .filter_map(|l| l.recipient.get()?.country())
            .collect();
        touched.sort_unstable();
        touched.dedup();
        for country in touched {
            count(&mut countries, country.iso2());
        }
        for line in own.iter().filter(|line| line.is_region) {
            if let Some(region) = line.recipient.get() {
                count(&mut regions, &region.to_string());
            }
        }
        let of_countries = activity.recipients.iter().filter(|l| !l.is_region).count();
        add("with country", u64::from(of_countries > 0));
        add("without country", u64::from(own.is_empty()));
        let points = activity
            .locations
            .iter()
            .filter(|l| l.point.get().is_some());
        let points = points.count() as u64;
        add("points", points);
        add("with point", u64::from(points > 0));
        let financing = financing(activity);
        add("several", u64::from(financing.agencies.len() > 1));
        let none = "(not one of the four pillars)";
        if financing.agencies.is_empty() {
            count(&mut agencies, none);
            count(&mut partners, none);
        }
        for (agency, _) in &financing.agencies {
            count(&mut agencies, agency.code());
            count(&mut partners, agency.partner().code());
        }
        let is_commitment = |kind: &Field<_>| kind.get() == Some(TransactionType(2));
        add(
            "without transactions",
            u64::from(activity.transactions.is_empty()),
        );
        add(
            "without commitment",
            u64::from(!activity.transactions.iter().any(|t| is_commitment(&t.kind))),
        );
        for transaction in &activity.transactions {
            add("transactions", 1);
            let (Some(kind), Some(value)) = (transaction.kind.get(), transaction.value.get())
            else {
                add("unusable", 1);
                continue;
            };
            let currency = currency_of(activity, transaction).unwrap();
            let key = format!("{} {}", kind.0, currency.as_str());
            sums.entry(key.clone()).or_default().add(value);
            add("zeros", u64::from(value.is_zero()));
            add("own currency", u64::from(!transaction.currency.is_absent()));
            if value < Decimal::ZERO {
                negatives.entry(key).or_insert_with(Sum::default).add(value);
            }
        }
    }
    let numbers = numbers.into_iter().map(|(key, n)| (key, json!(n)));
    let mut figures: BTreeMap<_, _> = numbers.collect();
    figures.insert("by agency", json!(agencies));
    figures.insert("by partner", json!(partners));
    figures.insert("regions", json!(regions));
    figures.insert("countries", json!(countries));
    figures.insert("sums", as_json(sums));
    figures.insert("negatives", as_json(negatives));
    figures
}

/// The same figures as the independent program wrote them.
fn expected(of_file: &Json) -> BTreeMap<&'static str, Json> {
    let transactions = &of_file["transactions"];
    let number = |json: &Json| json.as_u64().unwrap();
    let unusable =
        number(&transactions["without_type"]) + number(&transactions["without_parsable_value"]);
    let own = number(&transactions["count"]) - number(&transactions["without_own_currency"]);
    let of = |key: &str| of_file[key].clone();
    let mut figures = BTreeMap::from([
        ("activities", of("activities")),
        ("with country", of("activities_with_recipient_country")),
        (
            "without country",
            of("activities_without_country_or_region_anywhere"),
        ),
        ("points", of("points")),
        ("with point", of("activities_with_point")),
        ("several", of("activities_with_several_pillar_agencies")),
        ("by agency", of("activities_by_agency")),
        ("by partner", of("activities_by_partner")),
        ("regions", of("regions")),
        ("countries", of("activities_touching_asean_country")),
        (
            "without transactions",
            of("activities_without_transactions"),
        ),
        ("without commitment", of("activities_without_commitment")),
        ("transactions", transactions["count"].clone()),
        ("zeros", transactions["zero_values"].clone()),
        ("own currency", json!(own)),
        ("sums", transactions["by_type_and_currency"].clone()),
        (
            "negatives",
            transactions["negative_by_type_and_currency"].clone(),
        ),
    ]);
    if unusable > 0 {
        figures.insert("unusable", json!(unusable));
    }
    figures
}

fn raw_activities(path: &PathBuf) -> Vec<RawActivity> {
    let mut input = BufReader::new(std::fs::File::open(path).unwrap());
    let mut reader = ActivityReader::new(Source::open(&mut input, LONGEST_PIECE).unwrap());
    std::iter::from_fn(|| reader.next().unwrap()).collect()
}

#[test]
fn figures_of_real_files_come_out_exactly() {
    let Some(folder) = samples() else { return };
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let all: Json = serde_json::from_str(&text).unwrap();
    for file in [
        "iati/timor-leste-2.03.xml",
        "iati/adb-armenia-2.03.xml",
        "iati/usaid-asia-regional-2.03.xml",
        "iati/koica-sample-2.02.xml",
        "iati/unops-japan-1.0x-bare-activity.xml",
    ] {
        let activities = raw_activities(&folder.join(file));
        let (ours, theirs) = (figures(&activities), expected(&all[file]));
        for (key, value) in &theirs {
            assert_eq!(ours.get(key), Some(value), "{file}: {key}");
        }
        println!("{file}: {} figures agree", theirs.len());
    }
}

fn read_sample(file: &str) -> Option<Collected> {
    let collected = collect(&std::fs::read(samples()?.join(file)).unwrap()).unwrap();
    assert!(!collected.facts.is_incomplete);
    Some(collected)
}

fn dollars(collected: &Collected, kind: FlowKind) -> Cents {
    let flows = collected.activities.iter().flat_map(|a| &a.flows);
    flows
        .filter(|flow| flow.kind == kind)
        .filter_map(|flow| flow.value.cents())
        .sum()
}

#[test]
fn timor_leste_is_four_partners_in_constant_dollars() {
    let Some(file) = read_sample("iati/timor-leste-2.03.xml") else {
        return;
    };
    assert_eq!((file.records, file.rejected, file.outside), (773, 0, 0));
    assert_eq!(file.other_agencies, 510);
    // One of the 263 has two agencies, and is an activity for each.
    assert_eq!(file.activities.len(), 264);
    let flows = file.activities.iter().flat_map(|a| &a.flows);
    assert!(flows.clone().all(|f| f.basis == PriceBasis::Constant2011));
    assert!(
        file.activities
            .iter()
            .all(|a| a.dataset == "iati:US-501C3-522318905"
                && a.references.len() == 1
                && a.references[0].starts_with("aiddata-tl:"))
    );
    let with_two = file
        .activities
        .iter()
        .filter(|a| a.flags.contains(Flag::SeveralAgencies));
    assert_eq!(with_two.count(), 2);
    println!(
        "Timor-Leste: own commitments {}, disbursements {}, {} activities as packages, {} places",
        dollars(&file, FlowKind::Commitment),
        dollars(&file, FlowKind::Disbursement),
        file.activities
            .iter()
            .filter(|a| a.flags.contains(Flag::PackageAmount))
            .count(),
        file.activities
            .iter()
            .map(|a| a.places.len())
            .sum::<usize>(),
    );
}

#[test]
fn regional_money_of_usaid_stays_regional_to_the_cent() {
    let Some(file) = read_sample("iati/usaid-asia-regional-2.03.xml") else {
        return;
    };
    assert_eq!((file.records, file.activities.len()), (108, 108));
    assert_eq!(dollars(&file, FlowKind::Commitment), Cents(4_839_679_900));
    assert_eq!(dollars(&file, FlowKind::Disbursement), Cents(9_612_654_300));
    for activity in &file.activities {
        assert!(activity.flags.contains(Flag::SplitFromTransactions));
        assert!(
            activity
                .splits
                .iter()
                .all(|split| split.recipient.to_string() == "798" && split.purpose.is_some())
        );
        assert!(activity.flows.iter().all(|flow| flow.split.is_some()));
    }
}

#[test]
fn a_korean_commitment_is_converted_from_won() {
    let Some(file) = read_sample("iati/koica-sample-2.02.xml") else {
        return;
    };
    let activity = &file.activities[0];
    assert_eq!(activity.agency, Agency::from_code("KOICA").unwrap());
    assert!(activity.flags.contains(Flag::IncomingAsCommitment));
    let flow = &activity.flows[0];
    assert_eq!(
        (flow.kind, flow.year, flow.value),
        (
            FlowKind::Commitment,
            Some(2023),
            Value::Usd(Cents(396_110_600))
        )
    );
    assert_eq!(activity.splits[0].recipient.to_string(), "none");
    assert_eq!(
        (activity.flow_type, activity.aid_type.as_str()),
        (Some(10), "C01")
    );
    assert!(file.has_finding(&activity.id, "country not reported"));
}

#[test]
fn what_is_outside_is_counted_and_leaves_no_trace_of_persons() {
    let Some(armenia) = read_sample("iati/adb-armenia-2.03.xml") else {
        return;
    };
    assert_eq!((armenia.records, armenia.outside), (43, 43));
    assert!(armenia.findings.is_empty() && armenia.activities.is_empty());
    let path = samples().unwrap().join("iati/adb-armenia-2.03.xml");
    for activity in raw_activities(&path) {
        let everything = format!("{activity:?}").to_lowercase();
        assert!(!everything.contains("@adb.org") && !everything.contains("mokroussov"));
    }
}
