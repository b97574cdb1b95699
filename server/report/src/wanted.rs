//! Whether somebody still waits for a document: a reader who has gone away stops the work.

use std::fmt;

use crate::ReportError;

/// Asks whoever takes the bytes whether they still want them. It is asked for every row, so it has to be quick.
#[derive(Clone, Copy)]
pub struct Wanted<'a>(&'a (dyn Fn() -> bool + Sync));

impl<'a> Wanted<'a> {
    /// A document that is wanted to its end.
    pub const ALWAYS: Self = Self(&|| true);

    /// A document that is wanted while the function says so.
    pub const fn new(ask: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self(ask)
    }

    /// The rows that come while the document is wanted.
    pub(crate) fn rows<I: Iterator>(self, rows: I) -> impl Iterator<Item = I::Item> {
        rows.take_while(move |_| (self.0)())
    }

    /// Fails when the document is not wanted any more.
    pub(crate) fn check(self) -> Result<(), ReportError> {
        if (self.0)() {
            Ok(())
        } else {
            Err(ReportError::Unwanted)
        }
    }
}

impl fmt::Debug for Wanted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Wanted").field(&(self.0)()).finish()
    }
}
