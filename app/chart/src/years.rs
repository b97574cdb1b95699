//! Money by year as stacked columns, one colour a class (method 6). Layout only.

use std::collections::BTreeMap;

use tiga_domain::analysis::mix::{self, Mix};
use tiga_domain::analysis::overview::Overview;
use tiga_domain::filter::{Filter, Years};
use tiga_domain::money::Cents;
use tiga_domain::status::Class;

use crate::axis::{short, ticks};
use crate::figure::{Anchor, Figure, Mark, Region};
use crate::palette;
use crate::part;

const WIDTH: i32 = 760;
const HEIGHT: i32 = 280;
const LEFT: i32 = 58;
const RIGHT: i32 = 8;
/// Heights of the key to the classes and of the upper edge of the columns.
const KEY: i32 = 15;
const TOP: i32 = 40;
const BOTTOM: i32 = 26;
const TEXT: u32 = 12;

/// Sums of a column by class.
type Stack = [Cents; Class::ALL.len()];

/// Lays out an overview as stacked columns by year.
///
/// Units: US dollars of the overview's measure and prices. Cancellations hang below the line. A year
/// without money has an empty place, which is no statement that nothing happened. Undated money stands
/// in a last column of its own.
pub fn years(answer: &Overview) -> Figure {
    let title = format!(
        "{} by year and class, US$, {}",
        answer.measure.name(),
        answer.prices.name().to_lowercase()
    );
    let cells = answer.by_partner_year_class.iter();
    lay_out(
        title,
        stacks(cells.map(|cell| (cell.year, cell.class, cell.usd))),
        |_, _| None,
    )
}

/// Lays out a mix as stacked columns by year, in the classes of its view, with the list behind each part.
pub fn mix_years(answer: &Mix, filter: &Filter) -> Figure {
    let title = format!(
        "{} by year and class, {}, US$, {}",
        answer.measure.name(),
        answer.view.name(),
        answer.prices.name().to_lowercase()
    );
    let cells = answer
        .series
        .iter()
        .map(|cell| (cell.year, cell.class, cell.usd));
    lay_out(title, stacks(cells), |year, class| {
        let years = match year {
            Some(year) => Years {
                from: Some(year),
                to: Some(year),
                undated: false,
            },
            None => Years {
                undated: true,
                ..Years::default()
            },
        };
        mix::behind(&filter.clone().in_years(years), answer.view, class)
    })
}

type Stacks = (BTreeMap<i16, Stack>, Option<Stack>);

/// A column: its label, its year (none when undated), its stack.
type Column = (String, Option<i16>, Stack);

fn lay_out(
    title: String,
    (dated, undated): Stacks,
    behind: impl Fn(Option<i16>, Class) -> Option<Filter>,
) -> Figure {
    let mut figure = Figure {
        width: WIDTH as u32,
        height: HEIGHT as u32,
        title,
        ..Figure::default()
    };
    let columns = columns(&dated, undated);
    if columns.is_empty() {
        "No amount is known in this selection.".clone_into(&mut figure.description);
        let words = figure.description.clone();
        figure.marks.push(Mark::Text {
            at: (WIDTH / 2, HEIGHT / 2),
            words,
            size: TEXT + 2,
            anchor: Anchor::Center,
        });
        return figure;
    }
    figure.description = describe(&dated, undated);
    let sums = |of: fn(i64) -> i64| {
        columns
            .iter()
            .map(move |(_, _, stack)| Cents(stack.iter().map(|c| of(c.0)).sum()))
    };
    let high = sums(|c| c.max(0)).max().unwrap_or_default();
    let low = sums(|c| c.min(0)).min().unwrap_or_default();
    let scale = Scale::new(ticks(low, high, 4));
    figure.marks.extend(scale.grid());
    let step = f64::from(WIDTH - LEFT - RIGHT) / columns.len() as f64;
    let every = (34.0 / step).ceil().max(1.0) as usize;
    for (nth, (label, year, stack)) in columns.iter().enumerate() {
        let left = f64::from(LEFT) + step * nth as f64;
        let bar = (
            (left + step * 0.12).round() as i32,
            (left + step * 0.88).round() as i32,
        );
        for (class, corners) in scale.bars(bar, stack) {
            figure.marks.extend(part::part(class, corners));
            figure.regions.push(Region {
                corners,
                label: format!(
                    "{label}, {}: {}",
                    class.name(),
                    stack[class.index()].exact()
                ),
                filter: behind(*year, class),
            });
        }
        let is_last_undated = undated.is_some() && nth + 1 == columns.len();
        if nth % every == 0 || is_last_undated {
            let at = ((left + step / 2.0).round() as i32, HEIGHT - BOTTOM / 2);
            figure.marks.push(Mark::Text {
                at,
                words: label.clone(),
                size: TEXT,
                anchor: Anchor::Center,
            });
        }
    }
    let occurs = |class: &Class| {
        let mut stacks = columns.iter().map(|(_, _, stack)| stack);
        stacks.any(|stack| stack[class.index()].0 != 0)
    };
    let classes = Class::ALL.into_iter().filter(occurs);
    figure.marks.extend(part::key(classes, LEFT, KEY));
    figure
}

fn stacks(cells: impl Iterator<Item = (Option<i16>, Class, Cents)>) -> Stacks {
    let (mut dated, mut undated) = (BTreeMap::<i16, Stack>::new(), None::<Stack>);
    for (year, class, usd) in cells {
        let stack = match year {
            Some(year) => dated.entry(year).or_default(),
            None => undated.get_or_insert_default(),
        };
        stack[class.index()] += usd;
    }
    (dated, undated)
}

/// Every year from the first to the last, then undated money.
fn columns(dated: &BTreeMap<i16, Stack>, undated: Option<Stack>) -> Vec<Column> {
    let ends = dated.keys().next().zip(dated.keys().next_back());
    let years = ends
        .map(|(first, last)| *first..=*last)
        .into_iter()
        .flatten();
    let mut columns: Vec<_> = years
        .map(|year| {
            (
                year.to_string(),
                Some(year),
                dated.get(&year).copied().unwrap_or_default(),
            )
        })
        .collect();
    columns.extend(undated.map(|stack| ("undated".to_owned(), None, stack)));
    columns
}

fn describe(dated: &BTreeMap<i16, Stack>, undated: Option<Stack>) -> String {
    let total = |stack: &Stack| short(stack.iter().copied().sum());
    let years = dated
        .iter()
        .map(|(year, stack)| format!("{year}: {}", total(stack)));
    let undated = undated
        .iter()
        .map(|stack| format!("undated: {}", total(stack)));
    years.chain(undated).collect::<Vec<_>>().join("; ")
}

/// Amounts to pixels.
struct Scale {
    ticks: Vec<Cents>,
}

impl Scale {
    fn new(ticks: Vec<Cents>) -> Self {
        Self { ticks }
    }

    fn y(&self, amount: Cents) -> i32 {
        let (low, high) = (
            self.ticks[0].0 as f64,
            self.ticks[self.ticks.len() - 1].0 as f64,
        );
        let fraction = (amount.0 as f64 - low) / (high - low).max(1.0);
        HEIGHT - BOTTOM - (fraction * f64::from(HEIGHT - BOTTOM - TOP)).round() as i32
    }

    fn grid(&self) -> impl Iterator<Item = Mark> {
        self.ticks.iter().flat_map(|tick| {
            let y = self.y(*tick);
            let line = Mark::Line {
                from: (LEFT, y),
                to: (WIDTH - RIGHT, y),
                colour: palette::GRID,
            };
            [
                line,
                Mark::Text {
                    at: (LEFT - 8, y),
                    words: short(*tick),
                    size: TEXT,
                    anchor: Anchor::Right,
                },
            ]
        })
    }

    /// The parts of one column, gains upwards and cancellations downwards from zero.
    fn bars(&self, (left, right): (i32, i32), stack: &Stack) -> Vec<(Class, [i32; 4])> {
        let (mut up, mut down) = (Cents(0), Cents(0));
        let mut bars = Vec::new();
        for class in Class::ALL {
            let part = stack[class.index()];
            let edge = if part.0 < 0 { &mut down } else { &mut up };
            let from = self.y(*edge);
            *edge += part;
            let to = self.y(*edge);
            if from != to {
                bars.push((class, [left, from.min(to), right, from.max(to)]));
            }
        }
        bars
    }
}

#[cfg(test)]
mod tests {
    use tiga_domain::analysis::overview::{PartnerYearClass, overview};
    use tiga_domain::dataset::Builder;
    use tiga_domain::filter::Filter;
    use tiga_domain::partner::Partner;

    use super::*;

    fn answer(cells: &[(Option<i16>, Class, i64)]) -> Overview {
        let empty = overview(&Builder::new(Vec::new()).finish(), &Filter::default());
        let cell = |(year, class, dollars): &(Option<i16>, Class, i64)| PartnerYearClass {
            partner: Partner::Jp,
            year: *year,
            class: *class,
            usd: Cents(dollars * 100),
        };
        Overview {
            by_partner_year_class: cells.iter().map(cell).collect(),
            ..empty
        }
    }

    fn heights(figure: &Figure) -> Vec<i32> {
        let bars = figure.marks.iter().filter_map(|mark| match mark {
            Mark::Bar {
                corners: [_, top, _, bottom],
                ..
            } if *top >= TOP => Some(bottom - top),
            _ => None,
        });
        bars.collect()
    }

    #[test]
    fn heights_are_in_proportion_and_every_year_has_a_place() {
        let cells = [
            (Some(2018), Class::Services, 100_000_000),
            (Some(2021), Class::Hard, 50_000_000),
            (None, Class::Other, 25_000_000),
        ];
        let figure = years(&answer(&cells));
        let heights = heights(&figure);
        assert_eq!(heights.len(), 3);
        assert!(
            (heights[0] - 2 * heights[1]).abs() <= 1 && (heights[1] - 2 * heights[2]).abs() <= 1,
            "{heights:?}"
        );
        let labels: Vec<_> = figure
            .marks
            .iter()
            .filter_map(|m| match m {
                Mark::Text { words, .. } => Some(words.as_str()),
                _ => None,
            })
            .collect();
        assert!(
            ["2018", "2019", "2020", "2021", "undated"]
                .iter()
                .all(|year| labels.contains(year)),
            "{labels:?}"
        );
        assert_eq!(figure.description, "2018: 100 m; 2021: 50 m; undated: 25 m");
    }

    #[test]
    fn cancellations_hang_below_the_line() {
        let figure = years(&answer(&[
            (Some(2020), Class::Hard, 10_000_000),
            (Some(2020), Class::Services, -10_000_000),
        ]));
        let heights = heights(&figure);
        assert_eq!(heights.len(), 2);
        assert!((heights[0] - heights[1]).abs() <= 1, "{heights:?}");
    }

    #[test]
    fn nothing_known_is_said() {
        let figure = years(&answer(&[]));
        assert_eq!(figure.description, "No amount is known in this selection.");
        assert!(
            figure
                .svg()
                .is_ok_and(|svg| svg.contains("No amount is known"))
        );
    }
}
