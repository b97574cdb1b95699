//! The base map: neighbours, countries, lakes and disputed areas as inert markup; deeper down rivers and the first-level
//! areas of the countries in view.
//!
//! The server writes it into the page with the shading of its countries; the module for the browser does not contain it.
//! Hydration leaves it alone. Where the browser draws the page itself, `app/script/depth.mjs` fetches the same paths as
//! nodes and gives them the classes that stand beside the base: no text becomes markup in the browser.

#[cfg(feature = "ssr")]
use std::sync::LazyLock;

#[cfg(feature = "ssr")]
use tiga_domain::country::Country;

use super::look::Look;
use crate::api::layer::Layers;

/// The base of the whole region, shaded; none in the browser.
#[cfg(feature = "ssr")]
pub fn markup(layers: &Layers) -> Option<String> {
    let mut markup = String::with_capacity(PLAIN.len() + 512);
    for (before, country) in PIECES.iter() {
        markup.push_str(before);
        if let Some(country) = country {
            markup.push_str(layers.class(*country));
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
pub fn markup(_layers: &Layers) -> Option<String> {
    None
}

/// What a deep map shows besides its base; none in the browser, where `app/script/depth.mjs` fetches it.
#[cfg(feature = "ssr")]
pub fn depth(look: &Look, layers: &Layers) -> Option<String> {
    use tiga_domain::place::province_file;

    const RIVERS: &str = include_str!("../../../public/map/rivers.svg.html");
    if !look.has_depth() {
        return None;
    }
    let mut classes = layers.area_classes.split(';');
    let mut markup = String::new();
    let countries = layers.area_countries.split(' ');
    for country in countries.filter_map(Country::from_iso2) {
        // The areas of a file and their classes have one order.
        let mut parts = province_file(country).split(r#"class="province""#);
        markup += parts.next().unwrap_or_default();
        for part in parts {
            let class = classes.next().and_then(|pair| pair.split_once(':'));
            let class = class.map_or("province", |(_, class)| class);
            markup += &format!(r#"class="{class}"{part}"#);
        }
    }
    Some(markup + RIVERS)
}

/// What a deep map shows besides its base; none in the browser.
#[cfg(not(feature = "ssr"))]
pub fn depth(_look: &Look, _layers: &Layers) -> Option<String> {
    None
}
