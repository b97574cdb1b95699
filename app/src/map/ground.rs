//! The ground of small maps: land, lakes and first-level areas, cut to what is shown. On the server only.

use std::fmt::Write;
use std::sync::LazyLock;

use tiga_domain::country::Country;
use tiga_domain::map::clip::clip;
use tiga_domain::map::projection::Point;
use tiga_domain::map::view::View;
use tiga_domain::place::{province_file, rings};

type Ring = Vec<Point>;

/// Kinds of ground with their rings, the lowest first.
static GROUND: LazyLock<Vec<(&'static str, Vec<Ring>)>> = LazyLock::new(|| {
    const DETAIL: &str = include_str!("../../../public/map/detail.svg.html");
    let group = |class: &str| {
        let start = DETAIL.split(&format!(r#"<g class="{class}">"#)).nth(1);
        start
            .and_then(|rest| rest.split("</g>").next())
            .unwrap_or_default()
    };
    let areas = Country::all().flat_map(|country| paths(province_file(country)));
    vec![
        ("land", paths(group("context"))),
        ("member", areas.collect()),
        ("lake", paths(group("lakes"))),
    ]
});

/// The rings of all paths of some markup.
fn paths(markup: &str) -> Vec<Ring> {
    let data = markup.split(" d=\"").skip(1);
    data.flat_map(|rest| rings(rest.split('"').next().unwrap_or_default()))
        .collect()
}

/// The kinds of ground with the path data of what a view shows of them.
pub(super) fn ground(view: View) -> Vec<(&'static str, String)> {
    // The edges of the cut stay out of sight.
    let cut = view.widened(0.05);
    let kinds = GROUND.iter().map(|(kind, rings)| {
        let seen = rings.iter().map(|ring| clip(ring, cut));
        (
            *kind,
            seen.filter(|ring| ring.len() > 2)
                .map(|ring| data(&ring))
                .collect(),
        )
    });
    kinds.collect()
}

fn data(ring: &[Point]) -> String {
    let mut path = String::new();
    for (nth, point) in ring.iter().enumerate() {
        let letter = if nth == 0 { 'M' } else { ' ' };
        // Writing into a text cannot fail.
        _ = write!(path, "{letter}{:.0},{:.0}", point.x, point.y);
    }
    path + "Z"
}

#[cfg(test)]
mod tests {
    use tiga_domain::map::projection::project;

    use super::*;

    #[test]
    fn a_small_map_carries_the_land_around_it_and_no_more() {
        let view = View::at(project(16.05, 108.2), 5.0);
        let kinds = ground(view);
        let member = kinds.iter().find(|(kind, _)| *kind == "member");
        let bytes = member.map_or(0, |(_, data)| data.len());
        assert!((200..20_000).contains(&bytes), "{bytes}");
        let sea = ground(View::at(project(14.0, 114.0), 5.0));
        assert!(sea.iter().all(|(_, data)| data.is_empty()));
    }
}
