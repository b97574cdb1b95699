//! The data set that the browser's worker holds (`app/script/holder.mjs`), as the application sees it. Only
//! [`crate::answer`] asks it. A server holds none here: it answers from its own.

use leptos::prelude::*;
#[cfg(not(feature = "ssr"))]
use leptos::server::codee::Decoder;
#[cfg(not(feature = "ssr"))]
use leptos::wasm_bindgen::JsCast;
#[cfg(not(feature = "ssr"))]
use leptos::wasm_bindgen::prelude::{JsValue, wasm_bindgen};
#[cfg(not(feature = "ssr"))]
use send_wrapper::SendWrapper;
#[cfg(not(feature = "ssr"))]
use wasm_bindgen_futures::js_sys::Uint8Array;

use crate::api::live::Answer;
#[cfg(not(feature = "ssr"))]
use crate::api::wire::Compact;

#[cfg(not(feature = "ssr"))]
#[wasm_bindgen(wasm_bindgen = leptos::wasm_bindgen)]
extern "C" {
    #[wasm_bindgen(js_namespace = holder)]
    async fn ask(path: &str, query: &str) -> JsValue;
}

/// The answer of the browser's own data set; none when the server has to be asked.
#[cfg(not(feature = "ssr"))]
pub fn answer(path: &'static str, query: String) -> impl Future<Output = Option<Answer>> + Send {
    SendWrapper::new(async move {
        let bytes = ask(path, &query).await.dyn_into::<Uint8Array>().ok()?;
        Compact::decode(&bytes.to_vec()).ok()
    })
}

/// The answer of the browser's own data set, which a server never asks.
#[cfg(feature = "ssr")]
pub async fn answer(_path: &'static str, _query: String) -> Option<Answer> {
    None
}

/// Counts how often the data set of this page was exchanged for a newer one: what was answered before is then old.
pub fn use_exchanges() -> ReadSignal<u32> {
    let (exchanges, count) = signal(0);
    Effect::new(move |_| {
        let listener = window_event_listener_untyped("tiga-data", move |_| {
            count.update(|count| *count += 1);
        });
        on_cleanup(move || listener.remove());
    });
    exchanges
}
