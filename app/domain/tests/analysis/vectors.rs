//! The worked examples of sections 4, 5 and 7 of the method (`vectors.json`), case by case.

use serde_json::{Value, json};
use tiga_domain::analysis::complement::measure::{
    SameArea, Spot, coverage, opportunity, place_weight,
};
use tiga_domain::analysis::complement::{AnchorKind, time_weight};
use tiga_domain::analysis::concentration::{Relation, concentration, relations};
use tiga_domain::analysis::gap::measure::{
    ADB_MIN_ACTIVITIES, COVER_MIN, Deviation, alignment, cosine, mid_ranks, need_gap,
    specialisation,
};
use tiga_domain::analysis::overlap::Period;
use tiga_domain::date::Date;
use tiga_domain::money::Cents;
use tiga_domain::place::Precision;
use tiga_domain::purpose::PurposeCode;

type Run = fn(&Value) -> Value;

const DONE: [(&str, Run, usize); 12] = [
    ("anchor_type", anchor_type, 8),
    ("ring_weight", ring, 6),
    ("time_weight", time, 1),
    ("coverage", covered, 1),
    ("opportunity", chance, 1),
    ("alignment_gap", aligned, 2),
    ("cosine", angle, 1),
    ("midrank", ranks, 1),
    ("need_gap", need, 2),
    ("rca", special, 3),
    ("concentration", index, 1),
    ("oecd_relations", matrix, 1),
];

#[test]
fn every_case_of_these_sections_comes_out_as_stated() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let tolerance = vectors["tolerance"].as_f64().unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    for (name, run, count) in DONE {
        let of_name: Vec<&Value> = cases.iter().filter(|case| case["fn"] == name).collect();
        assert_eq!(of_name.len(), count, "cases of {name}");
        for case in of_name {
            let got = run(&case["input"]);
            assert!(
                is_close(&got, &case["expected"], tolerance),
                "{}: {got}",
                case["id"]
            );
        }
    }
}

fn is_close(got: &Value, expected: &Value, tolerance: f64) -> bool {
    match (got, expected) {
        (Value::Number(a), Value::Number(b)) => {
            (a.as_f64().unwrap() - b.as_f64().unwrap()).abs() <= tolerance
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| is_close(a, b, tolerance)))
        }
        _ => got == expected,
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// Dollars as cents, keys in order.
fn cents(value: &Value) -> Vec<Cents> {
    let values = value.as_object().unwrap().values();
    values
        .map(|usd| Cents((number(usd) * 100.0) as i64))
        .collect()
}

fn anchor_type(input: &Value) -> Value {
    let code = PurposeCode::parse(input["code"].as_str().unwrap()).unwrap();
    let kind = AnchorKind::of(code, input["title"].as_str().unwrap());
    kind.map_or(Value::Null, |kind| json!(kind.code()))
}

fn ring(input: &Value) -> Value {
    let spot = |value: &Value| Spot {
        at: (number(&value[0]), number(&value[1])),
        precision: Precision::from_code(value[2].as_u64().unwrap() as u8).unwrap(),
    };
    let same = SameArea {
        district: input["same_adm2"].as_bool().unwrap(),
        province: input["same_adm1"].as_bool().unwrap(),
    };
    json!(place_weight(
        &spot(&input["anchor"]),
        &spot(&input["service"]),
        same
    ))
}

fn time(input: &Value) -> Value {
    let period = |value: &Value| {
        let date = |at: usize| Date::parse(value[at].as_str().unwrap());
        Period::new(date(0), date(1), None, None).unwrap()
    };
    json!(time_weight(
        period(&input["anchor"]),
        period(&input["service"])
    ))
}

fn covered(input: &Value) -> Value {
    let services: Vec<_> = input["services"].as_array().unwrap().iter().collect();
    let services: Vec<_> = services
        .iter()
        .map(|it| (number(&it[0]), number(&it[1]), number(&it[2])))
        .collect();
    json!(
        coverage(
            number(&input["anchor_usd"]),
            number(&input["bench_pct"]),
            &services
        )
        .unwrap()
    )
}

fn chance(input: &Value) -> Value {
    let value = |key| input[key].as_f64();
    json!(opportunity(value("coverage"), value("need"), value("materiality")).unwrap())
}

/// The guards stand in the pass over the data; here they are those of its constants.
fn aligned(input: &Value) -> Value {
    let is_low = |key| number(&input[key]) < COVER_MIN;
    let is_few = input["n_adb"].as_u64().unwrap() < u64::from(ADB_MIN_ACTIVITIES);
    if is_low("cover_tri") || is_low("cover_adb") || is_few {
        return Value::Null;
    }
    let gaps = alignment(&cents(&input["tri"]), &cents(&input["adb"]));
    let named = input["tri"].as_object().unwrap().keys().zip(gaps);
    named
        .map(|(key, (gap, deviation))| {
            let flag = match deviation {
                Deviation::Under => "under",
                Deviation::Over => "over",
                Deviation::Within => "",
            };
            (key.clone(), json!({"gap": gap, "flag": flag}))
        })
        .collect()
}

fn angle(input: &Value) -> Value {
    let vector = |key: &str| {
        input[key]
            .as_object()
            .unwrap()
            .values()
            .map(number)
            .collect::<Vec<_>>()
    };
    json!(cosine(&vector("x"), &vector("y")).unwrap())
}

fn ranks(input: &Value) -> Value {
    let values = input["values"].as_object().unwrap();
    let ranks = mid_ranks(&values.values().map(number).collect::<Vec<_>>()).unwrap();
    values
        .keys()
        .cloned()
        .zip(ranks.into_iter().map(|rank| json!(rank)))
        .collect()
}

fn need(input: &Value) -> Value {
    let found = need_gap(
        number(&input["need"]),
        number(&input["supply"]),
        number(&input["cover"]),
    );
    found.map_or(Value::Null, |(gap, flag)| json!({"gap": gap, "flag": flag}))
}

fn special(input: &Value) -> Value {
    let rows = input["x"].as_object().unwrap();
    let money: Vec<Vec<Cents>> = rows.values().map(cents).collect();
    let row = rows
        .keys()
        .position(|key| *key == input["partner"])
        .unwrap();
    let first = rows.values().next().unwrap().as_object().unwrap();
    let part = first.keys().position(|key| *key == input["k"]).unwrap();
    json!(specialisation(&money, row, part).unwrap())
}

fn index(input: &Value) -> Value {
    let found = concentration(&cents(&input["amounts"])).unwrap();
    json!({"hhi": found.hhi, "effective": found.effective, "n": found.count})
}

fn matrix(input: &Value) -> Value {
    let rows = input["x"].as_object().unwrap();
    let money: Vec<Vec<Cents>> = rows.values().map(cents).collect();
    let found = relations(&money);
    let countries: Vec<&String> = rows["US"].as_object().unwrap().keys().collect();
    let mut named = serde_json::Map::new();
    for (country, column) in countries.iter().zip(&found) {
        for (partner, relation) in rows.keys().zip(column) {
            let letter = relation.map_or(Value::Null, |it: Relation| json!(it.letter()));
            named.insert(format!("{partner}-{country}"), letter);
        }
    }
    Value::Object(named)
}
