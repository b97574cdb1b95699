//! The page of reports, the parts of a report, and the first page of it.

use super::app::TestApp;
use super::book::Book;

#[tokio::test]
async fn the_page_of_reports_says_what_will_be_in_it_and_links_to_it() {
    let app = TestApp::sample();
    let page = app.get("/reports?country=TL&part=overlaps&part=gaps").await;
    assert_eq!(page.status, 200);
    for part in [
        "Country: Timor-Leste",
        "href=\"/export/overlaps.pdf?country=TL&amp;part=overlaps,gaps\"",
        "href=\"/export/overlaps.xlsx?country=TL&amp;part=overlaps,gaps\"",
        "/export/overlaps.csv?country=TL&amp;part=overlaps,gaps&amp;bom=yes",
        "src=\"/chart/page.svg?country=TL&amp;part=overlaps,gaps\"",
        "<input type=\"hidden\" name=\"country\" value=\"TL\"",
        "https://tiga.example/reports?country=TL&amp;part=overlaps,gaps",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
    assert!(
        !page
            .body
            .contains("<th scope=\"row\">Services around infrastructure")
    );
    let projects = app.get("/reports?what=projects&country=TL").await;
    assert!(
        projects
            .body
            .contains("href=\"/export/projects.csv?country=TL\"")
    );
    assert!(projects.body.contains("First rows"));
}

#[tokio::test]
async fn a_brief_asks_for_its_country() {
    let app = TestApp::sample();
    let page = app.get("/reports?what=country").await;
    assert!(
        page.body
            .contains("href=\"/reports?country=PH&amp;what=country\"")
    );
    assert!(!page.body.contains("/chart/page.svg"));
    let page = app.get("/reports?what=country&country=PH").await;
    assert!(page.body.contains("href=\"/export/countries/PH.pdf\""));
    let missing = app.get("/chart/page.svg?what=country").await.problem(404);
    assert!(missing.contains("one country"), "{missing}");
    app.get("/chart/page.svg?what=gaps").await.problem(404);
}

#[tokio::test]
async fn what_is_not_understood_is_named() {
    let app = TestApp::sample();
    let page = app.get("/reports?what=everything&part=chapter").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body
            .contains("allowed: overlaps, country, projects, gaps, mix")
    );
    assert!(
        page.body
            .contains("allowed: overlaps, projects, services, gaps, mix, method")
    );
    let refused = app
        .get("/export/overlaps.pdf?part=chapter")
        .await
        .problem(400);
    assert!(refused.contains("“chapter”"), "{refused}");
    app.get("/export/projects.csv?part=gaps").await.problem(400);
    app.get("/export/countries/XX.pdf").await.problem(404);
}

#[tokio::test]
async fn a_workbook_holds_the_parts_that_were_chosen() {
    let app = TestApp::sample();
    let sheets = |answer| Book::open(&answer).names();
    let whole = sheets(app.get("/export/overlaps.xlsx").await);
    assert_eq!(whole, ["Read me", "Overlaps", "Projects", "Gaps", "Mix"]);
    let chosen = sheets(app.get("/export/overlaps.xlsx?part=mix,overlaps").await);
    assert_eq!(chosen, ["Read me", "Overlaps", "Mix"]);
}

#[tokio::test]
async fn the_first_page_is_a_picture_of_the_report() {
    let app = TestApp::sample();
    let page = app.get("/chart/page.svg?part=method").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.header("content-type"), "image/svg+xml");
    assert!(page.body.starts_with("<svg") && page.body.trim_end().ends_with("</svg>"));
    let known = [("if-none-match", page.header("etag"))];
    assert_eq!(
        app.get_with("/chart/page.svg?part=method", &known)
            .await
            .status,
        304
    );
}

#[tokio::test]
async fn a_table_can_begin_with_the_mark_of_utf_8() {
    let app = TestApp::sample();
    for what in ["projects", "overlaps", "gaps", "mix"] {
        let plain = app.get(&format!("/export/{what}.csv")).await;
        let marked = app.get(&format!("/export/{what}.csv?bom=yes")).await;
        let rest = marked.bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap();
        assert_eq!(rest, &plain.bytes[..], "{what}");
        assert_ne!(plain.header("etag"), marked.header("etag"));
        assert_eq!(plain.header("cache-control"), "no-cache");
    }
}
