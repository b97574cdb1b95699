//! What the map page shows.

use serde::{Deserialize, Serialize};
use tiga_domain::analysis::facets::FacetCounts;
use tiga_domain::analysis::glance::{Glance, glance};
use tiga_domain::analysis::overview::{Group, TopActivity};
use tiga_domain::dataset::Dataset;
use tiga_domain::map::projection::{Point, project};
use tiga_domain::map::symbol::InView;
use tiga_domain::money::Cents;
use tiga_domain::partner::Partner;
use tiga_domain::snapshot::Snapshot;
use tiga_domain::status::Class;

use crate::address;
use crate::api::edition::Edition;
use crate::api::layer::{Ground, Layers, layers};

/// Figures, map and lists of one filter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MapAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// The key figures.
    pub figures: Figures,
    /// Activities and money by country, regional and not reported included.
    pub by_country: Vec<Group>,
    /// Activities, money and classes by partner.
    pub by_partner: Vec<PartnerSum>,
    /// The largest activities: of all with a place or without, once the map is moved of those in view.
    pub top: Vec<Ranked>,
    /// By three-digit sector; not reported last.
    pub by_sector: Vec<Group>,
    /// What is drawn on the map.
    pub in_view: InView,
    /// What else is drawn on it.
    pub layers: Layers,
    /// Counts of the filter bar.
    pub counts: FacetCounts,
}

/// The strip of figures above the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Activities selected.
    pub activities: u64,
    /// Their money.
    pub usd: Option<Cents>,
    /// Exposure that is left out of it.
    pub exposure_usd: Cents,
    /// Activities without any known amount.
    pub without_amount: u64,
    /// Activities with an amount in a currency that has no rate.
    pub not_converted: u64,
    /// Money by class, in the order of the classes.
    pub classes: [Cents; Class::ALL.len()],
    /// Activities without a place of the work.
    pub without_place: u64,
    /// Pairs of activities of different partners that overlap.
    pub overlaps: u64,
    /// Priorities of countries where the three give less than ADB, and those that can be compared.
    pub gaps: (u64, u64),
}

/// A partner's part of the selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerSum {
    /// Partner.
    pub partner: Partner,
    /// Activities.
    pub activities: u64,
    /// Money.
    pub usd: Option<Cents>,
    /// Money by class, in the order of the classes.
    pub classes: [Cents; Class::ALL.len()],
}

/// A row of the ranked list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// The activity.
    pub activity: TopActivity,
    /// Its first place of the work.
    pub at: Option<Point>,
}

/// Answers the filter of a query string, in the view that it names.
pub fn answer(data: &Snapshot, query: &str) -> MapAnswer {
    let asked = address::read(query);
    let filter = &asked.question.filter;
    let Glance {
        overview,
        mut in_view,
        counts,
        gaps,
        overlaps,
    } = glance(data, filter, asked.look.view);
    let ground = Ground {
        asked: &asked,
        by_country: &overview.by_country,
        by_country_class: &overview.by_country_class,
        gaps: &gaps,
        symbols: &in_view.symbols,
    };
    let layers = layers(data, &ground);
    let gaps = gaps.iter().fold((0, 0), |(under, known), gaps| {
        (under + gaps.under, known + gaps.known)
    });
    let top = if asked.look.view.is_start() {
        overview.top.clone()
    } else {
        std::mem::take(&mut in_view.top)
    };
    let answer = model::answer(overview);
    MapAnswer {
        edition: Edition::of(data),
        counts,
        top: top
            .into_iter()
            .map(|activity| ranked(data, activity))
            .collect(),
        in_view,
        layers,
        figures: Figures {
            overlaps,
            gaps,
            ..answer.figures
        },
        ..answer
    }
}

fn ranked(data: &Dataset, activity: TopActivity) -> Ranked {
    let place = data.find(&activity.id).and_then(|index| {
        let mut places = data.places(index);
        places.find(|place| place.precision.is_local())
    });
    Ranked {
        at: place.map(|place| project(place.lat, place.lon)),
        activity,
    }
}

mod model {
    use tiga_domain::analysis::overview::{Overview, PartnerYearClass};

    use super::{
        Cents, Class, Edition, FacetCounts, Figures, InView, Layers, MapAnswer, Partner, PartnerSum,
    };

    /// The part of an overview that the page shows; the rest of the answer is left empty.
    pub(super) fn answer(overview: Overview) -> MapAnswer {
        let rows = &overview.by_partner_year_class;
        let partner_sum = |group: tiga_domain::analysis::overview::Group| {
            let partner = Partner::from_code(&group.code)?;
            Some(PartnerSum {
                partner,
                activities: group.activities,
                usd: group.usd,
                classes: classes(rows.iter().filter(|row| row.partner == partner)),
            })
        };
        MapAnswer {
            edition: Edition::default(),
            figures: Figures {
                activities: overview.activities,
                usd: overview.usd,
                exposure_usd: overview.exposure_usd,
                without_amount: overview.without_amount,
                not_converted: overview.not_converted,
                classes: classes(rows.iter()),
                without_place: overview.without_place,
                overlaps: 0,
                gaps: (0, 0),
            },
            by_country: overview.by_country,
            by_partner: overview
                .by_partner
                .into_iter()
                .filter_map(partner_sum)
                .collect(),
            top: Vec::new(),
            by_sector: overview.by_sector,
            in_view: InView::default(),
            layers: Layers::default(),
            counts: FacetCounts::default(),
        }
    }

    fn classes<'a>(rows: impl Iterator<Item = &'a PartnerYearClass>) -> [Cents; Class::ALL.len()] {
        let mut sums = [Cents(0); Class::ALL.len()];
        for row in rows {
            sums[row.class.index()] += row.usd;
        }
        sums
    }
}
