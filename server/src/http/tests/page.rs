//! Pages as far as HTTP is concerned: status, policy and nonce.

use super::app::TestApp;

#[tokio::test]
async fn each_page_has_a_nonce_of_its_own() {
    let app = TestApp::sample();
    let nonce = |policy: &str| {
        let after = policy.split_once("'nonce-").unwrap().1;
        after.split_once('\'').unwrap().0.to_owned()
    };
    let (first, second) = (app.get("/").await, app.get("/").await);
    assert_eq!(first.status, 200);
    assert!(first.header("content-type").starts_with("text/html"));
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_eq!(
        first.header("etag"),
        "",
        "a page with a nonce is never kept"
    );
    let nonces = [&first, &second].map(|page| nonce(page.header("content-security-policy")));
    assert_ne!(nonces[0], nonces[1]);
    for (page, nonce) in [&first, &second].into_iter().zip(&nonces) {
        for script in page.body.split("<script").skip(1) {
            let tag = script.split_once('>').unwrap().0;
            assert!(tag.contains(nonce.as_str()), "<script{tag}>");
        }
    }
}

#[tokio::test]
async fn the_data_page_says_how_far_it_can_be_trusted() {
    let page = TestApp::sample().get("/data").await;
    assert_eq!(page.status, 200);
    for part in [
        "Each project once",
        "From the source of record of each agency and country",
        "How to import",
        "/export/links.csv",
        "/data/imports/1",
        "Coverage by agency, country and year",
        "Known limits",
        "Attributions",
        "tiga import auto",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
}

#[tokio::test]
async fn an_import_shows_its_findings_page_by_page_and_gives_them_away() {
    let app = TestApp::sample();
    let page = app.get("/data/imports/1").await;
    assert_eq!(page.status, 200);
    for part in [
        "Import of sample.csv",
        "Findings",
        "Severity",
        "There are none.",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
    let rejected = app.get("/data/imports/1?severity=reject&page=9").await;
    assert_eq!(rejected.status, 200, "a page too far is the last one");
    assert_eq!(app.get("/data/imports/99").await.status, 404);
    let file = app.get("/export/findings.csv?run=1").await;
    assert_eq!(file.status, 200);
    assert!(
        file.body.starts_with("import,file,severity,line,record,"),
        "{}",
        file.body
    );
    assert!(
        file.header("content-disposition")
            .contains("tiga-findings.csv")
    );
    for wrong in ["run=x", "severity=bad", "colour=red"] {
        let answer = app.get(&format!("/export/findings.csv?{wrong}")).await;
        answer.problem(400);
    }
}

#[tokio::test]
async fn links_and_coverage_are_tables() {
    let app = TestApp::sample();
    let links = app.get("/export/links.csv").await;
    assert!(
        links.body.starts_with("a,b,decision,note,kind,"),
        "{}",
        links.body
    );
    let coverage = app.get("/export/coverage.csv").await;
    assert!(
        coverage
            .body
            .starts_with("agency,country,year,records,usd,")
    );
    assert!(coverage.body.lines().count() > 2);
}

#[tokio::test]
async fn a_page_that_does_not_exist_says_so() {
    let app = TestApp::sample();
    let missing = app.get("/no/such/page").await;
    assert_eq!(missing.status, 404);
    assert!(missing.header("content-type").starts_with("text/html"));
    for file in ["/pkg/none.js", "/map/none.html"] {
        let missing = app.get(file).await;
        assert_eq!(missing.status, 404);
        assert!(missing.body.len() < 2_000, "a file is not a page");
    }
}
