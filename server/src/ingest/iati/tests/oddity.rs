//! What real files do, and what becomes of it: the fixtures `basic`, `old` and `oddities`, and packages.

use rust_decimal::Decimal;
use tiga_domain::activity::{Activity, Flag, FlowKind, SectorBasis, Value};
use tiga_domain::marker::Marker;
use tiga_domain::money::{Cents, Share};
use tiga_domain::status::{Instrument, Status};

use super::{Collected, collect, collect_with, country, fixture, jica};
use crate::ingest::{ReadContext, Severity};

fn splits(activity: &Activity) -> Vec<(String, String, u64)> {
    let purpose = |split: &tiga_domain::activity::Split| {
        split
            .purpose
            .map_or_else(String::new, |code| code.to_string())
    };
    activity
        .splits
        .iter()
        .map(|s| (s.recipient.to_string(), purpose(s), s.share.0 / 10_000_000))
        .collect()
}

fn flows(activity: &Activity) -> Vec<(FlowKind, Option<i16>, String, String, Value)> {
    activity
        .flows
        .iter()
        .map(|f| {
            let amount = f.amount.unwrap().normalize().to_string();
            (f.kind, f.year, amount, f.currency.clone(), f.value)
        })
        .collect()
}

fn split(recipient: &str, purpose: &str, share: u64) -> (String, String, u64) {
    (recipient.to_owned(), purpose.to_owned(), share)
}

fn only(inside: &str) -> Collected {
    collect(jica(inside).as_bytes()).unwrap()
}

fn has(activity: &Activity, flag: Flag) -> bool {
    activity.flags.contains(flag)
}

#[test]
fn a_plain_record_is_read_whole() {
    let file = collect(&fixture("basic.xml")).unwrap();
    assert_eq!(
        (
            file.records,
            file.outside,
            file.other_agencies,
            file.rejected
        ),
        (4, 1, 1, 0)
    );
    assert_eq!(
        (
            file.facts.version.as_str(),
            file.facts.publisher.as_str(),
            file.facts.licence.as_str()
        ),
        ("2.03", "Asian Development Bank", "CC BY")
    );
    let roads = file.activity("XM-DAC-46004-99001-002-LN9901");
    assert_eq!(roads.title, "Northern Roads Project");
    assert_eq!(roads.description, "Upgrades 120 km of road & two bridges.");
    assert_eq!(roads.dataset, "iati:XM-DAC-46004");
    assert_eq!(roads.provenance.record, "line 4");
    assert_eq!(roads.references, ["adb:99001-002"]);
    assert_eq!(roads.parent.as_deref(), Some("XM-DAC-46004-99001-000"));
    assert_eq!(roads.start.unwrap().to_string(), "2017-05-02");
    assert_eq!(roads.end.unwrap().to_string(), "2022-12-31");
    assert_eq!(
        (roads.status, roads.instrument),
        (Some(Status::Implementation), Some(Instrument::Loan))
    );
    assert_eq!(
        (roads.flow_type, roads.aid_type.as_str()),
        (Some(21), "C01")
    );
    assert_eq!(
        roads.markers.iter().collect::<Vec<_>>(),
        [(Marker::Gender, 0), (Marker::ClimateAdaptation, 1)]
    );
    assert_eq!(
        splits(roads),
        [
            split("LA", "21020", 45_000),
            split("LA", "43060", 15_000),
            split("VN", "21020", 30_000),
            split("VN", "43060", 10_000)
        ]
    );
    assert!(has(roads, Flag::RecodedSector) && !has(roads, Flag::CountryRebased));
    assert_eq!(roads.places.len(), 1);
    assert_eq!(
        (roads.places[0].precision.code(), roads.places[0].country),
        (1, Some(country("LA")))
    );
    let usd = |dollars: i64, cents: i64| Value::Usd(Cents(dollars * 100 + cents));
    assert_eq!(
        flows(roads)[..2],
        [
            (
                FlowKind::Commitment,
                Some(2017),
                "68400000".into(),
                "USD".into(),
                usd(68_400_000, 0)
            ),
            (
                FlowKind::Commitment,
                Some(2019),
                "1000000000".into(),
                "JPY".into(),
                flows(roads)[1].4
            ),
        ]
    );
    assert!(
        matches!(flows(roads)[1].4, Value::Usd(Cents(cents)) if (900_000_000..940_000_000).contains(&cents))
    );
    assert_eq!(
        flows(roads)[2..],
        [
            (
                FlowKind::Disbursement,
                Some(2018),
                "1000000".into(),
                "USD".into(),
                usd(1_000_000, 0)
            ),
            (
                FlowKind::Return,
                Some(2024),
                "5000".into(),
                "USD".into(),
                usd(5_000, 0)
            ),
        ]
    );
    assert!(
        !format!("{file:?}").contains("rivate"),
        "contacts are read past"
    );
}

#[test]
fn transactions_say_where_and_what_for_when_the_activity_does_not() {
    let file = collect(&fixture("basic.xml")).unwrap();
    let rivers = file.activity("US-GOV-1-T-1");
    assert_eq!(rivers.title, "Rivers & People");
    assert_eq!(rivers.agency.code(), "USAID");
    assert_eq!(rivers.instrument, Some(Instrument::TechnicalAssistance));
    assert!(has(rivers, Flag::SplitFromTransactions));
    assert_eq!(
        splits(rivers),
        [
            split("TH", "12220", 0),
            split("TH", "14020", 75_000),
            split("798", "15110", 25_000)
        ]
    );
    let of_split: Vec<_> = rivers.flows.iter().map(|f| (f.split, f.value)).collect();
    assert_eq!(
        of_split,
        [
            (Some(1), Value::Usd(Cents(30_000))),
            (Some(2), Value::Usd(Cents(10_000))),
            (Some(0), Value::Usd(Cents(5_000)))
        ]
    );
}

#[test]
fn version_one_is_read_from_words_and_letters() {
    let file = collect(&fixture("old.xml")).unwrap();
    let school = file.activity("XX-AIMS-17");
    assert_eq!(
        (school.title.as_str(), school.agency.code()),
        ("Technical school", "MOFA")
    );
    assert_eq!(school.agency_reported, "Embassy of Japan");
    assert_eq!(school.status, Some(Status::Closed));
    assert_eq!(school.start.unwrap().to_string(), "2012-03");
    assert_eq!(school.end.unwrap().to_string(), "2010");
    assert!(has(school, Flag::EndBeforeStart));
    assert_eq!(school.sector_basis, SectorBasis::Reported);
    assert_eq!(
        splits(school),
        [split("TL", "", 50_000), split("TL", "151", 50_000)]
    );
    assert_eq!(school.markers.get(Marker::Gender), Some(2));
    assert_eq!(school.places[0].precision.code(), 3);
    let kinds: Vec<_> = flows(school)
        .into_iter()
        .map(|(kind, year, amount, currency, _)| (kind, year, amount, currency))
        .collect();
    let flow = |kind, year, amount: &str, currency: &str| {
        (kind, Some(year), amount.to_owned(), currency.to_owned())
    };
    assert_eq!(
        kinds,
        [
            flow(FlowKind::Commitment, 2013, "1000", "EUR"),
            flow(FlowKind::EquityPurchase, 2014, "7", "USD"),
            flow(FlowKind::Return, 2014, "3", "USD"),
        ]
    );
    assert!(file.has_finding("XX-AIMS-17", "note sector “500”"));
}

#[test]
fn every_oddity_is_kept_noted_or_rejected() {
    let file = collect(&fixture("oddities.xml")).unwrap();
    assert_eq!((file.records, file.rejected), (7, 3));
    assert!(file.has_finding("", "the activity has no identifier"));
    let odd = file.activity("ODD-1");
    assert_eq!(odd.title, "ODD-1");
    assert_eq!(
        (
            odd.status,
            odd.instrument,
            odd.flow_type,
            odd.aid_type.as_str()
        ),
        (None, None, None, "")
    );
    assert_eq!(odd.markers.iter().count(), 0);
    for flag in [
        Flag::EndBeforeStart,
        Flag::CountryEqualSplit,
        Flag::SectorRebased,
        Flag::NullShareDropped,
        Flag::NonpositiveShareDropped,
        Flag::NegativeTotal,
    ] {
        assert!(has(odd, flag), "{flag:?}");
    }
    assert_eq!(
        odd.splits.iter().map(|s| s.share.0).sum::<u64>(),
        Share::ONE.0
    );
    let places: Vec<_> = odd
        .places
        .iter()
        .map(|p| (p.lat, p.precision.code()))
        .collect();
    assert_eq!(places, [(16.46, 5), (51.5, 4)]);
    for part in [
        "note title “”",
        "note activity-status “9”: the status is unknown; not reported",
        "note activity-date “soon”",
        "the end lies before the start; both kept",
        "note recipient-country “”: the code is empty",
        "no percentages are stated; equal shares assumed",
        "note sector “99999”",
        "note policy-marker “77”",
        "note policy-marker “9”: the significance of Aid to environment",
        "note flow-type “99”",
        "note finance-type “x1”",
        "note aid-type “Z9”",
        "reject location “0 0”",
        "note location “107.58 16.46”: latitude and longitude are exchanged; put right",
        "reject location “north 12”",
        "km)”: the point lies outside the stated countries; kept",
        "reject transaction-type “”",
        "reject transaction-type “99”",
        "reject transaction/value “”",
        "reject transaction/value “a lot”: the value is not a number; left out",
        "no rate for XYZ in 2020",
        "no currency is stated",
        "note transaction-date “x”",
        "commitments add to less than zero",
    ] {
        assert!(
            file.has_finding("ODD-1", part),
            "{part}: {:#?}",
            file.findings_of("ODD-1")
        );
    }
    let amounts: Vec<_> = flows(odd)
        .into_iter()
        .map(|(_, y, a, c, v)| (y, a, c, v))
        .collect();
    assert_eq!(
        amounts,
        [
            (
                None,
                "-245863069.515".into(),
                "USD".into(),
                Value::Usd(Cents(-24_586_306_952))
            ),
            (Some(2020), "6".into(), String::new(), Value::NotConverted),
            (Some(2020), "5".into(), "XYZ".into(), Value::NotConverted),
        ]
    );
}

#[test]
fn of_records_with_one_identifier_the_latest_holds() {
    let file = collect(&fixture("oddities.xml")).unwrap();
    assert_eq!(file.activity("TWICE").title, "Newer");
    for part in [
        "the same record stands",
        "not updated later",
        "the later update replaces it",
    ] {
        assert!(file.has_finding("TWICE", part), "{part}");
    }
}

#[test]
fn nine_elevenths_are_a_whole_and_strangers_keep_their_share() {
    let file = collect(&fixture("oddities.xml")).unwrap();
    let nine = file.activity("NINE");
    assert!(!has(nine, Flag::CountryRebased));
    assert_eq!(nine.splits.len(), 8);
    assert_eq!(
        nine.splits.iter().map(|s| s.share.0).sum::<u64>(),
        Share::ONE.0
    );
}

const COMMITMENT: &str = "<transaction><transaction-type code='2'/><transaction-date iso-date='2020-01-01'/>\
    <value>100</value>PROVIDER</transaction>";

fn aims(funders: &[&str], provider: &str) -> Collected {
    let funders = funders.iter().map(|name| {
        format!("<participating-org role='1'><narrative>{name}</narrative></participating-org>")
    });
    let funders = funders.collect::<Vec<_>>().concat();
    let inside = format!(
        "<recipient-country code='TL'/>{funders}{}",
        COMMITMENT.replace("PROVIDER", provider)
    );
    let file = jica(&inside).replace("XM-DAC-701-8", "XX-AIMS");
    collect(file.as_bytes()).unwrap()
}

#[test]
fn several_agencies_are_activities_without_money_of_one_record() {
    let file = aims(&["JICA", "KOICA"], "");
    assert_eq!((file.records, file.activities.len()), (1, 2));
    for id in ["X-1~JICA", "X-1~KOICA"] {
        let activity = file.activity(id);
        assert_eq!(activity.flows[0].value, Value::OwnShareUnknown);
        assert_eq!(activity.flows[0].amount, Some(Decimal::from(100)));
        assert!(has(activity, Flag::SeveralAgencies));
    }
    let named = aims(
        &["JICA", "KOICA"],
        "<provider-org><narrative>KOICA</narrative></provider-org>",
    );
    assert!(named.activity("X-1~JICA").flows.is_empty());
    assert_eq!(
        named.activity("X-1~KOICA").flows[0].value,
        Value::Usd(Cents(10_000))
    );
    assert!(!has(named.activity("X-1~KOICA"), Flag::SeveralAgencies));
}

#[test]
fn one_agency_beside_outside_donors_has_a_package() {
    let file = aims(&["JICA", "Another Bank"], "");
    let activity = file.activity("X-1");
    assert_eq!(activity.flows[0].value, Value::OwnShareUnknown);
    assert!(has(activity, Flag::PackageAmount) && !has(activity, Flag::SeveralAgencies));
    let named = aims(
        &["JICA", "Another Bank"],
        "<provider-org><narrative>JICA</narrative></provider-org>",
    );
    assert_eq!(
        named.activity("X-1").flows[0].value,
        Value::Usd(Cents(10_000))
    );
    assert!(!has(named.activity("X-1"), Flag::PackageAmount));
}

#[test]
fn a_country_can_be_assumed_for_a_file() {
    let context = ReadContext {
        assumed_country: Some(country("KH")),
        ..ReadContext::default()
    };
    let file = collect_with(jica("").as_bytes(), &context).unwrap();
    assert_eq!(splits(file.activity("X-1")), [split("KH", "", 100_000)]);
    assert!(has(file.activity("X-1"), Flag::CountryAssumed));
    assert!(file.has_finding("X-1", "Cambodia assumed for the whole file"));
    assert_eq!(
        splits(only("").activity("X-1")),
        [split("none", "", 100_000)]
    );
}

#[test]
fn billions_of_a_company_may_be_local_currency() {
    let inside = |receiver: &str| {
        format!(
            "<recipient-country code='ID'/><transaction><transaction-type code='2'/>\
             <transaction-date iso-date='2022-01-01'/><value>59900456000</value>\
             <receiver-org><narrative>{receiver}</narrative></receiver-org></transaction>"
        )
    };
    let company = only(&inside("PT Nusantara Surya Tbk"));
    assert_eq!(company.activity("X-1").flows[0].value, Value::Suspicious);
    assert!(company.has_finding("X-1", "may be in local currency"));
    let ministry = only(&inside("Ministry of Finance"));
    assert!(matches!(
        ministry.activity("X-1").flows[0].value,
        Value::Usd(_)
    ));
}

#[test]
fn regions_stay_regional_and_repeat_countries_without_percentages() {
    let regional = only("<recipient-region code='798'/>");
    assert_eq!(
        splits(regional.activity("X-1")),
        [split("798", "", 100_000)]
    );
    let parts = only(
        "<recipient-country code='VN' percentage='30'/><recipient-region code='789' percentage='70'/>",
    );
    assert_eq!(
        splits(parts.activity("X-1")),
        [split("VN", "", 30_000), split("789", "", 70_000)]
    );
    let africa = only("<recipient-region code='289'/>");
    assert_eq!((africa.outside, africa.activities.len()), (1, 0));
}

#[test]
fn lists_of_sectors_are_taken_in_order() {
    let purpose = |sectors: &str| {
        let file = only(&format!("<recipient-country code='VN'/>{sectors}"));
        let activity = file.activity("X-1");
        (splits(activity)[0].1.clone(), activity.sector_basis)
    };
    let (code, _) =
        purpose("<sector vocabulary='2' code='140'/><sector vocabulary='1' code='14020'/>");
    assert_eq!(code, "14020");
    let (code, _) = purpose("<sector vocabulary='1' code='0'/><sector vocabulary='2' code='140'/>");
    assert_eq!(code, "140");
    let (code, basis) = purpose("<sector vocabulary='11' code='111'/>");
    assert_eq!((code.as_str(), basis), ("31161", SectorBasis::Inferred));
    assert_eq!(purpose("<sector vocabulary='99' code='14020'/>").0, "");
}

#[test]
fn text_that_was_decoded_twice_is_repaired_and_noted() {
    let file = only("<description><narrative>Ã‰tude, TÃ¼rkiye</narrative></description>");
    assert_eq!(file.activity("X-1").description, "Étude, Türkiye");
    assert!(file.has_finding("X-1", "decoded once too often; repaired"));
    assert!(file.findings.iter().all(|f| f.severity == Severity::Note));
}
