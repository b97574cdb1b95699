//! The shapes of the first-level areas as the map draws them, to say in which of them a place lies. Not in the browser's
//! modules: a data set carries the answers along.

use std::sync::LazyLock;

use crate::country::Country;
use crate::map::projection::{Point, project};

/// How far outside every shape a place may lie, in map units: about ten kilometres, for piers and islets.
const NEAR: f64 = 67.0;

/// A closed line with the corners of the box around it, by which most places are told to be far from it.
#[derive(Debug)]
struct Ring {
    points: Vec<Point>,
    low: Point,
    high: Point,
}

/// The file of the map with the first-level areas of a country, as markup; the same that browsers draw.
pub fn province_file(country: Country) -> &'static str {
    match country.iso2() {
        "BN" => include_str!("../../../../public/map/provinces/BN.svg.html"),
        "ID" => include_str!("../../../../public/map/provinces/ID.svg.html"),
        "KH" => include_str!("../../../../public/map/provinces/KH.svg.html"),
        "LA" => include_str!("../../../../public/map/provinces/LA.svg.html"),
        "MM" => include_str!("../../../../public/map/provinces/MM.svg.html"),
        "MY" => include_str!("../../../../public/map/provinces/MY.svg.html"),
        "PH" => include_str!("../../../../public/map/provinces/PH.svg.html"),
        "SG" => include_str!("../../../../public/map/provinces/SG.svg.html"),
        "TH" => include_str!("../../../../public/map/provinces/TH.svg.html"),
        "TL" => include_str!("../../../../public/map/provinces/TL.svg.html"),
        _ => include_str!("../../../../public/map/provinces/VN.svg.html"),
    }
}

/// Rings of each area, by country.
static SHAPES: LazyLock<Vec<Vec<Vec<Ring>>>> = LazyLock::new(|| {
    let all = Country::all();
    all.map(|country| shapes(province_file(country))).collect()
});

/// The rings of each area of a file of the map, in its order.
fn shapes(file: &str) -> Vec<Vec<Ring>> {
    let paths = file.split(" d=\"").skip(1);
    let data = paths.map(|rest| rest.split('"').next().unwrap_or_default());
    data.map(|data| rings(data).into_iter().map(Ring::new).collect())
        .collect()
}

/// The rings of path data as the map's script writes it: `m` with relative pairs, closed by `z`.
pub fn rings(data: &str) -> Vec<Vec<Point>> {
    let mut pen = Point { x: 0.0, y: 0.0 };
    let closed = data.split('z').filter(|ring| !ring.is_empty());
    let rings = closed.map(|ring| {
        let mut at = pen;
        let mut points = Vec::new();
        let mut numbers = numbers(ring);
        while let (Some(dx), Some(dy)) = (numbers.next(), numbers.next()) {
            at = Point {
                x: at.x + dx,
                y: at.y + dy,
            };
            if points.is_empty() {
                pen = at;
            }
            points.push(at);
        }
        points
    });
    rings.collect()
}

/// Whole numbers, between which a comma, a space or nothing but a minus sign stands.
fn numbers(text: &str) -> impl Iterator<Item = f64> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|letter: char| letter == '-' || letter.is_ascii_digit())?;
        let tail = &rest[start + 1..];
        let end = tail
            .find(|letter: char| !letter.is_ascii_digit())
            .map_or(rest.len(), |at| start + 1 + at);
        let number = rest[start..end].parse().ok();
        rest = &rest[end..];
        number
    })
}

/// Position of the first-level area of a country in which a place lies, or that it nearly touches.
///
/// ```
/// use tiga_domain::country::Country;
/// use tiga_domain::place::{province_at, provinces};
/// let country = Country::from_iso2("VN").expect("a member");
/// let da_nang = province_at(country, 16.05, 108.2).expect("a city on the coast");
/// assert_eq!(provinces(country)[da_nang].name, "Da Nang");
/// assert_eq!(province_at(country, 10.0, 100.0), None);
/// ```
pub fn province_at(country: Country, lat: f64, lon: f64) -> Option<usize> {
    let point = project(lat, lon);
    let shapes = &SHAPES[country.index()];
    let holds = |rings: &Vec<Ring>| rings.iter().filter(|ring| ring.holds(point)).count() % 2 == 1;
    shapes.iter().position(holds).or_else(|| {
        let near = |rings: &Vec<Ring>| {
            let near = rings.iter().filter(|ring| ring.is_around(point, NEAR));
            near.map(|ring| ring.square_distance(point))
                .fold(f64::INFINITY, f64::min)
        };
        let distances = shapes.iter().map(near).enumerate();
        let (nearest, square) = distances.min_by(|a, b| a.1.total_cmp(&b.1))?;
        (square <= NEAR * NEAR).then_some(nearest)
    })
}

impl Ring {
    fn new(points: Vec<Point>) -> Self {
        let corner = |pick: fn(f64, f64) -> f64, start: f64| {
            let around = points.iter().fold((start, start), |(x, y), point| {
                (pick(x, point.x), pick(y, point.y))
            });
            Point {
                x: around.0,
                y: around.1,
            }
        };
        Self {
            low: corner(f64::min, f64::INFINITY),
            high: corner(f64::max, f64::NEG_INFINITY),
            points,
        }
    }

    /// Whether a point lies in the box, or so many units beside it.
    fn is_around(&self, point: Point, beside: f64) -> bool {
        let within = |value, low, high| value >= low - beside && value <= high + beside;
        within(point.x, self.low.x, self.high.x) && within(point.y, self.low.y, self.high.y)
    }

    fn edges(&self) -> impl Iterator<Item = (&Point, &Point)> {
        let next = self.points.iter().cycle().skip(1);
        self.points.iter().zip(next)
    }

    /// Whether it goes around a point.
    fn holds(&self, point: Point) -> bool {
        let crosses = |(a, b): &(&Point, &Point)| {
            (a.y > point.y) != (b.y > point.y)
                && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x
        };
        self.is_around(point, 0.0) && self.edges().filter(crosses).count() % 2 == 1
    }

    /// The square of the distance of a point from its line.
    fn square_distance(&self, point: Point) -> f64 {
        let to_edge = |(a, b): (&Point, &Point)| {
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let length = dx * dx + dy * dy;
            let along =
                ((point.x - a.x) * dx + (point.y - a.y) * dy) / length.max(f64::MIN_POSITIVE);
            let along = along.clamp(0.0, 1.0);
            let (x, y) = (point.x - a.x - along * dx, point.y - a.y - along * dy);
            x * x + y * y
        };
        self.edges().map(to_edge).fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::super::provinces;
    use super::*;

    #[test]
    fn each_file_draws_the_areas_of_its_country_and_their_names_lie_inside() {
        for country in Country::all() {
            assert_eq!(SHAPES[country.index()].len(), provinces(country).len());
            for (nth, province) in provinces(country).iter().enumerate() {
                let (lat, lon) = province.at;
                assert_eq!(
                    province_at(country, lat, lon),
                    Some(nth),
                    "{}",
                    province.name
                );
            }
        }
    }

    #[test]
    fn capitals_lie_where_they_should() {
        let places = [
            ("TH", 13.75, 100.5, "Bangkok"),
            ("PH", 14.6, 121.0, "National Capital Region"),
            ("ID", -6.2, 106.83, "Jakarta"),
            ("TL", -8.556, 125.58, "Dili"),
            ("TL", -9.2, 124.36, "Oecusse"),
            ("VN", 21.03, 105.85, "Hanoi"),
            ("SG", 1.29, 103.85, "Central"),
            ("MM", 19.75, 96.1, "Mandalay"),
        ];
        for (iso2, lat, lon, name) in places {
            let country = Country::from_iso2(iso2).expect("a member");
            let found = province_at(country, lat, lon).map(|nth| &provinces(country)[nth].name);
            assert_eq!(found.map(String::as_str), Some(name));
        }
    }

    #[test]
    fn rings_begin_where_the_one_before_began() {
        let read = rings("m10,20 5-5-1,1zm100,0 1,0 0,1z");
        let pairs: Vec<Vec<(f64, f64)>> = read
            .iter()
            .map(|ring| ring.iter().map(|point| (point.x, point.y)).collect())
            .collect();
        assert_eq!(
            pairs,
            [
                vec![(10.0, 20.0), (15.0, 15.0), (14.0, 16.0)],
                vec![(110.0, 20.0), (111.0, 20.0), (111.0, 21.0)]
            ]
        );
    }
}
