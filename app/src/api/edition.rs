//! Which data an answer rests on: shown in the footer of each page.

use serde::{Deserialize, Serialize};

/// Which data set an answer comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Version of the data set.
    pub version: String,
    /// Day of the latest import (`YYYY-MM-DD`); empty before the first.
    pub date: String,
    /// Whether it holds the starter data, which are a sample.
    pub is_sample: bool,
}

impl Edition {
    /// The edition of a data set.
    pub(crate) fn of(data: &tiga_domain::dataset::Dataset) -> Self {
        use tiga_domain::provenance::STARTER_FILE;

        Self {
            version: data.version().to_owned(),
            date: data.date().to_owned(),
            is_sample: data.runs().iter().any(|run| run.file == STARTER_FILE),
        }
    }
}
