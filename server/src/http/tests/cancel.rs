//! A reader who goes away stops the work that was done for it.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::app::TestApp;
use super::portfolio::dataset;
use crate::http::chunk;
use crate::http::router::router;

/// Waits until it holds, and says how long that took.
async fn until(mut holds: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(20), "it never held");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    start.elapsed()
}

#[tokio::test]
async fn work_that_gives_no_bytes_yet_sees_that_its_reader_has_gone() {
    let (ended, mut has_ended) = tokio::sync::watch::channel(None);
    let body = chunk::body(chunk::turns(), move |out, is_wanted| {
        out.write_all(b"a beginning")?;
        let start = Instant::now();
        while is_wanted() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(2));
        }
        let was_left = !is_wanted();
        let _ = ended.send(Some(was_left));
        if was_left {
            Err(std::io::Error::other("left"))
        } else {
            Ok(())
        }
    });
    let mut stream = body.into_data_stream();
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!(&first[..], b"a beginning");
    drop(stream);
    has_ended.changed().await.unwrap();
    assert_eq!(*has_ended.borrow(), Some(true));
}

#[tokio::test(flavor = "multi_thread")]
async fn breaking_off_a_request_ends_its_export() {
    let app = TestApp::new(dataset(3, 20_000));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(axum::serve(listener, router(app.site.clone())).into_future());
    let free = app.site.exports.available_permits();
    // A workbook gives its bytes at the end; this one takes many seconds in a build without optimisation.
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = "GET /export/projects.xlsx HTTP/1.1\r\nhost: tiga.example\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut head = [0_u8; 12];
    stream.read_exact(&mut head).await.unwrap();
    assert_eq!(&head, b"HTTP/1.1 200");
    assert_eq!(app.site.exports.available_permits(), free - 1);
    drop(stream);
    until(|| app.site.exports.available_permits() == free).await;
    server.abort();
}
