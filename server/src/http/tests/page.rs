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
        "Counted once, from the source of record",
        "Coverage by agency, country and year",
        "Known limits",
        "Attributions",
        "tiga import auto",
    ] {
        assert!(page.body.contains(part), "{part}");
    }
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
