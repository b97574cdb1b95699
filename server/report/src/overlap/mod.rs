//! Pairs of related projects as documents: one row, feature or object a pair, in the order of the method.

pub(crate) mod geo;
pub(crate) mod json;
pub(crate) mod table;

use serde::Serialize;
use tiga_domain::METHOD_ID;
use tiga_domain::analysis::overlap::{OverlapItem, Pair, Relation, Relations, pairs_of, show};
use tiga_domain::link::Question;
use tiga_domain::snapshot::Snapshot;

use crate::Wanted;
use crate::header::{Source, sources};

/// The head of a document of overlaps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Header {
    /// Version of the data set.
    pub(crate) version: String,
    /// Id of the method.
    pub(crate) method: String,
    /// The filter as a canonical query string; empty for the whole portfolio.
    pub(crate) filter: String,
    /// The relations that are listed.
    pub(crate) relations: Vec<Relation>,
    /// Day of the latest import.
    pub(crate) date: String,
    /// The files that the projects come from.
    pub(crate) sources: Vec<Source>,
    /// Pairs.
    pub(crate) total: u64,
}

/// The pairs of a document in their order, with its head.
pub(crate) struct Pairs<'a> {
    snapshot: &'a Snapshot,
    listed: Vec<&'a Pair>,
    wanted: Wanted<'a>,
    pub(crate) header: Header,
}

impl<'a> Pairs<'a> {
    pub(crate) fn select(
        snapshot: &'a Snapshot,
        question: &Question,
        relations: Relations,
        wanted: Wanted<'a>,
    ) -> Self {
        let pairs = pairs_of(snapshot, snapshot.findings(), &question.filter, relations);
        let activities = pairs.iter().flat_map(|pair| [pair.a, pair.b]);
        let header = Header {
            version: snapshot.version().to_owned(),
            method: METHOD_ID.to_owned(),
            filter: Question::from(question.filter.clone()).query(),
            relations: relations.iter().collect(),
            date: snapshot.date().to_owned(),
            sources: sources(snapshot, activities),
            total: pairs.len() as u64,
        };
        Self {
            snapshot,
            listed: pairs,
            wanted,
            header,
        }
    }

    /// The pairs with everything that is shown of them, one after another, while somebody waits for them.
    pub(crate) fn items(&self) -> impl Iterator<Item = OverlapItem> {
        let findings = self.snapshot.findings();
        self.wanted
            .rows(self.listed.iter())
            .filter_map(move |pair| show(self.snapshot, findings, pair))
    }
}
