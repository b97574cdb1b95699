//! Why two activities are related, as data: each factor with its weight and evidence (method 3.9).
//! Any language can print it; [`super::sentence`] does so in English.

use serde::{Deserialize, Serialize};

use super::place::{self, Scope};
use super::relation::{Relation, Rule, relation};
use super::score::{Cap, score};
use super::sector;
use super::subject::Subject;
use super::time::Period;
use crate::analysis::round::round4;
use crate::classify::tokens;
use crate::date::Date;
use crate::place::PrecisionGroup;
use crate::priority::Priority;
use crate::purpose::PurposeCode;
use crate::theme::Theme;

/// A pair with everything that led to its relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// What they are to each other; none when they are unrelated.
    pub relation: Option<Relation>,
    /// The rule that says so.
    pub rule: Option<Rule>,
    /// The mean under the caps, rounded to four decimals.
    pub score: f64,
    /// The weighted mean of the factors, rounded likewise.
    pub raw: f64,
    /// The factors: sector, place, time, theme, text.
    pub factors: Vec<Factor>,
    /// The caps that apply.
    pub caps: Vec<CapEffect>,
}

/// One of the five factors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Factor {
    /// Which.
    pub name: FactorName,
    /// Its value, rounded to four decimals; none when it does not apply.
    pub value: Option<f64>,
    /// Its weight in the mean, 0 to 1.
    pub weight: f64,
    /// What it rests on.
    pub evidence: Evidence,
}

/// The names of the factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum FactorName {
    Sector,
    Place,
    Time,
    Theme,
    Text,
}

impl FactorName {
    /// All five, in the order of lists.
    pub const ALL: [Self; 5] = [
        Self::Sector,
        Self::Place,
        Self::Time,
        Self::Theme,
        Self::Text,
    ];

    /// The code in the API.
    pub const fn code(self) -> &'static str {
        ["sector", "place", "time", "theme", "text"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Purpose", "Place", "Time", "Priorities and themes", "Title"][self as usize]
    }
}

/// What a factor rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// The codes that carry the similarity, what carries most first; at most three.
    Sector {
        /// Pairs of codes.
        codes: Vec<CodeMatch>,
    },
    /// The closest two places.
    Place {
        /// What is known of where each works.
        scopes: [Scope; 2],
        /// Kilometres between the closest two places; none unless both are local.
        km: Option<f64>,
        /// How precisely those two are known.
        precisions: Option<[PrecisionGroup; 2]>,
        /// Share of the places of each that have a counterpart, as a harmonic mean.
        matched: Option<f64>,
    },
    /// The periods.
    Time {
        /// Period of each; none when no date is known.
        periods: [Option<Span>; 2],
        /// Days in common; none unless both are known and meet.
        common_days: Option<i32>,
        /// Days between them; none unless both are known and part.
        gap_days: Option<i32>,
    },
    /// What both serve.
    Theme {
        /// Priorities with a weight in both.
        priorities: Vec<Priority>,
        /// Themes of both.
        themes: Vec<Theme>,
    },
    /// Words of both titles.
    Text {
        /// Shared words as the first title has them, in lower case.
        words: Vec<String>,
        /// Those that name something.
        rare: Vec<String>,
    },
}

/// Two codes and their similarity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeMatch {
    /// Code of the one.
    pub a: PurposeCode,
    /// Code of the other.
    pub b: PurposeCode,
    /// Similarity, 0 to 1.
    pub similarity: f64,
}

/// A period as people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// The start is assumed from the end and the usual length.
    pub is_start_imputed: bool,
    /// The end is assumed from the start and the usual length.
    pub is_end_imputed: bool,
    /// The published end is not after the start; a year is assumed.
    pub is_end_corrected: bool,
}

/// A cap that applies.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CapEffect {
    /// Which.
    pub cap: Cap,
    /// The most that it allows.
    pub value: f64,
    /// Whether it bound the score.
    pub binds: bool,
}

/// Explains the relation of two subjects; `titles` in the same order.
pub fn explain(a: &Subject, b: &Subject, titles: [&str; 2]) -> Explanation {
    let score = score(a, b);
    let found = relation(a, b, &score);
    let parts = &score.parts;
    let values = [
        Some(parts.sector),
        parts.place,
        parts.time,
        Some(parts.theme),
        Some(parts.text),
    ];
    let evidence = [
        sectors(a, b),
        places(a, b),
        times(a, b),
        themes(a, b),
        words(a, titles),
    ];
    let sum: f64 = score.weights.iter().sum();
    let names = FactorName::ALL.into_iter().zip(values).zip(score.weights);
    let factors = names
        .zip(evidence)
        .map(|(((name, value), weight), evidence)| Factor {
            name,
            value: value.map(round4),
            weight: round4(weight / sum),
            evidence,
        });
    let binding: Vec<Cap> = score.binding().collect();
    let caps = Cap::ALL
        .into_iter()
        .zip(score.caps)
        .filter(|(_, value)| value.is_finite());
    Explanation {
        relation: found.map(|(relation, _)| relation),
        rule: found.map(|(_, rule)| rule),
        score: score.score,
        raw: round4(score.raw),
        factors: factors.collect(),
        caps: caps
            .map(|(cap, value)| CapEffect {
                cap,
                value: round4(value),
                binds: binding.contains(&cap),
            })
            .collect(),
    }
}

impl Explanation {
    /// Kilometres between the closest two places; none unless both are local.
    pub fn km(&self) -> Option<f64> {
        self.factors
            .iter()
            .find_map(|factor| match factor.evidence {
                Evidence::Place { km, .. } => km,
                _ => None,
            })
    }

    /// The cap that bound the score, the first of several.
    pub fn bound_by(&self) -> Option<Cap> {
        self.caps
            .iter()
            .find(|effect| effect.binds)
            .map(|effect| effect.cap)
    }

    /// The value of a factor.
    pub fn value(&self, name: FactorName) -> Option<f64> {
        self.factors
            .iter()
            .find(|factor| factor.name == name)
            .and_then(|factor| factor.value)
    }
}

/// Code pairs named as evidence.
const MOST_CODES: usize = 3;

fn sectors(a: &Subject, b: &Subject) -> Evidence {
    let pairs = a
        .codes
        .iter()
        .flat_map(|x| b.codes.iter().map(move |y| (x, y)));
    let mut matches: Vec<(f64, CodeMatch)> = pairs
        .filter_map(|(x, y)| {
            let similarity = sector::of_codes(x.code, y.code);
            let found = CodeMatch {
                a: PurposeCode::at(x.code)?,
                b: PurposeCode::at(y.code)?,
                similarity,
            };
            (similarity > 0.0).then_some((x.share * y.share * similarity, found))
        })
        .collect();
    matches.sort_by(|(x, p), (y, q)| y.total_cmp(x).then((p.a, p.b).cmp(&(q.a, q.b))));
    Evidence::Sector {
        codes: matches
            .into_iter()
            .map(|(_, found)| found)
            .take(MOST_CODES)
            .collect(),
    }
}

fn places(a: &Subject, b: &Subject) -> Evidence {
    let closest = place::closest(a.points, b.points);
    Evidence::Place {
        scopes: [a.head.scope, b.head.scope],
        km: closest.map(|(km, ..)| (km * 10.0).round() / 10.0),
        precisions: closest.map(|(_, x, y)| [x.precision.group(), y.precision.group()]),
        matched: closest.map(|_| round4(place::closeness(a.points, b.points).cov)),
    }
}

fn times(a: &Subject, b: &Subject) -> Evidence {
    let periods = [a.head.period, b.head.period];
    let common = periods[0].zip(periods[1]).map(|(a, b)| a.common_days(&b));
    Evidence::Time {
        periods: periods.map(|period| period.map(Span::from)),
        common_days: common.filter(|days| *days >= 0),
        gap_days: common.filter(|days| *days < 0).map(|days| -days),
    }
}

impl From<Period> for Span {
    fn from(period: Period) -> Self {
        Self {
            start: Date::from_day_number(period.start),
            end: Date::from_day_number(period.end),
            is_start_imputed: period.is_start_imputed,
            is_end_imputed: period.is_end_imputed,
            is_end_corrected: period.is_end_corrected,
        }
    }
}

fn themes(a: &Subject, b: &Subject) -> Evidence {
    let both = |priority: &Priority| {
        let at = priority.index();
        a.head.priorities[at] > 0 && b.head.priorities[at] > 0
    };
    let themes = crate::theme::ThemeSet(a.head.themes.0 & b.head.themes.0);
    Evidence::Theme {
        priorities: Priority::ALL.into_iter().filter(both).collect(),
        themes: themes.iter().collect(),
    }
}

fn words(a: &Subject, titles: [&str; 2]) -> Evidence {
    let others = tokens(titles[1]);
    let mut shared: Vec<String> = Vec::new();
    for token in tokens(titles[0]) {
        if others.contains(&token) && !shared.contains(&token) {
            shared.push(token);
        }
    }
    let rare = shared.iter().filter(|token| a.table.is_rare(token));
    Evidence::Text {
        rare: rare.map(|token| as_written(token, titles[0])).collect(),
        words: shared
            .iter()
            .map(|token| as_written(token, titles[0]))
            .collect(),
    }
}

/// The word of a title behind a token: with its plural s, in lower case; the token itself where none is.
fn as_written(token: &str, title: &str) -> String {
    let mut words = title.split(|c: char| !c.is_alphanumeric());
    let word = words.find(|word| tokens(word) == [token]);
    word.map_or_else(|| token.to_owned(), str::to_lowercase)
}
