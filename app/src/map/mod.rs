//! The map: one inline SVG. The base is inert markup from the server, its shading a class per country; symbols and
//! labels are drawn on both sides.

pub mod base;
pub mod label;
pub mod legend;
pub mod look;
#[cfg(feature = "ssr")]
pub mod picture;
pub mod shade;
pub mod symbol;
mod tool;
pub mod view;
