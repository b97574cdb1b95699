//! The score of a pair: five sub-scores, their weighted mean, and the caps that bound it (method 3.7).

use serde::{Deserialize, Serialize};

use super::constant::{
    CAP_GEO_BASE, CAP_GEO_SLOPE, CAP_NODATE, CAP_NOPLACE, CAP_NOWORD, CAP_SECTOR, CAP_TIME,
    SECTOR_CAP_BELOW, TEXT_ANY, TIME_CAP_BELOW, W_NS, W_SP,
};
use super::subject::Subject;
use super::theme::theme_similarity;
use super::time::period_similarity;
use super::{place, text};
use crate::analysis::round::round4;

/// The sub-scores, each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parts {
    /// Similarity of purposes.
    pub sector: f64,
    /// Closeness of places; none where no place is compared.
    pub place: Option<f64>,
    /// How the periods meet; none when dates are unknown.
    pub time: Option<f64>,
    /// Shared priorities and themes.
    pub theme: f64,
    /// Similarity of titles.
    pub text: f64,
}

/// A bound on the score, and why it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// The same purpose far apart is not an overlap.
    Place,
    /// No claim of overlap without a place.
    PlaceUnknown,
    /// Else all bank loans of a country would overlap.
    NoSharedWord,
    /// No claim of overlap without dates.
    DatesUnknown,
    /// A finished project is context.
    TimeGap,
    /// Other sectors can only be adjacent.
    DifferentSector,
}

impl Cap {
    /// All caps.
    pub const ALL: [Self; 6] = [
        Self::Place,
        Self::PlaceUnknown,
        Self::NoSharedWord,
        Self::DatesUnknown,
        Self::TimeGap,
        Self::DifferentSector,
    ];

    /// The code in the API and exports.
    pub const fn code(self) -> &'static str {
        [
            "place",
            "place_unknown",
            "no_shared_word",
            "dates_unknown",
            "time_gap",
            "different_sector",
        ][self as usize]
    }

    /// The name in English, as the method has it.
    pub const fn name(self) -> &'static str {
        [
            "place",
            "place unknown",
            "no shared word",
            "dates unknown",
            "time gap",
            "different sector",
        ][self as usize]
    }
}

/// A score with everything that led to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// The sub-scores.
    pub parts: Parts,
    /// Weights of sector, place, time, theme and text; 0 for what does not count.
    pub weights: [f64; 5],
    /// Weighted mean of the sub-scores.
    pub raw: f64,
    /// Bound by each cap, in the order of [`Cap::ALL`]; infinite where it does not apply.
    pub caps: [f64; 6],
    /// The mean under the caps, rounded to four decimals.
    pub score: f64,
}

impl Score {
    /// The caps that bound the score.
    pub fn binding(&self) -> impl Iterator<Item = Cap> {
        let least = self.caps.iter().copied().fold(f64::INFINITY, f64::min);
        let caps = Cap::ALL.into_iter().zip(self.caps);
        let raw = self.raw;
        caps.filter(move |(_, value)| *value < raw && *value == least)
            .map(|(cap, _)| cap)
    }
}

/// Scores two subjects (method 3.7). Symmetric; never above the raw mean but for rounding.
pub fn score(a: &Subject, b: &Subject) -> Score {
    let parts = Parts {
        theme: theme_of(a, b),
        text: text::cosine(a.words, b.words),
        ..hard_parts(a, b)
    };
    combine(a, b, parts).finish()
}

/// The score unless it is certain to stay under `floor`: words and themes are read only where they may decide.
pub(super) fn score_from(a: &Subject, b: &Subject, floor: f64) -> Option<Score> {
    let best = hard_parts(a, b);
    // Rounding adds half a ten-thousandth at most.
    if combine(a, b, best).bounded() < floor - 1e-4 {
        return None;
    }
    let parts = Parts {
        theme: theme_of(a, b),
        text: text::cosine(a.words, b.words),
        ..best
    };
    Some(combine(a, b, parts).finish()).filter(|score| score.score >= floor)
}

/// Sector, place and time, with the best that theme and text could be.
fn hard_parts(a: &Subject, b: &Subject) -> Parts {
    Parts {
        sector: a.sector(b),
        place: place::score((a.head.scope, a.points), (b.head.scope, b.points)),
        time: period_similarity(a.head.period.as_ref(), b.head.period.as_ref()),
        theme: 1.0,
        text: 1.0,
    }
}

fn theme_of(a: &Subject, b: &Subject) -> f64 {
    theme_similarity(
        (&a.head.priorities, a.head.themes),
        (&b.head.priorities, b.head.themes),
    )
}

/// A weighted mean and the bounds on it.
struct Mean {
    parts: Parts,
    weights: [f64; 5],
    raw: f64,
    caps: [f64; 6],
}

impl Mean {
    fn bounded(&self) -> f64 {
        let lower = |least, cap| if cap < least { cap } else { least };
        self.caps.into_iter().fold(self.raw, lower)
    }

    fn finish(self) -> Score {
        let score = round4(self.bounded());
        let Self {
            parts,
            weights,
            raw,
            caps,
        } = self;
        Score {
            parts,
            weights,
            raw,
            caps,
            score,
        }
    }
}

fn combine(a: &Subject, b: &Subject, mut parts: Parts) -> Mean {
    let is_nowhere = !a.head.is_spatial && !b.head.is_spatial;
    let mut caps = [f64::INFINITY; 6];
    let mut weights = match parts.place {
        Some(place) if !is_nowhere => {
            caps[Cap::Place as usize] = CAP_GEO_BASE + CAP_GEO_SLOPE * place;
            W_SP
        }
        _ => {
            parts.place = None;
            if !is_nowhere {
                caps[Cap::PlaceUnknown as usize] = CAP_NOPLACE;
            } else if parts.text < TEXT_ANY {
                caps[Cap::NoSharedWord as usize] = CAP_NOWORD;
            }
            W_NS
        }
    };
    match parts.time {
        None => {
            weights[2] = 0.0;
            caps[Cap::DatesUnknown as usize] = CAP_NODATE;
        }
        Some(time) if time < TIME_CAP_BELOW => caps[Cap::TimeGap as usize] = CAP_TIME,
        Some(_) => {}
    }
    if parts.sector < SECTOR_CAP_BELOW {
        caps[Cap::DifferentSector as usize] = CAP_SECTOR;
    }
    let values = [
        parts.sector,
        parts.place.unwrap_or_default(),
        parts.time.unwrap_or_default(),
        parts.theme,
        parts.text,
    ];
    let sum: f64 = weights
        .iter()
        .zip(values)
        .map(|(weight, value)| weight * value)
        .sum();
    Mean {
        parts,
        weights,
        raw: sum / weights.iter().sum::<f64>(),
        caps,
    }
}
