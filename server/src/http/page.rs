//! Pages: the application renders them; this hands it the data set, the names of its files and the policy.

use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::context::{provide_context, use_context};
use leptos::nonce::use_nonce;
use leptos::prelude::IntoView;
use leptos_axum::{AxumRouteListing, ResponseOptions};
use tiga_app::data::{DataSource, NeedSource, SiteAddress, TileSource};
use tiga_app::site::{SiteAssets, shell};

use super::asset;
use super::problem::{Problem, is_for_machines};
use super::security;
use super::site::Site;

/// The pages that the application declares.
pub(super) fn listing(site: &Site) -> Vec<AxumRouteListing> {
    leptos_axum::generate_route_list_with_exclusions_and_ssg_and_context(
        document,
        None,
        context(site),
    )
    .0
}

/// The whole document of a page.
pub(super) fn document() -> impl IntoView {
    shell(SiteAssets {
        script: asset::address("tiga-start.js"),
        still: asset::address("tiga-map.js"),
        page: asset::address("tiga-page.js"),
        wasm: asset::address("tiga.wasm"),
        style: asset::address("tiga.css"),
        icon: asset::address("favicon.svg"),
        map: asset::addresses("map/", ".svg"),
        data: use_context::<DataSource>()
            .map(|source| source.current().version().to_owned())
            .unwrap_or_default(),
        tiles: use_context::<TileSource>(),
    })
}

/// What a page finds in its context: one data set for the whole request, and headers with its own nonce.
///
/// A page is never kept: its nonce is good for one answer.
pub(super) fn context(site: &Site) -> impl Fn() + Clone + Send + Sync + 'static {
    let site = site.clone();
    move || {
        let data = site.data();
        provide_context(DataSource::new(move || data.clone()));
        provide_context(NeedSource(site.need()));
        provide_context(SiteAddress(site.address.clone()));
        if let Some(tiles) = &site.tiles {
            provide_context(TileSource {
                template: tiles.template().to_owned(),
                attribution: tiles.attribution.clone(),
            });
        }
        let Some(options) = use_context::<ResponseOptions>() else {
            return;
        };
        options.insert_header(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        let parts = use_context::<Parts>();
        let path = parts.as_ref().map_or("", |parts| parts.uri.path());
        let tiles = site.tiles.as_ref().map(|tiles| tiles.origin());
        let policy = security::policy(use_nonce().as_deref(), path, tiles);
        if let Ok(policy) = HeaderValue::try_from(policy) {
            options.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// The address without the slash at its end; none when it has none, or when a browser could take the rest for another
/// site.
fn without_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/')?;
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.~%/".contains(letter);
    let is_here = path.len() > 1 && !path.starts_with("//") && path.chars().all(is_plain);
    let query = uri
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    is_here.then(|| format!("{path}{query}"))
}

/// What no route takes: a file of the site, an address with a slash too many, or nothing.
pub(super) async fn other(State(site): State<Site>, request: Request) -> Response {
    let path = request.uri().path();
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if let Some(asset) = asset::at(path).filter(|_| is_read) {
        return asset.respond(request.headers());
    }
    if is_for_machines(path) {
        let detail = "There is nothing at this address; /api/openapi.json lists what there is.";
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    }
    // Only a page is rendered for what looks like one: a missing file has no reader.
    if !is_read || path.starts_with("/pkg/") || path.starts_with("/map/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    if let Some(address) = without_slash(request.uri()) {
        return Redirect::permanent(&address).into_response();
    }
    let given = context(&site);
    let missing = move || {
        given();
        if let Some(options) = use_context::<ResponseOptions>() {
            options.set_status(StatusCode::NOT_FOUND);
        }
    };
    leptos_axum::render_app_async_with_context(missing, document)(request).await
}
