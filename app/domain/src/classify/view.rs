//! Three views of services and hard infrastructure (method 2.7): rankings that differ between
//! them depend on the definition.

use crate::money::Cents;
use crate::purpose::PurposeCode;
use crate::status::Class;

/// A definition of "services" and "hard".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// The classes of this method.
    #[default]
    Report,
    /// The sector groups of the DAC.
    Dac,
    /// What becomes something built, and what does not.
    Physical,
}

impl View {
    /// All three, the default first.
    pub const ALL: [Self; 3] = [Self::Report, Self::Dac, Self::Physical];

    /// The code in addresses and the API.
    pub const fn code(self) -> &'static str {
        ["report", "dac", "physical"][self as usize]
    }

    /// The name in English.
    pub const fn name(self) -> &'static str {
        ["Report view", "DAC view", "Physical view"][self as usize]
    }

    /// The view with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|view| view.code().eq_ignore_ascii_case(code))
    }
}

/// The class of a purpose code in the DAC view.
///
/// ```
/// use tiga_domain::classify::dac_class;
/// use tiga_domain::{purpose::PurposeCode, status::Class};
/// assert_eq!(dac_class(PurposeCode::parse("14021")), Class::Services);
/// assert_eq!(dac_class(None), Class::Unclassified);
/// ```
pub fn dac_class(code: Option<PurposeCode>) -> Class {
    let Some(category) = code.map(|code| code.category().number()) else {
        return Class::Unclassified;
    };
    match category / 10 {
        11..=16 | 24 | 25 => Class::Services,
        21..=23 => Class::Hard,
        31..=33 => Class::Production,
        _ if category == 998 => Class::Unclassified,
        _ => Class::Other,
    }
}

/// Divides an amount into hard and services by physicality in percent, exactly (method 1.1, rule 11).
///
/// Only services, hard and green lines are divided; of the other classes both parts are zero,
/// since their amounts stay in their class.
///
/// ```
/// use tiga_domain::{classify::physical_split, money::Cents, status::Class};
/// assert_eq!(physical_split(Cents(-1_000), Class::Hard, 95), (Cents(-950), Cents(-50)));
/// assert_eq!(physical_split(Cents(700), Class::Production, 30), (Cents(0), Cents(0)));
/// ```
pub fn physical_split(cents: Cents, class: Class, physicality: u8) -> (Cents, Cents) {
    if !matches!(class, Class::Services | Class::Hard | Class::Green) {
        return (Cents(0), Cents(0));
    }
    // Of two parts the larger remainder gets the missing cent; at equal ones the first, hard.
    let hard = (i128::from(cents.0.unsigned_abs()) * i128::from(physicality.min(100)) + 50) / 100;
    let hard = Cents(hard as i64 * cents.0.signum());
    (hard, cents - hard)
}

/// What the views need of one row: an amount, its line's class and physicality, and its code.
#[derive(Clone, Copy, Debug)]
pub struct ViewRow {
    /// The amount.
    pub cents: Cents,
    /// The class of the line.
    pub class: Class,
    /// Its physicality in percent.
    pub physicality: u8,
    /// Its purpose code.
    pub code: Option<PurposeCode>,
}

/// Sums by class, in the order of [`Class::ALL`], under each definition; all three have one total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThreeViews {
    /// The classes of this method.
    pub report: [Cents; 6],
    /// The groups of the DAC.
    pub dac: [Cents; 6],
    /// Built and not built; green is part of hard here and stays zero.
    pub physical: [Cents; 6],
}

/// Sums rows under the three definitions.
pub fn three_views(rows: impl IntoIterator<Item = ViewRow>) -> ThreeViews {
    let mut views = ThreeViews::default();
    for row in rows {
        views.report[row.class.index()] += row.cents;
        views.dac[dac_class(row.code).index()] += row.cents;
        if matches!(row.class, Class::Services | Class::Hard | Class::Green) {
            let (hard, services) = physical_split(row.cents, row.class, row.physicality);
            views.physical[Class::Hard.index()] += hard;
            views.physical[Class::Services.index()] += services;
        } else {
            views.physical[row.class.index()] += row.cents;
        }
    }
    views
}
