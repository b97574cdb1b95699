//! All addresses in one list, and the layers around them.

use std::time::Duration;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use leptos_axum::LeptosRoutes;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::site::Site;
use super::{
    api, chart, export, fault, health, limit, log, openapi, page, parts, problem, security, trust,
};

/// Effort of compression on the fly: the last tenth of the size would cost ten times the time.
const EFFORT: i32 = 4;

/// The router of a site.
pub(crate) fn router(site: Site) -> Router {
    let pages = page::listing(&site);
    let context = page::context(&site);
    let answers = Router::new()
        .route("/api/v1/overview", get(api::overview))
        .route("/api/v1/projects", get(api::projects))
        .route("/api/v1/projects/{*id}", get(api::project::project))
        .route("/api/v1/overlaps", get(api::overlap::overlaps))
        .route("/api/v1/overlaps/{*id}", get(api::overlap::overlap))
        .route("/api/v1/clusters", get(api::overlap::clusters))
        .route("/api/v1/facets", get(api::facets::facets))
        .route("/api/v1/gaps", get(api::analysis::gaps))
        .route("/api/v1/mix", get(api::analysis::mix))
        .route("/api/v1/complements", get(api::analysis::complements))
        .route("/api/v1/concentration", get(api::analysis::concentration))
        .route("/api/v1/coverage", get(api::coverage))
        .route("/chart/years.svg", get(chart::years))
        .route("/chart/mix.svg", get(chart::mix))
        .route("/chart/shares.svg", get(chart::shares))
        .route("/chart/dots.svg", get(chart::dots))
        .route("/chart/gaps.svg", get(chart::gaps))
        .route("/chart/map.svg", get(chart::map))
        // The pages of the application and its server functions.
        .leptos_routes_with_context(&site, pages, context, page::document)
        .layer(from_fn_with_state(limit::turns(), limit::turn));
    let files = Router::new()
        .route("/api/openapi.json", get(openapi::document))
        .route("/export/findings.csv", get(trust::findings))
        .route("/export/links.csv", get(trust::links))
        .route("/export/coverage.csv", get(trust::coverage))
        .route("/export/{document}", get(export::export))
        .route("/export/countries/{document}", get(export::brief))
        .route("/chart/page.svg", get(export::first_page))
        .route("/data/{file}", get(parts::file))
        .route("/healthz", get(health::process))
        .route("/readyz", get(health::data));
    // Other addresses are files of the site, or pages that do not exist.
    let routes = answers.merge(files).fallback(page::other).with_state(site);
    guarded(routes, limit::TIMEOUT)
}

/// The layers, the innermost first.
pub(super) fn guarded(routes: Router, timeout: Duration) -> Router {
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(EFFORT));
    routes
        .layer(RequestBodyLimitLayer::new(limit::BODY))
        .layer(from_fn_with_state(limit::places(), limit::place))
        .layer(TimeoutLayer::with_status_code(
            limit::TIMEOUT_STATUS,
            timeout,
        ))
        .layer(from_fn(limit::address))
        .layer(CatchPanicLayer::custom(problem::from_panic))
        .layer(from_fn(fault::status))
        .layer(from_fn(problem::shape))
        .layer(compression)
        .layer(from_fn(security::headers))
        .layer(from_fn(log::request))
}
