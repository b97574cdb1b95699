//! One question, one total: overview, page, list, mix and every export agree to the cent.

use serde_json::Value;

use super::app::TestApp;
use super::book::Book;
use super::export::{cell, rows};
use super::portfolio::{Dice, QUERIES, dataset};

fn cents(value: &Value) -> i64 {
    (value.as_f64().unwrap_or_default() * 100.0).round() as i64
}

fn sum<'a>(items: impl IntoIterator<Item = &'a Value>) -> i64 {
    items.into_iter().map(|item| cents(&item["usd"])).sum()
}

/// The amount above the list of a page; none when it is not stated.
fn shown(page: &str) -> Option<i64> {
    let head = page.split("class=\"list-head\"").nth(1)?;
    let head = head.split("</p>").next()?;
    let exact = head.split("title=\"").nth(1)?.split('"').next()?;
    let digits: String = exact.chars().filter(char::is_ascii_digit).collect();
    let cents: i64 = digits.parse().ok()?;
    Some(if exact.starts_with('−') {
        -cents
    } else {
        cents
    })
}

/// Joins two of the prepared questions, so that their keys add or override each other.
fn question(dice: &mut Dice) -> String {
    let parts = [
        QUERIES[dice.below(QUERIES.len())],
        QUERIES[dice.below(QUERIES.len())],
    ];
    parts.join("&").trim_matches('&').to_owned()
}

#[tokio::test]
async fn all_answers_to_a_question_have_the_same_total() {
    let app = TestApp::new(dataset(3, 700));
    let mut dice = Dice::new(11);
    let mut selected = 0;
    let joined: Vec<String> = (0..30).map(|_| question(&mut dice)).collect();
    let prepared = QUERIES.iter().take(20).map(|query| (*query).to_owned());
    for query in prepared.chain(joined) {
        let overview = app.json(&format!("/api/v1/overview?{query}")).await;
        let expected = cents(&overview["usd"]);
        let size = 1 + dice.below(300);
        let (mut listed, mut count, mut page) = (0, 0, 1);
        loop {
            let list = app
                .json(&format!(
                    "/api/v1/projects?{query}&per_page={size}&page={page}"
                ))
                .await;
            assert_eq!(list["usd"], overview["usd"], "{query}");
            assert_eq!(list["total"], overview["activities"], "{query}");
            let items = list["items"].as_array().unwrap();
            if items.is_empty() {
                break;
            }
            listed += sum(items);
            count += items.len();
            page += 1;
        }
        assert_eq!(listed, expected, "{query}");
        assert_eq!(overview["activities"], count, "{query}");
        let table = rows(&app.get(&format!("/export/projects.csv?{query}")).await);
        let digits = |row: &Vec<_>| cell(row, "usd").replace('.', "").parse().unwrap_or(0_i64);
        assert_eq!(table.iter().map(digits).sum::<i64>(), expected, "{query}");
        let book = app.get(&format!("/export/projects.xlsx?{query}")).await;
        assert_eq!(
            Book::open(&book).sum("Projects", "usd"),
            expected,
            "{query}"
        );
        let json = app.json(&format!("/export/projects.json?{query}")).await;
        assert_eq!(sum(json["items"].as_array().unwrap()), expected, "{query}");
        let map = app.json(&format!("/export/projects.geojson?{query}")).await;
        let features = map["features"].as_array().unwrap();
        assert_eq!(
            sum(features.iter().map(|feature| &feature["properties"])),
            expected,
            "{query}"
        );
        for group in [
            "by_country",
            "by_sector",
            "by_partner",
            "by_partner_year_class",
        ] {
            assert_eq!(
                sum(overview[group].as_array().unwrap()),
                expected,
                "{group} {query}"
            );
        }
        let page = app.get(&format!("/projects?{query}")).await;
        let stated = (!overview["usd"].is_null()).then_some(expected);
        assert_eq!(shown(&page.body), stated, "{query}");
        let mix = rows(&app.get(&format!("/export/mix.csv?{query}")).await);
        assert_eq!(mix.iter().map(digits).sum::<i64>(), expected, "{query}");
        let calls = app.json(&format!("/api/v1/mix?{query}")).await;
        assert_eq!(
            sum(calls["series"].as_array().unwrap()),
            expected,
            "{query}"
        );
        let book = app.get(&format!("/export/mix.xlsx?{query}")).await;
        let in_three_views = Book::open(&book).sum("Mix", "usd");
        assert_eq!(in_three_views, 3 * expected, "{query}");
        selected += count;
    }
    assert!(
        selected > 2_000,
        "the questions select too little to say anything"
    );
}
