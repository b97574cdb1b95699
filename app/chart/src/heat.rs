//! Gaps as a table of colours, country by part of the scheme (method 5). Layout only; pages use a table with links.

use plotters::style::RGBColor;
use tiga_domain::analysis::gap::{Baseline, Flag, GapCell, Gaps};

use crate::figure::{Anchor, Figure, Mark};
use crate::palette;

const WIDTH: i32 = 760;
const LEFT: i32 = 110;
const TOP: i32 = 30;
const ROW: i32 = 28;
const TEXT: u32 = 12;
const DARK: RGBColor = RGBColor(0x18, 0x20, 0x2b);

/// Lays out gaps as one row a country. Each cell says its number and, where it has a flag, the flag; so it reads in grey.
///
/// Units: points of the mix, or of the ranking. A cell without data is grey and says so with a dash.
pub fn heat(answer: &Gaps) -> Figure {
    let title = format!(
        "{} by country, beside {}, {}, {}",
        answer.scheme.name(),
        answer.baseline.name(),
        answer.measure.name().to_lowercase(),
        answer.years
    );
    let mut figure = Figure {
        width: WIDTH as u32,
        title,
        ..Figure::default()
    };
    let facet = answer.scheme.facet();
    let mut parts: Vec<&str> = Vec::new();
    for cell in &answer.cells {
        if !parts.contains(&cell.priority.as_str()) {
            parts.push(&cell.priority);
        }
    }
    let step = (WIDTH - LEFT) / parts.len().max(1) as i32;
    let left = |part: usize| LEFT + step * part as i32;
    for (nth, part) in parts.iter().enumerate() {
        let name = facet.parse(part).map_or("", |value| facet.label(value));
        // A priority is known by its code; a focus area by its first word.
        let head = if part.starts_with("OP") {
            part
        } else {
            name.split(' ').next().unwrap_or(part)
        };
        let at = (left(nth) + step / 2, TOP / 2);
        figure
            .marks
            .push(words(at, head.to_owned(), Anchor::Center));
    }
    let mut said = Vec::new();
    for (row, country) in answer.countries.iter().enumerate() {
        let top = TOP + ROW * row as i32;
        figure.marks.push(words(
            (8, top + ROW / 2),
            country.country.name().to_owned(),
            Anchor::Left,
        ));
        let cells = answer
            .cells
            .iter()
            .filter(|cell| cell.country == country.country);
        for (column, cell) in cells.enumerate() {
            let corners = [left(column), top, left(column) + step - 2, top + ROW - 2];
            figure.marks.push(Mark::Bar {
                corners,
                fill: fill(answer.baseline, cell),
            });
            let at = (left(column) + step / 2, top + ROW / 2);
            figure.marks.push(Mark::Note {
                at,
                words: number(cell),
                size: TEXT,
                colour: DARK,
            });
            if matches!(cell.flag, Flag::Under | Flag::Over) {
                said.push(format!(
                    "{} {} {}",
                    country.country.name(),
                    cell.priority,
                    number(cell)
                ));
            }
        }
    }
    figure.height = (TOP + ROW * answer.countries.len() as i32 + 8) as u32;
    figure.description = if said.is_empty() {
        "No cell has a flag.".to_owned()
    } else {
        said.join("; ")
    };
    figure
}

/// What a cell says in short.
fn number(cell: &GapCell) -> String {
    let flag = match cell.flag {
        Flag::Under => "▼ ",
        Flag::Over => "▲ ",
        Flag::None | Flag::NoData => "",
    };
    cell.gap
        .map_or("–".to_owned(), |gap| format!("{flag}{:+.0}", gap * 100.0))
}

/// Under is orange in both baselines: too little beside ADB, or too little beside need.
fn fill(baseline: Baseline, cell: &GapCell) -> RGBColor {
    let towards = match baseline {
        Baseline::Adb => 1.0,
        Baseline::Need => -1.0,
    };
    cell.gap
        .map_or(palette::NO_DATA, |gap| palette::gap(gap * towards))
}

fn words(at: (i32, i32), words: String, anchor: Anchor) -> Mark {
    Mark::Text {
        at,
        words,
        size: TEXT,
        anchor,
    }
}
