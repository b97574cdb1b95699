//! Colours of figures; the style sheet of the application uses the same.

use plotters::style::RGBColor;
use tiga_domain::status::Class;

/// Lines and text that must read on light and dark ground; style rules in the figure refine them.
pub const INK: RGBColor = RGBColor(0x5b, 0x64, 0x70);

/// Grid lines.
pub const GRID: RGBColor = RGBColor(0x9a, 0xa3, 0xad);

/// The colour of a class.
pub const fn class(class: Class) -> RGBColor {
    match class {
        Class::Services => RGBColor(0x2a, 0x7f, 0x9e),
        Class::Green => RGBColor(0x5f, 0xa0, 0x4e),
        Class::Hard => RGBColor(0x4d, 0x4f, 0x6b),
        Class::Production => RGBColor(0xc7, 0x8a, 0x2c),
        Class::Other => RGBColor(0xa7, 0x7f, 0x9b),
        Class::Unclassified => RGBColor(0xb9, 0xbe, 0xc4),
    }
}
