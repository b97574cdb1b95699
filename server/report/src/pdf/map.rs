//! The static map of a document: base, countries shaded by amount, the symbols of the selection.

use std::fmt::Write;

use tiga_domain::analysis::overview::Overview;
use tiga_domain::country::Country;
use tiga_domain::dataset::Dataset;
use tiga_domain::filter::Filter;
use tiga_domain::map::symbol::in_view;
use tiga_domain::map::view::View;
use tiga_domain::partner::Partner;

/// The base map: pre-projected outlines of Natural Earth (public domain).
const BASE: &str = include_str!("../../../../public/map/base.svg.html");

/// Fills of the five classes (`ColorBrewer` Blues), from little to much.
const SHADES: [&str; 5] = ["#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"];

/// Colours of the partners (Okabe–Ito).
const PARTNERS: [(Partner, &str); 4] = [
    (Partner::Us, "#0072b2"),
    (Partner::Jp, "#d55e00"),
    (Partner::Kr, "#009e73"),
    (Partner::Adb, "#cc79a7"),
];

/// The map of a selection as SVG, in the start view.
pub(super) fn map(data: &Dataset, filter: &Filter, overview: &Overview) -> String {
    let view = View::start();
    let unit = view.width / 900.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {} {}\"><style>.context path{{fill:#f5f4f0;stroke:#c9cdd2;stroke-width:{unit}}}.lakes path{{fill:#e9f0f4}}.country{{fill:#efeeea;stroke:#7d8791;stroke-width:{unit}}}.disputed path{{fill:#d5d5d2;stroke:#8a8a86;stroke-width:{unit};stroke-dasharray:{} {}}}",
        view.x,
        view.y,
        view.width,
        view.height,
        unit * 5.0,
        unit * 4.0,
    );
    for (country, shade) in shades(overview) {
        // Writing to a string does not fail.
        let _ = write!(svg, "#c-{}{{fill:{shade}}}", country.iso2());
    }
    let _ = write!(
        svg,
        "</style><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#e9f0f4\"/>{BASE}",
        view.x, view.y, view.width, view.height
    );
    for symbol in in_view(data, filter, view).symbols {
        let count = symbol.count();
        let largest = symbol
            .partners
            .iter()
            .zip(Partner::ALL)
            .max_by_key(|(count, _)| **count);
        let colour = largest.and_then(|(_, partner)| PARTNERS.iter().find(|(p, _)| *p == partner));
        let radius = (4.0 + f64::from(count).sqrt() * 2.2).min(24.0) * unit;
        let _ = write!(
            svg,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" fill=\"{}\" fill-opacity=\"0.85\" stroke=\"#ffffff\" stroke-width=\"{unit}\"/>",
            symbol.at.x,
            symbol.at.y,
            colour.map_or("#666666", |(_, colour)| colour),
        );
    }
    svg.push_str("</svg>");
    svg
}

/// The shade of each country with money: quantiles of the countries that have any.
fn shades(overview: &Overview) -> Vec<(Country, &'static str)> {
    let mut known: Vec<_> = overview
        .by_country
        .iter()
        .filter_map(|group| {
            Some((
                Country::from_iso2(&group.code)?,
                group.usd.filter(|usd| usd.0 > 0)?,
            ))
        })
        .collect();
    known.sort_by_key(|(_, usd)| *usd);
    let count = known.len().max(1);
    let shaded = known.iter().enumerate();
    shaded
        .map(|(rank, (country, _))| {
            (
                *country,
                SHADES[((rank + 1) * SHADES.len()).div_ceil(count) - 1],
            )
        })
        .collect()
}

/// The map in words.
pub(super) fn describe(overview: &Overview) -> String {
    let largest: Vec<String> = overview
        .by_country
        .iter()
        .filter_map(|group| Some((Country::from_iso2(&group.code)?, group)))
        .map(|(country, group)| format!("{} {} projects", country.name(), group.activities))
        .collect();
    if largest.is_empty() {
        return "Map without projects.".to_owned();
    }
    format!("Map of the projects. By country: {}.", largest.join(", "))
}
