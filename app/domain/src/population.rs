//! People in each country, for amounts a person and for ranks of need. Source and day of reading stand in the table.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::country::Country;
use crate::table;

#[derive(Deserialize)]
struct Row {
    iso2: Country,
    year: i16,
    population: u64,
}

static POPULATION: LazyLock<[Option<(i16, u64)>; Country::COUNT]> = LazyLock::new(|| {
    let mut people = [None; Country::COUNT];
    for row in table::rows::<Row>(include_str!("code/table/population.csv")) {
        people[row.iso2.index()] = Some((row.year, row.population));
    }
    people
});

/// People in a country, with the year that the number describes.
///
/// ```
/// use tiga_domain::country::Country;
/// use tiga_domain::population::population;
/// assert!(Country::all().all(|country| population(country).is_some_and(|(_, people)| people > 0)));
/// ```
pub fn population(country: Country) -> Option<(i16, u64)> {
    POPULATION[country.index()]
}
