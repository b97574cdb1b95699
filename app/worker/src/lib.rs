//! The WebAssembly entry of the worker: holds the data set and answers as the server does, with the same functions.
//!
//! A module of its own, loaded once the page is used: the page's module stays small, and neither decoding nor answering
//! ever holds up the page. `app/script/worker.mjs` passes the messages.

use std::cell::RefCell;

use leptos::server::codee::Encoder;
use tiga_app::api::live;
use tiga_app::api::wire::Compact;
use tiga_domain::snapshot::Snapshot;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static HELD: RefCell<Option<Snapshot>> = const { RefCell::new(None) };
}

/// Holds the data set of these bytes from now on; one that cannot be read leaves the old one in place.
///
/// # Errors
/// The reason why it cannot be read.
#[wasm_bindgen]
pub fn hold(bytes: &[u8]) -> Result<String, String> {
    let snapshot = Snapshot::decode(bytes).map_err(|error| error.to_string())?;
    let version = snapshot.version().to_owned();
    HELD.set(Some(snapshot));
    Ok(version)
}

/// The answer of the page at a path to a query string, as the server would send it; none without a data set.
#[wasm_bindgen]
pub fn answer(path: &str, query: &str) -> Option<Vec<u8>> {
    HELD.with_borrow(|held| {
        let answer = live::answer(held.as_ref()?, path, query)?;
        Compact::encode(&answer).ok()
    })
}
