//! Which of five classes a value of a country or first-level area falls into. Pure, so that the server's markup and the
//! browser agree.

use tiga_domain::analysis::overview::{CountryClass, Group};
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_domain::filter::Filter;
use tiga_domain::money::Cents;
use tiga_domain::place::ProvinceKey;
use tiga_domain::population::population;
use tiga_domain::status::Class;

use super::look::Shading;
use crate::api::layer::ProvinceArea;
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
    of: Vec<Shade>,
    /// Each class that any country has, the lowest first; members are positions of countries.
    pub breaks: Vec<Break>,
    /// Countries chosen by the filter.
    chosen: [bool; Country::COUNT],
    /// The first-level areas, when they are shaded.
    pub provinces: Option<ProvinceShades>,
}

/// The shades of first-level areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvinceShades {
    /// Classes of the paths by unit, for the markup of the server and the script: `VN0:province shade-1;…`.
    pub classes: String,
    /// Each class that any area has, the lowest first.
    pub breaks: Vec<Break>,
}

/// What one class holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The class, 1 to [`CLASSES`].
    pub class: u8,
    /// Smallest value: cents, projects, priorities, or millionths.
    pub least: i64,
    /// Largest value.
    pub most: i64,
    /// Positions of what has it.
    pub members: Vec<usize>,
}

impl Break {
    /// The values of the class in words.
    pub fn range(&self, shading: Shading) -> String {
        let words = |value: i64| match shading {
            Shading::Amount => format::compact(Cents(value)),
            Shading::PerPerson => format::exact(Cents(value)),
            Shading::Projects | Shading::Gaps => format::count(value as u64),
            Shading::Services => format::percent(value as f64 / MILLION as f64),
        };
        let (least, most) = (words(self.least), words(self.most));
        if least == most {
            least
        } else {
            format!("{least} – {most}")
        }
    }

    /// The countries, when the members are countries.
    pub fn countries(&self) -> impl Iterator<Item = Country> {
        let all = Country::all().enumerate();
        let own = all.filter(|(position, _)| self.members.contains(position));
        own.map(|(_, country)| country)
    }
}

/// Shares are counted in millionths.
const MILLION: i64 = 1_000_000;

/// What is to be shaded.
pub struct Values<'a> {
    /// Activities and money by country.
    pub by_country: &'a [Group],
    /// Money by country and class.
    pub by_country_class: &'a [CountryClass],
    /// Gaps of a country and how many priorities can be compared, if it has an answer.
    pub gaps: &'a dyn Fn(Country) -> Option<(u64, u64)>,
    /// First-level areas, when they are drawn.
    pub areas: &'a [ProvinceArea],
}

/// A value that is to be shaded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Value {
    Nothing,
    Unknown,
    Known(i64),
}

impl Shades {
    /// The shades of some values.
    pub fn new(shading: Shading, values: &Values, filter: &Filter) -> Self {
        let value = |country: Country| {
            let mut groups = values.by_country.iter();
            let Some(group) = groups.find(|group| group.code == country.iso2()) else {
                return Value::Nothing;
            };
            let value = match shading {
                Shading::Amount => group.usd.map(|usd| usd.0),
                Shading::Projects => i64::try_from(group.activities).ok(),
                Shading::Services => services(&classes(values.by_country_class, country)),
                Shading::PerPerson => group.usd.and_then(|usd| a_person(usd, country)),
                Shading::Gaps => {
                    let gaps = (values.gaps)(country).filter(|(_, known)| *known > 0);
                    gaps.and_then(|(under, _)| i64::try_from(under).ok())
                }
            };
            value.map_or(Value::Unknown, Value::Known)
        };
        let of_countries: Vec<Value> = Country::all().map(value).collect();
        let (of, breaks) = quantiles(shading, &of_countries);
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
            provinces: (shading.has_provinces() && !values.areas.is_empty())
                .then(|| ProvinceShades::new(values.areas, shading)),
        }
    }

    /// How a country is shaded.
    pub fn of(&self, country: Country) -> Shade {
        self.of[country.index()]
    }

    /// The classes of a country's path.
    pub fn class(&self, country: Country) -> String {
        let chosen = if self.chosen[country.index()] {
            " chosen"
        } else {
            ""
        };
        format!("country {}{chosen}", self.of(country).class())
    }

    /// The classes of all countries, for the script that draws the base: `BN:country shade-1;…`.
    pub fn classes(&self) -> String {
        let classes =
            Country::all().map(|country| format!("{}:{}", country.iso2(), self.class(country)));
        classes.collect::<Vec<_>>().join(";")
    }
}

impl Shade {
    fn class(self) -> String {
        match self {
            Self::Empty => "shade-empty".to_owned(),
            Self::Unknown => "shade-unknown".to_owned(),
            Self::Zero => "shade-0".to_owned(),
            Self::Class(class) => format!("shade-{class}"),
        }
    }
}

impl ProvinceShades {
    fn new(areas: &[ProvinceArea], shading: Shading) -> Self {
        let value = |area: &ProvinceArea| {
            let Some(sum) = &area.sum else {
                return Value::Nothing;
            };
            let value = match shading {
                Shading::Projects => i64::try_from(sum.activities).ok(),
                Shading::Services => services(&sum.classes),
                _ => sum.usd.map(|usd| usd.0),
            };
            value.map_or(Value::Unknown, Value::Known)
        };
        let values: Vec<Value> = areas.iter().map(value).collect();
        let (shades, breaks) = quantiles(shading, &values);
        let classes = areas.iter().zip(shades).map(|(area, shade)| {
            // The files of the map number the areas of a country.
            let ProvinceKey { country, nth } = area.key;
            format!("{}{nth}:province {}", country.iso2(), shade.class())
        });
        Self {
            classes: classes.collect::<Vec<_>>().join(";"),
            breaks,
        }
    }
}

/// Shades by quantiles of the known values; equal values share a class.
fn quantiles(shading: Shading, values: &[Value]) -> (Vec<Shade>, Vec<Break>) {
    let is_money = matches!(shading, Shading::Amount | Shading::PerPerson);
    let mut known = Vec::new();
    let mut shades = Vec::with_capacity(values.len());
    for (position, value) in values.iter().enumerate() {
        shades.push(match *value {
            Value::Nothing => Shade::Empty,
            Value::Known(value) if value <= 0 && is_money => Shade::Zero,
            Value::Known(value) => {
                known.push((value, position));
                Shade::Unknown
            }
            Value::Unknown => Shade::Unknown,
        });
    }
    known.sort_unstable();
    let mut breaks: Vec<Break> = Vec::new();
    for (rank, (value, position)) in known.iter().enumerate() {
        // Few members take the upper classes, so that the largest is always the darkest.
        let rank_from_top = known.len() - 1 - rank;
        let by_rank = (CLASSES - 1 - rank_from_top * CLASSES / known.len().max(CLASSES)) as u8 + 1;
        let same = breaks.last().filter(|last| last.most == *value);
        let class = same.map_or(by_rank, |last| last.class);
        shades[*position] = Shade::Class(class);
        match breaks.last_mut().filter(|last| last.class == class) {
            Some(last) => {
                last.most = *value;
                last.members.push(*position);
            }
            None => breaks.push(Break {
                class,
                least: *value,
                most: *value,
                members: vec![*position],
            }),
        }
    }
    (shades, breaks)
}

/// Cents for each inhabitant, rounded down.
fn a_person(usd: Cents, country: Country) -> Option<i64> {
    let (_, people) = population(country)?;
    usd.0.checked_div(i64::try_from(people).ok()?)
}

/// Money of a country by class.
fn classes(cells: &[CountryClass], country: Country) -> [Cents; Class::ALL.len()] {
    let mut sums = [Cents(0); Class::ALL.len()];
    for cell in cells.iter().filter(|cell| cell.country == country.iso2()) {
        sums[cell.class.index()] += cell.usd;
    }
    sums
}

/// Services as a part of services, hard and green infrastructure, in millionths; none when it cannot be said.
fn services(classes: &[Cents; Class::ALL.len()]) -> Option<i64> {
    let of = |class: Class| i128::from(classes[class.index()].0);
    let (services, built) = (of(Class::Services), of(Class::Hard) + of(Class::Green));
    let whole = services + built;
    (services >= 0 && built >= 0 && whole > 0)
        .then(|| i64::try_from(services * i128::from(MILLION) / whole).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use Value::{Known, Nothing, Unknown};

    use super::*;

    #[test]
    fn the_largest_is_darkest_and_unknown_is_not_zero() {
        let values = [Known(500), Known(100), Known(0), Unknown, Nothing];
        let (shades, breaks) = quantiles(Shading::Amount, &values);
        let expected = [
            Shade::Class(5),
            Shade::Class(4),
            Shade::Zero,
            Shade::Unknown,
            Shade::Empty,
        ];
        assert_eq!(shades, expected);
        assert_eq!(breaks.len(), 2);
    }

    #[test]
    fn eleven_values_fill_five_classes_in_order() {
        let values: Vec<Value> = (1..=11).map(Known).collect();
        let (_, breaks) = quantiles(Shading::Amount, &values);
        let classes: Vec<u8> = breaks.iter().map(|part| part.class).collect();
        assert_eq!(classes, [1, 2, 3, 4, 5]);
        let members: usize = breaks.iter().map(|part| part.members.len()).sum();
        assert_eq!(members, 11);
    }

    #[test]
    fn no_gap_is_a_value_and_an_amount_a_person_is_in_cents() {
        let (shades, _) = quantiles(Shading::Gaps, &[Known(0), Known(3)]);
        assert!(shades.iter().all(|shade| matches!(shade, Shade::Class(_))));
        let brunei =
            Country::from_iso2("BN").and_then(|country| a_person(Cents(45_894_900), country));
        assert_eq!(brunei, Some(100));
    }

    #[test]
    fn services_are_a_part_of_services_and_infrastructure() {
        let mut classes = [Cents(0); Class::ALL.len()];
        assert_eq!(services(&classes), None);
        classes[Class::Services.index()] = Cents(100);
        classes[Class::Hard.index()] = Cents(300);
        classes[Class::Other.index()] = Cents(900);
        assert_eq!(services(&classes), Some(250_000));
    }
}
