//! What stands above the rows of a document: what was asked, of which data, from which sources.

use serde::Serialize;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::projects::{Selected, select, sort};
use tiga_domain::dataset::{ActivityIndex, Dataset};
use tiga_domain::filter::{Measure, Prices};
use tiga_domain::link::Question;
use tiga_domain::money::Cents;
use tiga_domain::provenance::STARTER_FILE;

use crate::Wanted;

/// The head of a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Header {
    /// Version of the data set.
    pub version: String,
    /// Id of the method.
    pub method: String,
    /// The filter as a canonical query string; empty for the whole portfolio.
    pub filter: String,
    /// Commitments or disbursements.
    pub measure: Measure,
    /// Current or constant prices.
    pub prices: Prices,
    /// Day of the latest import.
    pub date: String,
    /// The files that the rows come from.
    pub sources: Vec<Source>,
    /// Rows.
    pub total: u64,
    /// Their money; none when nothing is known.
    pub usd: Option<Cents>,
}

impl Header {
    /// Whether rows come from the starter data set, of which no shares may be computed.
    pub(crate) fn is_sample(&self) -> bool {
        self.sources
            .iter()
            .any(|source| source.file == STARTER_FILE)
    }
}

/// A file that rows come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// File name.
    pub file: String,
    /// Format of the file.
    pub format: String,
    /// Publisher, as far as stated.
    pub publisher: String,
    /// Licence, as far as stated.
    pub licence: String,
    /// When it was imported.
    pub imported: String,
}

/// The rows of a document in their order, with its head.
pub(crate) struct Rows<'a> {
    pub(crate) data: &'a Dataset,
    pub(crate) question: &'a Question,
    pub(crate) selected: Vec<Selected>,
    pub(crate) header: Header,
    wanted: Wanted<'a>,
}

impl<'a> Rows<'a> {
    pub(crate) fn select(data: &'a Dataset, question: &'a Question, wanted: Wanted<'a>) -> Self {
        let mut selected = select(data, &question.filter);
        sort(data, &mut selected, question.sort);
        let known = selected.iter().filter_map(|row| row.usd);
        let usd = if selected.is_empty() {
            Some(Cents(0))
        } else {
            known.reduce(|a, b| a + b)
        };
        let header = Header {
            version: data.version().to_owned(),
            method: METHOD_ID.to_owned(),
            filter: Question::from(question.filter.clone()).query(),
            measure: question.filter.measure,
            prices: question.filter.prices,
            date: data.date().to_owned(),
            sources: sources(data, selected.iter().map(|row| row.index)),
            total: selected.len() as u64,
            usd,
        };
        Self {
            data,
            question,
            selected,
            header,
            wanted,
        }
    }

    /// The rows one after another, while somebody waits for them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Selected> {
        self.wanted.rows(self.selected.iter())
    }
}

/// The runs behind some activities, oldest first.
pub(crate) fn sources(
    data: &Dataset,
    activities: impl Iterator<Item = ActivityIndex>,
) -> Vec<Source> {
    let mut is_used = vec![false; data.runs().len()];
    for index in activities {
        if let Some(used) = is_used.get_mut(data.run_of(index)) {
            *used = true;
        }
    }
    let runs = data.runs().iter().zip(is_used).filter(|(_, used)| *used);
    runs.map(|(run, _)| Source {
        file: run.file.clone(),
        format: run.format.clone(),
        publisher: run.publisher.clone(),
        licence: run.licence.clone(),
        imported: run.finished.clone(),
    })
    .collect()
}
