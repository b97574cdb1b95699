//! The part of a bar that one class has, and the key to the classes: colour, letter and a gap to the next part, so that
//! a figure reads in grey too.

use tiga_domain::status::Class;

use crate::figure::{Anchor, Mark};
use crate::palette;

const TEXT: u32 = 12;

/// Pixels that a letter needs.
const LETTER: i32 = 15;

/// A part with corners left, top, right, bottom; a letter stands in it where there is room.
pub(crate) fn part(class: Class, corners: [i32; 4]) -> impl Iterator<Item = Mark> {
    let [left, top, right, bottom] = corners;
    let (wide, high) = (right - left, bottom - top);
    let end = |from: i32, to: i32| if to - from > 3 { to - 1 } else { to };
    let bar = Mark::Bar {
        corners: [left, top, end(left, right), end(top, bottom)],
        fill: palette::class(class),
    };
    let letter = (wide >= LETTER && high >= LETTER).then(|| Mark::Note {
        at: (i32::midpoint(left, right), i32::midpoint(top, bottom)),
        words: class.letter().to_string(),
        size: TEXT,
        colour: palette::on_class(class),
    });
    std::iter::once(bar).chain(letter)
}

/// The classes with their letters in one line from `left`, around the height `middle`.
pub(crate) fn key(
    classes: impl Iterator<Item = Class>,
    left: i32,
    middle: i32,
) -> impl Iterator<Item = Mark> {
    let mut x = left;
    classes.flat_map(move |class| {
        let words = format!("{} {}", class.letter(), class.name());
        let at = x;
        x += words.chars().count() as i32 * 7 + 22;
        [
            Mark::Bar {
                corners: [at, middle - 5, at + 10, middle + 5],
                fill: palette::class(class),
            },
            Mark::Text {
                at: (at + 14, middle),
                words,
                size: TEXT,
                anchor: Anchor::Left,
            },
        ]
    })
}
