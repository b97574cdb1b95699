//! What the map draws: projection, view and symbols, as pure functions of data set, filter and view.

mod grid;
pub mod projection;
pub mod symbol;
pub mod view;
