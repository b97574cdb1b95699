//! Records that tell of one project: what is stated, matched and decided, and what that does to totals.

use tiga_domain::activity::Activity;
use tiga_domain::analysis::coverage_grid::counted_once;
use tiga_domain::analysis::linkage::{Basis, Linkage};
use tiga_domain::analysis::overview::overview;
use tiga_domain::dataset::{Builder, Dataset, Decision, Decisions, LinkKind, Verdict};
use tiga_domain::filter::Filter;

use crate::portfolio;
use crate::precedence::{activity, counted};

fn titled(id: &str, source: &str, agency: &str, dollars: i64, title: &str) -> Activity {
    Activity {
        title: title.to_owned(),
        start: None,
        parent: None,
        references: Vec::new(),
        same_as: None,
        joint_group: None,
        counterpart: None,
        ..activity(id, source, agency, dollars)
    }
}

fn decision(a: &str, b: &str, verdict: Verdict) -> Decision {
    Decision {
        a: a.to_owned(),
        b: b.to_owned(),
        verdict,
        note: "reviewed".to_owned(),
    }
}

fn dataset(activities: &[Activity], decisions: Vec<Decision>) -> Dataset {
    let decisions = Decisions::new(decisions).unwrap();
    let mut builder = Builder::new(Vec::new()).with_decisions(decisions);
    for (nth, activity) in activities.iter().enumerate() {
        builder.push(activity.clone(), 0, nth as u64);
    }
    builder.finish()
}

/// Kind, basis and identifiers of all links.
fn links(data: &Dataset) -> Vec<(LinkKind, Basis, &str, &str)> {
    let linkage = Linkage::new(data);
    let all = linkage.links().to_vec();
    all.iter()
        .map(|link| (link.kind, link.basis, data.id(link.a), data.id(link.b)))
        .collect()
}

const FLOOD: &str = "Cavite Industrial Area Flood Risk Management";

#[test]
fn phases_of_one_agency_are_linked_and_other_titles_are_not() {
    let data = dataset(
        &[
            titled("a", "jica", "JICA", 100, FLOOD),
            titled("b", "jica", "JICA", 900, &format!("{FLOOD} (II)")),
            titled("c", "jica", "JICA", 900, "Cebu Port"),
            titled("d", "tiga", "KOICA", 3, "Cebu Port Tariff"),
        ],
        Vec::new(),
    );
    assert_eq!(links(&data), [(LinkKind::Phase, Basis::Matched, "a", "b")]);
}

#[test]
fn two_sources_of_one_agency_are_the_same_by_title_and_amount() {
    let far = Activity {
        start: tiga_domain::date::Date::parse("1999"),
        ..titled("c", "crs", "KOICA", 7, "Hanoi Nursery for Forestry")
    };
    let data = dataset(
        &[
            titled(
                "a",
                "iati:KR-GOV-051",
                "KOICA",
                5_000_000,
                "Hanoi School for Forestry Rangers",
            ),
            titled(
                "b",
                "crs",
                "KOICA",
                5_000_000,
                "School for Forestry Rangers, Hanoi",
            ),
            far,
        ],
        Vec::new(),
    );
    assert_eq!(links(&data), [(LinkKind::Same, Basis::Matched, "a", "b")]);
    assert_eq!(counted(&data), (1, 5_000_000), "a match changes no total");
}

#[test]
fn parallel_finance_is_asked_and_makes_nothing_joint() {
    let data = dataset(
        &[
            titled("a", "jica", "JICA", 5, FLOOD),
            titled("b", "tiga", "ADB", 7, FLOOD),
        ],
        Vec::new(),
    );
    assert_eq!(
        links(&data),
        [(LinkKind::Parallel, Basis::Matched, "a", "b")]
    );
    assert_eq!(data.joint(0), None);
    let accept = decision("b", "a", Verdict::Accept(LinkKind::Cofinanced));
    let decided = dataset(
        &[
            titled("a", "jica", "JICA", 5, FLOOD),
            titled("b", "tiga", "ADB", 7, FLOOD),
        ],
        vec![accept],
    );
    assert_eq!(
        links(&decided),
        [(LinkKind::Cofinanced, Basis::Decided, "b", "a")]
    );
    assert_eq!(decided.joint(0), decided.joint(1));
    assert!(decided.joint(0).is_some());
    assert_ne!(decided.version(), data.version());
    assert_eq!(
        counted(&decided),
        counted(&data),
        "each keeps its own share"
    );
}

#[test]
fn what_is_decided_to_be_the_same_counts_once_and_survives_a_new_import() {
    let records = |dollars| {
        [
            titled("a", "tiga", "KOICA", 100, "One"),
            titled("b", "tiga", "KOICA", dollars, "Two"),
            titled("c", "tiga", "KOICA", 7, "Three"),
        ]
    };
    let decisions = || {
        vec![
            decision("b", "a", Verdict::Accept(LinkKind::Same)),
            decision("gone", "a", Verdict::Reject),
        ]
    };
    let data = dataset(&records(90), decisions());
    assert_eq!(counted(&data), (2, 97));
    let sums = counted_once(&data);
    assert_eq!((sums.one_level.records, sums.counted.records), (3, 2));
    assert_eq!((sums.one_level.usd.0, sums.counted.usd.0), (19_700, 9_700));
    assert_eq!(data.decided().idle(), 1, "it waits for its record");
    assert_eq!(counted(&dataset(&records(95), decisions())), (2, 102));
}

#[test]
fn a_chain_or_a_circle_of_the_same_keeps_one() {
    let records: Vec<Activity> = ["a", "b", "c"]
        .map(|id| titled(id, "tiga", "KOICA", 10, id))
        .into();
    let same = |a, b| decision(a, b, Verdict::Accept(LinkKind::Same));
    assert_eq!(
        counted(&dataset(&records, vec![same("a", "b"), same("b", "c")])),
        (1, 10)
    );
    let circle = vec![same("a", "b"), same("b", "c"), same("c", "a")];
    assert_eq!(counted(&dataset(&records, circle)), (1, 10));
}

#[test]
fn a_rejected_parent_and_group_no_longer_hold() {
    let child = Activity {
        parent: Some("p".to_owned()),
        ..titled("c", "iati:X", "USAID", 30, "Part")
    };
    let records = [child, titled("p", "iati:X", "USAID", 100, "Whole")];
    let stated = dataset(&records, Vec::new());
    assert_eq!(counted(&stated), (2, 30));
    assert_eq!(links(&stated), [(LinkKind::Part, Basis::Stated, "c", "p")]);
    let rejected = dataset(&records, vec![decision("p", "c", Verdict::Reject)]);
    assert_eq!(counted(&rejected), (2, 130));
    assert_eq!(links(&rejected), []);
    assert_eq!(Linkage::new(&rejected).rejected(), 1);

    let grouped = |id: &str, agency: &str| Activity {
        joint_group: Some("road".to_owned()),
        ..titled(id, "tiga", agency, 1, id)
    };
    let records = [
        grouped("a", "JICA"),
        grouped("b", "ADB"),
        grouped("c", "KOICA"),
    ];
    let data = dataset(&records, vec![decision("a", "c", Verdict::Reject)]);
    assert_eq!(data.joint(0), data.joint(1));
    assert_eq!(data.joint(2), None, "the later of the two leaves the group");
}

#[test]
fn an_accepted_part_takes_the_money_of_its_whole() {
    let records = [
        titled("c", "iati:X", "USAID", 30, "Part"),
        titled("p", "iati:X", "USAID", 100, "Whole"),
    ];
    let accept = decision("c", "p", Verdict::Accept(LinkKind::Part));
    assert_eq!(counted(&dataset(&records, vec![accept])), (2, 30));
}

#[test]
fn links_of_random_portfolios_follow_the_laws() {
    for seed in 1..4 {
        let data = portfolio::dataset(seed, 3_000);
        let linkage = Linkage::new(&data);
        let money = overview(&data, &Filter::default()).usd;
        let again = Linkage::new(&data);
        assert_eq!(linkage.links(), again.links(), "the same in every run");
        for link in linkage.links() {
            assert_ne!(link.a, link.b);
            let score = link.evidence.unwrap().score();
            assert!((tiga_domain::analysis::linkage::LEAST_SCORE..=1.0).contains(&score));
            assert!(linkage.of(link.a).iter().any(|(other, _)| *other == link.b));
            assert!(linkage.of(link.b).iter().any(|(other, _)| *other == link.a));
        }
        let projects = linkage.projects(&data, |_| true);
        assert!(projects <= data.len() as u64 && projects >= 1);
        assert!(projects + linkage.links().len() as u64 >= data.len() as u64);
        assert_eq!(overview(&data, &Filter::default()).usd, money);
    }
}
