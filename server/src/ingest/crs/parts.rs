//! Adds up the rows of an activity in a year, whatever stands between them, with bounded memory.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use tiga_domain::activity::Activity;
use tiga_domain::part::{Sums, part_id};

use super::super::{Outcome, Sink, Stop};
use super::row::Observation;

/// Activities in a year that are held open. A file of one year has fewer; a longer one is passed on in
/// several parts, which the store joins when it is read.
const MOST_OPEN: usize = 20_000;

/// One activity in one year, up to the row that was read last.
struct Part {
    year: i16,
    activity: Activity,
    sums: Sums,
}

/// The open parts, in the order of their first rows.
#[derive(Default)]
pub(super) struct Parts {
    open: Vec<Part>,
    positions: HashMap<(String, i16), usize>,
    /// How many parts of an activity and year were passed on.
    passed_on: HashMap<u64, u32>,
}

impl Parts {
    /// Takes a row. Only the first row of a part will be reported as a record with its activity.
    pub(super) fn take(
        &mut self,
        observation: Observation,
        sink: &mut dyn Sink,
    ) -> Result<(), Stop> {
        let key = (observation.activity.id.clone(), observation.year);
        let found = self.positions.get(&key).copied();
        let is_first = found.is_none();
        if is_first && self.open.len() >= MOST_OPEN {
            self.pass_on(sink)?;
        }
        let at = found.unwrap_or_else(|| {
            self.open.push(Part {
                year: observation.year,
                activity: observation.activity.clone(),
                sums: Sums::default(),
            });
            self.positions.insert(key, self.open.len() - 1);
            self.open.len() - 1
        });
        let part = &mut self.open[at];
        let line = (observation.recipient, observation.purpose);
        part.sums.enter(line.0, line.1);
        for (kind, amount) in observation.amounts {
            part.sums
                .add(line.0, line.1, kind, observation.year, amount);
        }
        if is_first {
            return Ok(());
        }
        part.activity.flags.0 |= observation.activity.flags.0;
        sink.record(Outcome::Joined)
    }

    /// Passes on what is open.
    pub(super) fn pass_on(&mut self, sink: &mut dyn Sink) -> Result<(), Stop> {
        self.positions.clear();
        for part in std::mem::take(&mut self.open) {
            let Part {
                year,
                mut activity,
                sums,
            } = part;
            let hash = BuildHasherDefault::<DefaultHasher>::default()
                .hash_one((activity.id.as_str(), year));
            let again = self.passed_on.entry(hash).or_insert(0);
            activity.id = part_id(&activity.id, year, *again);
            *again += 1;
            (activity.splits, activity.flows) = sums.into_parts();
            sink.record(Outcome::Activity(Box::new(activity)))?;
        }
        Ok(())
    }
}
