//! The data set as files.

use std::sync::Arc;

use axum::http::StatusCode;
use tiga_domain::snapshot::Snapshot;

use super::app::TestApp;
use crate::http::parts::Parts;

#[tokio::test]
async fn a_part_is_cached_for_ever_under_its_version_and_no_other_exists() {
    let app = TestApp::sample();
    let data = app.data.load_full();
    let address = format!("/data/{}.bin", data.version());
    assert_eq!(app.get(&address).await.status, StatusCode::NOT_FOUND);
    let parts = Parts::of(&data).unwrap();
    app.site.parts.store(Some(Arc::new(parts)));
    let answer = app.get(&address).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let held = Snapshot::decode(&answer.bytes).unwrap();
    assert_eq!((held.version(), held.len()), (data.version(), data.len()));
    let texts = format!("/data/{}.text.bin", data.version());
    assert_eq!(app.get(&texts).await.status, StatusCode::OK);
    assert_eq!(
        app.get("/data/0000000000000000.bin").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_part_travels_compressed_for_those_who_take_it() {
    let app = TestApp::sample();
    let data = app.data.load_full();
    let parts = Parts::of(&data).unwrap();
    app.site.parts.store(Some(Arc::new(parts)));
    let address = format!("/data/{}.bin", data.version());
    let answer = app.get_with(&address, &[("accept-encoding", "br")]).await;
    assert_eq!(answer.header("content-encoding"), "br");
    let mut plain = Vec::new();
    brotli::BrotliDecompress(&mut &*answer.bytes, &mut plain).unwrap();
    assert!(Snapshot::decode(&plain).is_ok());
}
