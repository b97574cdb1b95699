//! The exports: what programs and spreadsheets read from them.

use geojson::{FeatureCollection, GeoJson, Value as Shape};

use super::app::{Answer, TestApp};
use super::sample::{FORMULA, STRANGE_ID};

/// Rows of a CSV, each a list of heading and cell.
pub(super) fn rows(answer: &Answer) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(answer.body.as_bytes());
    let headings: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let row = |record: csv::StringRecord| {
        headings
            .iter()
            .cloned()
            .zip(record.iter().map(str::to_owned))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

pub(super) fn cell<'a>(row: &'a [(String, String)], heading: &str) -> &'a str {
    &row.iter().find(|(name, _)| name == heading).unwrap().1
}

fn collection(answer: &Answer) -> FeatureCollection {
    match answer.body.parse::<GeoJson>().unwrap() {
        GeoJson::FeatureCollection(collection) => collection,
        other => panic!("not a collection: {other:?}"),
    }
}

#[tokio::test]
async fn a_table_is_safe_and_says_what_it_is() {
    let app = TestApp::sample();
    let answer = app.get("/export/projects.csv?sort=id").await;
    assert_eq!(
        answer.header("content-type"),
        "text/csv; charset=utf-8; header=present"
    );
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"tiga-projects-2026-11-23.csv\""
    );
    let rows = rows(&answer);
    assert_eq!(rows.len(), 5);
    let by_id = |id: &str| rows.iter().find(|row| cell(row, "id") == id).unwrap();
    let road = by_id("A-1");
    assert_eq!(cell(road, "title"), format!("'{FORMULA}"));
    assert_eq!(cell(road, "usd"), "1234500.00");
    assert_eq!(
        cell(road, "agency_name"),
        tiga_domain::agency::Agency::from_code("JICA")
            .unwrap()
            .name()
    );
    assert_eq!(
        (cell(road, "country_codes"), cell(road, "country_names")),
        ("TL", "Timor-Leste")
    );
    assert_eq!(
        (cell(road, "latitudes"), cell(road, "longitudes")),
        ("-8.55861", "125.57361")
    );
    assert_eq!(cell(road, "source_citation"), "A page, 2024");
    let water = by_id("A-2");
    assert_eq!(cell(water, "title"), "Water, \"clean\"\nfor two");
    assert_eq!(
        (cell(water, "country_codes"), cell(water, "country_percent")),
        ("PH | VN", "50 | 50")
    );
    assert_eq!(cell(by_id("A-4"), "usd"), "");
    assert_eq!(cell(by_id(STRANGE_ID), "title"), "水道 — agua");
    for row in &rows {
        assert_eq!(cell(row, "data_version"), app.data.load().version());
        assert_eq!(
            (cell(row, "data_date"), cell(row, "method")),
            ("2026-11-23", tiga_domain::METHOD_ID)
        );
        for (heading, value) in row.iter().filter(|(heading, _)| {
            !["usd", "exposure_usd", "latitudes", "longitudes"].contains(&heading.as_str())
        }) {
            assert!(
                !value.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{heading}: {value}"
            );
        }
    }
    assert!(answer.body.starts_with("id,title,") && answer.body.contains("\r\n"));
}

#[tokio::test]
async fn places_are_drawn_only_where_the_work_is() {
    let app = TestApp::sample();
    let answer = app.get("/export/projects.geojson").await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let collection = collection(&answer);
    let feature = |id: &str| {
        let of = |feature: &&geojson::Feature| feature.property("id").unwrap() == id;
        collection.features.iter().find(of).unwrap()
    };
    assert_eq!(
        feature("A-1").geometry.as_ref().unwrap().value,
        Shape::Point(vec![125.573_61, -8.558_61])
    );
    assert_eq!(feature("A-1").property("precision").unwrap(), "site");
    assert_eq!(
        feature("A-2").geometry.as_ref().unwrap().value,
        Shape::MultiPoint(vec![vec![120.9842, 14.5995], vec![105.8542, 21.0285]])
    );
    assert!(
        feature("A-3").geometry.is_none(),
        "the centroid of a country is no site"
    );
    assert!(feature("A-4").geometry.is_none());
    let members = collection.foreign_members.unwrap();
    assert_eq!(members["method"], tiga_domain::METHOD_ID);
    assert_eq!(
        (&members["date"], &members["total"]),
        (&"2026-11-23".into(), &5.into())
    );
    assert_eq!(members["sources"][0]["publisher"], "Nobody");
}

#[tokio::test]
async fn places_outside_the_filter_are_left_out() {
    let answer = TestApp::sample()
        .get("/export/projects.geojson?country=VN")
        .await;
    let collection = collection(&answer);
    assert_eq!(collection.features.len(), 1);
    let shape = &collection.features[0].geometry.as_ref().unwrap().value;
    assert_eq!(*shape, Shape::Point(vec![105.8542, 21.0285]));
    assert_eq!(collection.features[0].property("usd").unwrap(), 500_000.0);
}

#[tokio::test]
async fn the_json_export_is_the_list_without_pages() {
    let app = TestApp::sample();
    let export = app
        .json("/export/projects.json?per_page=1&sort=title")
        .await;
    let list = app.json("/api/v1/projects?per_page=1000&sort=title").await;
    assert_eq!(export["items"], list["items"]);
    assert_eq!(
        (&export["total"], &export["usd"]),
        (&list["total"], &list["usd"])
    );
    assert_eq!(export["sources"][0]["file"], "sample.csv");
}

#[tokio::test]
async fn nothing_selected_is_a_document_too() {
    let app = TestApp::sample();
    let empty = "q=nowhere-to-be-found";
    assert!(rows(&app.get(&format!("/export/projects.csv?{empty}")).await).is_empty());
    assert!(
        collection(&app.get(&format!("/export/projects.geojson?{empty}")).await)
            .features
            .is_empty()
    );
    let json = app.json(&format!("/export/projects.json?{empty}")).await;
    assert_eq!((&json["total"], &json["usd"]), (&0.into(), &0.0.into()));
}

#[tokio::test]
async fn other_documents_are_named() {
    let app = TestApp::sample();
    for address in [
        "/export/projects.pdf",
        "/export/projects",
        "/export/projectscsv",
        "/export/nothing.csv",
    ] {
        let detail = app.get(address).await.problem(404);
        assert!(
            detail.contains("projects.xlsx, projects.csv, projects.geojson, projects.json"),
            "{detail}"
        );
    }
}
