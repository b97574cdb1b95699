//! The work grows with the number of near neighbours, not with the square of the activities (method 3.2).

use tiga_domain::analysis::overlap::Findings;
use tiga_domain::country::Country;
use tiga_domain::date::Date;

use crate::world;

/// Water, roads and power: they stand somewhere. Others are found by their words, wherever they are.
const SPATIAL: [&str; 6] = ["14021", "14022", "21020", "21030", "23230", "23630"];

fn pairs(size: usize, degrees: f64) -> f64 {
    let country = [Country::from_iso2("ID").unwrap()];
    let made = world::activities(11, size, &country, degrees).filter(|activity| {
        let code = activity.splits[0].purpose.unwrap();
        SPATIAL.contains(&code.to_string().as_str())
    });
    let data = world::dataset(made);
    Findings::new(&data, Date::year_only(2025)).census().pairs as f64
}

#[test]
fn twice_the_activities_at_one_density_are_about_twice_the_pairs() {
    let (small, large) = (pairs(15_000, 10.0), pairs(30_000, 10.0 * 2_f64.sqrt()));
    let growth = large / small;
    assert!((1.6..2.4).contains(&growth), "{small} pairs become {large}");
}
