//! Records with little or too much in them: no panic, no false claim, bounded work.

use tiga_domain::activity::Activity;
use tiga_domain::analysis::overlap::constant::MAX_PARTNERS;
use tiga_domain::analysis::overlap::{
    Cap, Findings, NotCompared, Relation, compare, compared_in, neighbours,
};
use tiga_domain::country::{Country, Recipient};
use tiga_domain::date::Date;
use tiga_domain::status::Status;

use crate::world::{self, activity, commitment, dataset, place};

fn country(code: &str) -> Country {
    Country::from_iso2(code).unwrap()
}

/// A water project in Dili with everything known.
fn water(id: &str, agency: &str) -> Activity {
    let timor = country("TL");
    Activity {
        title: format!("Water supply {id}"),
        start: Date::parse("2018"),
        end: Date::parse("2022"),
        flows: vec![commitment(2018, 5_000_000)],
        places: vec![place(-8.55, 125.57, 1, timor)],
        ..activity(id, agency, timor, "14021")
    }
}

fn found(
    activities: impl IntoIterator<Item = Activity>,
) -> (tiga_domain::dataset::Dataset, Findings) {
    let data = dataset(activities);
    let findings = Findings::new(&data, Date::year_only(2025));
    (data, findings)
}

#[test]
fn two_known_projects_at_one_place_overlap() {
    let (data, findings) = found([water("a", "ADB"), water("b", "JICA")]);
    let item = compare(&data, &findings, 0, 1).unwrap();
    assert_eq!(item.relation, Relation::Overlap);
    assert_eq!(item.distance_km, Some(0.0));
    assert_eq!(findings.clusters().len(), 1);
    assert!(
        item.sentence.starts_with("The same kind of work: both Water supply - large systems (14021); at the same place; both active in 2018–2022"),
        "{}", item.sentence
    );
}

#[test]
fn without_a_place_a_date_or_an_amount_nothing_is_claimed() {
    for (change, cap) in [
        (
            (|a: &mut Activity| a.places.clear()) as fn(&mut Activity),
            Cap::PlaceUnknown,
        ),
        (
            |a| {
                a.start = None;
                a.end = None;
                a.flows.clear();
            },
            Cap::DatesUnknown,
        ),
    ] {
        let mut bare = water("a", "ADB");
        change(&mut bare);
        let (data, findings) = found([bare, water("b", "JICA")]);
        assert!(
            findings
                .pairs()
                .iter()
                .all(|pair| pair.relation != Relation::Overlap)
        );
        let item = compare(&data, &findings, 0, 1).unwrap();
        assert_eq!(item.relation, Relation::Adjacent);
        assert_eq!(item.cap, Some(cap));
    }
    let mut unpaid = water("a", "ADB");
    unpaid.flows.clear();
    let (data, findings) = found([unpaid, water("b", "JICA")]);
    let item = compare(&data, &findings, 0, 1).unwrap();
    assert_eq!((item.materiality, item.usd_min), (None, None));
}

#[test]
fn what_is_not_compared_is_counted_by_its_reason() {
    let mut cancelled = water("cancelled", "ADB");
    cancelled.status = Some(Status::Cancelled);
    let mut regional = water("regional", "JICA");
    regional.splits[0].recipient = Recipient::Region(798);
    let mut bare = water("unclassified", "KOICA");
    bare.splits[0].purpose = None;
    let budget = activity("budget", "DFC", country("TL"), "51010");
    let mut aid = activity("budget aid", "MCC", country("TL"), "15110");
    aid.aid_type = "A01".to_owned();
    let (data, findings) = found([aid, bare, budget, cancelled, regional]);
    assert_eq!(findings.census().compared, 0);
    let reasons: Vec<NotCompared> = (0..5)
        .map(|at| compared_in(&data, at).unwrap_err())
        .collect();
    assert_eq!(
        reasons,
        [
            NotCompared::NoProject,
            NotCompared::Unclassified,
            NotCompared::NoProject,
            NotCompared::Cancelled,
            NotCompared::NoCountry
        ]
    );
    assert_eq!(findings.census().not_compared.values().sum::<u64>(), 5);
}

#[test]
fn in_eleven_countries_only_the_places_in_the_shared_one_count() {
    let mut wide = water("a", "ADB");
    let share = wide.splits[0].share.0 / 11;
    wide.splits = Country::all()
        .map(|country| tiga_domain::activity::Split {
            recipient: Recipient::Country(country),
            share: tiga_domain::money::Share(share),
            ..wide.splits[0]
        })
        .collect();
    let in_vietnam = |id: &str, agency: &str| Activity {
        places: vec![place(10.8, 106.7, 1, country("VN"))],
        ..activity(id, agency, country("VN"), "14021")
    };
    let (data, findings) = found([wide, water("b", "JICA"), in_vietnam("c", "KOICA")]);
    let pair = compare(&data, &findings, 0, 1).unwrap();
    assert_eq!(
        (pair.relation, pair.country),
        (Relation::Overlap, country("TL"))
    );
    assert!(compare(&data, &findings, 0, 2).is_none_or(|item| item.relation == Relation::Adjacent));
    assert!(
        compare(&data, &findings, 1, 2).is_none(),
        "no country in common"
    );
}

#[test]
fn five_thousand_activities_on_one_coordinate_are_bounded() {
    let agencies = ["ADB", "JICA", "KOICA", "DFC"];
    let crowd = (0..5_000).map(|nth| water(&format!("{nth:04}"), agencies[nth % 4]));
    let (_, findings) = found(crowd);
    let mut partners = vec![0_usize; 5_000];
    for pair in findings.pairs() {
        partners[pair.a as usize] += 1;
        partners[pair.b as usize] += 1;
    }
    assert!(partners.iter().all(|count| *count <= 2 * MAX_PARTNERS));
    assert!(findings.census().left_out > 0 && findings.left_out(17) > 0);
    assert!(findings.census().pairs <= 2 * 5_000 * MAX_PARTNERS as u64);
}

#[test]
fn one_partner_alone_has_no_pairs() {
    let (data, findings) = found((0..200).map(|nth| water(&format!("{nth:03}"), "JICA")));
    assert!(findings.pairs().is_empty() && findings.clusters().is_empty());
    assert!(neighbours(&data, &findings, 0).is_empty());
    let (_, none) = found(std::iter::empty());
    assert!(none.pairs().is_empty());
}

#[test]
fn strange_coordinates_do_no_harm() {
    let odd = [(90.0, 180.0), (-90.0, -180.0), (0.0, 0.0), (-8.55, 179.999)];
    let at = |(nth, (lat, lon)): (usize, (f64, f64))| {
        let mut made = water(&format!("{nth}"), ["ADB", "JICA"][nth % 2]);
        made.places = vec![place(lat, lon, 1, country("TL"))];
        made
    };
    let (_, findings) = found(odd.into_iter().enumerate().map(at));
    assert!(findings.pairs().is_empty());
}

#[test]
fn a_portfolio_of_every_kind_of_record_is_read() {
    let data = crate::portfolio::dataset(5, 2_000);
    let findings = Findings::new(&data, Date::year_only(2025));
    let census = findings.census();
    let seen = census.compared + census.not_compared.values().sum::<u64>();
    assert_eq!(seen, 2_000);
    assert!(!findings.pairs().is_empty());
    let world = world::spread(2, 500);
    assert_eq!(
        Findings::new(&world, Date::year_only(2025))
            .census()
            .compared,
        500
    );
}
