//! Classification (method 2): from purpose codes, markers, aid type and title to classes,
//! priorities, themes and focus areas. Pure tables and rules; nothing here counts money rows.

mod class;
mod effect;
mod family;
mod focus;
mod industry;
mod nature;
mod priority;
mod purpose_row;
mod reason;
mod text_rule;
mod theme;
mod title_scan;
mod token;
mod view;

pub use class::LineClass;
pub(crate) use family::family_of;
pub use focus::focus_areas;
pub use industry::{Industry, purpose_from_industry};
pub use nature::Nature;
pub use priority::priority_money;
pub use purpose_row::{PurposeRow, purpose_row};
pub use reason::Reason;
pub use text_rule::{RuleMatch, TextRule, is_service_words};
pub(crate) use token::each_token;
pub use token::tokens;
pub use view::{ThreeViews, View, ViewRow, dac_class, physical_split, three_views};

use crate::marker::Markers;
use crate::money::Share;
use crate::priority::PriorityWeights;
use crate::purpose::PurposeCode;
use crate::theme::ThemeSet;
use title_scan::Scan;

/// What the rules look at: one activity, nothing about its money.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The title; text rules read nothing else (method 2.6).
    pub title: &'a str,
    /// Purpose codes with their shares of the whole; none where no usable code is published.
    pub lines: &'a [(Option<PurposeCode>, Share)],
    /// Policy markers.
    pub markers: Markers,
    /// OECD aid type (`C01`), empty when not reported.
    pub aid_type: &'a str,
    /// Number of ASEAN countries among its recipients.
    pub country_count: usize,
    /// Market-based flow, agency or window: flow type in {21, 22, 36, 37, 60}, or agency DFC or JBIC.
    pub is_private: bool,
}

impl Subject<'_> {
    /// The purpose codes in force today.
    fn codes(&self) -> impl Iterator<Item = PurposeCode> {
        self.lines
            .iter()
            .filter_map(|(code, _)| code.map(PurposeCode::current))
    }
}

/// What the rules found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classification {
    /// The class of each line, in the order of the subject's lines.
    pub lines: Vec<LineClass>,
    /// Weights of ADB's seven priorities in millionths; at 500,000 an activity counts for one (method 2.4).
    pub priorities: PriorityWeights,
    /// All themes, of codes, title and markers.
    pub themes: ThemeSet,
    /// The focus areas that it matches, as bits of [`crate::priority::FocusArea`].
    pub focus: u8,
    /// Works, service or neither.
    pub nature: Nature,
    /// The text rules that decided something, with the words that they found, in the order of the rules.
    pub matches: Vec<RuleMatch>,
}

/// Classifies one activity (method 2.2 to 2.6).
///
/// ```
/// use tiga_domain::classify::{classify, Subject};
/// use tiga_domain::money::Share;
/// use tiga_domain::{marker::Markers, purpose::PurposeCode, status::Class};
/// let found = classify(&Subject {
///     title: "Flood early warning system",
///     lines: &[(PurposeCode::parse("43060"), Share::ONE)],
///     markers: Markers::default(),
///     aid_type: "",
///     country_count: 1,
///     is_private: false,
/// });
/// assert_eq!(found.lines[0].class, Class::Services);
/// assert_eq!(found.lines[0].reason.code(), "text rule: service_words");
/// assert_eq!(found.priorities[2], 1_000_000);
/// ```
pub fn classify(subject: &Subject) -> Classification {
    let mut scan = Scan::new(subject.title);
    let lines = subject
        .lines
        .iter()
        .map(|(code, _)| class::of_line(*code, subject, &mut scan))
        .collect();
    let priorities = priority::weights(subject, &mut scan);
    let themes = theme::of(subject, &mut scan);
    let is_digital = scan.applies(TextRule::Internet);
    let nature = nature::of(subject, &mut scan);
    Classification {
        lines,
        priorities,
        themes,
        focus: focus::of(&priorities, subject, is_digital),
        nature,
        matches: scan.into_matches(),
    }
}
