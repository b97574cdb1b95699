//! Related projects over HTTP: one question, one number on page, API and exports; a pair and why.

use serde_json::Value;
use tiga_domain::country::Country;

use super::app::TestApp;
use super::export::{cell, rows};
use super::portfolio::QUERIES;
use super::world;

/// A portfolio in which much is related.
pub(super) fn related() -> TestApp {
    let countries = ["PH", "VN", "TL"].map(|code| Country::from_iso2(code).unwrap());
    TestApp::new(world::dataset(world::activities(5, 1_000, &countries, 1.5)))
}

/// An identifier as one part of an address.
pub(super) fn encoded(id: &str) -> String {
    id.replace('~', "%7E")
}

fn total_of_page(body: &str) -> u64 {
    let pairs = body.split_once("id=\"pairs\"").unwrap().1;
    let strong = pairs.split_once("<strong>").unwrap().1;
    let digits = strong.split(' ').next().unwrap().replace(',', "");
    digits.parse().unwrap()
}

#[tokio::test]
async fn page_list_and_exports_have_the_same_pairs() {
    let app = related();
    let mut seen = 0;
    let relations = [
        "",
        "&relation=overlap",
        "&relation=complement,same_programme",
    ];
    for (nth, query) in QUERIES.iter().take(20).enumerate() {
        let query = format!("{query}{}", relations[nth % 3]);
        let query = query.trim_start_matches('&');
        let list = app
            .json(&format!("/api/v1/overlaps?{query}&per_page=1000"))
            .await;
        let total = list["total"].as_u64().unwrap();
        let ids: Vec<&str> = items(&list)
            .iter()
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len() as u64, total.min(1_000), "{query}");
        let json = app.json(&format!("/export/overlaps.json?{query}")).await;
        assert_eq!(json["total"], total, "{query}");
        assert_eq!(
            json["items"].as_array().unwrap().len() as u64,
            total,
            "{query}"
        );
        let table = rows(&app.get(&format!("/export/overlaps.csv?{query}")).await);
        let of_table: Vec<&str> = table
            .iter()
            .map(|row| cell(row, "id"))
            .take(1_000)
            .collect();
        assert_eq!(of_table, ids, "{query}");
        let map = app.json(&format!("/export/overlaps.geojson?{query}")).await;
        assert_eq!(
            map["features"].as_array().unwrap().len() as u64,
            total,
            "{query}"
        );
        let page = app.get(&format!("/overlaps?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        assert_eq!(total_of_page(&page.body), total, "{query}");
        seen += total;
    }
    assert!(seen > 1_000, "the questions say too little: {seen}");
}

fn items(list: &Value) -> &[Value] {
    list["items"].as_array().unwrap()
}

#[tokio::test]
async fn pages_of_the_list_follow_each_other() {
    let app = related();
    let whole = app.json("/api/v1/overlaps?per_page=1000").await;
    let mut joined = Vec::new();
    for page in 1.. {
        let part = app
            .json(&format!("/api/v1/overlaps?per_page=37&page={page}"))
            .await;
        assert_eq!(part["total"], whole["total"]);
        if items(&part).is_empty() || joined.len() >= 1_000 {
            break;
        }
        joined.extend(items(&part).to_vec());
    }
    joined.truncate(1_000);
    assert_eq!(joined, items(&whole));
    let by_relation = whole["by_relation"].as_object().unwrap();
    let sum: u64 = by_relation.values().filter_map(Value::as_u64).sum();
    assert_eq!(whole["total"], sum);
}

#[tokio::test]
async fn a_pair_is_explained_on_its_page_and_in_the_api() {
    let app = related();
    let list = app
        .json("/api/v1/overlaps?relation=overlap&per_page=3")
        .await;
    for item in items(&list) {
        let id = encoded(item["id"].as_str().unwrap());
        let detail = app.json(&format!("/api/v1/overlaps/{id}")).await;
        for field in [
            "relation",
            "score",
            "raw",
            "parts",
            "sentence",
            "usd_min",
            "distance_km",
        ] {
            assert_eq!(detail[field], item[field], "{field}");
        }
        assert!(detail["next_step"].as_str().unwrap().ends_with('.'));
        assert!(detail["lead"]["partner"].is_string());
        let page = app.get(&format!("/overlaps/{id}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Side by side") && page.body.contains("Suggested lead"));
        let project = app
            .get(&format!("/projects/{}", item["a"]["id"].as_str().unwrap()))
            .await;
        assert!(project.body.contains("Overlaps and complements"));
        assert!(project.body.contains(item["b"]["title"].as_str().unwrap()));
    }
    let detail = app
        .get("/api/v1/overlaps/nobody~nothing")
        .await
        .problem(404);
    assert!(detail.contains("nobody~nothing"), "{detail}");
    assert_eq!(app.get("/overlaps/nobody~nothing").await.status, 404);
}

#[tokio::test]
async fn relations_that_are_not_listed_are_named() {
    let app = related();
    for relation in ["adjacent", "rivalry"] {
        for address in ["/api/v1/overlaps", "/export/overlaps.csv"] {
            let detail = app
                .get(&format!("{address}?relation={relation}"))
                .await
                .problem(400);
            let allowed = "same_programme, overlap, complement, joint";
            assert!(
                detail.contains(relation) && detail.contains(allowed),
                "{detail}"
            );
        }
        let page = app.get(&format!("/overlaps?relation={relation}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("was not understood"));
    }
    app.get("/api/v1/projects?relation=overlap")
        .await
        .problem(400);
    let tag = async |query: &str| {
        app.get(&format!("/api/v1/overlaps?{query}"))
            .await
            .header("etag")
            .to_owned()
    };
    assert_ne!(tag("relation=overlap").await, tag("relation=joint").await);
    assert_eq!(
        tag("relation=overlap,joint").await,
        tag("relation=joint&relation=overlap").await
    );
    let known = tag("relation=overlap").await;
    let again = app
        .get_with(
            "/api/v1/overlaps?relation=overlap",
            &[("if-none-match", &known)],
        )
        .await;
    assert_eq!(again.status, 304);
}

#[tokio::test]
async fn the_map_counts_the_overlaps_that_its_link_lists() {
    let app = related();
    for query in ["country=PH", "partner=JP&country=VN"] {
        let list = app
            .json(&format!("/api/v1/overlaps?{query}&relation=overlap"))
            .await;
        let page = app.get(&format!("/?{query}")).await;
        let link = page.body.split_once("relation=overlap\"").unwrap().1;
        let number = link.split_once('>').unwrap().1.split('<').next().unwrap();
        let number: u64 = number.trim().replace(',', "").parse().unwrap();
        assert_eq!(list["total"], number, "{query}");
    }
}

#[tokio::test]
async fn clusters_hold_their_projects_once() {
    let app = related();
    let list = app.json("/api/v1/clusters?per_page=1000").await;
    assert_eq!(list["total"], items(&list).len());
    assert!(!items(&list).is_empty());
    let mut seen = std::collections::BTreeSet::new();
    for cluster in items(&list) {
        for project in cluster["projects"].as_array().unwrap() {
            let key = (
                cluster["country"].as_str().unwrap(),
                project["id"].as_str().unwrap(),
            );
            assert!(seen.insert(key), "{key:?}");
        }
    }
}
