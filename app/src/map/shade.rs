//! Which of five classes a country's amount falls into. Pure, so that the server's markup and the browser agree.

use tiga_domain::analysis::overview::Group;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;

/// How many classes.
pub const CLASSES: usize = 5;

/// How a country is shaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Nothing of the selection is here.
    Empty,
    /// There are projects, but no amount is known.
    Unknown,
    /// The known amounts add to nothing, or cancellations exceed commitments.
    Zero,
    /// One of the classes, 1 to [`CLASSES`].
    Class(u8),
}

/// The shades of all countries and the amounts between which each class lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shades {
    /// In the order of the countries.
    of: [Shade; Country::COUNT],
    /// Smallest and largest amount and number of countries of each class that has any.
    pub breaks: Vec<Break>,
    /// Countries chosen by the filter.
    chosen: [bool; Country::COUNT],
}

/// What one class holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// The class, 1 to [`CLASSES`].
    pub class: u8,
    /// Smallest amount.
    pub least: Cents,
    /// Largest amount.
    pub most: Cents,
    /// Countries.
    pub countries: usize,
}

impl Shades {
    /// Shades the countries of an overview by quantiles of their amounts; equal amounts share a class.
    pub fn new(groups: &[Group], filter: &Filter) -> Self {
        let mut of = [Shade::Empty; Country::COUNT];
        let mut known = Vec::new();
        for group in groups {
            let Some(country) = Country::from_iso2(&group.code) else {
                continue;
            };
            of[country.index()] = match group.usd {
                None => Shade::Unknown,
                Some(usd) if usd.0 <= 0 => Shade::Zero,
                Some(usd) => {
                    known.push((usd, country.index()));
                    Shade::Unknown
                }
            };
        }
        known.sort_unstable();
        let mut breaks: Vec<Break> = Vec::new();
        let mut before: Option<(Cents, u8)> = None;
        for (rank, (usd, index)) in known.iter().enumerate() {
            // Few countries take the upper classes, so that the largest is always the darkest.
            let rank_from_top = known.len() - 1 - rank;
            let by_rank =
                (CLASSES - 1 - rank_from_top * CLASSES / known.len().max(CLASSES)) as u8 + 1;
            let class = match before {
                Some((same, class)) if same == *usd => class,
                _ => by_rank,
            };
            before = Some((*usd, class));
            of[*index] = Shade::Class(class);
            match breaks.last_mut().filter(|last| last.class == class) {
                Some(last) => {
                    last.most = *usd;
                    last.countries += 1;
                }
                None => breaks.push(Break {
                    class,
                    least: *usd,
                    most: *usd,
                    countries: 1,
                }),
            }
        }
        let mut chosen = [false; Country::COUNT];
        for value in filter.chosen(Facet::Country) {
            if let Some(chosen) = chosen.get_mut(*value as usize) {
                *chosen = true;
            }
        }
        Self { of, breaks, chosen }
    }

    /// No country shaded: the base of a small map.
    pub fn none() -> Self {
        Self {
            of: [Shade::Empty; Country::COUNT],
            breaks: Vec::new(),
            chosen: [false; Country::COUNT],
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
        let shades = Shades::new(&groups, &Filter::default());
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
        let shades = Shades::new(&groups, &Filter::default());
        let classes: Vec<u8> = shades.breaks.iter().map(|part| part.class).collect();
        assert_eq!(classes, [1, 2, 3, 4, 5]);
        assert_eq!(
            shades
                .breaks
                .iter()
                .map(|part| part.countries)
                .sum::<usize>(),
            11
        );
    }
}
