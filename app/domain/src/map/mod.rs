//! What the map draws: projection, view, symbols and overlaps, as pure functions of data set, filter and view.

pub mod clip;
mod grid;
pub mod hull;
pub mod knot;
pub mod projection;
pub mod symbol;
pub mod view;
