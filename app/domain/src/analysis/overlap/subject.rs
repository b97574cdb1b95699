//! What is compared: the activities of one country, each with what the rules look at.
//!
//! Columns like those of the data set: the codes, places and words of all subjects stand one after
//! another, so that comparing two of them allocates nothing.

use super::place::{self, Location, Point, Scope};
use super::sector::{self, CodeShare};
use super::text::{Word, WordTable};
use super::time::Period;
use crate::classify::Nature;
use crate::dataset::ActivityIndex;
use crate::money::Cents;
use crate::partner::Partner;
use crate::place::Precision;
use crate::priority::PriorityWeights;
use crate::purpose::PurposeCode;
use crate::theme::ThemeSet;

/// What the rules look at, as it is put in.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Position in the data set; any number for a draft.
    pub activity: ActivityIndex,
    /// Whose money it is.
    pub partner: Partner,
    /// The title.
    pub title: Title<'a>,
    /// Purpose codes in force today, each once, with their shares; *not specified* is left out by the rules.
    pub codes: &'a [(PurposeCode, f64)],
    /// Places in the country.
    pub places: &'a [Location],
    /// When it runs.
    pub period: Option<Period>,
    /// Weights of the operational priorities.
    pub priorities: PriorityWeights,
    /// Themes.
    pub themes: ThemeSet,
    /// Works, service or neither.
    pub nature: Nature,
    /// Joint-financing group; equal for the activities of one.
    pub joint: Option<u32>,
    /// Named counterpart; equal for the activities with the same.
    pub counterpart: Option<u32>,
    /// Own share in the country.
    pub usd: Option<Cents>,
    /// How firmly its codes are known, 0 to 1 (method 3.9).
    pub code_certainty: f64,
    /// Whether an end is published.
    pub is_end_known: bool,
}

/// A title as text, or as numbers of the word table that it was read with.
#[derive(Clone, Copy, Debug)]
pub enum Title<'a> {
    /// Text.
    Text(&'a str),
    /// Numbers of its words, each as often as it occurs.
    Words(&'a [u32]),
}

/// The subjects of one country, in the order in which they were put in.
#[derive(Debug)]
pub struct Subjects<'t> {
    table: &'t WordTable,
    strangers: Vec<String>,
    heads: Vec<SubjectHead>,
    glances: Vec<Glance>,
    codes: Vec<CodeShare>,
    points: Vec<Point>,
    words: Vec<Word>,
}

/// The little by which most pairs are passed over: twelve bytes a subject.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glance {
    /// As that of its head.
    code: u16,
    /// First and last day; the first after the last when they are unknown.
    pub(super) start: i32,
    end: i32,
}

/// The sign that the codes themselves have to be read.
const SEVERAL: u16 = u16::MAX;

/// Similarity of the purposes, where one code says all of each.
fn sector_of_single(a: u16, b: u16) -> Option<f64> {
    (a != SEVERAL && b != SEVERAL).then(|| sector::of_codes(a, b))
}

impl Glance {
    /// Whether both periods are known and not more than so many days apart.
    pub(super) fn is_within(&self, other: &Self, days: i32) -> bool {
        self.start <= self.end
            && other.start <= other.end
            && self.start.max(other.start) - self.end.min(other.end) <= days
    }

    /// Similarity of the purposes, where one code says all of each.
    pub(super) fn sector(&self, other: &Self) -> Option<f64> {
        sector_of_single(self.code, other.code)
    }
}

/// What has one value a subject.
#[derive(Clone, Copy, Debug)]
pub struct SubjectHead {
    /// Position in the data set.
    pub activity: ActivityIndex,
    /// Whose money it is.
    pub partner: Partner,
    /// Where it works.
    pub scope: Scope,
    /// Works, service or neither.
    pub nature: Nature,
    /// Whether half or more of it stands somewhere.
    pub is_spatial: bool,
    /// When it runs.
    pub period: Option<Period>,
    /// Weights of the operational priorities.
    pub priorities: PriorityWeights,
    /// Themes.
    pub themes: ThemeSet,
    /// Joint-financing group.
    pub joint: Option<u32>,
    /// Named counterpart.
    pub counterpart: Option<u32>,
    /// Own share in the country.
    pub usd: Option<Cents>,
    /// Confidence in its data (method 3.9).
    pub confidence: f64,
    /// Position of its code; [`SEVERAL`] when it has several or none.
    code: u16,
    /// By whose root its sector similarity is normalised.
    own: f64,
    /// Its families, one bit each ([`super::sector::family_names`]).
    pub families: u64,
    /// The families that it is filed under: its own and those that its codes are linked to.
    pub keys: u64,
    codes: Run,
    points: Run,
    words: Run,
}

/// Where the entries of a subject stand in a column.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
}

impl Run {
    const fn new(start: usize, end: usize) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
        }
    }

    const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One subject, read out of the columns.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What has one value.
    pub head: &'a SubjectHead,
    /// Purpose codes, *not specified* left out.
    pub codes: &'a [CodeShare],
    /// Local places, 64 at most.
    pub points: &'a [Point],
    /// The vector of its title.
    pub words: &'a [Word],
    /// The table of the words.
    pub(super) table: &'a WordTable,
}

impl Subject<'_> {
    /// `S_sec` (method 3.3).
    pub(super) fn sector(&self, other: &Self) -> f64 {
        let of_mixes =
            || sector::similarity(self.codes, self.head.own, other.codes, other.head.own);
        sector_of_single(self.head.code, other.head.code).unwrap_or_else(of_mixes)
    }
}

impl<'t> Subjects<'t> {
    /// No subjects yet; titles are weighed by this table.
    pub fn new(table: &'t WordTable) -> Self {
        Self {
            table,
            strangers: Vec::new(),
            heads: Vec::new(),
            glances: Vec::new(),
            codes: Vec::new(),
            points: Vec::new(),
            words: Vec::new(),
        }
    }

    /// Adds a subject.
    pub fn push(&mut self, input: &Input) {
        let (first_code, first_point, first_word) =
            (self.codes.len(), self.points.len(), self.words.len());
        let code_share = |(code, share): &(PurposeCode, f64)| CodeShare {
            code: code.position(),
            share: *share,
        };
        // The share of what stands somewhere is that of the whole, unspecified codes included.
        self.codes.extend(input.codes.iter().map(code_share));
        let is_spatial = sector::is_spatial(&self.codes[first_code..]);
        self.codes.truncate(first_code);
        let specified = input
            .codes
            .iter()
            .filter(|(code, _)| !sector::is_unspecified(*code));
        self.codes.extend(specified.map(code_share));
        place::thin(input.places, &mut self.points);
        match input.title {
            Title::Text(text) => self
                .table
                .vector(text, &mut self.strangers, &mut self.words),
            Title::Words(ids) => self.table.known_vector(ids, &mut self.words),
        }
        let codes = &self.codes[first_code..];
        let is_local = self.points.len() > first_point;
        let is_national = || {
            input
                .places
                .iter()
                .any(|place| place.2 == Precision::COUNTRY)
        };
        let scope = match is_local {
            true => Scope::Local,
            false if is_national() => Scope::National,
            false => Scope::Unknown,
        };
        let code = match codes {
            [only] => only.code,
            _ => SEVERAL,
        };
        self.glances.push(Glance {
            code,
            start: input.period.map_or(0, |period| period.start),
            end: input.period.map_or(-1, |period| period.end),
        });
        let best = input.places.iter().map(|place| place.2).min();
        self.heads.push(SubjectHead {
            activity: input.activity,
            partner: input.partner,
            scope,
            nature: input.nature,
            is_spatial,
            period: input.period,
            priorities: input.priorities,
            themes: input.themes,
            joint: input.joint,
            counterpart: input.counterpart,
            usd: input.usd,
            confidence: confidence(
                input.code_certainty,
                best,
                input.is_end_known,
                input.usd.is_some(),
            ),
            code,
            own: sector::own(codes),
            families: sector::families(codes),
            keys: sector::block_keys(codes),
            codes: Run::new(first_code, self.codes.len()),
            points: Run::new(first_point, self.points.len()),
            words: Run::new(first_word, self.words.len()),
        });
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// What has one value, of all.
    pub fn heads(&self) -> &[SubjectHead] {
        &self.heads
    }

    pub(super) fn glances(&self) -> &[Glance] {
        &self.glances
    }

    /// One of them.
    pub fn get(&self, index: usize) -> Subject<'_> {
        let head = &self.heads[index];
        Subject {
            head,
            codes: &self.codes[head.codes.range()],
            points: &self.points[head.points.range()],
            words: &self.words[head.words.range()],
            table: self.table,
        }
    }
}

/// Confidence in the data of one activity (method 3.9); that of a pair is the product.
///
/// ```
/// use tiga_domain::{analysis::overlap::confidence, place::Precision};
/// assert!((confidence(1.0, Some(Precision::DISTRICT), false, true) - 0.68).abs() < 1e-9);
/// ```
pub fn confidence(
    code_certainty: f64,
    best_precision: Option<Precision>,
    is_end_known: bool,
    is_amount_known: bool,
) -> f64 {
    let place = match best_precision.map(Precision::code) {
        Some(1) => 1.0,
        Some(2) => 0.95,
        Some(3) => 0.85,
        Some(4 | 5) => 0.7,
        Some(6) => 0.5,
        _ => 0.4,
    };
    let end = if is_end_known { 1.0 } else { 0.8 };
    let amount = if is_amount_known { 1.0 } else { 0.9 };
    crate::analysis::round::round4(code_certainty * place * end * amount)
}
