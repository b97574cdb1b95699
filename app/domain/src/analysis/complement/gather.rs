//! One pass over the portfolio: what can be an anchor, and all services by country, partner and theme.

use std::sync::LazyLock;

use super::kind::AnchorKind;
use super::measure::{ANCHOR_ASSET_SHARE, ANCHOR_MIN_USD, ANCHOR_YEARS_AFTER};
use super::service::Services;
use super::time::plus_years;
use crate::analysis::overlap::Period;
use crate::classify::purpose_row;
use crate::country::Country;
use crate::dataset::{Cell, Dataset, Head, Tally, Visitor, year};
use crate::date::Date;
use crate::money::Cents;
use crate::partner::Partner;
use crate::purpose::PurposeCode;
use crate::status::{Class, Status};
use crate::theme::{Theme, ThemeSet};

const THEMES: usize = Theme::ALL.len();
const PARTNERS: usize = Partner::ALL.len();

/// The themes of each position of the code list.
static THEMES_OF: LazyLock<Vec<ThemeSet>> = LazyLock::new(|| {
    let themes = |code| purpose_row(code).map(|row| row.themes).unwrap_or_default();
    PurposeCode::all()
        .iter()
        .map(|entry| themes(entry.code))
        .collect()
});

/// Works that are large, local and in use or being built.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) activity: u32,
    pub(super) kind: AnchorKind,
    pub(super) usd: Cents,
    pub(super) period: Period,
    /// Bits of the countries of its lines.
    pub(super) countries: u16,
}

/// Services of the partners in a country by theme.
#[derive(Clone, Copy, Debug)]
pub(super) struct Specialities {
    pub(super) cents: [[i64; THEMES]; PARTNERS],
    pub(super) activities: [[u32; THEMES]; PARTNERS],
}

pub(super) struct Gather<'a> {
    data: &'a Dataset,
    as_of: Date,
    /// The activity at hand: cents of works by purpose, of services by country and theme, of everything.
    works: Vec<(u16, i64)>,
    services_at_hand: Vec<(u8, Theme, i64)>,
    countries_at_hand: u16,
    pub(super) candidates: Vec<Candidate>,
    pub(super) services: Vec<Services>,
    pub(super) specialities: Vec<Specialities>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(data: &'a Dataset, as_of: Date) -> Self {
        let none = Specialities {
            cents: [[0; THEMES]; PARTNERS],
            activities: [[0; THEMES]; PARTNERS],
        };
        Self {
            data,
            as_of,
            works: Vec::new(),
            services_at_hand: Vec::new(),
            countries_at_hand: 0,
            candidates: Vec::new(),
            services: Country::all().map(|_| Services::default()).collect(),
            specialities: vec![none; Country::COUNT],
        }
    }

    fn candidate(&self, activity: u32, head: &Head, usd: Cents) -> Option<Candidate> {
        let works: i64 = self.works.iter().map(|(_, cents)| cents).sum();
        let is_large = usd >= ANCHOR_MIN_USD && works as f64 >= ANCHOR_ASSET_SHARE * usd.0 as f64;
        if !is_large || head.local_places == 0 {
            return None;
        }
        let largest = self
            .works
            .iter()
            .max_by_key(|(code, cents)| (*cents, std::cmp::Reverse(*code)))?;
        let kind = AnchorKind::of(PurposeCode::at(largest.0)?, self.data.title(activity))?;
        let period = self.period(activity, head)?;
        let oldest = plus_years(self.as_of.opening_day(), -ANCHOR_YEARS_AFTER);
        let is_in_use = match self.data.status(activity) {
            Some(Status::Pipeline | Status::Cancelled | Status::Suspended) => false,
            Some(Status::Implementation) => true,
            _ => period.end >= oldest,
        };
        let countries = self.countries_at_hand;
        is_in_use.then_some(Candidate {
            activity,
            kind,
            usd,
            period,
            countries,
        })
    }

    fn period(&self, activity: u32, head: &Head) -> Option<Period> {
        let (start, end) = (self.data.start(activity), self.data.end(activity));
        Period::new(start, end, year(head.year), self.data.instrument(activity))
    }

    fn push_services(&mut self, activity: u32, head: &Head) {
        self.services_at_hand
            .sort_unstable_by_key(|(country, theme, _)| (*country, *theme));
        self.services_at_hand.dedup_by(|next, kept| {
            let is_same = (next.0, next.1) == (kept.0, kept.1);
            kept.2 += if is_same { next.2 } else { 0 };
            is_same
        });
        for (country, theme, cents) in &self.services_at_hand {
            let here = &mut self.specialities[*country as usize];
            here.cents[head.partner as usize][theme.index()] += cents;
            here.activities[head.partner as usize][theme.index()] += 1;
        }
        let Some(period) = self
            .period(activity, head)
            .filter(|_| head.local_places > 0)
        else {
            return;
        };
        for of_country in self.services_at_hand.chunk_by(|a, b| a.0 == b.0) {
            let index = of_country[0].0 as usize;
            let money = of_country.iter().filter(|(_, _, cents)| *cents > 0);
            let money = money.map(|(_, theme, cents)| (*theme, Cents(*cents).dollars()));
            if let Some(country) = Country::all().nth(index) {
                self.services[index].push(self.data, country, (activity, period), money);
            }
        }
    }
}

impl Visitor for Gather<'_> {
    fn cell(&mut self, cell: Cell) {
        let line = cell.line;
        if (line.country as usize) < Country::COUNT {
            self.countries_at_hand |= 1 << line.country;
        }
        match Class::ALL[line.class as usize] {
            Class::Hard | Class::Green => {
                match self
                    .works
                    .iter_mut()
                    .find(|(code, _)| *code == line.purpose)
                {
                    Some((_, cents)) => *cents += cell.cents,
                    None => self.works.push((line.purpose, cell.cents)),
                }
            }
            Class::Services if (line.country as usize) < Country::COUNT => {
                let themes = THEMES_OF
                    .get(line.purpose as usize)
                    .copied()
                    .unwrap_or_default();
                let count = i64::from(themes.0.count_ones().max(1));
                for theme in themes.iter() {
                    self.services_at_hand
                        .push((line.country, theme, cell.cents / count));
                }
            }
            _ => {}
        }
    }

    fn activity(&mut self, index: usize, head: &Head, tally: Tally) {
        let activity = index as u32;
        if let Some(usd) = tally.usd.filter(|_| !self.works.is_empty()) {
            self.candidates
                .extend(self.candidate(activity, head, Cents(usd)));
        }
        if !self.services_at_hand.is_empty() {
            self.push_services(activity, head);
        }
        self.works.clear();
        self.services_at_hand.clear();
        self.countries_at_hand = 0;
    }
}
