//! What the layers add and refuse.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::sync::Semaphore;

use super::app::{TestApp, send};
use crate::http::Tiles;
use crate::http::limit;
use crate::http::router::{guarded, router};

const EVERYWHERE: [&str; 7] = [
    "/",
    "/no/such/page",
    "/api/v1/overview",
    "/api/v1/overview?x=1",
    "/api/nothing",
    "/export/projects.csv",
    "/healthz",
];

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let app = TestApp::sample();
    for address in EVERYWHERE {
        let answer = app.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{address}");
        assert!(policy.contains("object-src 'none'") && policy.contains("base-uri 'none'"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert_eq!(
            answer.header("x-content-type-options"),
            "nosniff",
            "{address}"
        );
        assert_eq!(
            answer.header("referrer-policy"),
            "strict-origin-when-cross-origin"
        );
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(
            answer
                .header("permissions-policy")
                .contains("geolocation=()")
        );
        assert!(!answer.header("x-request-id").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn a_question_that_is_wrong_is_the_askers_fault() {
    let app = TestApp::sample();
    for (address, status) in [
        ("/answer/page?path=/&query=", 200),
        ("/answer/page?path=/nowhere&query=", 404),
        ("/answer/page", 400),
        ("/answer/page?path=/", 400),
    ] {
        assert_eq!(app.get(address).await.status, status, "{address}");
    }
}

#[tokio::test]
async fn a_slash_too_many_is_taken_away_and_never_leads_elsewhere() {
    let app = TestApp::sample();
    let answer = app.get("/projects/?country=VN").await;
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), "/projects?country=VN");
    for address in [
        "//example.org/",
        "/\\example.org/",
        "/%5C/x:y@z/",
        "/api/v1/projects/x/",
    ] {
        let answer = app.get(address).await;
        let place = answer.header("location");
        assert!(
            answer.status != 308 || (place.starts_with('/') && !place.starts_with("//")),
            "{address}"
        );
    }
    assert_eq!(app.get("//example.org/").await.status, 404);
}

#[tokio::test]
async fn a_plain_request_id_is_kept_and_another_replaced() {
    let app = TestApp::sample();
    let kept = app
        .get_with("/healthz", &[("x-request-id", "proxy-1.2_3")])
        .await;
    assert_eq!(kept.header("x-request-id"), "proxy-1.2_3");
    for strange in ["a b", "\"quoted\"", &"x".repeat(65)] {
        let answer = app.get_with("/healthz", &[("x-request-id", strange)]).await;
        assert_ne!(answer.header("x-request-id"), strange);
    }
}

#[tokio::test]
async fn nothing_is_written() {
    let app = TestApp::sample();
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let answer = app
            .send(method, "/api/v1/projects", &[], Body::empty())
            .await;
        assert!(answer.problem(405).contains("GET"));
        assert_eq!(answer.header("allow"), "GET,HEAD");
    }
}

#[tokio::test]
async fn too_long_addresses_are_refused() {
    let app = TestApp::sample();
    let long = "x".repeat(9_000);
    app.get(&format!("/api/v1/overview?q={long}"))
        .await
        .problem(414);
    let page = app.get(&format!("/?q={long}")).await;
    assert_eq!(page.status, 414);
    assert!(page.header("content-type").starts_with("text/html"));
}

#[tokio::test]
async fn unknown_calls_are_problems() {
    let app = TestApp::sample();
    for address in ["/api/nothing", "/api/v2/overview", "/export/a/b"] {
        assert!(app.get(address).await.problem(404).contains("openapi.json"));
    }
}

/// The layers around routes that misbehave.
fn misbehaving() -> Router {
    async fn fail() -> &'static str {
        panic!("secret detail")
    }
    async fn sleep() {
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
    async fn take(body: String) -> String {
        body
    }
    guarded(
        Router::new()
            .route("/api/fail", get(fail))
            .route("/fail", get(fail))
            .route("/api/sleep", get(sleep))
            .route("/api/take", post(take)),
        Duration::from_millis(300),
    )
}

fn request(method: Method, address: &str, body: Body) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(address)
        .body(body)
        .unwrap()
}

#[tokio::test]
async fn a_panic_is_answered_without_its_message() {
    let answer = send(
        misbehaving(),
        request(Method::GET, "/api/fail", Body::empty()),
    )
    .await;
    assert!(!answer.problem(500).contains("secret"));
    let page = send(misbehaving(), request(Method::GET, "/fail", Body::empty())).await;
    assert_eq!(page.status, 500);
    assert!(page.body.contains("Back to the map") && !page.body.contains("secret"));
}

#[tokio::test]
async fn large_bodies_are_refused() {
    let small = request(Method::POST, "/api/take", Body::from("x".repeat(60_000)));
    assert_eq!(send(misbehaving(), small).await.body.len(), 60_000);
    let large = request(Method::POST, "/api/take", Body::from("x".repeat(70_000)));
    send(misbehaving(), large).await.problem(413);
}

#[tokio::test]
async fn what_takes_too_long_is_ended() {
    let answer = send(
        misbehaving(),
        request(Method::GET, "/api/sleep", Body::empty()),
    )
    .await;
    answer.problem(503);
    assert_eq!(answer.header("retry-after"), "5");
}

#[tokio::test]
async fn an_answer_waits_for_its_turn_and_a_slow_body_takes_none() {
    let turns = Arc::new(Semaphore::new(1));
    let routes = Router::new()
        .route("/", get(async || "map").post(async |body: String| body))
        .layer(from_fn_with_state(turns.clone(), limit::turn));
    let ask = |method, body| send(routes.clone(), request(method, "/", body));
    let turn = turns.acquire().await.unwrap();
    assert_eq!(ask(Method::POST, Body::from("call")).await.body, "call");
    let waiting = tokio::spawn(ask(Method::GET, Body::empty()));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!waiting.is_finished());
    drop(turn);
    assert_eq!(waiting.await.unwrap().body, "map");
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_ask() {
    let app = TestApp::sample();
    let plain = app.get("/api/v1/overview").await;
    for encoding in ["br", "gzip"] {
        let accept = [("accept-encoding", encoding)];
        let compressed = app.get_with("/api/v1/overview", &accept).await;
        assert_eq!(compressed.header("content-encoding"), encoding);
        assert_eq!(compressed.header("etag"), plain.header("etag"));
        assert!(compressed.header("vary").contains("accept-encoding"));
    }
    assert_eq!(plain.header("content-encoding"), "");
}

#[tokio::test]
async fn only_the_embedded_map_may_be_framed() {
    let app = TestApp::sample();
    let embedded = app.get("/embed?country=VN").await;
    let policy = embedded.header("content-security-policy");
    assert_eq!(embedded.status, 200);
    assert!(policy.contains("frame-ancestors *"), "{policy}");
    assert_eq!(embedded.header("x-frame-options"), "");
    for address in ["/", "/compare", "/embed/more", "/chart/map.svg"] {
        let answer = app.get(address).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{address}");
        assert_eq!(answer.header("x-frame-options"), "DENY", "{address}");
    }
}

#[tokio::test]
async fn text_becomes_markup_through_one_policy_only() {
    let app = TestApp::sample();
    let page = app.get("/").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("require-trusted-types-for 'script'"));
    assert!(policy.ends_with("trusted-types tiga"), "{policy}");
}

#[tokio::test]
async fn a_source_of_tiles_is_named_in_the_policy_of_pages_alone() {
    let app = TestApp::sample();
    let plain = app.get("/").await;
    assert!(!plain.body.contains("tiga-tiles"));
    let tiles = "https://tiles.example:8443/{z}/{x}/{y}.png".parse::<Tiles>();
    let tiles = tiles.unwrap().by("© Tile makers <b>".to_owned());
    let tiled = app.site.clone().with_tiles(Some(tiles));
    let tiled = router(tiled);
    let ask = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let page = send(tiled.clone(), ask("/")).await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("img-src 'self' data: https://tiles.example:8443;"),
        "{policy}"
    );
    let other = send(tiled, ask("/healthz")).await;
    assert!(
        !other
            .header("content-security-policy")
            .contains("tiles.example")
    );
}
