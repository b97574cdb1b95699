//! What pages, calls and documents choose besides the filter: scheme and baseline of gaps, view of the mix,
//! relations of overlaps, kind and parts of a report.
//! Read from and printed to the same query string.

use super::gap::{Baseline, Scheme};
use super::overlap::{Relation, Relations};
use crate::classify::View;
use crate::document::{Part, Parts, What};
use crate::filter::FilterError;
use crate::link::Question;

/// The two values of a choice that is made or not.
const YES_NO: [&str; 2] = ["yes", "no"];

/// What an address chooses; the defaults are left out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Into what gaps divide the money.
    pub scheme: Scheme,
    /// With what gaps compare it.
    pub baseline: Baseline,
    /// The definition of services and hard infrastructure.
    pub view: View,
    /// The relations that a list of overlaps holds.
    pub relations: Relations,
    /// What a report holds.
    pub what: What,
    /// The parts of the overlap report.
    pub parts: Parts,
    /// Whether a CSV begins with the mark by which spreadsheets know UTF-8.
    pub bom: bool,
}

impl Choice {
    /// The keys that overlaps take.
    pub const OF_OVERLAPS: &'static [&'static str] = &["relation"];
    /// The keys that gaps take.
    pub const OF_GAPS: &'static [&'static str] = &["scheme", "baseline"];
    /// The keys that the mix takes.
    pub const OF_MIX: &'static [&'static str] = &["view"];
    /// The keys that the page of reports takes.
    pub const OF_REPORTS: &'static [&'static str] = &[
        "what", "part", "relation", "scheme", "baseline", "view", "bom",
    ];

    /// Reads the pairs of an address that are not the question's, with what was not understood.
    ///
    /// ```
    /// use tiga_domain::analysis::choice::Choice;
    /// use tiga_domain::analysis::gap::Scheme;
    /// let pair = |value: &str| [("scheme".to_owned(), value.to_owned())];
    /// assert_eq!(Choice::read(&pair("focus")).0.scheme, Scheme::Focus);
    /// let error = Choice::read(&pair("five")).1.remove(0).to_string();
    /// assert_eq!(error, "scheme has no value “five”; allowed: priorities, focus");
    /// ```
    pub fn read(pairs: &[(String, String)]) -> (Self, Vec<FilterError>) {
        let (mut choice, mut errors) = (Self::default(), Vec::new());
        let (mut relations, mut parts) = (Vec::new(), Vec::new());
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let allowed = match key.as_str() {
                "scheme" => set(
                    &mut choice.scheme,
                    Scheme::from_code(value),
                    Scheme::ALL.map(Scheme::code),
                ),
                "baseline" => set(
                    &mut choice.baseline,
                    Baseline::from_code(value),
                    Baseline::ALL.map(Baseline::code),
                ),
                "view" => set(
                    &mut choice.view,
                    View::from_code(value),
                    View::ALL.map(View::code),
                ),
                "relation" => {
                    relations.push(value.as_str());
                    let found = Relations::parse(&relations.join(",")).ok();
                    let allowed = Relation::STORED.map(Relation::code);
                    set(&mut choice.relations, found, allowed)
                }
                "part" => {
                    parts.push(value.as_str());
                    let found = Parts::parse(&parts.join(","));
                    set(&mut choice.parts, found, Part::ALL.map(Part::code))
                }
                "what" => set(
                    &mut choice.what,
                    What::from_code(value),
                    What::ALL.map(What::code),
                ),
                "bom" => {
                    let found = YES_NO.iter().position(|word| word == value);
                    set(&mut choice.bom, found.map(|at| at == 0), YES_NO)
                }
                _ => None,
            };
            errors.extend(allowed.map(|allowed| FilterError::UnknownValue {
                key: key.clone(),
                value: value.chars().take(60).collect(),
                allowed,
            }));
        }
        (choice, errors)
    }

    /// The pairs that differ from the defaults.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let of = |choice: &Self| {
            [
                ("scheme", choice.scheme.code().to_owned()),
                ("baseline", choice.baseline.code().to_owned()),
                ("view", choice.view.code().to_owned()),
                ("relation", choice.relations.codes()),
                ("what", choice.what.code().to_owned()),
                ("part", choice.parts.codes()),
                ("bom", YES_NO[usize::from(!choice.bom)].to_owned()),
            ]
        };
        let usual = of(&Self::default());
        of(self)
            .into_iter()
            .filter(|pair| !usual.contains(pair))
            .collect()
    }

    /// Only what the documents of this kind take.
    ///
    /// ```
    /// use tiga_domain::analysis::{choice::Choice, gap::Scheme};
    /// use tiga_domain::document::What;
    /// let choice = Choice { scheme: Scheme::Focus, what: What::Gaps, bom: true, ..Choice::default() };
    /// assert_eq!(choice.of(What::Gaps), Choice { what: What::default(), ..choice });
    /// assert_eq!(choice.of(What::Mix), Choice { bom: true, ..Choice::default() });
    /// ```
    #[must_use]
    pub fn of(self, what: What) -> Self {
        let pairs: Vec<_> = self
            .pairs()
            .into_iter()
            .filter(|(key, _)| what.keys().contains(key))
            .map(|(key, code)| (key.to_owned(), code))
            .collect();
        Self::read(&pairs).0
    }

    /// The address of a page with a question and this choice.
    ///
    /// ```
    /// use tiga_domain::analysis::{choice::Choice, gap::Scheme};
    /// use tiga_domain::link::Question;
    /// let choice = Choice { scheme: Scheme::Focus, ..Choice::default() };
    /// let question = Question::parse("country=VN", &[]).question;
    /// assert_eq!(choice.address("/gaps", &question), "/gaps?country=VN&scheme=focus");
    /// ```
    pub fn address(&self, path: &str, question: &Question) -> String {
        let mut address = question.address(path);
        for (key, code) in self.pairs() {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(&format!("{key}={code}"));
        }
        address
    }
}

/// Takes a value that was found; else the codes that are allowed.
fn set<T, const N: usize>(to: &mut T, found: Option<T>, codes: [&str; N]) -> Option<String> {
    match found {
        Some(value) => {
            *to = value;
            None
        }
        None => Some(codes.join(", ")),
    }
}
