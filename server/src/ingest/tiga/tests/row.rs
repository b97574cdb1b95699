//! Rows of the template: what each column becomes, and what is said when it cannot.

use std::collections::HashSet;

use rstest::rstest;
use tiga_domain::activity::{Confidence, Flag, PriceBasis, SectorBasis, Value};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::marker::Marker;
use tiga_domain::money::{Cents, Share};
use tiga_domain::partner::Partner;
use tiga_domain::status::{Instrument, Status};

use super::super::super::{ReadContext, Severity};
use super::super::read;
use super::{EXAMPLE, STARTER, import, row};
use crate::ingest::collect::Collected;

fn recipients(found: &Collected) -> Vec<(String, u64)> {
    let splits = &found.activities()[0].splits;
    splits
        .iter()
        .map(|s| (s.recipient.to_string(), s.share.0))
        .collect()
}

#[test]
fn comments_at_the_head_say_where_a_file_comes_from() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "# publisher: Bureau: of Works",
            "# licence: CC BY 4.0",
            "id,name,partner,agency",
            "# generated: 2026",
        ]
        .join(end);
        let facts = read(
            text.as_bytes(),
            &ReadContext::default(),
            &mut Collected::default(),
        );
        let facts = facts.unwrap();
        assert_eq!(facts.publisher, "Bureau: of Works");
        assert_eq!(facts.licence, "CC BY 4.0");
        assert_eq!(facts.generated, "", "not at the head");
    }
}

#[test]
fn the_example_reads_without_a_remark() {
    let found = import(EXAMPLE).unwrap();
    let activities = found.activities();
    assert_eq!(activities.len(), 3);
    let port = activities[1];
    assert_eq!(
        (port.id.as_str(), port.title.as_str()),
        ("JP-JICA-ID-PATIMBAN1", "Patimban Port Development (I)")
    );
    assert_eq!(
        (port.dataset.as_str(), port.agency.code()),
        ("tiga", "JICA")
    );
    assert_eq!(port.splits[0].recipient.to_string(), "ID");
    assert_eq!(port.splits[0].purpose.unwrap().number(), 21040);
    assert_eq!(port.sector_basis, SectorBasis::Assigned);
    assert_eq!(
        (port.instrument, port.status),
        (Some(Instrument::Loan), Some(Status::Implementation))
    );
    let flow = &port.flows[0];
    assert_eq!(
        (flow.year, flow.currency.as_str(), flow.basis),
        (Some(2017), "JPY", PriceBasis::Current)
    );
    assert!(
        matches!(flow.value, Value::Usd(Cents(cents)) if (100_000_000_000..120_000_000_000).contains(&cents))
    );
    assert_eq!(port.provenance.confidence, Some(Confidence::High));
    assert_eq!(port.provenance.date.unwrap().to_string(), "2025-01-13");
    assert_eq!(port.provenance.record, "line 4");
    let place = &port.places[0];
    assert_eq!(
        (place.name.as_str(), place.lat, place.lon),
        ("Patimban, Subang, West Java", -6.24, 107.91)
    );
    assert_eq!(
        (place.precision.code(), place.country.map(Country::iso2)),
        (2, Some("ID"))
    );
    assert_eq!(activities[0].same_as.as_deref(), Some("dfc:9000093543"));
    assert_eq!(
        activities[2].markers.get(Marker::ClimateMitigation),
        Some(2)
    );
    assert_eq!(activities[2].markers.get(Marker::Gender), None);
    assert_eq!(found.rejected(), 0);
}

#[test]
fn the_starter_data_reads_as_its_page_says() {
    let found = import(STARTER).unwrap();
    let activities = found.activities();
    assert_eq!(
        (activities.len(), found.outside(), found.rejected()),
        (172, 0, 0),
        "{:?}",
        found.told()
    );
    let ids: HashSet<&str> = activities.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids.len(), 172);
    let of = |partner| {
        activities
            .iter()
            .filter(|a| a.agency.partner() == partner)
            .count()
    };
    assert_eq!(Partner::ALL.map(of), [33, 65, 38, 36]);
    let count = |iso2: &str| {
        let wanted = Recipient::Country(Country::from_iso2(iso2).unwrap());
        activities
            .iter()
            .filter(|a| a.splits.iter().any(|s| s.recipient == wanted))
            .count()
    };
    assert_eq!(
        ["PH", "TL", "VN", "ID", "KH", "LA", "MM", "TH"].map(count),
        [75, 37, 20, 17, 11, 5, 3, 3]
    );
    let unknown = activities
        .iter()
        .filter(|a| a.flows[0].value == Value::NotStated)
        .count();
    assert_eq!(unknown, 4);
    let constant = activities
        .iter()
        .filter(|a| a.flows[0].basis == PriceBasis::Constant2011)
        .count();
    assert_eq!(constant, 37);
    assert!(activities.iter().all(|a| !a.provenance.citation.is_empty()));
    assert_eq!(
        activities.iter().map(|a| a.places.len()).sum::<usize>(),
        714
    );
    assert_eq!(
        activities
            .iter()
            .filter(|a| a.flags.contains(Flag::FundedByJapan))
            .count(),
        1
    );
    for sentence in found.told() {
        println!("{sentence}");
    }
}

#[rstest]
#[case("KH:40|VN:60", &[("KH", 400_000_000_000), ("VN", 600_000_000_000)])]
#[case("vn", &[("VN", 1_000_000_000_000)])]
#[case("Burma", &[("MM", 1_000_000_000_000)])]
#[case("VNM:50|US:50", &[("VN", 500_000_000_000), ("outside", 500_000_000_000)])]
#[case("789", &[("789", 1_000_000_000_000)])]
fn countries_are_codes_names_and_regions(#[case] text: &str, #[case] expected: &[(&str, u64)]) {
    let found = row(&[("country", text)]);
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, share)| ((*code).to_owned(), *share))
        .collect();
    assert_eq!(recipients(&found), expected);
    assert_eq!(found.told(), Vec::<String>::new());
}

#[rstest]
#[case("KH:30|VN:30", "do not add to 100", Flag::CountryRebased)]
#[case("KH|VN", "no percentages", Flag::CountryEqualSplit)]
#[case("KH:100|VN", "some have no percentage", Flag::NullShareDropped)]
#[case("KH:100|VN:-5", "zero or negative", Flag::NonpositiveShareDropped)]
#[case("KH:0", "zero or negative", Flag::NonpositiveShareDropped)]
fn percentages_that_do_not_sum_are_flagged(
    #[case] text: &str,
    #[case] words: &str,
    #[case] flag: Flag,
) {
    let found = row(&[("country", text)]);
    let activity = found.activities()[0];
    assert!(activity.flags.contains(flag));
    assert!(found.tells(Severity::Note, words), "{:?}", found.told());
    assert_eq!(
        activity.splits.iter().map(|s| s.share.0).sum::<u64>(),
        Share::ONE.0
    );
}

#[test]
fn unknown_codes_keep_their_share() {
    let found = row(&[
        ("country", "VN:50|VM:50"),
        ("purpose_code", "14020:50|99999:50"),
    ]);
    let splits = &found.activities()[0].splits;
    assert_eq!(splits.len(), 4);
    assert!(splits.iter().all(|s| s.share.0 == Share::ONE.0 / 4));
    assert_eq!(
        splits
            .iter()
            .filter(|s| s.recipient == Recipient::Unknown)
            .count(),
        2
    );
    assert_eq!(splits.iter().filter(|s| s.purpose.is_none()).count(), 2);
    let expected = [
        "note 2 country: an unknown code",
        "note 2 purpose_code: an unknown code",
    ];
    assert_eq!(found.told(), expected);
}

#[test]
fn old_purpose_codes_lead_to_their_successor() {
    let found = row(&[("purpose_code", "41050")]);
    let activity = found.activities()[0];
    assert_eq!(activity.splits[0].purpose.unwrap().number(), 43060);
    assert!(activity.flags.contains(Flag::RecodedSector));
}

#[test]
fn a_country_may_be_assumed_for_the_file() {
    let context = ReadContext {
        assumed_country: Country::from_iso2("LA"),
        ..ReadContext::default()
    };
    let mut found = Collected::default();
    read(
        b"id,name,partner,agency\nA,Road,JP,JICA\n".as_slice(),
        &context,
        &mut found,
    )
    .unwrap();
    assert_eq!(recipients(&found)[0].0, "LA");
    assert!(found.activities()[0].flags.contains(Flag::CountryAssumed));
    assert!(found.tells(Severity::Note, "no country"));
}

#[test]
fn projects_outside_are_counted() {
    let found = row(&[("country", "US:50|Kenya:50")]);
    assert_eq!((found.outside(), found.findings.len()), (1, 0));
}

#[rstest]
#[case(&[("amount", "")], Value::NotStated, "")]
#[case(&[("amount", "n/a"), ("currency", "USD")], Value::NotStated, "the amount is not a number")]
#[case(&[("amount", "1.234,50"), ("currency", "USD")], Value::NotStated, "the amount is not a number")]
#[case(&[("amount", "1000.005"), ("currency", "usd")], Value::Usd(Cents(100_000)), "")]
#[case(&[("amount", "1000"), ("currency", "MMK"), ("year", "2010")], Value::NotConverted, "no rate")]
#[case(&[("amount", "1000"), ("currency", "JPY")], Value::NotConverted, "no rate")]
#[case(&[("amount", "1000")], Value::NotConverted, "no rate")]
#[case(&[("amount", "1000"), ("currency", "$")], Value::NotConverted, "not an ISO 4217 code")]
#[case(&[("amount", "1000"), ("currency", "USD"), ("price_basis", "real")], Value::NotConverted, "unknown price basis")]
#[case(&[("amount", "1000"), ("currency", "JPY"), ("year", "2011"), ("price_basis", "constant-2011")], Value::NotConverted, "US dollars only")]
#[case(&[("amount", "-7"), ("currency", "USD")], Value::Usd(Cents(-700)), "negative")]
fn amounts_are_converted_or_say_why_not(
    #[case] cells: &[(&str, &str)],
    #[case] value: Value,
    #[case] words: &str,
) {
    let found = row(cells);
    assert_eq!(found.activities()[0].flows[0].value, value);
    assert_eq!(found.activities()[0].flows.len(), 1);
    if words.is_empty() {
        assert_eq!(found.told(), Vec::<String>::new());
    } else {
        assert!(found.tells(Severity::Note, words), "{:?}", found.told());
    }
}

#[rstest]
#[case("year", "20x5")]
#[case("year", "2015-03")]
#[case("start", "March 2012")]
#[case("end", "2015-02-30")]
#[case("instrument", "gift")]
#[case("status", "9")]
#[case("gender", "3")]
#[case("climate_mitigation", "yes")]
#[case("confidence", "certain")]
#[case("purpose_basis", "guessed")]
#[case("source_date", "yesterday")]
fn what_cannot_be_read_is_noted_and_not_reported(#[case] column: &str, #[case] text: &str) {
    let found = row(&[(column, text)]);
    let activity = found.activities()[0];
    assert_eq!(
        found.told(),
        [format!("note 2 {column}: not a value of this column")]
    );
    assert_eq!(
        (
            found.findings[0].record.as_str(),
            found.findings[0].value.as_str()
        ),
        ("A", text)
    );
    assert!(activity.start.is_none() && activity.end.is_none() && activity.instrument.is_none());
    assert!(activity.status.is_none() && activity.markers.iter().next().is_none());
}

#[test]
fn an_end_before_the_start_is_kept_and_flagged() {
    let found = row(&[("start", "2015-06"), ("end", "2014")]);
    assert!(found.activities()[0].flags.contains(Flag::EndBeforeStart));
    assert!(
        row(&[("start", "2015-06"), ("end", "2015")])
            .findings
            .is_empty()
    );
}

#[test]
fn places_are_checked_against_the_country() {
    let place = |text: &str| row(&[("country", "TL"), ("places", text)]);
    let swapped = place("Dili@125.57,-8.55#1");
    assert_eq!(swapped.activities()[0].places[0].lat, -8.55);
    assert!(swapped.tells(Severity::Note, "swapped"));
    let far = place("London@51.5,0.1#1");
    assert!(far.tells(Severity::Note, "outside every stated country"));
    assert_eq!(far.activities()[0].places[0].country, None);
    let vague = place("Dili@-8.55,125.57");
    assert_eq!(vague.activities()[0].places[0].precision.code(), 9);
    assert!(vague.tells(Severity::Note, "no precision"));
    for (text, words) in [
        ("Null@0,0#1", "placeholder"),
        ("Nowhere@95,200#1", "out of range"),
        ("Words@north,east#1", "not two numbers"),
        ("NaN@NaN,inf#1", "not two numbers"),
        ("Dili", "not of the form"),
    ] {
        let found = place(&format!("{text} | Dili@-8.55,125.57#3"));
        assert!(
            found.tells(Severity::Reject, words),
            "{text} {:?}",
            found.told()
        );
        assert_eq!(
            found.activities()[0].places.len(),
            1,
            "the project and its other places stay"
        );
    }
}

#[rstest]
#[case("id", "", "no usable id")]
#[case("name", " ", "no name")]
#[case("partner", "CN", "none of US, JP, KR and ADB")]
#[case("agency", "CIA", "an unknown agency")]
#[case("agency", "KOICA", "KOICA is an agency of KR, not of JP")]
fn a_row_without_an_identity_is_left_out(
    #[case] column: &str,
    #[case] text: &str,
    #[case] words: &str,
) {
    let found = row(&[(column, text)]);
    assert_eq!((found.rejected(), found.activities().len()), (1, 0));
    assert!(found.tells(Severity::Reject, words), "{:?}", found.told());
}
