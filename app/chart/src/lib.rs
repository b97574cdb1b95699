//! Figures of Tiga as SVG, made from answers of the domain.
//!
//! Three steps, each its own file: an answer becomes a layout of marks ([`years`], [`shares`], [`dots`], [`heat`]), marks become SVG
//! ([`figure`]). Layouts are plain numbers, so that documents and interaction can read them too.

pub mod axis;
pub mod dots;
pub mod figure;
pub mod heat;
pub mod palette;
mod part;
pub mod shares;
pub mod years;

pub use figure::Figure;
