//! Slow and silent clients, and stopping, over real connections.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::http::connection::answer;

const HEAD: Duration = Duration::from_millis(200);
const GRACE: Duration = Duration::from_secs(5);

/// A server whose answers take `work`: where it listens, what stops it, and its end.
async fn serve(work: Duration) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let slow = get(move || async move {
        tokio::time::sleep(work).await;
        "done"
    });
    let router = Router::new().route("/", slow);
    let (stop, stopped) = oneshot::channel();
    let until = async move {
        // Dropping the sender stops the server too.
        let _ = stopped.await;
    };
    let end = tokio::spawn(answer(listener, router, HEAD, until, GRACE));
    (address, stop, end)
}

async fn open(address: SocketAddr, first: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(first.as_bytes())
        .await
        .expect("room for the bytes");
    stream
}

/// All that comes until the other side closes.
async fn rest(stream: &mut TcpStream) -> String {
    let mut text = String::new();
    let read = stream.read_to_string(&mut text);
    let read = tokio::time::timeout(GRACE, read).await;
    read.expect("the connection is closed").expect("text");
    text
}

#[tokio::test]
async fn a_head_that_does_not_come_closes_the_connection() {
    let (address, _stop, _end) = serve(Duration::ZERO).await;
    for slow in ["", "P", "GET / HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let mut stream = open(address, slow).await;
        let text = rest(&mut stream).await;
        assert!(!text.contains("200 OK"), "{slow:?} was answered: {text}");
    }
}

#[tokio::test]
async fn an_answer_may_take_longer_than_a_head() {
    let (address, _stop, _end) = serve(HEAD * 3).await;
    let mut stream = open(
        address,
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    )
    .await;
    let text = rest(&mut stream).await;
    assert!(
        text.starts_with("HTTP/1.1 200 OK") && text.ends_with("done"),
        "{text}"
    );
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_its_answer() {
    let (address, _stop, _end) = serve(Duration::ZERO).await;
    let mut stream = open(address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(rest(&mut stream).await.ends_with("done"));
}

#[tokio::test]
async fn stopping_finishes_what_is_under_way_and_accepts_nothing_more() {
    let (address, stop, end) = serve(HEAD).await;
    let mut stream = open(address, "GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
    tokio::time::sleep(HEAD / 4).await;
    stop.send(()).expect("the server is there");
    assert!(rest(&mut stream).await.ends_with("done"));
    end.await.expect("the server ends by itself");
    assert!(TcpStream::connect(address).await.is_err());
}
