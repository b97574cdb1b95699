//! The WebAssembly entry: hydrates the page that the server rendered.

// A view is one type; the deepest of them pass the default of 128.
#![recursion_limit = "256"]

/// Called by the page's start script once the module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(tiga_app::App);
}
