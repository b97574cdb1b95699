//! What the map shows besides symbols, made up where the answer is made, so that a page only draws it: shades and their
//! legend, first-level areas, names, overlaps.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use tiga_domain::analysis::gap::CountryGaps;
use tiga_domain::analysis::overview::{CountryClass, Group};
use tiga_domain::analysis::provinces::{ProvinceSum, by_province};
use tiga_domain::country::Country;
use tiga_domain::map::knot::{Knots, knots};
use tiga_domain::map::projection::{Point, WORLD, project};
use tiga_domain::map::symbol::{BEYOND, Symbol};
use tiga_domain::place::{ProvinceKey, bounds, provinces, today};
use tiga_domain::snapshot::Snapshot;

use crate::address::Asked;
use crate::map::knot;
use crate::map::label;
use crate::map::look::Look;
use crate::map::shade::{Break, Shades, Values};

/// Classes, keys, names and paths of a map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layers {
    /// Classes of the paths of the countries: `BN:country shade-1;…`.
    pub countries: String,
    /// Keys of the legend, the lowest first: class, values, and the codes of the countries or areas that have it.
    pub keys: Vec<(String, String, String)>,
    /// Countries whose first-level areas are drawn, by blanks.
    pub area_countries: String,
    /// Classes of the paths of these areas; empty when they have no shades of their own.
    pub area_classes: String,
    /// Areas with a project by their codes, the largest amount first.
    pub areas: Vec<Group>,
    /// By country, what no place says more closely than the country.
    pub elsewhere: Vec<Group>,
    /// What of today's areas cannot be drawn, in sentences.
    pub notes: String,
    /// Names with their places and classes.
    pub names: Vec<(String, Point, String)>,
    /// Paths around projects that overlap from one to the next.
    pub knots: Vec<String>,
    /// Overlaps: identifier, words, path.
    pub links: Vec<(String, String, String)>,
    /// What the legend says of overlaps; empty when they are not drawn.
    pub overlaps: String,
}

impl Layers {
    /// The classes of a country's path.
    pub fn class(&self, country: Country) -> &str {
        let pairs = self.countries.split(';');
        pairs
            .filter_map(|pair| pair.split_once(':'))
            .find(|(code, _)| *code == country.iso2())
            .map_or("country", |(_, class)| class)
    }
}

/// A first-level area of a country in view.
#[derive(Clone, Debug)]
pub struct ProvinceArea {
    /// Which one.
    pub key: ProvinceKey,
    /// Name.
    pub name: &'static str,
    /// Where the name stands, in map units.
    pub at: Point,
    /// How wide it is there, in map units.
    pub wide: f64,
    /// What it has of the selection; none when no project is placed in it.
    pub sum: Option<ProvinceSum>,
}

/// What the layers rest on besides the data set.
pub(super) struct Ground<'a> {
    pub(super) asked: &'a Asked,
    pub(super) by_country: &'a [Group],
    pub(super) by_country_class: &'a [CountryClass],
    pub(super) gaps: &'a [CountryGaps],
    pub(super) symbols: &'a [Symbol],
}

/// The layers of a map.
pub(super) fn layers(data: &Snapshot, ground: &Ground) -> Layers {
    let (look, filter) = (&ground.asked.look, &ground.asked.question.filter);
    let countries = if look.has_provinces() {
        in_view(look)
    } else {
        Vec::new()
    };
    let answer = by_province(data, filter, &countries);
    let areas = areas(&countries, answer.provinces);
    let gaps = |country| ground.gaps.iter().find(|gaps| gaps.country == country);
    let values = Values {
        by_country: ground.by_country,
        by_country_class: ground.by_country_class,
        gaps: &|country| gaps(country).map(|gaps| (gaps.under, gaps.known)),
        areas: &areas,
    };
    let shades = Shades::new(look.shading, &values, filter);
    let key = |part: &Break, codes: String| {
        let class = format!("shade-{}", part.class);
        (class, part.range(look.shading), codes)
    };
    let codes = |part: &Break| {
        let codes = part.countries().map(Country::iso2);
        codes.collect::<Vec<_>>().join(",")
    };
    let knots = if look.has_overlaps {
        knots(data, filter, look.view)
    } else {
        Knots::default()
    };
    Layers {
        countries: shades.classes(),
        keys: match &shades.provinces {
            Some(shades) => shades
                .breaks
                .iter()
                .map(|part| {
                    let codes = part.members.iter().map(|own| areas[*own].key.code());
                    key(part, codes.collect::<Vec<_>>().join(","))
                })
                .collect(),
            None => shades
                .breaks
                .iter()
                .map(|part| key(part, codes(part)))
                .collect(),
        },
        area_countries: countries
            .iter()
            .map(|own| own.iso2())
            .collect::<Vec<_>>()
            .join(" "),
        area_classes: shades
            .provinces
            .map_or(String::new(), |areas| areas.classes),
        notes: notes(&countries),
        names: label::names(ground.symbols, &areas, look.view),
        overlaps: if look.has_overlaps {
            knot::sentence(&knots)
        } else {
            String::new()
        },
        knots: knots.knots.iter().map(knot::outline).collect(),
        links: knots
            .knots
            .iter()
            .flat_map(|own| &own.links)
            .map(knot::link)
            .collect(),
        areas: rows(areas),
        elsewhere: answer.elsewhere,
    }
}

/// The countries in view and a little around it.
fn in_view(look: &Look) -> Vec<Country> {
    let drawn = look.view.widened(BEYOND);
    let is_in_view = |country: &Country| {
        let (west, south, east, north) = bounds(*country);
        let (upper, lower) = (project(north, west), project(south, east));
        upper.x < drawn.x + drawn.width
            && drawn.x < lower.x
            && upper.y < drawn.y + drawn.height
            && drawn.y < lower.y
    };
    Country::all().filter(is_in_view).collect()
}

/// The first-level areas of some countries, in the order of the files of the map.
fn areas(countries: &[Country], sums: Vec<ProvinceSum>) -> Vec<ProvinceArea> {
    let mut sums = sums.into_iter().peekable();
    let mut areas = Vec::new();
    for country in countries {
        for (nth, province) in (0_u8..).zip(provinces(*country)) {
            let (lat, lon) = province.at;
            areas.push(ProvinceArea {
                key: ProvinceKey {
                    country: *country,
                    nth,
                },
                name: &province.name,
                at: project(lat, lon),
                wide: province.wide / 360.0 * WORLD,
                sum: sums.next_if(|sum| (sum.country, sum.nth) == (*country, nth)),
            });
        }
    }
    areas
}

/// Areas with a project as rows of a table.
fn rows(areas: Vec<ProvinceArea>) -> Vec<Group> {
    let row = |area: ProvinceArea| {
        let sum = area.sum?;
        Some(Group {
            code: area.key.code().to_owned(),
            activities: sum.activities,
            usd: sum.usd,
        })
    };
    let mut rows: Vec<Group> = areas.into_iter().filter_map(row).collect();
    rows.sort_by_key(|row| Reverse(row.usd));
    rows
}

fn notes(countries: &[Country]) -> String {
    let today = if countries.is_empty() {
        Vec::new()
    } else {
        today()
    };
    let here = today
        .iter()
        .filter(|area| countries.contains(&area.country));
    let parts = here.clone().filter(|area| !area.within.is_empty());
    let parts = parts.map(|area| {
        let whole = area.within.join(" and ");
        format!("{} is drawn as a part of {whole}.", area.name)
    });
    let notes = here.filter(|area| !area.note.is_empty());
    let notes = notes.map(|area| format!("{}: {}.", area.name, area.note));
    parts.chain(notes).collect::<Vec<_>>().join(" ")
}
