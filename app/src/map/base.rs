//! The base map: neighbours, countries, lakes and disputed areas as inert markup.
//!
//! The server writes it into the page with the shading of its countries; the module for the browser does not contain it.
//! Hydration leaves it alone. Where the browser draws the page itself, `app/script/depth.mjs` fetches the same paths as
//! nodes and gives them the classes that stand beside the base: no text becomes markup in the browser.

#[cfg(feature = "ssr")]
use std::sync::LazyLock;

#[cfg(feature = "ssr")]
use tiga_domain::country::Country;

use super::shade::Shades;

/// The base of the whole region, shaded; none in the browser.
#[cfg(feature = "ssr")]
pub fn markup(shades: &Shades) -> Option<String> {
    let mut markup = String::with_capacity(PLAIN.len() + 512);
    for (before, country) in PIECES.iter() {
        markup.push_str(before);
        if let Some(country) = country {
            markup.push_str(&shades.class(*country));
        }
    }
    Some(markup)
}

#[cfg(feature = "ssr")]
const PLAIN: &str = include_str!("../../../public/map/base.svg.html");

/// The base cut where the classes of countries stand: what comes before, and whose they are; the last is the rest.
#[cfg(feature = "ssr")]
static PIECES: LazyLock<Vec<(&str, Option<Country>)>> = LazyLock::new(|| {
    const CLASS: &str = "country\"";
    let mut pieces = Vec::new();
    let mut rest = PLAIN;
    while let Some((before, code)) = rest.split_once("id=\"c-") {
        let country = code.get(..2).and_then(Country::from_iso2);
        let Some(class) = code.find(CLASS).filter(|_| country.is_some()) else {
            break;
        };
        let at = before.len() + "id=\"c-".len() + class;
        pieces.push((&rest[..at], country));
        rest = &rest[at + CLASS.len() - 1..];
    }
    pieces.push((rest, None));
    pieces
});

/// The base of the whole region, shaded; none in the browser.
#[cfg(not(feature = "ssr"))]
pub fn markup(_shades: &Shades) -> Option<String> {
    None
}
