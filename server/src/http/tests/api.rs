//! The calls of the API: shapes, tags, errors.

use axum::body::Body;
use axum::http::Method;
use tiga_domain::dataset::Dataset;
use tiga_domain::snapshot::Snapshot;

use super::app::TestApp;
use super::sample::{FORMULA, STRANGE_ID, STRANGE_PATH};

#[tokio::test]
async fn the_overview_has_its_shape() {
    let app = TestApp::sample();
    let overview = app.json("/api/v1/overview?country=TL").await;
    assert_eq!(overview["version"], app.data.load().version());
    assert_eq!(overview["method"], tiga_domain::METHOD_ID);
    assert_eq!(overview["filter"], "country=TL");
    assert_eq!(overview["activities"], 2);
    assert_eq!(overview["usd"], 1_234_500.05);
    assert_eq!(overview["by_country"][0]["code"], "TL");
    assert_eq!(overview["top"][0]["title"], FORMULA);
    assert_eq!(overview["places"][0]["places"], 1);
    assert_eq!(overview["without_place"], 1);
    let undated = &overview["by_partner_year_class"]
        .as_array()
        .unwrap()
        .iter()
        .find(|cell| cell["partner"] == "ADB");
    assert!(undated.unwrap()["year"].is_null());
}

#[tokio::test]
async fn projects_are_sorted_and_paged() {
    let app = TestApp::sample();
    let page = app.json("/api/v1/projects?per_page=2&page=2&sort=id").await;
    assert_eq!(
        (&page["total"], &page["page"], &page["per_page"]),
        (&5.into(), &2.into(), &2.into())
    );
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let largest = app.json("/api/v1/projects?per_page=1000").await;
    let item = &largest["items"][0];
    assert_eq!(item["id"], "A-1");
    assert_eq!(
        (&item["partner"], &item["agency"]),
        (&"JP".into(), &"JICA".into())
    );
    assert_eq!(item["countries"][0]["code"], "TL");
    assert_eq!(item["countries"][0]["share"], 1.0);
    assert_eq!(item["sectors"][0]["code"], "21020");
    assert_eq!(item["places"][0]["precision"], "site");
    assert!(largest["items"][4]["usd"].is_null());
}

#[tokio::test]
async fn a_project_is_found_by_any_identifier() {
    let app = TestApp::sample();
    let project = app.json(&format!("/api/v1/projects/{STRANGE_PATH}")).await;
    assert_eq!(project["id"], STRANGE_ID);
    assert_eq!(project["usd"], 7.77);
    assert_eq!(project["splits"][0]["country"], "KH");
    assert_eq!(project["provenance"]["citation"], "A page, 2024");
    assert_eq!(project["import"]["file"], "sample.csv");
    let plain_slashes = "/api/v1/projects/46004/50/1%20%C3%A9%3F%26%23%25%2B";
    assert_eq!(app.json(plain_slashes).await["id"], STRANGE_ID);
    let left_out = app.json("/api/v1/projects/A-1?measure=disbursement").await;
    assert!(left_out["usd"].is_null());
    let missing = app.get("/api/v1/projects/no%2Fsuch").await.problem(404);
    assert_eq!(missing, "No project has the id “no/such”.");
}

#[tokio::test]
async fn facets_count_and_coverage_takes_no_filter() {
    let app = TestApp::sample();
    let facets = app.json("/api/v1/facets?country=TL").await;
    let country = &facets["facets"][2];
    assert_eq!(country["key"], "country");
    let values = country["values"].as_array().unwrap();
    let timor = values.iter().find(|value| value["code"] == "TL").unwrap();
    assert_eq!(
        (&timor["activities"], &timor["chosen"]),
        (&2.into(), &true.into())
    );
    let coverage = app.json("/api/v1/coverage").await;
    assert_eq!(coverage["date"], "2026-11-23");
    assert_eq!(coverage["items"].as_array().unwrap().len(), 5);
    app.get("/api/v1/coverage?country=TL").await.problem(400);
}

#[tokio::test]
async fn what_is_not_understood_is_named() {
    let app = TestApp::sample();
    for address in [
        "/api/v1/overview",
        "/api/v1/projects",
        "/api/v1/facets",
        "/export/projects.csv",
        "/api/v1/projects/A-1",
    ] {
        let detail = app
            .get(&format!("{address}?contry=VN&partner=FR&page=0"))
            .await
            .problem(400);
        assert!(
            detail.contains("unknown filter “contry”; known are partner"),
            "{detail}"
        );
        assert!(
            detail.contains("partner has no value “FR”; allowed: US, JP, KR, ADB"),
            "{detail}"
        );
        assert!(detail.contains("page has no value “0”"), "{detail}");
    }
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let app = TestApp::sample();
    for address in [
        "/api/v1/overview",
        "/api/v1/projects",
        "/api/v1/projects/A-1",
        "/api/v1/facets",
        "/api/v1/coverage",
        "/export/projects.csv",
        "/api/openapi.json",
    ] {
        let first = app.get(address).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{address}");
        assert_eq!(first.header("cache-control"), "no-cache", "{address}");
        let again = app.get_with(address, &[("if-none-match", &tag)]).await;
        assert_eq!(
            (again.status.as_u16(), again.body.as_str()),
            (304, ""),
            "{address}"
        );
        assert_eq!(again.header("etag"), tag);
        let strong = format!("\"x\", {}", tag.trim_start_matches("W/"));
        assert_eq!(
            app.get_with(address, &[("if-none-match", &strong)])
                .await
                .status,
            304
        );
        assert_eq!(
            app.get_with(address, &[("if-none-match", "\"x\"")])
                .await
                .status,
            200
        );
    }
}

#[tokio::test]
async fn tags_follow_the_question_and_the_data() {
    let app = TestApp::sample();
    let tag = async |address: &str| app.get(address).await.header("etag").to_owned();
    let vietnam = tag("/api/v1/overview?country=PH,VN").await;
    assert_eq!(vietnam, tag("/api/v1/overview?country=vn&country=PH").await);
    assert!(vietnam.contains(app.data.load().version()));
    assert_ne!(vietnam, tag("/api/v1/overview?country=VN").await);
    assert_ne!(vietnam, tag("/api/v1/projects?country=PH,VN").await);
    app.data.store(std::sync::Arc::new(Snapshot::new(
        super::portfolio::dataset(7, 20),
    )));
    assert_ne!(vietnam, tag("/api/v1/overview?country=PH,VN").await);
}

#[tokio::test]
async fn heads_are_answered_without_a_body() {
    let app = TestApp::sample();
    for address in [
        "/api/v1/overview",
        "/export/projects.csv",
        "/api/openapi.json",
        "/healthz",
    ] {
        let head = app.send(Method::HEAD, address, &[], Body::empty()).await;
        let get = app.get(address).await;
        assert_eq!(
            (head.status.as_u16(), head.body.as_str()),
            (200, ""),
            "{address}"
        );
        assert_eq!(head.header("etag"), get.header("etag"));
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_ne!(head.header("content-length"), "0", "{address}");
    }
}

#[tokio::test]
async fn readiness_waits_for_the_data() {
    let app = TestApp::new(Dataset::default());
    assert_eq!(app.json("/healthz").await["status"], "ok");
    let starting = app.get("/readyz").await;
    starting.problem(503);
    assert_eq!(starting.header("retry-after"), "5");
    app.get("/api/v1/overview").await.problem(503);
    app.data
        .store(std::sync::Arc::new(Snapshot::new(super::sample::dataset())));
    let ready = app.json("/readyz").await;
    assert_eq!(
        (&ready["status"], &ready["activities"]),
        (&"ready".into(), &5.into())
    );
}
