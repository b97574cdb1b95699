//! The root component: the routes, under one header.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{SsrMode, path};

use crate::component::header::Header;
#[cfg(feature = "ssr")]
use crate::page::compare::ComparePage;
#[cfg(feature = "ssr")]
use crate::page::complements::ComplementsPage;
#[cfg(feature = "ssr")]
use crate::page::data::DataPage;
#[cfg(feature = "ssr")]
use crate::page::embed::EmbedPage;
#[cfg(feature = "ssr")]
use crate::page::gaps::GapsPage;
#[cfg(feature = "ssr")]
use crate::page::import::ImportPage;
use crate::page::map::MapPage;
#[cfg(feature = "ssr")]
use crate::page::method::MethodPage;
#[cfg(feature = "ssr")]
use crate::page::mix::MixPage;
use crate::page::not_found::NotFoundPage;
#[cfg(feature = "ssr")]
use crate::page::overlap::OverlapPage;
#[cfg(feature = "ssr")]
use crate::page::overlaps::OverlapsPage;
#[cfg(feature = "ssr")]
use crate::page::project::ProjectPage;
use crate::page::projects::ProjectsPage;
#[cfg(feature = "ssr")]
use crate::page::reports::ReportsPage;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            {(!is_framed()).then(|| view! { <Header /> })}
            {routes()}
        </Router>
    }
}

/// All pages. Every page is rendered whole before it is sent, so that it needs no JavaScript.
#[cfg(feature = "ssr")]
fn routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=MapPage ssr=SsrMode::Async />
            <Route path=path!("/projects") view=ProjectsPage ssr=SsrMode::Async />
            <Route path=path!("/projects/:id") view=ProjectPage ssr=SsrMode::Async />
            <Route path=path!("/overlaps") view=OverlapsPage ssr=SsrMode::Async />
            <Route path=path!("/overlaps/:id") view=OverlapPage ssr=SsrMode::Async />
            <Route path=path!("/gaps") view=GapsPage ssr=SsrMode::Async />
            <Route path=path!("/mix") view=MixPage ssr=SsrMode::Async />
            <Route path=path!("/complements") view=ComplementsPage ssr=SsrMode::Async />
            <Route path=path!("/reports") view=ReportsPage ssr=SsrMode::Async />
            <Route path=path!("/method") view=MethodPage ssr=SsrMode::Async />
            <Route path=path!("/compare") view=ComparePage ssr=SsrMode::Async />
            <Route path=path!("/embed") view=EmbedPage ssr=SsrMode::Async />
            <Route path=path!("/data") view=DataPage ssr=SsrMode::Async />
            <Route path=path!("/data/imports/:id") view=ImportPage ssr=SsrMode::Async />
        </FlatRoutes>
    }
}

/// The pages that go on in the browser.
#[cfg(not(feature = "ssr"))]
fn routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFoundPage>
            <Route path=path!("/") view=MapPage ssr=SsrMode::Async />
            <Route path=path!("/projects") view=ProjectsPage ssr=SsrMode::Async />
        </FlatRoutes>
    }
}

/// Whether this is the page for frames, which has no head.
#[cfg(feature = "ssr")]
fn is_framed() -> bool {
    crate::site::path().as_deref() == Some("/embed")
}

/// Whether this is the page for frames: a browser never draws it.
#[cfg(not(feature = "ssr"))]
const fn is_framed() -> bool {
    false
}
