//! Accepts connections and answers on them, until told to stop. A connection whose next request does not arrive in time
//! is closed, so that nobody holds many open by sending slowly, or nothing.

use std::io::ErrorKind;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1::Builder;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

/// How long the head of a request may take: from its first moment on a new connection, or from the answer before it.
pub(super) const HEAD: Duration = Duration::from_secs(20);

/// How long nothing is accepted when the system has no room for another connection.
const BREATH: Duration = Duration::from_secs(1);

/// Answers until `stop`; answers under way have `grace` to finish.
pub(super) async fn answer(
    listener: TcpListener,
    router: Router,
    head: Duration,
    stop: impl Future<Output = ()>,
    grace: Duration,
) {
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head);
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let stream = tokio::select! {
            stream = accept(&listener) => stream,
            () = &mut stop => break,
        };
        // The head and the body of an answer are written at once: waiting for more would only delay them.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a connection has gone");
            continue;
        }
        let service = TowerToHyperService::new(router.clone());
        let connection = open.watch(builder.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection was closed");
            }
        });
    }
    drop(listener);
    tokio::select! {
        () = open.shutdown() => {}
        () = tokio::time::sleep(grace) => tracing::warn!("stopped with answers under way"),
    }
}

/// The next connection. What is wrong with one is no reason to stop; when there are too many, some have to close first.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        let error = match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => error,
        };
        let is_of_one = matches!(
            error.kind(),
            ErrorKind::ConnectionRefused
                | ErrorKind::ConnectionAborted
                | ErrorKind::ConnectionReset
        );
        if !is_of_one {
            tracing::error!(%error, "a connection could not be accepted");
            tokio::time::sleep(BREATH).await;
        }
    }
}
