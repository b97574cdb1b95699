//! Colours of figures; the style sheet of the application uses the same.

use plotters::style::RGBColor;
use tiga_domain::partner::Partner;
use tiga_domain::status::Class;

/// Lines and text that must read on light and dark ground; style rules in the figure refine them.
pub const INK: RGBColor = RGBColor(0x5b, 0x64, 0x70);

/// Grid lines.
pub const GRID: RGBColor = RGBColor(0x9a, 0xa3, 0xad);

/// The colour of a class: those of the style sheet in its light scheme. Neighbours differ in lightness, for grey print.
pub const fn class(class: Class) -> RGBColor {
    match class {
        Class::Services => RGBColor(0x2a, 0x60, 0x99),
        Class::Green => RGBColor(0x5f, 0xa5, 0x6c),
        Class::Hard => RGBColor(0x8c, 0x6d, 0x46),
        Class::Production => RGBColor(0xc4, 0xae, 0x4a),
        Class::Other => RGBColor(0xb4, 0xba, 0xc2),
        Class::Unclassified => RGBColor(0xdd, 0xe1, 0xe5),
    }
}

/// Words on the colour of a class.
pub const fn on_class(class: Class) -> RGBColor {
    match class {
        Class::Services | Class::Hard => ON_DARK,
        Class::Green | Class::Production | Class::Other | Class::Unclassified => {
            RGBColor(0x18, 0x20, 0x2b)
        }
    }
}

/// Words on a coloured mark.
pub const ON_DARK: RGBColor = RGBColor(0xff, 0xff, 0xff);

/// Where nothing can be said.
pub const NO_DATA: RGBColor = RGBColor(0xd9, 0xdc, 0xe0);

/// The colour of a partner (Okabe–Ito).
pub const fn partner(partner: Partner) -> RGBColor {
    match partner {
        Partner::Us => RGBColor(0x00, 0x72, 0xb2),
        Partner::Jp => RGBColor(0xd5, 0x5e, 0x00),
        Partner::Kr => RGBColor(0x00, 0x9e, 0x73),
        Partner::Adb => RGBColor(0xb0, 0x5f, 0x8c),
    }
}

/// The colour of a gap from −0.4 (under, orange) over 0 to 0.4 (over, blue); orange and blue differ in grey too.
pub fn gap(gap: f64) -> RGBColor {
    let part = (gap.abs() / 0.4).min(1.0);
    let end = if gap < 0.0 {
        (0xb3, 0x58, 0x06)
    } else {
        (0x9e, 0xca, 0xe1)
    };
    let mix = |to: u8| (255.0 + (f64::from(to) - 255.0) * part).round() as u8;
    RGBColor(mix(end.0), mix(end.1), mix(end.2))
}
