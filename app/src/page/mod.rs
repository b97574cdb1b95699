//! The pages, one file each: read the address, ask [`crate::answer`], lay out what came.
//!
//! `map` and `projects` go on in the browser: each change of the address asks again. `project` and `data` are only read;
//! the server draws them alone, they load no script, and links to them leave the application (`rel="external"`).

#[cfg(feature = "ssr")]
pub mod data;
mod live;
pub mod map;
pub mod not_found;
#[cfg(feature = "ssr")]
pub mod project;
#[cfg(feature = "ssr")]
mod project_money;
#[cfg(feature = "ssr")]
mod project_part;
pub mod projects;

/// Whether the page at this path goes on in the browser.
pub fn is_live(path: &str) -> bool {
    matches!(path, "/" | "/projects")
}
