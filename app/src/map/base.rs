//! The base map: neighbours, countries, lakes and disputed areas as inert markup.
//!
//! The server writes it into the page with the shading of its countries; the module for the browser does not contain it.
//! Hydration leaves it alone. Where the browser draws the page itself, `app/script/depth.mjs` fetches the same paths as
//! nodes and gives them the classes that stand beside the base: no text becomes markup in the browser.

use super::shade::Shades;

/// The base of the whole region, shaded; none in the browser.
#[cfg(feature = "ssr")]
pub fn markup(shades: &Shades) -> Option<String> {
    use tiga_domain::country::Country;

    const PLAIN: &str = include_str!("../../../public/map/base.svg.html");
    let mut markup = PLAIN.to_owned();
    for country in Country::all() {
        let id = format!("id=\"c-{}\" class=\"", country.iso2());
        markup = markup.replacen(
            &format!("{id}country\""),
            &format!("{id}{}\"", shades.class(country)),
            1,
        );
    }
    Some(markup)
}

/// The base of the whole region, shaded; none in the browser.
#[cfg(not(feature = "ssr"))]
pub fn markup(_shades: &Shades) -> Option<String> {
    None
}
