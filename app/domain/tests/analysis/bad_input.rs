//! Portfolios that no analysis may stumble over: nothing, one partner, no dates, everything on one point.

use tiga_domain::activity::Activity;
use tiga_domain::agency::Agency;
use tiga_domain::analysis::complement::complements;
use tiga_domain::analysis::concentration::concentrations;
use tiga_domain::analysis::gap::{Baseline, Comparison, Flag, NeedTable, Reason, Scheme, gaps};
use tiga_domain::analysis::mix::mix;
use tiga_domain::analysis::window::as_of;
use tiga_domain::classify::View;
use tiga_domain::country::{Country, Recipient};
use tiga_domain::dataset::{Builder, Dataset};
use tiga_domain::date::Date;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::place::{Place, Precision};

use crate::portfolio::activities;

fn build(change: impl Fn(&mut Activity), size: usize) -> Dataset {
    let mut builder = Builder::new(Vec::new());
    for mut activity in activities(11, size) {
        change(&mut activity);
        builder.push(activity, 0, 0);
    }
    builder.finish()
}

fn flags(data: &Dataset, baseline: Baseline) -> Vec<(Flag, Reason)> {
    let comparison = Comparison {
        scheme: Scheme::Priorities,
        baseline,
        as_of: as_of(data),
    };
    let answer = gaps(data, &Filter::default(), comparison, &NeedTable::shipped());
    assert_eq!(answer.cells.len(), 77);
    answer
        .cells
        .iter()
        .map(|cell| (cell.flag, cell.reason))
        .collect()
}

#[test]
fn nothing_loaded_is_no_data_and_never_a_gap() {
    let data = build(|_| {}, 0);
    for (flag, reason) in flags(&data, Baseline::Adb) {
        assert_eq!((flag, reason), (Flag::NoData, Reason::NoMoney));
    }
    assert!(
        flags(&data, Baseline::Need)
            .iter()
            .all(|(flag, _)| *flag == Flag::NoData)
    );
    let answer = mix(&data, &Filter::default(), View::Report);
    assert!(answer.series.is_empty() && answer.shares.is_empty() && answer.note.is_none());
    let around = complements(
        &data,
        &Question::default(),
        as_of(&data),
        &NeedTable::shipped(),
    );
    assert_eq!(around.total, 0);
    assert!(concentrations(&data, &Filter::default()).cells.is_empty());
}

#[test]
fn without_adb_there_is_no_mix_to_compare_with() {
    let jica = Agency::from_code("JICA").unwrap();
    let data = build(|activity| activity.agency = jica, 500);
    for (flag, reason) in flags(&data, Baseline::Adb) {
        assert_eq!(flag, Flag::NoData);
        assert!(matches!(reason, Reason::NoAdbMoney | Reason::NoMoney));
    }
    let answer = concentrations(&data, &Filter::default());
    assert!(
        answer
            .cells
            .iter()
            .filter_map(|cell| cell.partners)
            .all(|it| it.hhi == 1.0)
    );
    assert!(answer.cells.iter().all(|cell| !cell.coordination));
}

#[test]
fn brunei_and_singapore_are_never_a_gap_of_need() {
    let data = build(|_| {}, 3_000);
    let comparison = Comparison {
        scheme: Scheme::Priorities,
        baseline: Baseline::Need,
        as_of: as_of(&data),
    };
    let answer = gaps(&data, &Filter::default(), comparison, &NeedTable::shipped());
    for cell in answer
        .cells
        .iter()
        .filter(|cell| !cell.country.is_oda_recipient())
    {
        assert_eq!(
            (cell.flag, cell.reason),
            (Flag::NoData, Reason::NotRecipient)
        );
    }
    assert!(
        answer
            .cells
            .iter()
            .any(|cell| cell.reason == Reason::NeedMet)
    );
    assert!(
        answer
            .cells
            .iter()
            .any(|cell| cell.reason == Reason::NoNeed)
    );
}

#[test]
fn records_without_dates_places_or_sectors_claim_nothing() {
    let data = build(
        |activity| {
            (activity.start, activity.end) = (None, None);
            activity.places.clear();
            activity
                .splits
                .iter_mut()
                .for_each(|split| split.purpose = None);
        },
        500,
    );
    let around = complements(
        &data,
        &Question::default(),
        as_of(&data),
        &NeedTable::shipped(),
    );
    assert_eq!(around.total, 0);
    assert!(
        flags(&data, Baseline::Adb)
            .iter()
            .all(|(flag, _)| *flag == Flag::NoData)
    );
    let answer = mix(&data, &Filter::default(), View::Report);
    assert!(
        answer
            .shares
            .iter()
            .all(|share| share.services_share.is_none())
    );
}

#[test]
fn one_activity_in_eleven_countries_is_money_of_eleven() {
    let mut builder = Builder::new(Vec::new());
    let mut activity = activities(3, 40).find(|it| it.splits.len() == 1).unwrap();
    let split = activity.splits[0];
    let share = split.share.0 / Country::COUNT as u64;
    activity.splits = Country::all()
        .map(|country| {
            let share = tiga_domain::money::Share(share);
            tiga_domain::activity::Split {
                recipient: Recipient::Country(country),
                share,
                ..split
            }
        })
        .collect();
    let rest = split.share.0 - share * Country::COUNT as u64;
    activity.splits[0].share.0 += rest;
    builder.push(activity, 0, 0);
    let data = builder.finish();
    assert!(
        flags(&data, Baseline::Need)
            .iter()
            .all(|(flag, _)| *flag != Flag::Under)
    );
}

#[test]
fn five_thousand_activities_on_one_point_are_answered() {
    let home = Country::from_iso2("PH").unwrap();
    let data = build(
        |activity| {
            activity.start = Some(Date::year_only(2020));
            activity
                .splits
                .iter_mut()
                .for_each(|it| it.recipient = Recipient::Country(home));
            activity.places = vec![Place {
                name: "Manila".to_owned(),
                lat: 14.6,
                lon: 120.98,
                precision: Precision::EXACT,
                country: Some(home),
                basis: String::new(),
            }];
        },
        5_000,
    );
    let around = complements(
        &data,
        &Question::default(),
        as_of(&data),
        &NeedTable::shipped(),
    );
    assert!(around.total > 100);
    assert!(
        around
            .items
            .iter()
            .all(|anchor| anchor.services.iter().all(|near| near.km == Some(0.0)))
    );
}
