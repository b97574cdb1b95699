//! A rectangle of degrees: what is chosen by a box on the map.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::degree::short;

/// A rectangle in ten-thousandths of a degree (about eleven metres), edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Area {
    south: i32,
    west: i32,
    north: i32,
    east: i32,
}

/// Parts of a degree in an [`Area`].
const PARTS: f64 = 1e4;

impl Area {
    /// The smallest area around two corners (degrees north and east), the south-western first.
    pub fn around(lower: (f64, f64), upper: (f64, f64)) -> Self {
        let down = |degrees: f64| (degrees * PARTS).floor() as i32;
        let up = |degrees: f64| (degrees * PARTS).ceil() as i32;
        Self {
            south: down(lower.0),
            west: down(lower.1),
            north: up(upper.0),
            east: up(upper.1),
        }
    }

    /// Whether a point in millionths of a degree lies inside.
    pub const fn holds(self, lat: i32, lon: i32) -> bool {
        self.south * 100 <= lat
            && lat <= self.north * 100
            && self.west * 100 <= lon
            && lon <= self.east * 100
    }

    /// The part that lies in another area; an edge of that when they do not meet.
    ///
    /// ```
    /// use tiga_domain::area::Area;
    /// let area = |text| Area::parse(text).expect("four degrees");
    /// assert_eq!(area("10,100,20,110").within(area("15,90,30,105")), area("15,100,20,105"));
    /// ```
    #[must_use]
    pub fn within(self, other: Self) -> Self {
        let lat = |part: i32| part.clamp(other.south, other.north);
        let lon = |part: i32| part.clamp(other.west, other.east);
        Self {
            south: lat(self.south),
            west: lon(self.west),
            north: lat(self.north),
            east: lon(self.east),
        }
    }

    /// South, west, north and east in degrees.
    pub fn degrees(self) -> [f64; 4] {
        [self.south, self.west, self.north, self.east].map(|part| f64::from(part) / PARTS)
    }

    /// Reads `SOUTH,WEST,NORTH,EAST` in degrees.
    ///
    /// ```
    /// use tiga_domain::area::Area;
    /// let area = Area::parse("15.9,108.1,16.2,108.3").expect("four degrees");
    /// assert!(area.holds(16_050_000, 108_200_000) && !area.holds(16_050_000, 107_000_000));
    /// assert_eq!(area.to_string(), "15.9,108.1,16.2,108.3");
    /// assert_eq!(Area::parse("16.2,108.1,15.9,108.3"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut degrees = text.split(',').map(|part| {
            let number = part.trim().parse::<f64>().ok()?;
            (-180.0..=180.0)
                .contains(&number)
                .then(|| (number * PARTS).round() as i32)
        });
        let mut next = || degrees.next().flatten();
        let area = Self {
            south: next()?,
            west: next()?,
            north: next()?,
            east: next()?,
        };
        let is_whole = degrees.next().is_none();
        (is_whole && area.south <= area.north && area.west <= area.east).then_some(area)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [south, west, north, east] = self.degrees().map(|part| short(part, 4));
        write!(f, "{south},{west},{north},{east}")
    }
}
