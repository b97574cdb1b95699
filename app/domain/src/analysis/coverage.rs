//! Coverage: how much of the records a reader can rely on, by source and agency (method 1.3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::activity::FlowKind;
use crate::agency::Agency;
use crate::dataset::Dataset;

/// What is known of the activities of one agency in one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Key of the source data set.
    pub source: String,
    /// Agency.
    pub agency: Agency,
    /// Activities.
    pub activities: u64,
    /// Activities that are counted; another source is counted for the rest.
    pub counted: u64,
    /// With a commitment in US dollars, in current prices or constant ones.
    pub with_commitment: u64,
    /// With a disbursement in US dollars.
    pub with_disbursement: u64,
    /// With a purpose code of five digits.
    pub with_purpose: u64,
    /// With a place of the work.
    pub with_place: u64,
    /// With a start.
    pub with_start: u64,
    /// With an end.
    pub with_end: u64,
}

/// Coverage of all sources, by source and agency.
pub fn coverage(data: &Dataset) -> Vec<Coverage> {
    let mut rows: BTreeMap<(&str, Agency), Coverage> = BTreeMap::new();
    for index in 0..data.len() as u32 {
        let Some(agency) = data.agency(index) else {
            continue;
        };
        let source = data.source(index);
        let row = rows.entry((source, agency)).or_insert_with(|| Coverage {
            source: source.to_owned(),
            agency,
            activities: 0,
            counted: 0,
            with_commitment: 0,
            with_disbursement: 0,
            with_purpose: 0,
            with_place: 0,
            with_start: 0,
            with_end: 0,
        });
        let has_flow = |kind: FlowKind| {
            data.flows(index)
                .any(|flow| flow.kind == kind && flow.value.cents().is_some())
        };
        row.activities += 1;
        row.counted += u64::from(data.lines(index).any(|line| line.is_counted));
        row.with_commitment += u64::from(has_flow(FlowKind::Commitment));
        row.with_disbursement += u64::from(has_flow(FlowKind::Disbursement));
        row.with_purpose += u64::from(
            data.lines(index)
                .any(|line| line.purpose.is_some_and(|code| !code.is_category())),
        );
        row.with_place += u64::from(data.places(index).any(|place| place.precision.is_local()));
        row.with_start += u64::from(data.start(index).is_some());
        row.with_end += u64::from(data.end(index).is_some());
    }
    rows.into_values().collect()
}
