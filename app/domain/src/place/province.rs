//! Today's first-level areas of the eleven countries, and the ones that the map draws. Natural Earth knows most of them;
//! some were merged since, and a few can only be drawn as a part of another.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::country::Country;
use crate::table;

/// A first-level area as the map draws it.
#[derive(Clone, Debug)]
pub struct Province {
    /// Country.
    pub country: Country,
    /// Name in English.
    pub name: String,
    /// Where the name stands: degrees north and east.
    pub at: (f64, f64),
    /// Degrees of longitude between its western and eastern ends there.
    pub wide: f64,
    /// Codes of the areas of Natural Earth of which it is made.
    pub drawn: Vec<String>,
}

/// A first-level area of the map, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvinceKey {
    /// Country.
    pub country: Country,
    /// Position among the areas that are drawn of the country.
    pub nth: u8,
}

impl ProvinceKey {
    /// The area of which the area of Natural Earth with this code, after ISO 3166-2, is a part.
    ///
    /// ```
    /// use tiga_domain::place::ProvinceKey;
    /// let key = ProvinceKey::parse("bn-te").expect("Temburong");
    /// assert_eq!((key.code(), key.label()), ("BN-TE", "Temburong, Brunei".to_owned()));
    /// assert_eq!(ProvinceKey::parse("PH-CEB").map(ProvinceKey::label).as_deref(), Some("Central Visayas, Philippines"));
    /// assert_eq!(ProvinceKey::parse("BN"), None);
    /// ```
    pub fn parse(code: &str) -> Option<Self> {
        let country = Country::from_iso2(code.get(..2)?)?;
        let holds = |own: &Province, code| own.drawn.iter().any(|it| it.eq_ignore_ascii_case(code));
        let mut areas = (0..).zip(provinces(country));
        let (nth, _) = areas.find(|(_, own)| holds(own, code))?;
        Some(Self { country, nth })
    }

    /// The code in addresses: of its parts the first.
    pub fn code(self) -> &'static str {
        self.area().map_or("", |area| area.drawn[0].as_str())
    }

    /// Name and country.
    pub fn label(self) -> String {
        let name = self.area().map_or("", |area| area.name.as_str());
        format!("{name}, {}", self.country.name())
    }

    fn area(self) -> Option<&'static Province> {
        provinces(self.country).get(usize::from(self.nth))
    }
}

/// A first-level area as it is today.
#[derive(Clone, Debug)]
pub struct Today {
    /// Country.
    pub country: Country,
    /// Name in English.
    pub name: String,
    /// Codes of the areas of Natural Earth that hold it.
    pub drawn: Vec<String>,
    /// The areas with which it is drawn, where it is none of its own.
    pub within: Vec<String>,
    /// What of its borders cannot be drawn; empty when nothing is known to differ.
    pub note: String,
}

#[derive(Deserialize)]
struct UnitRow {
    iso2: Country,
    name: String,
    drawn: String,
    lon: f64,
    lat: f64,
    wide: f64,
}

#[derive(Deserialize)]
struct TodayRow {
    iso2: Country,
    name: String,
    drawn: String,
    within: String,
    note: String,
}

static PROVINCES: LazyLock<Vec<Vec<Province>>> = LazyLock::new(|| {
    let mut provinces = vec![Vec::new(); Country::COUNT];
    for row in table::rows::<UnitRow>(include_str!("unit.csv")) {
        provinces[row.iso2.index()].push(Province {
            country: row.iso2,
            name: row.name,
            at: (row.lat, row.lon),
            wide: row.wide,
            drawn: row.drawn.split(' ').map(str::to_owned).collect(),
        });
    }
    provinces
});

/// The areas that are drawn of a country; their positions are those of the files of the map.
pub fn provinces(country: Country) -> &'static [Province] {
    &PROVINCES[country.index()]
}

/// Today's areas of all countries, by country.
pub fn today() -> Vec<Today> {
    let list = |text: &str, separator| {
        let parts = text.split(separator).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let rows = table::rows::<TodayRow>(include_str!("province.csv")).into_iter();
    let today = rows.map(|row| Today {
        country: row.iso2,
        drawn: list(&row.drawn, ' '),
        within: list(&row.within, ';'),
        name: row.name,
        note: row.note,
    });
    today.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn count(iso2: &str) -> usize {
        today()
            .iter()
            .filter(|area| area.country.iso2() == iso2)
            .count()
    }

    #[test]
    fn every_country_has_as_many_areas_as_today() {
        let expected = [
            ("BN", 4),
            ("ID", 38),
            ("KH", 25),
            ("LA", 18),
            ("MM", 15),
            ("MY", 16),
            ("PH", 18),
            ("SG", 5),
            ("TH", 77),
            ("TL", 14),
            ("VN", 34),
        ];
        for (iso2, areas) in expected {
            assert_eq!(count(iso2), areas, "{iso2}");
        }
        assert_eq!(expected.len(), Country::COUNT);
    }

    #[test]
    fn every_area_of_today_is_drawn_once_or_named_as_a_part() {
        for area in today() {
            let drawn = provinces(area.country);
            let own: Vec<_> = drawn.iter().filter(|one| one.name == area.name).collect();
            if area.within.is_empty() {
                assert_eq!(own.len(), 1, "{}", area.name);
                let ours: BTreeSet<_> = area.drawn.iter().collect();
                assert_eq!(ours, own[0].drawn.iter().collect(), "{}", area.name);
                assert_eq!(ours.len(), area.drawn.len(), "{}", area.name);
            } else {
                assert!(own.is_empty(), "{}", area.name);
                let around: BTreeSet<_> = drawn
                    .iter()
                    .filter(|one| area.within.contains(&one.name))
                    .flat_map(|one| &one.drawn)
                    .collect();
                assert_eq!(around, area.drawn.iter().collect(), "{}", area.name);
            }
        }
    }

    #[test]
    fn every_drawn_area_stands_for_one_of_today_and_shares_no_shape() {
        let today = today();
        let mut shapes = BTreeSet::new();
        for country in Country::all() {
            assert!(provinces(country).len() < usize::from(u8::MAX));
            for drawn in provinces(country) {
                let own = today.iter().filter(|area| {
                    area.country == country && area.within.is_empty() && area.name == drawn.name
                });
                assert_eq!(own.count(), 1, "{}", drawn.name);
                for shape in &drawn.drawn {
                    assert!(shapes.insert(shape), "{shape} is drawn twice");
                }
            }
        }
        // As many codes as Natural Earth has in the eleven countries.
        assert_eq!(shapes.len(), 350);
    }
}
