//! Money: whole cents of US dollars, exact splits, and conversion at yearly averages.

mod cents;
mod level;
mod rate;
mod share;

pub use cents::{Cents, ParseAmountError, grouped, parse_amount, parse_dollars};
pub use level::{Counted, Level, count_level};
pub use rate::{Conversion, Rate, rate, to_cents};
pub use share::{Rebased, Share, ShareLine, cross, rebase, split};
