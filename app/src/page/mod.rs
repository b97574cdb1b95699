//! The pages, one file each: read the address, ask [`crate::answer`], lay out what came.
//!
//! `map` and `projects` go on in the browser: each change of the address asks again. The others are only read;
//! the server draws them alone, they need no script, and links to them leave the application (`rel="external"`).

#[cfg(feature = "ssr")]
pub mod compare;
#[cfg(feature = "ssr")]
pub mod complements;
#[cfg(feature = "ssr")]
mod concentration_part;
#[cfg(feature = "ssr")]
pub mod data;
#[cfg(feature = "ssr")]
mod data_once;
#[cfg(feature = "ssr")]
mod data_source;
#[cfg(feature = "ssr")]
pub mod embed;
#[cfg(feature = "ssr")]
pub mod gaps;
#[cfg(feature = "ssr")]
pub mod import;
mod live;
pub mod map;
#[cfg(feature = "ssr")]
pub mod method;
#[cfg(feature = "ssr")]
pub mod mix;
pub mod not_found;
#[cfg(feature = "ssr")]
pub mod overlap;
#[cfg(feature = "ssr")]
mod overlap_part;
#[cfg(feature = "ssr")]
pub mod overlaps;
#[cfg(feature = "ssr")]
mod overlaps_part;
#[cfg(feature = "ssr")]
pub mod project;
#[cfg(feature = "ssr")]
mod project_link;
#[cfg(feature = "ssr")]
mod project_money;
#[cfg(feature = "ssr")]
mod project_part;
pub mod projects;
#[cfg(feature = "ssr")]
pub mod reports;
#[cfg(feature = "ssr")]
mod reports_part;
#[cfg(feature = "ssr")]
mod unanswered;

/// Whether the page at this path goes on in the browser.
pub fn is_live(path: &str) -> bool {
    matches!(path, "/" | "/projects")
}

/// Whether the page at this path has a map that only the server draws anew.
pub fn has_still_map(path: &str) -> bool {
    matches!(path, "/embed" | "/compare")
}

/// Whether the page at this path is drawn by the server alone and has menus, figures or downloads.
pub fn has_page_script(path: &str) -> bool {
    !is_live(path) && path != "/embed"
}

/// The query string of this request.
#[cfg(feature = "ssr")]
fn asked_query() -> String {
    use leptos::prelude::GetUntracked;
    leptos_router::hooks::use_location().search.get_untracked()
}
