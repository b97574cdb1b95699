//! Counts what a reader takes and yields while it runs, for whoever shows how far it is.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Finding, Outcome, Sink, Stop};

/// Bytes and records so far; clones count together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meter(Arc<[AtomicU64; 2]>);

impl Meter {
    /// Bytes of the file that were read.
    pub(crate) fn bytes(&self) -> u64 {
        self.0[0].load(Ordering::Relaxed)
    }

    /// Records that were reported.
    pub(crate) fn records(&self) -> u64 {
        self.0[1].load(Ordering::Relaxed)
    }

    /// Counts what is read through it.
    pub(crate) fn reader<R>(&self, inner: R) -> Metered<R> {
        Metered {
            inner,
            meter: self.clone(),
        }
    }

    /// Counts what is reported through it.
    pub(crate) fn sink<'a>(&self, inner: &'a mut dyn Sink) -> Metered<&'a mut dyn Sink> {
        Metered {
            inner,
            meter: self.clone(),
        }
    }
}

/// Something that is counted.
pub(crate) struct Metered<T> {
    inner: T,
    meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.0[0].fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

impl Sink for Metered<&mut dyn Sink> {
    fn record(&mut self, outcome: Outcome) -> Result<(), Stop> {
        self.meter.0[1].fetch_add(1, Ordering::Relaxed);
        self.inner.record(outcome)
    }

    fn finding(&mut self, finding: Finding) {
        self.inner.finding(finding);
    }
}
