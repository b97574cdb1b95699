//! The services share of each partner by country as dots on a line (method 6). Layout only.

use tiga_domain::analysis::mix::Mix;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::Filter;

use crate::figure::{Anchor, Figure, Mark, Region};
use crate::palette;

const WIDTH: i32 = 760;
const LEFT: i32 = 120;
const RIGHT: i32 = 24;
const TOP: i32 = 30;
const ROW: i32 = 40;
const RADIUS: i32 = 7;
const TEXT: u32 = 12;

/// Lays out a mix as one line a country and one dot a partner, with the list behind each dot.
///
/// Units: services in percent of services, green and hard infrastructure. A dot carries the letter of its partner, so
/// that it reads in grey. A partner without any of them in a country has no dot, which is no statement of zero.
pub fn dots(answer: &Mix, filter: &Filter) -> Figure {
    let title = format!(
        "Services in percent of services and infrastructure, by country and partner, {}, {}",
        answer.view.name(),
        answer.measure.name().to_lowercase()
    );
    let mut figure = Figure {
        width: WIDTH as u32,
        title,
        ..Figure::default()
    };
    let rows = || {
        answer
            .countries
            .iter()
            .filter(|row| row.services_share.is_some())
    };
    let mut countries: Vec<&str> = rows().map(|row| row.country.as_str()).collect();
    countries.dedup();
    let bottom = TOP + ROW * countries.len().max(1) as i32;
    figure.height = (bottom + 8) as u32;
    if countries.is_empty() {
        "No share is known in this selection.".clone_into(&mut figure.description);
        let at = (WIDTH / 2, TOP + ROW / 2);
        figure
            .marks
            .push(words(at, figure.description.clone(), Anchor::Center));
        return figure;
    }
    let x = |share: f64| LEFT + (share * f64::from(WIDTH - LEFT - RIGHT)).round() as i32;
    for quarter in 0..=4 {
        let at = x(f64::from(quarter) / 4.0);
        figure.marks.push(Mark::Line {
            from: (at, TOP),
            to: (at, bottom),
            colour: palette::GRID,
        });
        let label = format!("{} %", quarter * 25);
        figure
            .marks
            .push(words((at, TOP / 2), label, Anchor::Center));
    }
    let mut said = Vec::new();
    for (nth, country) in countries.iter().enumerate() {
        let middle = TOP + ROW * nth as i32 + ROW / 2;
        let Some(value) = Facet::Country.parse(country) else {
            continue;
        };
        let name = Facet::Country.label(value);
        figure
            .marks
            .push(words((8, middle), name.to_owned(), Anchor::Left));
        let line = Mark::Line {
            from: (LEFT, middle),
            to: (WIDTH - RIGHT, middle),
            colour: palette::GRID,
        };
        figure.marks.push(line);
        for row in rows().filter(|row| row.country == *country) {
            let share = row.services_share.unwrap_or_default();
            // Two partners at one place stand beside each other.
            let at = (x(share), middle + row.partner.index() as i32 * 9 - 13);
            let label = format!("{name}, {}: {:.1} %", row.partner.name(), share * 100.0);
            let fill = palette::partner(row.partner);
            figure.marks.push(Mark::Dot {
                at,
                radius: RADIUS as u32,
                fill,
            });
            let letter = row.partner.letter().to_owned();
            figure.marks.push(Mark::Note {
                at,
                words: letter,
                size: 10,
                colour: palette::ON_DARK,
            });
            let corners = [at.0 - RADIUS, at.1 - RADIUS, at.0 + RADIUS, at.1 + RADIUS];
            said.push(label.clone());
            let filter = filter
                .clone()
                .within(Facet::Country, value)
                .within(Facet::Partner, row.partner.index() as FacetValue);
            figure.regions.push(Region {
                corners,
                label,
                filter: Some(filter),
            });
        }
    }
    figure.description = said.join("; ");
    figure
}

fn words(at: (i32, i32), words: String, anchor: Anchor) -> Mark {
    Mark::Text {
        at,
        words,
        size: TEXT,
        anchor,
    }
}
