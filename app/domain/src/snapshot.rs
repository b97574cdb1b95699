//! What requests are answered from: a data set and what the method finds in it, swapped as one.

use std::ops::Deref;

use crate::analysis::facets::{FacetCounts, facet_counts, facet_counts_beside};
use crate::analysis::linkage::Linkage;
use crate::analysis::overlap::Findings;
use crate::dataset::{Dataset, WireError, decode, encode, encode_texts, join_texts};
use crate::date::Date;
use crate::filter::Filter;

/// A data set and its findings; reads as its data set.
#[derive(Debug, Default)]
pub struct Snapshot {
    data: Dataset,
    findings: Findings,
    linkage: Linkage,
    counts: FacetCounts,
}

impl Snapshot {
    /// Finds what is related in a data set. As-of date is the day of its latest import, so that the same
    /// records give the same findings.
    pub fn new(data: Dataset) -> Self {
        let last_year = data.years().map_or(1970, |(_, last)| last + 1);
        let as_of = Date::parse(data.date()).unwrap_or(Date::year_only(last_year));
        let findings = Findings::new(&data, as_of);
        Self::of(data, findings)
    }

    fn of(data: Dataset, findings: Findings) -> Self {
        Self {
            counts: facet_counts(&data, &Filter::default()),
            data,
            findings,
            linkage: Linkage::default(),
        }
    }

    /// The snapshot with the records that tell of one project linked; what the browser answers needs no links.
    #[must_use]
    pub fn linked(self) -> Self {
        let linkage = Linkage::new(&self.data);
        Self { linkage, ..self }
    }

    /// As [`facet_counts`] answers a filter; what all activities have is known.
    pub fn facet_counts(&self, filter: &Filter) -> FacetCounts {
        facet_counts_beside(&self.data, filter, &self.counts)
    }

    /// The binary form for browsers ([`crate::dataset`]): all but what only the page of one project shows.
    ///
    /// ```
    /// use tiga_domain::{dataset::Builder, snapshot::Snapshot};
    /// let snapshot = Snapshot::new(Builder::new(Vec::new()).finish());
    /// let again = Snapshot::decode(&snapshot.encode()).expect("what was just written");
    /// assert_eq!(again.version(), snapshot.version());
    /// ```
    pub fn encode(&self) -> Vec<u8> {
        encode(&self.data, |body| self.findings.write(body))
    }

    /// Reads the binary form back. Findings are the overlaps alone; long texts are empty and amounts as published
    /// unknown until [`Snapshot::join_texts`].
    ///
    /// Never panics, whatever the bytes are, and takes no more memory than a small multiple of their number.
    ///
    /// # Errors
    /// When the bytes are not the binary form, or not whole, or of another version of the program.
    pub fn decode(bytes: &[u8]) -> Result<Self, WireError> {
        let (data, findings) = decode(bytes, Findings::read)?;
        Ok(Self::of(data, findings))
    }

    /// The long texts, the amounts as published and the findings of the imports, in the binary form.
    pub fn encode_texts(&self) -> Vec<u8> {
        encode_texts(&self.data)
    }

    /// Adds what [`Snapshot::encode_texts`] wrote; when it does not fit, all stays as it is.
    ///
    /// # Errors
    /// When the bytes are not such a part, or not whole, or of another data set.
    pub fn join_texts(&mut self, bytes: &[u8]) -> Result<(), WireError> {
        join_texts(&mut self.data, bytes)
    }

    /// The data set.
    pub const fn data(&self) -> &Dataset {
        &self.data
    }

    /// Activities by the values of each facet, of the filter that narrows nothing.
    pub(crate) const fn counts(&self) -> &FacetCounts {
        &self.counts
    }

    /// Which of its records tell of one project.
    pub const fn linkage(&self) -> &Linkage {
        &self.linkage
    }

    /// What was found in it.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }
}

impl Deref for Snapshot {
    type Target = Dataset;

    fn deref(&self) -> &Dataset {
        &self.data
    }
}
