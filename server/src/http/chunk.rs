//! A body that a thread writes while the reader reads: memory holds a few chunks, never the whole.
//!
//! Writing takes turns, so that requests which people wait for always find a free processor; who waits for a slow
//! reader gives up the turn.

use std::fmt::Display;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use futures_util::stream::poll_fn;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Sender, channel, error::TrySendError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::limit::processors;

/// Chunks that wait for the reader.
const WAITING: usize = 4;

/// How long a reader may leave a chunk untouched before its thread is given to somebody else.
const PATIENCE: Duration = Duration::from_secs(30);

/// The turns of a server: one for each processor but one.
pub(super) fn turns() -> Arc<Semaphore> {
    Arc::new(Semaphore::new(processors().saturating_sub(1).max(1)))
}

/// The body that `write` writes. It can ask whether the reader is still there, so that work which gives no bytes yet
/// ends when nobody waits for it. When it fails in the middle, the connection breaks off: a reader never takes half a
/// file for a whole one.
pub(super) fn body<E: Display>(
    turns: Arc<Semaphore>,
    write: impl FnOnce(&mut (dyn Write + Send), &(dyn Fn() -> bool + Sync)) -> Result<(), E>
    + Send
    + 'static,
) -> Body {
    let (sender, mut receiver) = channel(WAITING);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let reader = sender.clone();
        let is_wanted = move || !reader.is_closed();
        let turn = turn(&runtime, &turns);
        let mut sink = Sink {
            sender,
            runtime,
            turns,
            turn,
        };
        if let Err(error) = write(&mut sink, &is_wanted) {
            tracing::warn!(%error, "a document broke off");
            let broken = io::Error::other("the document broke off");
            // Nobody is left to tell when the reader has gone.
            let _ = sink.send(Err(broken));
        }
    });
    Body::from_stream(poll_fn(move |context| receiver.poll_recv(context)))
}

/// Waits for a turn. They are never closed; if they were, writing would go on without.
fn turn(runtime: &Handle, turns: &Arc<Semaphore>) -> Option<OwnedSemaphorePermit> {
    runtime.block_on(Arc::clone(turns).acquire_owned()).ok()
}

struct Sink {
    sender: Sender<io::Result<Bytes>>,
    runtime: Handle,
    turns: Arc<Semaphore>,
    turn: Option<OwnedSemaphorePermit>,
}

impl Sink {
    fn send(&mut self, chunk: io::Result<Bytes>) -> io::Result<()> {
        let chunk = match self.sender.try_send(chunk) {
            Ok(()) => return Ok(()),
            Err(TrySendError::Closed(_)) => return Err(io::ErrorKind::BrokenPipe.into()),
            Err(TrySendError::Full(chunk)) => chunk,
        };
        self.turn = None;
        let sent = self
            .runtime
            .block_on(timeout(PATIENCE, self.sender.send(chunk)));
        self.turn = turn(&self.runtime, &self.turns);
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_gone)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_elapsed) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.send(Ok(Bytes::copy_from_slice(bytes)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
