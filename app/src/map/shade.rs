//! Which of five classes a country's value falls into. Pure, so that the server's markup and the browser agree.

use tiga_domain::analysis::overview::{CountryClass, Group};
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::status::Class;

use super::look::Shading;
use crate::format;

/// How many classes.
pub const CLASSES: usize = 5;

/// How a country is shaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Nothing of the selection is here.
    Empty,
    /// There are projects, but the value is not known.
    Unknown,
    /// The known amounts add to nothing, or cancellations exceed commitments.
    Zero,
    /// One of the classes, 1 to [`CLASSES`].
    Class(u8),
}

/// The shades of all countries and the values between which each class lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shades {
    /// What they mean.
    pub shading: Shading,
    /// In the order of the countries.
    of: [Shade; Country::COUNT],
    /// Each class that any country has, the lowest first.
    pub breaks: Vec<Break>,
    /// Countries chosen by the filter.
    chosen: [bool; Country::COUNT],
}

/// What one class holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The class, 1 to [`CLASSES`].
    pub class: u8,
    /// Smallest value: cents, projects, or millionths.
    pub least: i64,
    /// Largest value.
    pub most: i64,
    /// Countries.
    pub countries: Vec<Country>,
}

impl Break {
    /// The values of the class in words.
    pub fn range(&self, shading: Shading) -> String {
        let words = |value: i64| match shading {
            Shading::Amount => format::compact(Cents(value)),
            Shading::Projects => format::count(value as u64),
            Shading::Services => format::percent(value as f64 / MILLION as f64),
        };
        let (least, most) = (words(self.least), words(self.most));
        if least == most {
            least
        } else {
            format!("{least} – {most}")
        }
    }
}

/// Shares are counted in millionths.
const MILLION: i64 = 1_000_000;

impl Shades {
    /// Shades the countries of an overview by quantiles of their values; equal values share a class.
    pub fn new(
        shading: Shading,
        groups: &[Group],
        classes: &[CountryClass],
        filter: &Filter,
    ) -> Self {
        let mut of = [Shade::Empty; Country::COUNT];
        let mut known = Vec::new();
        for group in groups {
            let Some(country) = Country::from_iso2(&group.code) else {
                continue;
            };
            let value = match shading {
                Shading::Amount => group.usd.map(|usd| usd.0),
                Shading::Projects => i64::try_from(group.activities).ok(),
                Shading::Services => services(classes, country),
            };
            of[country.index()] = match value {
                Some(value) if value <= 0 && shading == Shading::Amount => Shade::Zero,
                Some(value) => {
                    known.push((value, country));
                    Shade::Unknown
                }
                None => Shade::Unknown,
            };
        }
        known.sort_unstable();
        let mut breaks: Vec<Break> = Vec::new();
        for (rank, (value, country)) in known.iter().enumerate() {
            // Few countries take the upper classes, so that the largest is always the darkest.
            let rank_from_top = known.len() - 1 - rank;
            let by_rank =
                (CLASSES - 1 - rank_from_top * CLASSES / known.len().max(CLASSES)) as u8 + 1;
            let same = breaks.last().filter(|last| last.most == *value);
            let class = same.map_or(by_rank, |last| last.class);
            of[country.index()] = Shade::Class(class);
            match breaks.last_mut().filter(|last| last.class == class) {
                Some(last) => {
                    last.most = *value;
                    last.countries.push(*country);
                }
                None => breaks.push(Break {
                    class,
                    least: *value,
                    most: *value,
                    countries: vec![*country],
                }),
            }
        }
        let mut chosen = [false; Country::COUNT];
        for value in filter.chosen(Facet::Country) {
            if let Some(chosen) = chosen.get_mut(*value as usize) {
                *chosen = true;
            }
        }
        Self {
            shading,
            of,
            breaks,
            chosen,
        }
    }

    /// How a country is shaded.
    pub fn of(&self, country: Country) -> Shade {
        self.of[country.index()]
    }

    /// The classes of a country's path.
    pub fn class(&self, country: Country) -> String {
        let shade = match self.of(country) {
            Shade::Empty => "shade-empty".to_owned(),
            Shade::Unknown => "shade-unknown".to_owned(),
            Shade::Zero => "shade-0".to_owned(),
            Shade::Class(class) => format!("shade-{class}"),
        };
        let chosen = if self.chosen[country.index()] {
            " chosen"
        } else {
            ""
        };
        format!("country {shade}{chosen}")
    }

    /// The classes of all countries, for the script that draws the base: `BN:country shade-1;…`.
    pub fn classes(&self) -> String {
        let classes =
            Country::all().map(|country| format!("{}:{}", country.iso2(), self.class(country)));
        classes.collect::<Vec<_>>().join(";")
    }
}

/// Services as a part of services, hard and green infrastructure, in millionths; none when it cannot be said.
fn services(classes: &[CountryClass], country: Country) -> Option<i64> {
    let of = |class: Class| {
        let cells = classes
            .iter()
            .filter(|cell| cell.country == country.iso2() && cell.class == class);
        cells.map(|cell| i128::from(cell.usd.0)).sum::<i128>()
    };
    let (services, built) = (of(Class::Services), of(Class::Hard) + of(Class::Green));
    let whole = services + built;
    (services >= 0 && built >= 0 && whole > 0)
        .then(|| i64::try_from(services * i128::from(MILLION) / whole).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(code: &str, usd: Option<i64>) -> Group {
        Group {
            code: code.to_owned(),
            activities: 1,
            usd: usd.map(Cents),
        }
    }

    #[test]
    fn the_largest_is_darkest_and_unknown_is_not_zero() {
        let groups = [
            group("VN", Some(500)),
            group("PH", Some(100)),
            group("KH", Some(0)),
            group("LA", None),
            group("regional", Some(900)),
        ];
        let shades = Shades::new(Shading::Amount, &groups, &[], &Filter::default());
        let class = |code| Country::from_iso2(code).map(|country| shades.class(country));
        assert_eq!(class("VN").as_deref(), Some("country shade-5"));
        assert_eq!(class("PH").as_deref(), Some("country shade-4"));
        assert_eq!(class("KH").as_deref(), Some("country shade-0"));
        assert_eq!(class("LA").as_deref(), Some("country shade-unknown"));
        assert_eq!(class("TH").as_deref(), Some("country shade-empty"));
    }

    #[test]
    fn eleven_countries_fill_five_classes_in_order() {
        let groups: Vec<Group> = Country::all()
            .enumerate()
            .map(|(rank, country)| group(country.iso2(), Some(rank as i64 + 1)))
            .collect();
        let shades = Shades::new(Shading::Amount, &groups, &[], &Filter::default());
        let classes: Vec<u8> = shades.breaks.iter().map(|part| part.class).collect();
        assert_eq!(classes, [1, 2, 3, 4, 5]);
        assert_eq!(
            shades
                .breaks
                .iter()
                .map(|part| part.countries.len())
                .sum::<usize>(),
            11
        );
    }
}
