//! Reads the subjects of a country out of the data set, and says why an activity is not compared (method 3.1).

use serde::{Deserialize, Serialize};

use super::place::Location;
use super::subject::{Input, Subjects, Title};
use super::text::{TitleWords, WordTable};
use super::time::Period;
use crate::activity::{FlowKind, SectorBasis};
use crate::classify::Reason;
use crate::country::{Country, Recipient};
use crate::dataset::{ActivityIndex, Dataset, LineEntry};
use crate::money::Share;
use crate::purpose::PurposeCode;
use crate::status::{Class, Status};

/// Why an activity is not compared with others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotCompared {
    /// Another source is counted for its agency and country.
    NotCounted,
    /// It was cancelled.
    Cancelled,
    /// Half or more of it has no usable purpose code.
    Unclassified,
    /// Half or more of it is budget support, debt relief, emergency aid or administration.
    NoProject,
    /// It names a region or no country.
    NoCountry,
}

impl NotCompared {
    /// All reasons.
    pub const ALL: [Self; 5] = [
        Self::NotCounted,
        Self::Cancelled,
        Self::Unclassified,
        Self::NoProject,
        Self::NoCountry,
    ];

    /// The code in the API.
    pub const fn code(self) -> &'static str {
        [
            "not_counted",
            "cancelled",
            "unclassified",
            "no_project",
            "no_country",
        ][self as usize]
    }

    /// What it means, as a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotCounted => "Another source is counted for its agency and country.",
            Self::Cancelled => "It was cancelled.",
            Self::Unclassified => "Half or more of it has no usable purpose code.",
            Self::NoProject => {
                "Half or more of it is budget support, debt relief, emergency aid or administration."
            }
            Self::NoCountry => "It names a region or no country.",
        }
    }
}

/// Categories without projects: budget support, debt, emergency aid, donors' own costs.
const NO_PROJECT: [u32; 5] = [510, 600, 720, 910, 930];

/// The countries in which an activity is compared, or why it is not.
///
/// Lines of the categories and aid types that are not compared, or without a usable code, must be
/// less than half of what is counted.
pub fn compared_in(data: &Dataset, index: ActivityIndex) -> Result<Vec<Country>, NotCompared> {
    if data.status(index) == Some(Status::Cancelled) {
        return Err(NotCompared::Cancelled);
    }
    let (mut all, mut unclassified, mut no_project) = (0, 0, 0);
    let mut countries: Vec<Country> = Vec::new();
    for line in data.lines(index).filter(|line| line.is_counted) {
        all += line.share.0;
        if line.class.class == Class::Unclassified {
            unclassified += line.share.0;
        } else if is_no_project(&line) {
            no_project += line.share.0;
        }
        if let Recipient::Country(country) = line.recipient
            && !countries.contains(&country)
        {
            countries.push(country);
        }
    }
    match () {
        () if all == 0 => Err(NotCompared::NotCounted),
        () if unclassified * 2 >= all => Err(NotCompared::Unclassified),
        () if (unclassified + no_project) * 2 >= all => Err(NotCompared::NoProject),
        () if countries.is_empty() => Err(NotCompared::NoCountry),
        () => Ok(countries),
    }
}

/// Budget aid is told by its aid type, which alone makes a line *other* by aid type.
fn is_no_project(line: &LineEntry) -> bool {
    let category = line.purpose.map(|code| code.category().number());
    let is_budget_aid = line.class.class == Class::Other && line.class.reason == Reason::AidType;
    is_budget_aid || category.is_some_and(|category| NO_PROJECT.contains(&category))
}

/// Room that is used again for each activity.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    codes: Vec<(PurposeCode, f64)>,
    places: Vec<Location>,
}

impl Gatherer {
    /// Adds an activity as it is in a country.
    ///
    /// A place without a country belongs to the only country that the activity has.
    pub(super) fn push(
        &mut self,
        subjects: &mut Subjects,
        data: &Dataset,
        index: ActivityIndex,
        country: Country,
        words: Option<&TitleWords>,
    ) {
        self.read_codes(data, index);
        let is_only = data.heads()[index as usize].countries == 1 << country.index();
        self.places.clear();
        let here = data.places(index).filter(|place| match place.country {
            Some(place) => place == country,
            None => is_only,
        });
        self.places
            .extend(here.map(|place| (place.lat, place.lon, place.precision)));
        let commitments = || {
            data.flows(index)
                .filter(|flow| flow.kind == FlowKind::Commitment)
        };
        let start = data.start(index);
        let year = match start {
            Some(_) => None,
            None => commitments().filter_map(|flow| flow.year).min(),
        };
        let Some(agency) = data.agency(index) else {
            return;
        };
        subjects.push(&Input {
            activity: index,
            partner: agency.partner(),
            title: words.map_or(Title::Text(data.title(index)), |words| {
                Title::Words(words.of(index as usize))
            }),
            codes: &self.codes,
            places: &self.places,
            period: Period::new(start, data.end(index), year, data.instrument(index)),
            priorities: *data.priorities(index),
            themes: data.themes(index),
            nature: data.nature(index),
            joint: data.joint(index),
            counterpart: data.counterpart(index),
            usd: data.own_share(index, Some(country)),
            code_certainty: self.code_certainty(data.sector_basis(index)),
            is_end_known: data.end(index).is_some(),
        });
    }

    /// The codes of an activity in force today, each once, with their shares of what is in scope.
    fn read_codes(&mut self, data: &Dataset, index: ActivityIndex) {
        self.codes.clear();
        let mut all = 0.0;
        for line in data.lines(index) {
            let share = line.share.0 as f64 / Share::ONE.0 as f64;
            all += share;
            let Some(code) = line.purpose else {
                continue;
            };
            match self.codes.iter_mut().find(|(known, _)| *known == code) {
                Some((_, sum)) => *sum += share,
                None => self.codes.push((code, share)),
            }
        }
        self.codes.sort_unstable_by_key(|(code, _)| *code);
        for (_, share) in &mut self.codes {
            *share /= all;
        }
    }

    /// 1 when half or more has a five-digit code, .8 for categories, .6 for codes that were inferred.
    fn code_certainty(&self, basis: SectorBasis) -> f64 {
        let precise = self.codes.iter().filter(|(code, _)| !code.is_category());
        match basis {
            SectorBasis::Inferred => 0.6,
            _ if precise.map(|(_, share)| share).sum::<f64>() >= 0.5 => 1.0,
            _ => 0.8,
        }
    }
}

/// Subjects for a few activities in one country, in the order given.
pub(super) fn gather<'t>(
    data: &Dataset,
    table: &'t WordTable,
    country: Country,
    activities: impl IntoIterator<Item = ActivityIndex>,
) -> Subjects<'t> {
    let mut subjects = Subjects::new(table);
    let mut gatherer = Gatherer::default();
    for index in activities {
        gatherer.push(&mut subjects, data, index, country, None);
    }
    subjects
}
