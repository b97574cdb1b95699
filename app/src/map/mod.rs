//! The map: one inline SVG. The base is inert markup from the server, its shading a class per country; symbols and
//! labels are drawn on both sides.

pub mod base;
#[cfg(feature = "ssr")]
mod ground;
pub mod knot;
pub mod label;
pub mod legend;
pub mod look;
#[cfg(feature = "ssr")]
pub mod picture;
pub mod shade;
#[cfg(feature = "ssr")]
pub mod small;
pub mod symbol;
pub mod tool;
pub mod view;
