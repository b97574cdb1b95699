//! A filter made ready for a pass: which activities and lines it lets through.
//!
//! Selection works on lines: an activity is selected when its own properties fit and at least one of its lines fits.

use std::ops::Range;

use super::column::{Dataset, Flow, Head, Line, NO_YEAR};
use super::refusal::{IN_WORD, marks};
use super::selection::Selection;
use super::summary::{OTHER_YEARS, YEARS_WITH_BIT, year_bit};
use super::text::fold;
use crate::area::Area;
use crate::country::Country;
use crate::facet::Facet;
use crate::filter::{Filter, Measure, Years};
use crate::place::ProvinceKey;
use crate::priority::{FocusArea, Priority};
use crate::purpose::PurposeCode;
use crate::sector;

/// The bit of *no priority* in [`Plan::priorities`].
const NO_PRIORITY: u8 = 1 << Priority::ALL.len();

/// The bit of *no focus area* in [`Plan::focus`].
const NO_FOCUS: u8 = 1 << FocusArea::ALL.len();

/// A filter made ready for a pass: masks and bitmaps instead of lists.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Allowed values of each facet that has one value an activity or line, one bit each.
    masks: [u64; Facet::ALL.len()],
    /// The facets that are narrowed.
    pub(super) narrowed: Vec<Facet>,
    /// Whether any of them is one of lines.
    narrows_lines: bool,
    /// Allowed positions of purpose codes, *not reported* included; none when all are.
    purposes: Option<Vec<u64>>,
    /// The categories of those positions.
    pub(super) categories: u64,
    pub(crate) priorities: u8,
    pub(crate) has_priorities: bool,
    pub(super) focus: u8,
    pub(super) has_focus: bool,
    /// Whether years, minimum and area let everything through.
    admits_all: bool,
    years: Span,
    /// Bits of these years, as heads have them.
    year_bits: u32,
    min: Option<i64>,
    pub(super) measure: Measure,
    basis: u8,
    pub(super) include_exposure: bool,
    include_legacy: bool,
    pub(crate) area: Option<Area>,
    /// Bits of the chosen first-level areas by country; none when all are.
    provinces: Option<[u128; Country::COUNT]>,
    /// Activities that are chosen by name and whose texts hold all words; none when neither is asked for.
    found: Option<Selection>,
}

impl Plan {
    pub(crate) fn new(data: &Dataset, filter: &Filter) -> Self {
        Self::of_found(filter, found(data, filter))
    }

    /// The plan of a filter with the same words and identifiers, which need not be looked for again.
    pub(crate) fn with_same_words(&self, filter: &Filter) -> Self {
        Self::of_found(filter, self.found.clone())
    }

    fn of_found(filter: &Filter, found: Option<Selection>) -> Self {
        let mask = |facet: Facet| match filter.chosen(facet) {
            [] => u64::MAX,
            values if facet == Facet::Sector => values.len() as u64,
            values => values.iter().fold(0, |mask, value| mask | 1 << value),
        };
        let masks = Facet::ALL.map(mask);
        let purposes = purposes(filter);
        let narrowed = Facet::ALL.into_iter();
        let narrowed = narrowed.filter(|facet| !filter.chosen(*facet).is_empty());
        let narrowed: Vec<Facet> = narrowed.collect();
        let is_of_lines =
            |facet: &Facet| matches!(facet, Facet::Country | Facet::Class | Facet::Sector);
        let priorities = masks[Facet::Priority.index()] as u8;
        let years = Span::of(filter.years);
        Self {
            masks,
            narrows_lines: narrowed.iter().any(is_of_lines),
            narrowed,
            categories: purposes.as_deref().map_or(u64::MAX, categories),
            purposes,
            priorities,
            has_priorities: !filter.chosen(Facet::Priority).is_empty(),
            focus: masks[Facet::Focus.index()] as u8,
            has_focus: !filter.chosen(Facet::Focus).is_empty(),
            admits_all: years.is_all()
                && filter.min.is_none()
                && filter.area.is_none()
                && filter.provinces.is_empty(),
            years,
            year_bits: year_bits(filter.years),
            min: filter.min.map(|min| min.0),
            measure: filter.measure,
            basis: filter.prices.basis() as u8,
            include_exposure: filter.include_exposure,
            include_legacy: filter.include_legacy,
            area: filter.area,
            provinces: province_bits(&filter.provinces),
            found,
        }
    }

    /// The chosen values of a facet that has one bit for each; all when it is not narrowed.
    pub(super) const fn mask(&self, facet: Facet) -> u64 {
        self.masks[facet.index()]
    }

    fn allows(&self, facet: Facet, value: u8) -> bool {
        self.mask(facet) >> value & 1 == 1
    }

    /// Whether some line has to be looked at to know whether an activity fits.
    pub(crate) const fn narrows_lines(&self) -> bool {
        self.narrows_lines
    }

    /// Which of the facets of a line refuse it, one bit each.
    pub(crate) fn refused_by_line(&self, line: &Line) -> u16 {
        if !self.narrows_lines {
            return 0;
        }
        u16::from(!self.allows(Facet::Country, line.country)) << Facet::Country.index()
            | u16::from(!self.allows(Facet::Class, line.class)) << Facet::Class.index()
            | u16::from(!self.allows_purpose(line.purpose)) << Facet::Sector.index()
    }

    pub(super) fn fits_line(&self, line: &Line) -> bool {
        line.is_counted && self.refused_by_line(line) == 0
    }

    fn allows_purpose(&self, purpose: u16) -> bool {
        self.purposes
            .as_ref()
            .is_none_or(|bits| bits[purpose as usize / 64] >> (purpose % 64) & 1 == 1)
    }

    /// Which of up to sixty-four activities words and legacy let through and years may, a bit each.
    pub(super) fn finds(&self, data: &Dataset, range: Range<usize>) -> u64 {
        let mut found = u64::MAX >> (IN_WORD - range.len());
        if let Some(chosen) = &self.found {
            found &= chosen.word(range.start);
        }
        if !self.include_legacy {
            found &= !data.legacy.word(range.start);
        }
        if self.year_bits != u32::MAX {
            found &= marks(&data.heads[range], |head| self.year_bits & head.years != 0);
        }
        found
    }

    /// Whether what else no facet covers lets an activity through: area, years, minimum.
    #[inline]
    pub(crate) fn admits(&self, data: &Dataset, index: usize, head: &Head) -> bool {
        self.admits_all || self.admits_one(data, index, head)
    }

    fn admits_one(&self, data: &Dataset, index: usize, head: &Head) -> bool {
        let is_here = |area: Area| {
            let mut places = data.local_places(index);
            places.any(|place| area.holds(place.lat, place.lon))
        };
        let reaches = |min: i64| self.whole(data, index) >= Some(min);
        self.area.is_none_or(is_here)
            && self.admits_provinces(data, index)
            && self.admits_years(data, index, head)
            && self.min.is_none_or(reaches)
    }

    fn admits_provinces(&self, data: &Dataset, index: usize) -> bool {
        let Some(chosen) = &self.provinces else {
            return true;
        };
        data.local_places(index).any(|place| {
            let of_country = chosen.get(usize::from(place.country));
            of_country.is_some_and(|bits| place.province < 128 && bits >> place.province & 1 == 1)
        })
    }

    /// An activity without money in the measure stands in the year in which it starts.
    pub(crate) fn admits_years(&self, data: &Dataset, index: usize, head: &Head) -> bool {
        if self.years.is_all() {
            return true;
        }
        if self.year_bits & head.years == 0 {
            return false;
        }
        let (mut has_money, mut fits) = (false, false);
        let (from, to) = data.bounds(index);
        for flow in &data.flows[to.measured(from, self.measure)] {
            has_money |= self.stands_here(flow);
            fits |= self.counts(flow);
        }
        fits || (!has_money && self.years.contains(head.year))
    }

    /// Whether money of a year is chosen.
    pub(crate) fn holds_year(&self, year: i16) -> bool {
        self.years.contains(year)
    }

    /// Whether an answer counts a flow of the measure, of a selected activity.
    pub(super) fn counts(&self, flow: &Flow) -> bool {
        self.stands_here(flow) && self.years.contains(flow.year)
    }

    /// Whether a flow is in the prices, and its money not at the children of the activity.
    fn stands_here(&self, flow: &Flow) -> bool {
        flow.basis == self.basis && !flow.is_at_children
    }

    /// Cents of an activity in the measure over all years, lines in scope and priorities; none when unknown.
    fn whole(&self, data: &Dataset, index: usize) -> Option<i64> {
        let known = data
            .money_in(index, self.measure)
            .filter(|(flow, _)| self.stands_here(flow) && flow.gap == 0);
        known
            .map(|(_, parts)| parts.iter().sum::<i64>())
            .reduce(|a, b| a + b)
    }
}

/// Years as a pass asks for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    /// Without a year in it when only undated money is chosen.
    first: i16,
    last: i16,
    undated: bool,
}

impl Span {
    const ALL: Self = Self {
        first: NO_YEAR + 1,
        last: i16::MAX,
        undated: true,
    };

    fn of(years: Years) -> Self {
        if years.from.is_none() && years.to.is_none() {
            let last = if years.undated { NO_YEAR } else { i16::MAX };
            return Self { last, ..Self::ALL };
        }
        Self {
            first: years.from.unwrap_or(Self::ALL.first),
            last: years.to.unwrap_or(Self::ALL.last),
            undated: years.undated,
        }
    }

    fn is_all(self) -> bool {
        self == Self::ALL
    }

    fn contains(self, year: i16) -> bool {
        (self.first..=self.last).contains(&year) || (self.undated && year == NO_YEAR)
    }
}

fn province_bits(chosen: &[ProvinceKey]) -> Option<[u128; Country::COUNT]> {
    let mut bits = [0; Country::COUNT];
    for province in chosen {
        bits[province.country.index()] |= 1 << province.nth;
    }
    (!chosen.is_empty()).then_some(bits)
}

/// Bits of the years that fit; that of all years without a bit of their own is always among them.
fn year_bits(years: Years) -> u32 {
    let named = YEARS_WITH_BIT.chain([NO_YEAR]);
    let fitting = named.filter(|own| years.contains(year(*own)));
    fitting.fold(OTHER_YEARS, |bits, year| bits | year_bit(year))
}

fn purposes(filter: &Filter) -> Option<Vec<u64>> {
    let chosen = filter.chosen(Facet::Sector);
    if chosen.is_empty() {
        return None;
    }
    let entries = PurposeCode::all();
    let mut bits = vec![0_u64; entries.len() / 64 + 1];
    for value in chosen {
        if let Some(position) = sector::position_alone(*value) {
            bits[position as usize / 64] |= 1 << (position % 64);
            continue;
        }
        let under = |position: &usize| match (entries.get(*position), PurposeCode::at(*value)) {
            (Some(entry), Some(wanted)) => entry.code.is_under(wanted),
            (entry, wanted) => entry.is_none() && wanted.is_none(),
        };
        for position in (0..=entries.len()).filter(under) {
            bits[position / 64] |= 1 << (position % 64);
        }
    }
    Some(bits)
}

/// The categories of a bitmap of purpose positions, one bit each, *not reported* included.
fn categories(purposes: &[u64]) -> u64 {
    let known = crate::purpose::categories();
    let chosen =
        (0..=PurposeCode::all().len()).filter(|at| purposes[at / 64] >> (at % 64) & 1 == 1);
    chosen.fold(0, |bits, at| {
        let category = PurposeCode::at(at as u16).map(PurposeCode::category);
        bits | 1
            << category
                .and_then(|c| known.iter().position(|k| *k == c))
                .unwrap_or(known.len())
    })
}

fn found(data: &Dataset, filter: &Filter) -> Option<Selection> {
    let folded = fold(&filter.search);
    let words = folded
        .split_whitespace()
        .map(|word| data.search.holding(word));
    let chosen = (!filter.ids.is_empty()).then(|| {
        let mut chosen = Selection::none(data.len());
        for index in filter.ids.iter().filter_map(|id| data.find(id)) {
            chosen.insert(index as usize);
        }
        chosen
    });
    words.chain(chosen).reduce(|mut all, other| {
        all.keep(&other);
        all
    })
}

/// The priorities of an activity as bits, *no priority* included.
pub(crate) const fn priority_bits(head: &Head) -> u8 {
    if head.priorities == 0 {
        NO_PRIORITY
    } else {
        head.priorities
    }
}

/// The focus areas of an activity as bits, *no focus area* included.
pub(crate) const fn focus_bits(head: &Head) -> u8 {
    if head.focus == 0 {
        NO_FOCUS
    } else {
        head.focus
    }
}

/// The themes of an activity as bits, *not reported* included.
pub(crate) const fn theme_bits(head: &Head) -> u64 {
    if head.themes == 0 {
        1 << crate::theme::Theme::ALL.len()
    } else {
        head.themes as u64
    }
}

pub(crate) fn year(year: i16) -> Option<i16> {
    (year != NO_YEAR).then_some(year)
}
