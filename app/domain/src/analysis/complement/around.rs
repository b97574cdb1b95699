//! What is around each anchor: how much of the expected services, and which.

use std::collections::BTreeMap;

use super::answer::{Anchor, Basis, ExpectedService, NearService, SERVICES_LISTED};
use super::gather::{Candidate, Gather};
use super::kind::need_of;
use super::measure::{Spot, coverage, opportunity};
use super::service::Services;
use super::time::{use_of, weight_in};
use crate::analysis::gap::measure::{RCA_MIN_ACTIVITIES, specialisation};
use crate::analysis::gap::{NeedKey, NeedTable};
use crate::analysis::overlap::size;
use crate::analysis::round::round4;
use crate::country::Country;
use crate::dataset::Dataset;
use crate::date::Date;
use crate::money::Cents;
use crate::partner::Partner;
use crate::place::{Precision, great_circle_km};
use crate::theme::{Theme, ThemeSet};

/// What all anchors of an answer share.
pub(super) struct Around<'a> {
    data: &'a Dataset,
    services: &'a [Services],
    /// By theme: rank of need by country.
    need: Vec<[Option<f64>; Country::COUNT]>,
    /// By theme: the partner to suggest, by country.
    suggested: Vec<[Option<Partner>; Country::COUNT]>,
}

impl<'a> Around<'a> {
    pub(super) fn new(
        data: &'a Dataset,
        gather: &'a Gather,
        as_of: Date,
        need: &NeedTable,
    ) -> Self {
        let mut by_key: Vec<(NeedKey, [Option<f64>; Country::COUNT])> = Vec::new();
        let need = Theme::ALL.map(|theme| {
            let Some(key) = need_of(theme) else {
                return [None; Country::COUNT];
            };
            if let Some((_, ranks)) = by_key.iter().find(|(known, _)| *known == key) {
                return *ranks;
            }
            let ranks = need.ranks(key, as_of.year());
            by_key.push((key, ranks));
            ranks
        });
        let suggested =
            Theme::ALL.map(|theme| std::array::from_fn(|country| suggest(gather, country, theme)));
        Self {
            data,
            services: &gather.services,
            need: need.into(),
            suggested: suggested.into(),
        }
    }

    /// Calls `found` with each presence around an anchor (country and position), the gain of weight that it brings, and the weight of its time:
    /// a service near two places of the anchor counts once, at the nearer. Goes on while `found` says so.
    fn visit(
        &self,
        candidate: &Candidate,
        stamps: &mut Stamps,
        mut found: impl FnMut(usize, u32, f64, f64) -> bool,
    ) {
        let use_of_works = use_of(candidate.period);
        for (country, services) in self.services.iter().enumerate() {
            if candidate.countries >> country & 1 == 0 {
                continue;
            }
            stamps.renew(services.len());
            for place in self
                .data
                .places(candidate.activity)
                .filter(|it| it.precision.is_local())
            {
                let spot = Spot {
                    at: (place.lat, place.lon),
                    precision: place.precision,
                };
                let goes_on = services.around(&spot, place.name, |at, weight| {
                    let (_, service) = services.presence(at);
                    let before = stamps.raise(at, weight);
                    if service.activity == candidate.activity || before >= weight {
                        return true;
                    }
                    let time = weight_in(use_of_works, service.period);
                    found(country, at, weight - before, time)
                });
                if !goes_on {
                    return;
                }
            }
        }
    }

    pub(super) fn judge(&self, candidate: &Candidate, stamps: &mut Stamps) -> Vec<ExpectedService> {
        // Ten-thousandths of dollars, so that the order of the services changes no sum.
        let mut supply = [0_i64; Theme::ALL.len()];
        let mut open = ThemeSet::default();
        candidate
            .kind
            .expected()
            .iter()
            .for_each(|it| open.insert(it.theme));
        let enough = |theme: Theme| {
            let expected = candidate
                .kind
                .expected()
                .iter()
                .find(|it| it.theme == theme);
            expected.map_or(0.0, |it| it.benchmark_pct * candidate.usd.0 as f64)
        };
        self.visit(candidate, stamps, |country, at, weight, time| {
            let money = self.services[country].money(at);
            for (theme, usd) in money {
                if !open.contains(theme) {
                    continue;
                }
                supply[theme.index()] += (usd * weight * time * 1e4).round() as i64;
                if supply[theme.index()] as f64 >= enough(theme) {
                    open.0 &= !theme.bit();
                }
            }
            open != ThemeSet::default()
        });
        let supply = supply.map(|sum| sum as f64 / 1e4);
        // For works in several countries need and suggestion are those of the first.
        let country = candidate.countries.trailing_zeros() as usize;
        let size = size(candidate.usd);
        let expected = candidate.kind.expected().iter();
        expected
            .map(|it| {
                let theme = it.theme.index();
                let supply = [(supply[theme], 1.0, 1.0)];
                let coverage = coverage(candidate.usd.dollars(), it.benchmark_pct, &supply);
                let need = self.need[theme].get(country).copied().flatten();
                ExpectedService {
                    theme: it.theme.code().to_owned(),
                    benchmark_pct: it.benchmark_pct,
                    coverage: coverage.map(round4),
                    need: need.map(round4),
                    opportunity: opportunity(coverage, need, size).map(round4),
                    partner: self.suggested[theme].get(country).copied().flatten(),
                }
            })
            .collect()
    }

    pub(super) fn anchor(
        &self,
        candidate: &Candidate,
        expected: Vec<ExpectedService>,
        stamps: &mut Stamps,
    ) -> Option<Anchor> {
        let (data, index) = (self.data, candidate.activity);
        let agency = data.agency(index)?;
        let best = data
            .places(index)
            .filter(|it| it.precision.is_local())
            .min_by_key(|it| it.precision)?;
        let at = Spot {
            at: (best.lat, best.lon),
            precision: best.precision,
        };
        Some(Anchor {
            id: data.id(index).to_owned(),
            title: data.title(index).to_owned(),
            partner: agency.partner(),
            agency,
            countries: Country::all()
                .filter(|it| candidate.countries >> it.index() & 1 == 1)
                .collect(),
            kind: candidate.kind,
            usd: candidate.usd,
            start: data.start(index),
            end: data.end(index),
            place: best.name.to_owned(),
            lat: best.lat,
            lon: best.lon,
            precision: best.precision.group(),
            basis: if at.is_precise() {
                Basis::Rings
            } else if best.precision <= Precision::DISTRICT {
                Basis::District
            } else {
                Basis::Province
            },
            missing: expected
                .iter()
                .filter(|it| it.coverage == Some(0.0))
                .count() as u32,
            expected,
            services: self.near(candidate, &at, stamps),
        })
    }

    fn near(&self, candidate: &Candidate, anchor: &Spot, stamps: &mut Stamps) -> Vec<NearService> {
        let mut weights: BTreeMap<(usize, u32), (f64, f64)> = BTreeMap::new();
        self.visit(candidate, stamps, |country, at, gain, time| {
            weights.entry((country, at)).or_insert((0.0, time)).0 += gain;
            true
        });
        let wanted = candidate.kind.expected();
        // An activity with several places nearby is listed once for each theme, at the place that counts most.
        let mut best: BTreeMap<(&str, Theme), Near> = BTreeMap::new();
        for ((country, at), (weight, time)) in weights {
            let services = &self.services[country];
            let (_, service) = services.presence(at);
            for (theme, usd) in services.money(at) {
                if !wanted.iter().any(|known| known.theme == theme) {
                    continue;
                }
                let near = Near {
                    country,
                    at,
                    usd,
                    weight,
                    time,
                };
                let key = (self.data.id(service.activity), theme);
                let kept = best.entry(key).or_insert(near);
                if near.counted() > kept.counted() {
                    *kept = near;
                }
            }
        }
        let mut listed: Vec<_> = best.into_iter().collect();
        listed.sort_by(|(_, a), (_, b)| b.counted().total_cmp(&a.counted()));
        let listed = listed.into_iter().take(SERVICES_LISTED);
        listed
            .filter_map(|((_, theme), near)| self.near_service(anchor, theme, near))
            .collect()
    }

    fn near_service(&self, anchor: &Spot, theme: Theme, near: Near) -> Option<NearService> {
        let data = self.data;
        let (presence, service) = self.services[near.country].presence(near.at);
        let place = data.places(service.activity).nth(presence.place as usize)?;
        let is_precise = anchor.is_precise() && presence.spot.is_precise();
        let km = is_precise.then(|| great_circle_km(anchor.at, presence.spot.at));
        Some(NearService {
            id: data.id(service.activity).to_owned(),
            title: data.title(service.activity).to_owned(),
            partner: data.agency(service.activity)?.partner(),
            theme: theme.code().to_owned(),
            usd: Cents((near.usd * 100.0).round() as i64),
            place: place.name.to_owned(),
            km: km.map(round4),
            place_weight: round4(near.weight),
            time_weight: round4(near.time),
        })
    }
}

/// A theme of a service at a place near an anchor.
#[derive(Clone, Copy)]
struct Near {
    country: usize,
    at: u32,
    usd: f64,
    weight: f64,
    time: f64,
}

impl Near {
    /// Dollars that count.
    fn counted(&self) -> f64 {
        self.usd * self.weight * self.time
    }
}

/// The weight that each presence has for the anchor at hand; kept between anchors, so that none is cleared in vain.
#[derive(Default)]
pub(super) struct Stamps {
    anchor: u32,
    weights: Vec<(u32, f64)>,
}

impl Stamps {
    /// Begins with another anchor, or another country of it.
    fn renew(&mut self, presences: usize) {
        self.anchor += 1;
        if self.weights.len() < presences {
            self.weights.resize(presences, (0, 0.0));
        }
    }

    /// Raises the weight of a presence; gives the weight that it had.
    fn raise(&mut self, at: u32, weight: f64) -> f64 {
        let (anchor, known) = &mut self.weights[at as usize];
        let before = if *anchor == self.anchor { *known } else { 0.0 };
        *anchor = self.anchor;
        *known = before.max(weight);
        before
    }
}

/// The most specialised of the three partners in a theme, among those with enough activities in it.
fn suggest(gather: &Gather, country: usize, theme: Theme) -> Option<Partner> {
    let here = &gather.specialities[country];
    let three = [Partner::Us, Partner::Jp, Partner::Kr];
    let money: Vec<Vec<Cents>> = three
        .iter()
        .map(|it| here.cents[it.index()].iter().map(|it| Cents(*it)).collect())
        .collect();
    let able = three.into_iter().enumerate().filter(|(_, partner)| {
        here.activities[partner.index()][theme.index()] >= RCA_MIN_ACTIVITIES
    });
    let ranked = able.filter_map(|(row, partner)| {
        let value = round4(specialisation(&money, row, theme.index())?);
        Some((value, money[row][theme.index()], partner))
    });
    let best = ranked.max_by(|a, b| {
        (a.0.total_cmp(&b.0))
            .then(a.1.cmp(&b.1))
            .then(b.2.code().cmp(a.2.code()))
    });
    best.map(|(_, _, partner)| partner)
}
