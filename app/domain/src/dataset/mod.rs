//! The data set: an immutable, columnar snapshot of everything imported.
//!
//! Built once by [`Builder`], then only read. Columns instead of rows, codes instead of strings,
//! runs (`start..end`) instead of nested vectors: no allocation belongs to one activity. Money is
//! split over lines and priorities when the data set is built, so that every answer is a sum.

mod build;
mod column;
mod decision;
mod entry;
mod own_share;
mod placed;
mod plan;
mod precedence;
mod priority_part;
mod refusal;
mod scan;
mod selection;
mod stated;
mod summary;
mod text;
mod tie;
mod wire;

pub use build::Builder;
pub use column::{ActivityIndex, Dataset};
pub(crate) use column::{Head, Line, MIXED, NO_PROVINCE};
pub use decision::{Decided, DecidedPair, Decision, DecisionError, Decisions, LinkKind, Verdict};
pub use entry::{CellEntry, FlowEntry, LineEntry, LongTexts, PlaceEntry};
pub use own_share::OwnShare;
pub(crate) use plan::{Plan, focus_bits, priority_bits, theme_bits, year};
pub use precedence::{Precedence, PrecedenceError};
pub(crate) use scan::{
    Cell, SHARE, Tally, Visitor, bits, focus_parts, in_turns, scan, scan_range, scan_shared,
};
pub(crate) use selection::Selection;
pub use stated::StatedLink;
pub use wire::WireError;
pub(crate) use wire::{Reader, Writer, decode, encode, encode_texts, join_texts};
