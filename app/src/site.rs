//! The document around the application: head, styles and start script, by the names that the server hands in.
//! Used on the server only; the browser hydrates what is inside the body.

use leptos::prelude::*;
use leptos_meta::MetaTags;
use leptos_router::location::RequestUrl;

use crate::App;
use crate::data::TileSource;
use crate::page::{has_page_script, has_still_map, is_live};

/// Addresses of the files that a page loads, with the hashes of their content in their names.
#[derive(Clone, Debug, Default)]
pub struct SiteAssets {
    /// The start script (`tiga-start.js`); empty when the site was built without WebAssembly.
    pub script: String,
    /// The script of maps that only the server draws (`tiga-map.js`); empty likewise.
    pub still: String,
    /// The script of pages that only the server draws (`tiga-page.js`); empty likewise.
    pub page: String,
    /// The WebAssembly module that the start script fetches (`tiga.wasm`); empty likewise.
    pub wasm: String,
    /// The style sheet (`tiga.css`); empty when there is none.
    pub style: String,
    /// The icon (`favicon.svg`); empty when there is none.
    pub icon: String,
    /// Names and addresses of the files of the map (`base=/pkg/… detail=/pkg/…`), in one text.
    pub map: String,
    /// Version of the data set that the page shows; empty when there is none.
    pub data: String,
    /// Raster tiles below the map.
    pub tiles: Option<TileSource>,
}

/// The whole document with the application inside.
pub fn shell(assets: SiteAssets) -> impl IntoView {
    let SiteAssets {
        script,
        still,
        page,
        wasm,
        style,
        icon,
        map,
        data,
        tiles,
    } = assets;
    let given = |address: String| Some(address).filter(|address| !address.is_empty());
    // A page that only the server draws works without a script.
    let path = path().unwrap_or_default();
    let is_live = is_live(&path);
    let still = given(still).filter(|_| has_still_map(&path));
    let page = given(page).filter(|_| has_page_script(&path));
    let live = |address: String| given(address).filter(|_| is_live);
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {given(style).map(|href| view! { <link rel="stylesheet" href=href /> })}
                {live(data).map(|version| view! { <meta name="tiga-data" content=version /> })}
                {given(map)
                    .filter(|_| is_live || still.is_some())
                    .map(|files| view! { <meta name="tiga-map" content=files /> })}
                {tiles
                    .filter(|_| is_live || still.is_some())
                    .map(|TileSource { template, attribution }| {
                        view! { <meta name="tiga-tiles" content=template data-attribution=attribution /> }
                    })}
                {given(icon)
                    .map(|href| view! { <link rel="icon" type="image/svg+xml" href=href /> })}
                {live(wasm)
                    .map(|href| {
                        view! { <link rel="preload" href=href r#as="fetch" crossorigin="anonymous" /> }
                    })}
                {live(script)
                    .map(|src| {
                        view! { <script type="module" src=src nonce=leptos::nonce::use_nonce()></script> }
                    })}
                {still
                    .map(|src| {
                        view! { <script type="module" src=src nonce=leptos::nonce::use_nonce()></script> }
                    })}
                {page
                    .map(|src| {
                        view! { <script type="module" src=src nonce=leptos::nonce::use_nonce()></script> }
                    })} <MetaTags />
            </head>
            <body>
                <App />
                <p id="offline" role="status"></p>
            </body>
        </html>
    }
}

/// The path of this request.
pub(crate) fn path() -> Option<String> {
    let url = use_context::<RequestUrl>()?.parse().ok()?;
    Some(url.path().to_owned())
}
