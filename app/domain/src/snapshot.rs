//! What requests are answered from: a data set and what the method finds in it, swapped as one.

use std::ops::Deref;

use crate::analysis::linkage::Linkage;
use crate::analysis::overlap::Findings;
use crate::dataset::Dataset;
use crate::date::Date;

/// A data set and its findings; reads as its data set.
#[derive(Debug, Default)]
pub struct Snapshot {
    data: Dataset,
    findings: Findings,
    linkage: Linkage,
}

impl Snapshot {
    /// Finds what is related in a data set. As-of date is the day of its latest import, so that the same
    /// records give the same findings.
    pub fn new(data: Dataset) -> Self {
        let last_year = data.years().map_or(1970, |(_, last)| last + 1);
        let as_of = Date::parse(data.date()).unwrap_or(Date::year_only(last_year));
        let findings = Findings::new(&data, as_of);
        Self {
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

    /// The data set.
    pub const fn data(&self) -> &Dataset {
        &self.data
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
