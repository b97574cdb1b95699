//! The convex hull of points.

use super::projection::Point;

/// The corners of the smallest convex area around some points (Andrew's monotone chain), each once.
///
/// One point, or several on top of each other, give that point; points in one line give its two ends.
///
/// ```
/// use tiga_domain::map::{hull::hull, projection::Point};
/// let corners = hull(&[(0.0, 0.0), (4.0, 0.0), (2.0, 1.0), (4.0, 4.0), (0.0, 4.0)].map(|(x, y)| Point { x, y }));
/// assert_eq!(corners.len(), 4);
/// ```
pub fn hull(points: &[Point]) -> Vec<Point> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    sorted.dedup();
    if sorted.len() < 3 {
        return sorted;
    }
    let mut chain = half(sorted.iter());
    let mut back = half(sorted.iter().rev());
    // Each half begins where the other ends.
    chain.pop();
    back.pop();
    chain.extend(back);
    chain
}

/// One side of the hull, from the first point to the last.
fn half<'a>(points: impl Iterator<Item = &'a Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for point in points {
        while let [.., a, b] = chain[..] {
            if turn(a, b, *point) > 0.0 {
                break;
            }
            chain.pop();
        }
        chain.push(*point);
    }
    chain
}

/// Above zero when the way from `a` over `b` to `c` turns left in a plane with y upwards.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn points() -> impl Strategy<Value = Vec<Point>> {
        let point = (-50_i32..50, -50_i32..50).prop_map(|(x, y)| Point {
            x: f64::from(x),
            y: f64::from(y),
        });
        prop::collection::vec(point, 0..40)
    }

    proptest! {
        #[test]
        fn a_hull_holds_every_point_and_has_no_corner_of_its_own(points in points()) {
            let corners = hull(&points);
            prop_assert_eq!(corners.is_empty(), points.is_empty());
            for corner in &corners {
                prop_assert!(points.contains(corner));
            }
            if corners.len() > 2 {
                for (a, b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
                    for point in &points {
                        prop_assert!(turn(*a, *b, *point) >= 0.0);
                    }
                }
            }
        }

        #[test]
        fn a_hull_does_not_depend_on_the_order(points in points()) {
            let mut turned = points.clone();
            turned.reverse();
            prop_assert_eq!(hull(&points), hull(&turned));
        }
    }
}
