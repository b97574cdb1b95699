//! Cuts rings to a rectangle, so that a small map carries only what it shows.

use super::projection::Point;
use super::view::View;

/// The part of a ring that lies in a view (Sutherland–Hodgman); empty when none does.
///
/// Where a ring leaves the view, its edge runs along the view's own.
///
/// ```
/// use tiga_domain::map::{clip::clip, projection::Point, view::View};
/// let square = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)].map(|(x, y)| Point { x, y });
/// let view = View { x: 4.0, y: 4.0, width: 8.0, height: 8.0 };
/// let corner = clip(&square, view);
/// assert_eq!(corner.len(), 4);
/// assert!(corner.iter().all(|point| view.contains(*point)));
/// ```
pub fn clip(ring: &[Point], view: View) -> Vec<Point> {
    let (east, south) = (view.x + view.width, view.y + view.height);
    // How far a point lies inside each edge.
    let edges: [fn(Point, f64) -> f64; 4] = [
        |point, edge| point.x - edge,
        |point, edge| edge - point.x,
        |point, edge| point.y - edge,
        |point, edge| edge - point.y,
    ];
    let mut rest = ring.to_vec();
    for (inside, edge) in edges.into_iter().zip([view.x, east, view.y, south]) {
        let before = std::mem::take(&mut rest);
        for (a, b) in before.iter().zip(before.iter().cycle().skip(1)) {
            let (of_a, of_b) = (inside(*a, edge), inside(*b, edge));
            if of_a >= 0.0 {
                rest.push(*a);
            }
            if (of_a >= 0.0) != (of_b >= 0.0) {
                let part = of_a / (of_a - of_b);
                rest.push(Point {
                    x: a.x + part * (b.x - a.x),
                    y: a.y + part * (b.y - a.y),
                });
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_left_lies_inside_and_what_lay_inside_is_left(
            ring in prop::collection::vec((-40.0..40.0, -40.0..40.0), 3..30),
            (x, y, width, height) in (-30.0..10.0, -30.0..10.0, 1.0..30.0, 1.0..30.0),
        ) {
            let ring: Vec<Point> = ring.into_iter().map(|(x, y)| Point { x, y }).collect();
            let view = View { x, y, width, height };
            let left = clip(&ring, view);
            let around = view.widened(1e-9);
            prop_assert!(left.iter().all(|point| around.contains(*point)));
            for point in ring.iter().filter(|point| view.contains(**point)) {
                prop_assert!(left.contains(point));
            }
        }
    }
}
