//! The worked examples of section 3 (`vectors.json`), run against this crate, case by case.

use serde_json::{Value, json};
use tiga_domain::analysis::cluster::{Edge, components};
use tiga_domain::analysis::overlap::constant::T_ADJACENT;
use tiga_domain::analysis::overlap::{
    Cap, Evidence, Input, Period, Score, Subjects, Title, WordTable, closeness, confidence,
    explain, materiality, period_similarity, reach_km, relation, score, sector, theme_similarity,
};
use tiga_domain::classify::{Classification, Nature, Subject, classify};
use tiga_domain::date::Date;
use tiga_domain::marker::{Marker, Markers};
use tiga_domain::money::{Cents, Share, rebase};
use tiga_domain::partner::Partner;
use tiga_domain::place::Precision;
use tiga_domain::priority::{Priority, PriorityWeights};
use tiga_domain::purpose::PurposeCode;
use tiga_domain::status::Instrument;
use tiga_domain::theme::{Theme, ThemeSet};

type Run = fn(&Value) -> Value;

const RUN: [(&str, Run); 12] = [
    ("s_sec", sectors),
    ("s_geo", places),
    ("period+s_time", times),
    ("reach_km", reach),
    ("block_keys", block_keys),
    ("s_text", text),
    ("rare_shared", rare),
    ("s_theme", themes),
    ("pair_score+relation", pair),
    ("materiality", how_material),
    ("confidence", how_sure),
    ("clusters", clusters),
];

#[test]
fn every_case_of_section_3_comes_out_as_stated() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let tolerance = vectors["tolerance"].as_f64().unwrap();
    let mut failures = Vec::new();
    let mut count = 0;
    for case in vectors["cases"].as_array().unwrap() {
        let name = case["fn"].as_str().unwrap();
        let Some((_, run)) = RUN.iter().find(|(known, _)| *known == name) else {
            continue;
        };
        count += 1;
        let got = run(&case["input"]);
        if !is_close(&got, &case["expected"], tolerance) {
            failures.push(format!("{}: {got} is not {}", case["id"], case["expected"]));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(count, 39, "cases run");
}

fn is_close(got: &Value, expected: &Value, tolerance: f64) -> bool {
    match (got, expected) {
        (Value::Number(a), Value::Number(b)) => {
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

/// An input about which nothing is known.
fn blank<'a>() -> Input<'a> {
    Input {
        activity: 0,
        partner: Partner::Us,
        title: Title::Text(""),
        codes: &[],
        places: &[],
        period: None,
        priorities: [0; 7],
        themes: ThemeSet::default(),
        nature: Nature::Neutral,
        joint: None,
        counterpart: None,
        usd: None,
        code_certainty: 1.0,
        is_end_known: false,
    }
}

fn scored(table: &WordTable, a: &Input, b: &Input) -> Score {
    let mut subjects = Subjects::new(table);
    subjects.push(a);
    subjects.push(b);
    score(&subjects.get(0), &subjects.get(1))
}

fn code(text: &str) -> PurposeCode {
    PurposeCode::parse(text).unwrap().current()
}

fn shares(value: &Value) -> Vec<(PurposeCode, f64)> {
    let parts = value.as_object().unwrap().iter();
    parts
        .map(|(text, share)| (code(text), share.as_f64().unwrap()))
        .collect()
}

fn sectors(input: &Value) -> Value {
    let (p, q) = (shares(&input["p"]), shares(&input["q"]));
    let (a, b) = (
        Input {
            codes: &p,
            ..blank()
        },
        Input {
            codes: &q,
            ..blank()
        },
    );
    json!(scored(&WordTable::default(), &a, &b).parts.sector)
}

fn locations(value: &Value) -> Vec<(f64, f64, Precision)> {
    let rows = value.as_array().unwrap().iter();
    rows.map(|row| {
        let number = |at: usize| row[at].as_f64().unwrap();
        (
            number(0),
            number(1),
            Precision::from_code(number(2) as u8).unwrap(),
        )
    })
    .collect()
}

fn places(input: &Value) -> Value {
    let (x, y) = (locations(&input["a"]), locations(&input["b"]));
    let codes = [(code("14021"), 1.0)];
    let table = WordTable::default();
    let mut subjects = Subjects::new(&table);
    for places in [&x, &y] {
        subjects.push(&Input {
            places,
            codes: &codes,
            ..blank()
        });
    }
    let (a, b) = (subjects.get(0), subjects.get(1));
    let detail = if a.points.is_empty() || b.points.is_empty() {
        json!({"scope": [a.head.scope, b.head.scope]})
    } else {
        let found = closeness(a.points, b.points);
        json!({"max": found.max, "cov": found.cov})
    };
    json!({"score": score(&a, &b).parts.place, "detail": detail})
}

fn date(value: &Value) -> Option<Date> {
    value.as_str().and_then(Date::parse)
}

fn instrument(value: &Value) -> Option<Instrument> {
    value.as_str().and_then(Instrument::from_code)
}

fn times(input: &Value) -> Value {
    let period = |key: &str| {
        Period::new(
            date(&input[key][0]),
            date(&input[key][1]),
            None,
            instrument(&input["instrument"]),
        )
        .unwrap()
    };
    let (a, b) = (period("a"), period("b"));
    let shown = |period: &Period| {
        let mut flags = Vec::new();
        if period.is_end_corrected {
            flags.push("end_corrected");
        }
        if period.is_end_imputed {
            flags.push("end_imputed");
        }
        if period.is_start_imputed {
            flags.push("start_imputed");
        }
        let day = |days| Date::from_day_number(days).to_string();
        json!([day(period.start), day(period.end), flags])
    };
    json!({"a": shown(&a), "b": shown(&b), "s_time": period_similarity(Some(&a), Some(&b))})
}

fn reach(input: &Value) -> Value {
    let pairs = input["precisions"].as_array().unwrap().iter();
    pairs
        .map(|pair| {
            let precision = |at: usize| Precision::from_code(pair[at].as_u64().unwrap() as u8);
            json!(reach_km(
                precision(0).unwrap(),
                precision(1).unwrap(),
                T_ADJACENT
            ))
        })
        .collect()
}

fn block_keys(input: &Value) -> Value {
    let codes = shares(&input["shares"]);
    let table = WordTable::default();
    let mut subjects = Subjects::new(&table);
    subjects.push(&Input {
        codes: &codes,
        ..blank()
    });
    json!(sector::family_names(subjects.heads()[0].keys))
}

fn corpus(input: &Value) -> WordTable {
    let titles = input["corpus"].as_array().unwrap().iter();
    WordTable::new(
        &titles
            .map(|title| title.as_str().unwrap())
            .collect::<Vec<_>>(),
    )
}

fn titled(value: &Value) -> Input<'_> {
    Input {
        title: Title::Text(value.as_str().unwrap()),
        ..blank()
    }
}

fn text(input: &Value) -> Value {
    json!(
        scored(&corpus(input), &titled(&input["a"]), &titled(&input["b"]))
            .parts
            .text
    )
}

fn rare(input: &Value) -> Value {
    let table = corpus(input);
    let mut subjects = Subjects::new(&table);
    subjects.push(&titled(&input["a"]));
    subjects.push(&titled(&input["b"]));
    let titles = ["a", "b"].map(|key| input[key].as_str().unwrap());
    let found = explain(&subjects.get(0), &subjects.get(1), titles);
    let mut words = found
        .factors
        .into_iter()
        .find_map(|factor| match factor.evidence {
            Evidence::Text { rare, .. } => Some(rare),
            _ => None,
        })
        .unwrap();
    words.sort_unstable();
    json!(words)
}

fn themes(input: &Value) -> Value {
    let weights = |key: &str| -> PriorityWeights {
        Priority::ALL.map(|p| (input[key][p.code()].as_f64().unwrap() * 1e6) as u32)
    };
    let set = |key: &str| {
        let mut themes = ThemeSet::default();
        for theme in input[key].as_array().unwrap() {
            themes.insert(Theme::from_key(theme.as_str().unwrap()).unwrap());
        }
        themes
    };
    json!(theme_similarity(
        (&weights("ops_a"), set("themes_a")),
        (&weights("ops_b"), set("themes_b"))
    ))
}

/// An activity of the examples, classified.
struct Example {
    title: String,
    codes: Vec<(PurposeCode, f64)>,
    places: Vec<(f64, f64, Precision)>,
    period: Option<Period>,
    found: Classification,
    counterpart: Option<u32>,
}

impl Example {
    fn read(value: &Value) -> Self {
        let title = value["title"].as_str().unwrap().to_owned();
        let lines = value["lines"].as_array().unwrap().iter();
        let lines: Vec<_> = lines
            .map(|line| {
                let share = line[1].as_i64().map(rust_decimal::Decimal::from);
                (code(line[0].as_str().unwrap()), share)
            })
            .collect();
        let shares = rebase(&lines).shares;
        let mut markers = Markers::default();
        for (key, score) in value["markers"].as_object().into_iter().flatten() {
            if let Some(score) = score.as_u64() {
                markers.set(Marker::from_key(key).unwrap(), score as u8);
            }
        }
        let classified: Vec<(Option<PurposeCode>, Share)> = shares
            .iter()
            .map(|(code, share)| (Some(*code), *share))
            .collect();
        let found = classify(&Subject {
            title: &title,
            lines: &classified,
            markers,
            aid_type: "",
            country_count: 1,
            is_private: false,
        });
        let year = value["year"].as_i64().map(|year| year as i16);
        let (start, end) = (date(&value["start"]), date(&value["end"]));
        Self {
            codes: shares
                .iter()
                .map(|(code, share)| (*code, share.fraction()))
                .collect(),
            places: if value["locs"].is_null() {
                Vec::new()
            } else {
                locations(&value["locs"])
            },
            period: Period::new(start, end, year, instrument(&value["instrument"])),
            counterpart: value["counterpart"].as_str().map(|_| 1),
            found,
            title,
        }
    }

    fn input(&self) -> Input<'_> {
        Input {
            title: Title::Text(&self.title),
            codes: &self.codes,
            places: &self.places,
            period: self.period,
            priorities: self.found.priorities,
            themes: self.found.themes,
            nature: self.found.nature,
            counterpart: self.counterpart,
            ..blank()
        }
    }
}

fn pair(input: &Value) -> Value {
    let table = corpus(input);
    let (a, b) = (Example::read(&input["a"]), Example::read(&input["b"]));
    let mut subjects = Subjects::new(&table);
    subjects.push(&a.input());
    subjects.push(&b.input());
    let (x, y) = (subjects.get(0), subjects.get(1));
    let found = score(&x, &y);
    assert_eq!(found.score, score(&y, &x).score);
    let parts = &found.parts;
    let mut sub = json!({
        "sec": parts.sector, "time": parts.time, "theme": parts.theme, "text": parts.text,
    });
    if let Some(place) = parts.place {
        sub["geo"] = json!(place);
    }
    let related = relation(&x, &y, &found).map_or("none", |(relation, _)| relation.code());
    json!({
        "sub": sub,
        "raw": found.raw,
        "capped_by": found.binding().map(Cap::name).collect::<Vec<_>>(),
        "score": found.score,
        "relation": related,
    })
}

fn how_material(input: &Value) -> Value {
    let usd = |key: &str| Some(Cents((input[key].as_f64().unwrap() * 100.0) as i64));
    json!(materiality(usd("usd_a"), usd("usd_b")))
}

fn how_sure(input: &Value) -> Value {
    let certainty = match input["code_level"].as_str().unwrap() {
        "5" => 1.0,
        "3" => 0.8,
        _ => 0.6,
    };
    let precision = input["precision"]
        .as_u64()
        .and_then(|p| Precision::from_code(p as u8));
    let known = |key: &str| input[key].as_bool().unwrap();
    json!(confidence(
        certainty,
        precision,
        known("end_known"),
        known("amount_known")
    ))
}

fn clusters(input: &Value) -> Value {
    let nodes: Vec<&str> = input["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node.as_str().unwrap())
        .collect();
    let number = |value: &Value| {
        nodes
            .iter()
            .position(|node| *node == value.as_str().unwrap())
            .unwrap() as u32
    };
    let edges = input["edges"].as_array().unwrap().iter();
    let edges: Vec<Edge> = edges
        .map(|edge| Edge {
            a: number(&edge[0]),
            b: number(&edge[1]),
            score: edge[2].as_f64().unwrap(),
        })
        .collect();
    let group = |node: u32| input["joint"].get(nodes[node as usize]).map(|_| 0);
    let found = components(nodes.len() as u32, &edges, group);
    let names = found.iter().map(|component| {
        component
            .nodes
            .iter()
            .map(|node| nodes[*node as usize])
            .collect::<Vec<_>>()
    });
    json!(names.collect::<Vec<_>>())
}
