//! The worked examples of the method (`vectors.json`), run against this crate, case by case.
#![expect(clippy::unwrap_used, reason = "a case that does not read is a failure")]

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use tiga_domain::classify::{
    Subject, ViewRow, classify, focus_areas, priority_money, purpose_from_industry, three_views,
    tokens,
};
use tiga_domain::date::fiscal_to_calendar;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Cents, Level, Share, count_level, rebase, split, to_cents};
use tiga_domain::partner::Partner;
use tiga_domain::priority::{FocusArea, Priority, PriorityWeights};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Class;

/// A function of the method as this crate carries it out: input to outcome.
type Run = fn(&Value) -> Value;

/// The functions that are carried out, by their name in the vectors.
const DONE: [(&str, Run); 11] = [
    ("split_cents", split_cents),
    ("to_usd_cents", to_usd_cents),
    ("rebase", rebased),
    ("count_level", level),
    ("fiscal_to_calendar", fiscal),
    ("naics_to_purpose", industry),
    ("focus_areas", focus),
    ("infra_class", infra_class),
    ("op_vector+op_money", priorities),
    ("three_views", views),
    ("tokens", words),
];

const OVERLAP: &str = "section 3, overlap: run by tests/overlap/vectors.rs";
const SERVICES: &str = "section 4, services around infrastructure: tested beside its own module";
const GAPS: &str = "section 5, gaps: tested beside its own module";
const CONCENTRATION: &str = "section 7, concentration: tested beside its own module";

/// Functions of the vectors that this file does not run, and why.
const ELSEWHERE: [(&str, &str); 24] = [
    ("s_sec", OVERLAP),
    ("s_geo", OVERLAP),
    ("period+s_time", OVERLAP),
    ("reach_km", OVERLAP),
    ("block_keys", OVERLAP),
    ("s_text", OVERLAP),
    ("rare_shared", OVERLAP),
    ("s_theme", OVERLAP),
    ("pair_score+relation", OVERLAP),
    ("materiality", OVERLAP),
    ("confidence", OVERLAP),
    ("clusters", OVERLAP),
    ("anchor_type", SERVICES),
    ("ring_weight", SERVICES),
    ("time_weight", SERVICES),
    ("coverage", SERVICES),
    ("opportunity", SERVICES),
    ("alignment_gap", GAPS),
    ("cosine", GAPS),
    ("midrank", GAPS),
    ("need_gap", GAPS),
    ("rca", GAPS),
    ("concentration", CONCENTRATION),
    ("oecd_relations", CONCENTRATION),
];

#[test]
fn every_case_of_the_method_comes_out_as_stated() {
    let vectors: Value = serde_json::from_str(include_str!("vectors.json")).unwrap();
    assert_eq!(vectors["method"], tiga_domain::METHOD_ID);
    let tolerance = vectors["tolerance"].as_f64().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut failures = Vec::new();
    for case in vectors["cases"].as_array().unwrap() {
        let name = case["fn"].as_str().unwrap();
        *counts.entry(name).or_default() += 1;
        let Some((_, run)) = DONE.iter().find(|(done, _)| *done == name) else {
            assert!(
                ELSEWHERE.iter().any(|(elsewhere, _)| *elsewhere == name),
                "{name} is neither run nor listed"
            );
            continue;
        };
        let got = run(&case["input"]);
        if !is_close(&got, &case["expected"], tolerance) {
            failures.push(format!("{}: {got} is not {}", case["id"], case["expected"]));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    for name in DONE
        .map(|(name, _)| name)
        .into_iter()
        .chain(ELSEWHERE.map(|(name, _)| name))
    {
        assert!(counts.contains_key(name), "no case of {name}");
    }
    let run: usize = DONE.iter().map(|(name, _)| counts[name]).sum();
    assert_eq!(run, 47, "cases run");
}

/// Equal, numbers within the tolerance of the vectors; integers are compared exactly.
fn is_close(got: &Value, expected: &Value, tolerance: f64) -> bool {
    match (got, expected) {
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= tolerance
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_close(a, b, tolerance))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| is_close(a, b, tolerance)))
        }
        _ => got == expected,
    }
}

fn code(value: &Value) -> PurposeCode {
    PurposeCode::parse(value.as_str().unwrap()).unwrap()
}

fn decimal(value: &Value) -> Decimal {
    value.to_string().trim_matches('"').parse().unwrap()
}

fn cents(value: &Value) -> Option<Cents> {
    value.as_i64().map(Cents)
}

fn markers(value: &Value) -> Markers {
    let mut markers = Markers::default();
    for (key, score) in value.as_object().unwrap() {
        if let Some(score) = score.as_u64() {
            markers.set(Marker::from_key(key).unwrap(), score as u8);
        }
    }
    markers
}

/// Published lines; old codes are mapped before they are split (method 1.1, rule 18).
fn lines(value: &Value) -> Vec<(PurposeCode, Option<Decimal>)> {
    let lines = value.as_array().unwrap().iter();
    lines
        .map(|line| {
            let percentage = (!line[1].is_null()).then(|| decimal(&line[1]));
            (code(&line[0]).current(), percentage)
        })
        .collect()
}

fn subject<'a>(input: &'a Value, lines: &'a [(Option<PurposeCode>, Share)]) -> Subject<'a> {
    Subject {
        title: input["title"].as_str().unwrap(),
        lines,
        markers: markers(&input["markers"]),
        aid_type: input["aid_type"].as_str().unwrap_or_default(),
        country_count: input["countries"].as_u64().unwrap_or(1) as usize,
        is_private: input["private"].as_bool().unwrap_or(false),
    }
}

fn split_cents(input: &Value) -> Value {
    let weights = input["weights"].as_object().unwrap();
    let scale = Decimal::from(1_000_000);
    let scaled: Vec<u64> = weights
        .values()
        .map(|weight| u64::try_from((decimal(weight) * scale).mantissa()).unwrap())
        .collect();
    let parts = split(cents(&input["total"]).unwrap(), &scaled);
    weights
        .keys()
        .zip(parts)
        .zip(scaled)
        .filter(|(_, weight)| *weight > 0)
        .map(|((key, part), _)| (key.clone(), json!(part.0)))
        .collect()
}

fn to_usd_cents(input: &Value) -> Value {
    let cents = to_cents(decimal(&input["amount"]), decimal(&input["units_per_usd"]));
    json!(cents.unwrap().0)
}

fn rebased(input: &Value) -> Value {
    let found = rebase(&lines(&input["lines"]));
    let flags = [
        ("equal_split", found.equal_split),
        ("nonpositive_dropped", found.nonpositive_dropped),
        ("null_share_dropped", found.null_share_dropped),
        ("rebased", found.rebased),
    ];
    let set: Vec<_> = flags
        .iter()
        .filter(|(_, set)| *set)
        .map(|(name, _)| name)
        .collect();
    let shares: serde_json::Map<_, _> = found
        .shares
        .iter()
        .map(|(code, share)| (code.to_string(), json!(share.fraction())))
        .collect();
    json!({"shares": shares, "flags": set})
}

fn level(input: &Value) -> Value {
    let children: Vec<_> = input["children"]
        .as_array()
        .unwrap()
        .iter()
        .map(cents)
        .collect();
    let counted = count_level(cents(&input["parent"]), &children);
    let level = match counted.level {
        Level::Parent => "parent",
        Level::Children => "children",
    };
    let number = |cents: Option<Cents>| cents.map(|cents| cents.0);
    json!([
        level,
        number(counted.cents),
        number(counted.not_yet_allocated)
    ])
}

fn fiscal(input: &Value) -> Value {
    let years = input.as_object().unwrap().iter();
    years
        .map(|(partner, year)| {
            let partner = Partner::ALL
                .into_iter()
                .find(|p| p.code() == partner)
                .unwrap();
            let year = fiscal_to_calendar(partner, year.as_i64().unwrap() as i16);
            (partner.code().to_owned(), json!(year))
        })
        .collect()
}

fn industry(input: &Value) -> Value {
    let text = |key| input[key].as_str().unwrap();
    purpose_from_industry(text("naics"), text("title")).map_or(Value::Null, |found| {
        let letter = &format!("{:?}", found.confidence)[..1];
        json!([found.code.to_string(), letter, found.is_inferred])
    })
}

fn focus(input: &Value) -> Value {
    let weights: PriorityWeights =
        Priority::ALL.map(|p| (input["ops"][p.code()].as_f64().unwrap() * 1e6).round() as u32);
    let codes = input["codes"].as_array().unwrap().iter();
    let lines: Vec<_> = codes.map(|value| (Some(code(value)), Share::ONE)).collect();
    let bits = focus_areas(&weights, &subject(input, &lines));
    FocusArea::ALL
        .into_iter()
        .filter(|area| bits & area.bit() != 0)
        .map(|area| json!(area.name()))
        .collect()
}

fn infra_class(input: &Value) -> Value {
    let lines = [(Some(code(&input["code"])), Share::ONE)];
    let line = classify(&subject(input, &lines)).lines[0];
    let physicality = f64::from(line.physicality) / 100.0;
    json!([
        line.class.letter().to_string(),
        physicality,
        line.reason.code()
    ])
}

fn priorities(input: &Value) -> Value {
    let shares = rebase(&lines(&input["lines"])).shares;
    let lines: Vec<_> = shares
        .into_iter()
        .map(|(code, share)| (Some(code), share))
        .collect();
    let weights = classify(&subject(input, &lines)).priorities;
    let ops: serde_json::Map<_, _> = Priority::ALL
        .into_iter()
        .map(|p| {
            (
                p.code().to_owned(),
                json!(f64::from(weights[p.index()]) / 1e6),
            )
        })
        .collect();
    let money: serde_json::Map<_, _> = priority_money(cents(&input["cents"]).unwrap(), &weights)
        .into_iter()
        .map(|(priority, part)| {
            (
                priority.map_or("none", Priority::code).to_owned(),
                json!(part.0),
            )
        })
        .collect();
    let tags: Vec<_> = Priority::ALL
        .into_iter()
        .filter(|p| weights[p.index()] >= 500_000)
        .map(Priority::code)
        .collect();
    json!({"ops": ops, "money": money, "tags": tags})
}

fn views(input: &Value) -> Value {
    let letter =
        |value: &Value| Class::from_letter(value.as_str().unwrap().chars().next().unwrap());
    let rows = input["rows"].as_array().unwrap().iter().map(|row| ViewRow {
        cents: cents(&row[0]).unwrap(),
        class: letter(&row[1]).unwrap(),
        physicality: (row[2].as_f64().unwrap() * 100.0).round() as u8,
        code: Some(code(&row[3])),
    });
    let views = three_views(rows);
    let named = |sums: [Cents; 6], name: fn(Class) -> String| -> Value {
        Class::ALL
            .into_iter()
            .filter(|class| sums[class.index()] != Cents(0))
            .map(|class| (name(class), json!(sums[class.index()].0)))
            .collect()
    };
    let physical = |class: Class| match class {
        Class::Hard => "hard".to_owned(),
        Class::Services => "service".to_owned(),
        _ => class.letter().to_string(),
    };
    json!({
        "report": named(views.report, |class| class.letter().to_string()),
        "dac": named(views.dac, |class| class.letter().to_string()),
        "physical": named(views.physical, physical),
    })
}

fn words(input: &Value) -> Value {
    json!(tokens(input["title"].as_str().unwrap()))
}
