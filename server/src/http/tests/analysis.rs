//! The pages and calls of the analysis: every amount that links to a list is the sum of that list.

use super::app::{Answer, TestApp};
use super::export::{cell, rows};

/// Links to lists with the exact amount that stands in them: address and `US$ 1,234.56`.
fn amounts(page: &Answer) -> Vec<(String, String)> {
    let links = page.body.split("<a href=\"/projects?").skip(1);
    links
        .filter_map(|rest| {
            let (query, rest) = rest.split_once('"')?;
            let inside = rest.split_once("</a>")?.0;
            let exact = inside
                .split("title=\"US$ ")
                .nth(1)
                .map(|it| it.split_once('"'))??
                .0;
            Some((query.replace("&amp;", "&"), exact.replace(',', "")))
        })
        .collect()
}

async fn check_amounts(address: &str, at_least: usize) {
    let app = TestApp::sample();
    let page = app.get(address).await;
    assert_eq!(page.status, 200, "{address}");
    let amounts = amounts(&page);
    assert!(
        amounts.len() >= at_least,
        "{address}: {} amounts",
        amounts.len()
    );
    for (query, exact) in amounts {
        let list = app.get(&format!("/api/v1/projects?{query}")).await.json();
        let usd = list["usd"].as_f64().map(|usd| format!("{usd:.2}"));
        assert_eq!(usd.unwrap_or_default(), exact, "{address}: {query}");
    }
}

#[tokio::test]
async fn a_cell_of_the_gaps_opens_its_list() {
    check_amounts("/gaps?year=2010..2025", 6).await;
    check_amounts("/gaps?year=2010..2025&scheme=focus&baseline=need", 3).await;
    check_amounts("/gaps?country=TL&year=2010..2025&partner=JP", 1).await;
}

#[tokio::test]
async fn a_cell_of_the_mix_opens_its_list() {
    for view in ["report", "dac", "physical"] {
        check_amounts(&format!("/mix?view={view}"), 4).await;
        check_amounts(&format!("/mix?view={view}&country=TL,PH"), 3).await;
    }
}

#[tokio::test]
async fn pages_keep_what_was_chosen_and_name_what_they_do_not_know() {
    let app = TestApp::sample();
    let page = app.get("/gaps?scheme=focus&country=TL").await;
    assert!(
        page.body
            .contains("<input type=\"hidden\" name=\"scheme\" value=\"focus\"")
    );
    assert!(
        page.body
            .contains("/gaps?country=TL&amp;scheme=focus&amp;baseline=need")
    );
    let wrong = app.get("/gaps?scheme=five&from=2010&to=2020").await;
    assert_eq!(wrong.status, 200);
    assert!(wrong.body.contains("allowed: priorities, focus"));
    assert!(wrong.body.contains("2010 to 2020"));
    let refused = app.get("/api/v1/gaps?scheme=five").await;
    assert_eq!(refused.status, 400);
    assert!(refused.body.contains("allowed: priorities, focus"));
    assert_eq!(app.get("/api/v1/overview?scheme=focus").await.status, 400);
}

#[tokio::test]
async fn the_tag_of_an_answer_knows_what_was_chosen() {
    let app = TestApp::sample();
    let tag = |answer: &Answer| answer.header("etag").to_owned();
    let usual = app.get("/api/v1/gaps").await;
    assert_eq!(
        tag(&usual),
        tag(&app.get("/api/v1/gaps?scheme=priorities").await)
    );
    assert_ne!(
        tag(&usual),
        tag(&app.get("/api/v1/gaps?scheme=focus").await)
    );
    let known = [("if-none-match", usual.header("etag"))];
    assert_eq!(app.get_with("/api/v1/gaps", &known).await.status, 304);
}

#[tokio::test]
async fn gaps_and_mix_are_tables_that_say_what_they_are() {
    let app = TestApp::sample();
    let gaps = rows(&app.get("/export/gaps.csv?year=2010..2025").await);
    assert_eq!(gaps.len(), 11 * 7);
    let of_timor = gaps.iter().filter(|row| cell(row, "country") == "TL");
    let road: f64 = of_timor
        .map(|row| cell(row, "three_usd").parse::<f64>().unwrap())
        .sum();
    assert!((road - 1_234_500.0).abs() < 0.001, "{road}");
    let row = gaps
        .iter()
        .find(|row| cell(row, "country") == "TL")
        .unwrap();
    assert_eq!(
        (cell(row, "flag"), cell(row, "reason")),
        ("no_data", "no_adb_money")
    );
    assert_eq!(
        (cell(row, "years"), cell(row, "filter")),
        ("2010..2025", "year=2010..2025")
    );
    let focus = rows(&app.get("/export/gaps.csv?scheme=focus").await);
    assert_eq!(focus.len(), 11 * 5);
    let mix = rows(&app.get("/export/mix.csv").await);
    let sum: f64 = mix
        .iter()
        .map(|row| cell(row, "usd").parse::<f64>().unwrap())
        .sum();
    let overview = app.json("/api/v1/overview").await;
    assert!((sum - overview["usd"].as_f64().unwrap()).abs() < 0.001);
    let missing = app.get("/export/gaps.geojson").await;
    assert_eq!(missing.status, 404);
    assert!(missing.body.contains("gaps.csv"));
}

#[tokio::test]
async fn the_method_page_reads_its_constants_from_the_code() {
    let page = TestApp::sample().get("/method").await;
    let constant = |name: &str| {
        let row = page
            .body
            .split(&format!("<code>{name}</code>"))
            .nth(1)
            .unwrap();
        row.split("<td>")
            .nth(1)
            .unwrap()
            .split("</td>")
            .next()
            .unwrap()
            .to_owned()
    };
    let flag = tiga_domain::analysis::gap::measure::ALIGN_FLAG.to_string();
    assert_eq!(constant("ALIGN_FLAG"), flag);
    assert_eq!(constant("ANCHOR_MIN_USD"), "US$ 20.0 m");
    assert!(page.body.contains(tiga_domain::METHOD_ID));
    assert!(page.body.contains("no figures loaded"));
}
