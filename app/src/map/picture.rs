//! The map as a picture of its own: SVG with title, legend, sources and disclaimer, for files and slides. It carries its
//! colours in attributes, so that it looks the same wherever it is opened.

use std::fmt::Write;

use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::link::Question;
use tiga_domain::map::symbol::Symbol;
use tiga_domain::map::view::View;
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;
use tiga_domain::snapshot::Snapshot;

use super::base;
use super::look::{Look, Shading};
use super::symbol::{UNIT, radius};
use crate::address;
use crate::api::layer::Layers;
use crate::api::map::{self, MapAnswer};
use crate::format;

const WIDTH: f64 = 900.0;
const HEAD: f64 = 64.0;
const FOOT: f64 = 108.0;
const SHADES: [&str; 6] = [
    "#ffffff", "#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c",
];
const PARTNERS: [&str; 4] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];
const EMPTY: &str = "#efeeea";
const UNKNOWN: &str = "#c9c6bd";

/// The picture that the address of the map with this query string shows.
pub fn svg(data: &Snapshot, query: &str) -> String {
    let asked = address::read(query);
    let answer = map::answer(data, query);
    let (view, filter) = (asked.look.view, asked.question.filter);
    let high = (WIDTH / view.width * view.height).round();
    let mut out = String::new();
    let words = words(&filter, &answer);
    let measure = match asked.look.shading {
        Shading::Amount => filter.measure.name(),
        Shading::Projects => "Projects",
        Shading::Services => "Services share",
        Shading::PerPerson => "Amount a person",
        Shading::Gaps => "Priorities below ADB’s mix",
    };
    // Writing into a text cannot fail.
    _ = write!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{:.0}" font-family="sans-serif" font-size="13" fill="#18202b"><title>{words}</title><rect width="100%" height="100%" fill="#ffffff"/><text x="16" y="28" font-size="19" font-weight="bold">Development projects in ASEAN</text><text x="16" y="50">{words}</text>"##,
        HEAD + high + FOOT,
    );
    _ = write!(
        out,
        r##"<svg y="{HEAD}" width="{WIDTH}" height="{high:.0}" viewBox="{:.2} {:.2} {:.2} {:.2}"><rect x="{:.2}" y="{:.2}" width="100%" height="100%" fill="#e9f0f4"/>"##,
        view.x, view.y, view.width, view.height, view.x, view.y,
    );
    out += &coloured(&answer.layers, view);
    out += &areas(&asked.look, &answer.layers);
    overlaps(&mut out, &answer.layers, view.width / WIDTH);
    for symbol in &answer.in_view.symbols {
        draw(&mut out, symbol, view.width / View::start().width);
    }
    names(&mut out, &answer.layers, view);
    out += "</svg>";
    legend(&mut out, &answer.layers, measure, HEAD + high);
    _ = write!(
        out,
        r#"<g font-size="11"><text x="16" y="{:.0}">Tiga · data of {} · data set {} · {}</text><text x="16" y="{:.0}">Base map: Natural Earth. Boundaries and names imply no opinion on the legal status of any territory.</text></g></svg>"#,
        HEAD + high + FOOT - 28.0,
        escaped(&answer.edition.date),
        escaped(&answer.edition.version),
        tiga_domain::METHOD_ID,
        HEAD + high + FOOT - 12.0,
    );
    out
}

/// What is selected, in words.
fn words(filter: &Filter, answer: &MapAnswer) -> String {
    let figures = &answer.figures;
    let amount = figures
        .usd
        .map_or("amount not known".to_owned(), format::compact);
    let mut words = vec![
        format::counted(figures.activities, "project"),
        format!("{} {amount}", filter.measure.name().to_ascii_lowercase()),
    ];
    for facet in Facet::ALL {
        let labels: Vec<&str> = filter
            .chosen(facet)
            .iter()
            .map(|value| facet.label(*value))
            .collect();
        if !labels.is_empty() {
            words.push(labels.join(" or "));
        }
    }
    let rest = Question::from(Facet::ALL.into_iter().fold(filter.clone(), Filter::clear)).query();
    if !rest.is_empty() {
        words.push(rest);
    }
    escaped(&words.join(" · "))
}

/// The colour of a class of shades.
fn fill(class: &str) -> &'static str {
    let shade = class
        .split(' ')
        .find_map(|word| word.strip_prefix("shade-"));
    match shade {
        Some("unknown") => UNKNOWN,
        Some(digit) => digit
            .parse::<usize>()
            .ok()
            .and_then(|class| SHADES.get(class).copied())
            .unwrap_or(EMPTY),
        None => EMPTY,
    }
}

/// The base with colours instead of classes.
fn coloured(layers: &Layers, view: View) -> String {
    let line = view.width / WIDTH;
    let stroke = |colour: &str, width: f64| {
        format!(r#"stroke="{colour}" stroke-width="{:.2}""#, width * line)
    };
    let mut markup = base::markup(layers).unwrap_or_default();
    for country in Country::all() {
        let own = layers.class(country);
        let class = format!(r#"class="{own}" data-iso2="{}""#, country.iso2());
        markup = markup.replacen(&class, &format!(r#"fill="{}""#, fill(own)), 1);
    }
    let groups = [
        (
            "context",
            format!(r##"fill="#f5f4f0" {}"##, stroke("#9aa3ad", 0.5)),
        ),
        ("countries", stroke("#9aa3ad", 0.8)),
        ("lakes", r##"fill="#e9f0f4""##.to_owned()),
        (
            "disputed",
            format!(
                r##"fill="#b7b7b4" fill-opacity="0.35" stroke-dasharray="{:.1} {:.1}" {}"##,
                3.0 * line,
                2.0 * line,
                stroke("#8a94a3", 1.0)
            ),
        ),
    ];
    for (class, attributes) in groups {
        markup = markup.replacen(
            &format!(r#"<g class="{class}""#),
            &format!("<g {attributes}"),
            1,
        );
    }
    markup
}

/// First-level areas and rivers with colours instead of classes.
fn areas(look: &Look, layers: &Layers) -> String {
    let Some(mut markup) = base::depth(look, layers) else {
        return String::new();
    };
    let line = look.view.width / WIDTH;
    for shade in ["0", "1", "2", "3", "4", "5", "empty", "unknown"] {
        let class = format!("province shade-{shade}");
        let colour = format!(r#"fill="{}""#, fill(&class));
        markup = markup.replace(&format!(r#"class="{class}""#), &colour);
    }
    let rest = [
        (r#"class="province""#, r#"fill="none""#.to_owned()),
        (
            r#"class="provinces""#,
            format!(r##"stroke="#9aa3ad" stroke-width="{:.2}""##, 0.5 * line),
        ),
        (
            r#"class="rivers""#,
            format!(r##"fill="none" stroke="#9fc3d6" stroke-width="{line:.2}""##),
        ),
    ];
    for (class, attributes) in rest {
        markup = markup.replace(class, &attributes);
    }
    markup
}

/// Overlaps: soft areas and lines, `unit` map units for a pixel.
fn overlaps(out: &mut String, layers: &Layers, unit: f64) {
    let (wide, narrow) = (22.0 * unit, 1.6 * unit);
    for path in &layers.knots {
        _ = write!(
            out,
            r##"<path d="{path}" fill="#b3261e" stroke="#b3261e" stroke-width="{wide:.1}" stroke-linejoin="round" opacity="0.3"/>"##
        );
    }
    for (_, _, path) in &layers.links {
        _ = write!(
            out,
            r##"<path d="{path}" stroke="#b3261e" stroke-width="{narrow:.1}" stroke-linecap="round"/>"##
        );
    }
}

/// The names, where the map has them.
fn names(out: &mut String, layers: &Layers, view: View) {
    let scale = view.width / View::start().width;
    for (name, at, class) in &layers.names {
        let (size, weight, halo) = if class == "country-name" {
            (540, "bold", 150)
        } else {
            (400, "normal", 120)
        };
        _ = write!(
            out,
            r##"<text transform="translate({:.1} {:.1}) scale({scale:.4})" font-size="{size}" font-weight="{weight}" text-anchor="middle" stroke="#ffffff" stroke-width="{halo}" paint-order="stroke">{}</text>"##,
            at.x,
            at.y,
            escaped(name)
        );
    }
}

fn draw(out: &mut String, symbol: &Symbol, scale: f64) {
    _ = write!(
        out,
        r#"<g transform="translate({:.0} {:.0}) scale({scale:.4})">"#,
        symbol.at.x, symbol.at.y
    );
    let parts = PARTNERS
        .iter()
        .zip(symbol.partners)
        .filter(|(_, part)| *part > 0);
    let count = symbol.count();
    if symbol.single.is_some() {
        for (colour, _) in parts {
            let fill = if symbol.precision == PrecisionGroup::Site {
                colour
            } else {
                &"#ffffff"
            };
            let (r, width) = (4.5 * UNIT, 2.0 * UNIT);
            _ = write!(
                out,
                r#"<circle r="{r:.0}" fill="{fill}" stroke="{colour}" stroke-width="{width:.0}"/>"#
            );
        }
    } else {
        let radius = radius(count);
        let (middle, width) = (radius * 0.82, radius * 0.36);
        _ = write!(out, r##"<circle r="{radius:.0}" fill="#ffffff"/>"##);
        let mut start = 0;
        for (colour, part) in parts {
            _ = write!(
                out,
                r#"<circle r="{middle:.0}" fill="none" stroke="{colour}" stroke-width="{width:.0}" pathLength="{count}" stroke-dasharray="{part} {count}" stroke-dashoffset="-{start}" transform="rotate(-90)"/>"#
            );
            start += part;
        }
        let (y, size) = (radius * 0.3, radius * 0.86);
        _ = write!(
            out,
            r#"<text y="{y:.0}" font-size="{size:.0}" font-weight="bold" text-anchor="middle">{count}</text>"#
        );
    }
    *out += "</g>";
}

/// Classes in one line, partners in the next.
fn legend(out: &mut String, layers: &Layers, measure: &str, top: f64) {
    let square = |fill: &str| {
        format!(r##"<rect y="-7" width="13" height="13" fill="{fill}" stroke="#8a94a3"/>"##)
    };
    let mut classes = Vec::new();
    for (class, words, _) in &layers.keys {
        classes.push((square(fill(class)), words.clone()));
    }
    classes.push((square(UNKNOWN), "not known".to_owned()));
    let partners = Partner::ALL
        .into_iter()
        .zip(PARTNERS)
        .map(|(partner, colour)| {
            let mark = format!(r#"<circle cx="6" r="6" fill="{colour}"/>"#);
            (mark, partner.name().to_owned())
        });
    for (keys, y) in [(classes, top + 22.0), (partners.collect(), top + 48.0)] {
        let mut x = 16.0;
        if y < top + 30.0 {
            _ = write!(
                out,
                r#"<text x="{x}" y="{:.0}" font-weight="bold">{measure}</text>"#,
                y + 4.0
            );
            x += 16.0 + measure.chars().count() as f64 * 8.0;
        }
        for (mark, words) in keys {
            _ = write!(
                out,
                r#"<g transform="translate({x:.0} {y:.0})">{mark}<text x="18" y="4">{words}</text></g>"#
            );
            x += 24.0 + words.chars().count() as f64 * 7.3;
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
