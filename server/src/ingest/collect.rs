//! A sink for tests: keeps what an importer yields. Compiled for tests only.

use tiga_domain::activity::Activity;

use super::{Finding, Outcome, Severity, Sink, Stop};

/// What was yielded.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    /// The outcomes, in order.
    pub outcomes: Vec<Outcome>,
    /// The findings, in order.
    pub findings: Vec<Finding>,
}

impl Sink for Collected {
    fn record(&mut self, outcome: Outcome) -> Result<(), Stop> {
        self.outcomes.push(outcome);
        Ok(())
    }

    fn finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

impl Collected {
    /// The activities that were kept.
    pub(crate) fn activities(&self) -> Vec<&Activity> {
        self.outcomes
            .iter()
            .flat_map(|outcome| match outcome {
                Outcome::Activity(activity) => std::slice::from_ref(activity.as_ref()),
                Outcome::Activities(several) | Outcome::Newer(several) => several,
                _ => &[],
            })
            .collect()
    }

    /// The activity with this identifier.
    pub(crate) fn activity(&self, id: &str) -> &Activity {
        let mut all = self.activities().into_iter();
        all.find(|activity| activity.id == id)
            .unwrap_or_else(|| unreachable!("no activity {id}"))
    }

    /// How many records are of others.
    pub(crate) fn others(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::OtherAgency))
    }

    /// How many records lie outside ASEAN.
    pub(crate) fn outside(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Outside))
    }

    /// How many records were left out.
    pub(crate) fn rejected(&self) -> usize {
        self.count(|outcome| matches!(outcome, Outcome::Rejected))
    }

    /// Findings as `severity line field: message`, for comparison.
    pub(crate) fn told(&self) -> Vec<String> {
        let sentence = |f: &Finding| {
            let severity = f.severity.code();
            format!("{severity} {} {}: {}", f.line, f.field, f.message)
        };
        self.findings.iter().map(sentence).collect()
    }

    /// Whether there is a finding of this severity whose message holds these words.
    pub(crate) fn tells(&self, severity: Severity, words: &str) -> bool {
        let fits = |f: &Finding| f.severity == severity && f.message.contains(words);
        self.findings.iter().any(fits)
    }

    fn count(&self, fits: impl Fn(&Outcome) -> bool) -> usize {
        self.outcomes.iter().filter(|outcome| fits(outcome)).count()
    }
}
