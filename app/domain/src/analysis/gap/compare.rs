//! Compares what was gathered: cell by cell, with ADB's mix or with need.

use super::answer::{GapCell, GapCountry, Lead};
use super::measure::{
    ADB_MIN_ACTIVITIES, COVER_MIN, Deviation, RCA_MIN_ACTIVITIES, alignment, cosine, mid_ranks,
    need_gap, shares, specialisation,
};
use super::need::{NeedKey, NeedTable};
use super::scheme::{Baseline, Flag, Reason, Scheme};
use super::sums::{ByCountry, Sums};
use crate::analysis::round::round4;
use crate::country::Country;
use crate::date::Date;
use crate::facet::FacetValue;
use crate::money::Cents;
use crate::partner::Partner;
use crate::population::population;
use crate::priority::Priority;

/// The partners that are compared.
pub(super) const THREE: [Partner; 3] = [Partner::Us, Partner::Jp, Partner::Kr];

/// What all cells of an answer share.
pub(super) struct Context<'a> {
    sums: &'a ByCountry,
    scheme: Scheme,
    /// By part of the scheme, then by country.
    need: Vec<[Option<f64>; Country::COUNT]>,
    supply: Vec<[Option<f64>; Country::COUNT]>,
}

impl<'a> Context<'a> {
    pub(super) fn new(sums: &'a ByCountry, scheme: Scheme, as_of: Date, need: &NeedTable) -> Self {
        let need = (0..scheme.count()).map(|slot| match scheme {
            Scheme::Priorities => need.ranks(NeedKey::Priority(Priority::ALL[slot]), as_of.year()),
            // The tables of need speak of priorities only.
            Scheme::Focus => [None; Country::COUNT],
        });
        Self {
            sums,
            scheme,
            need: need.collect(),
            supply: (0..scheme.count())
                .map(|slot| supply_ranks(sums, slot))
                .collect(),
        }
    }

    pub(super) fn country(&self, country: Country) -> GapCountry {
        let three = three(self.sums, country);
        let adb = &self.sums[country.index()][Partner::Adb.index()];
        let as_shares = |sums: &Sums| shares(&sums.parts(self.scheme));
        let alignment = refuse_alignment(&three, adb, self.scheme)
            .is_none()
            .then(|| cosine(&as_shares(&three), &as_shares(adb)));
        GapCountry {
            country,
            three_usd: three.whole.usd(),
            adb_usd: adb.whole.usd(),
            adb_activities: adb.whole.activities,
            alignment: alignment.flatten().map(round4),
            population: population(country).map(|(_, people)| people),
            population_year: population(country).map(|(year, _)| year),
        }
    }

    pub(super) fn cell(&self, country: Country, slot: usize, baseline: Baseline) -> GapCell {
        let three = three(self.sums, country);
        let adb = &self.sums[country.index()][Partner::Adb.index()];
        let (need, supply) = (
            self.need[slot][country.index()],
            self.supply[slot][country.index()],
        );
        let coverage = match baseline {
            Baseline::Adb => three.coverage().zip(adb.coverage()).map(|(a, b)| a.min(b)),
            Baseline::Need => three.coverage(),
        };
        let (gap, reason) = match baseline {
            Baseline::Adb => self.against_adb(&three, adb, slot),
            Baseline::Need => against_need(country, &three, need, supply),
        };
        let flag = flag(reason);
        let share = |sums: &Sums| {
            let parts = sums.parts(self.scheme);
            let has_mix = parts.iter().any(|part| part.0 > 0);
            has_mix.then(|| round4(shares(&parts)[slot]))
        };
        GapCell {
            country,
            priority: self.scheme.facet().code(slot as FacetValue),
            three_usd: three.slots[slot].usd(),
            three_share: share(&three),
            activities: three.slots[slot].activities,
            adb_usd: adb.slots[slot].usd(),
            adb_share: share(adb),
            adb_activities: adb.slots[slot].activities,
            need: need.map(round4),
            supply: supply.map(round4),
            gap,
            flag,
            coverage: coverage.map(round4),
            reason,
            leads: if flag == Flag::Under {
                self.leads(country, slot)
            } else {
                Vec::new()
            },
        }
    }

    fn against_adb(&self, three: &Sums, adb: &Sums, slot: usize) -> (Option<f64>, Reason) {
        if let Some(reason) = refuse_alignment(three, adb, self.scheme) {
            return (None, reason);
        }
        let (gap, deviation) = alignment(&three.parts(self.scheme), &adb.parts(self.scheme))[slot];
        let reason = match deviation {
            Deviation::Under => Reason::UnderAdb,
            Deviation::Over => Reason::OverAdb,
            Deviation::Within => Reason::WithinAdb,
        };
        (Some(gap), reason)
    }

    fn leads(&self, country: Country, slot: usize) -> Vec<Lead> {
        let by_partner = &self.sums[country.index()];
        let money: Vec<_> = THREE
            .map(|it| by_partner[it.index()].parts(self.scheme))
            .into();
        let mut leads: Vec<Lead> = THREE
            .into_iter()
            .enumerate()
            .filter_map(|(row, partner)| {
                let here = &by_partner[partner.index()].slots[slot];
                let specialisation = round4(specialisation(&money, row, slot)?);
                let is_lead = specialisation > 1.0 && here.activities >= RCA_MIN_ACTIVITIES;
                is_lead.then_some(Lead {
                    partner,
                    specialisation,
                    usd: Cents(here.cents),
                    activities: here.activities,
                })
            })
            .collect();
        leads.sort_by(|a, b| {
            (b.specialisation.total_cmp(&a.specialisation))
                .then(b.usd.cmp(&a.usd))
                .then(a.partner.code().cmp(b.partner.code()))
        });
        leads
    }
}

fn three(sums: &ByCountry, country: Country) -> Sums {
    let of = |partner: Partner| sums[country.index()][partner.index()];
    of(Partner::Us).plus(of(Partner::Jp)).plus(of(Partner::Kr))
}

/// Why the two mixes cannot be compared, if they cannot.
fn refuse_alignment(three: &Sums, adb: &Sums, scheme: Scheme) -> Option<Reason> {
    let money = |sums: &Sums| sums.parts(scheme).iter().map(|part| part.0).sum::<i64>();
    let is_low = |sums: &Sums| sums.coverage().is_none_or(|part| part < COVER_MIN);
    if three.whole.cents <= 0 {
        Some(Reason::NoMoney)
    } else if adb.whole.cents <= 0 {
        Some(Reason::NoAdbMoney)
    } else if adb.whole.activities < ADB_MIN_ACTIVITIES {
        Some(Reason::FewAdbActivities)
    } else if is_low(three) || is_low(adb) {
        Some(Reason::LowCoverage)
    } else if money(three) <= 0 {
        Some(Reason::NoMoney)
    } else {
        (money(adb) <= 0).then_some(Reason::NoAdbMoney)
    }
}

fn against_need(
    country: Country,
    three: &Sums,
    need: Option<f64>,
    supply: Option<f64>,
) -> (Option<f64>, Reason) {
    if !country.is_oda_recipient() {
        return (None, Reason::NotRecipient);
    }
    if three.whole.cents <= 0 {
        return (None, Reason::NoMoney);
    }
    let Some(need) = need else {
        return (None, Reason::NoNeed);
    };
    let Some(supply) = supply else {
        return (None, Reason::NoSupplyRank);
    };
    match need_gap(need, supply, three.coverage().unwrap_or_default()) {
        None => (None, Reason::LowCoverage),
        Some((gap, true)) => (Some(gap), Reason::NeedUnmet),
        Some((gap, false)) => (Some(gap), Reason::NeedMet),
    }
}

const fn flag(reason: Reason) -> Flag {
    match reason {
        Reason::UnderAdb | Reason::NeedUnmet => Flag::Under,
        Reason::OverAdb => Flag::Over,
        Reason::WithinAdb | Reason::NeedMet => Flag::None,
        _ => Flag::NoData,
    }
}

/// Ranks of the three's money a person for a part of the scheme, among the countries that have data in the window.
fn supply_ranks(sums: &ByCountry, slot: usize) -> [Option<f64>; Country::COUNT] {
    let mut ranks = [None; Country::COUNT];
    let known: Vec<(Country, f64)> = Country::all()
        .filter_map(|country| {
            let three = three(sums, country);
            let (_, people) = population(country)?;
            let a_person = three.slots[slot].cents as f64 / people.max(1) as f64;
            (three.whole.cents > 0).then_some((country, a_person))
        })
        .collect();
    let values: Vec<f64> = known.iter().map(|(_, value)| *value).collect();
    for ((country, _), rank) in known.iter().zip(mid_ranks(&values).unwrap_or_default()) {
        ranks[country.index()] = Some(rank);
    }
    ranks
}
