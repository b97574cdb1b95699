//! The base map: neighbours, countries, lakes and disputed areas as inert markup.
//!
//! The server writes it into the page with the shading of its countries; the module for the browser does not
//! contain it. Hydration leaves it alone. A browser that comes to the map from another page takes the nodes from the
//! server's own page of the map, once, as a parsed document: no text becomes markup in the browser.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use tiga_domain::country::Country;
use web_sys::{Document, Element, XmlHttpRequest, XmlHttpRequestResponseType};

use super::shade::Shades;

/// The element that holds the base.
const SELECTOR: &str = "svg.map > g.base";

/// The base of the whole region, shaded; none in the browser.
#[cfg(feature = "ssr")]
pub fn markup(shades: &Shades) -> Option<String> {
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

thread_local! {
    /// The base as it was first seen, for a later return to the map.
    static SEEN: std::cell::RefCell<Option<Element>> = const { std::cell::RefCell::new(None) };
}

/// Brings the base on the page in line with these shades; fetches it first when the page has none.
pub fn show(shades: &Shades) {
    let page = document();
    let Some(base) = find(&page) else { return };
    if base.child_element_count() > 0 {
        SEEN.with_borrow_mut(|seen| {
            if seen.is_none() {
                *seen = copy(&base);
            }
        });
        paint(&page, shades);
    } else if let Some(seen) = SEEN.with_borrow(|seen| seen.as_ref().and_then(copy)) {
        fill(&base, &seen);
        paint(&page, shades);
    } else {
        fetch(shades.clone());
    }
}

fn find(page: &Document) -> Option<Element> {
    page.query_selector(SELECTOR).ok().flatten()
}

fn copy(element: &Element) -> Option<Element> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// Moves the children of one element into another.
fn fill(to: &Element, from: &Element) {
    while let Some(child) = from.first_child() {
        if to.append_child(&child).is_err() {
            return;
        }
    }
}

fn paint(page: &Document, shades: &Shades) {
    for country in Country::all() {
        if let Some(path) = page.get_element_by_id(&format!("c-{}", country.iso2())) {
            // An attribute with a fixed, valid name can always be set.
            _ = path.set_attribute("class", &shades.class(country));
        }
    }
}

/// Asks the server for its page of the map and takes the base out of it. Without an answer the map stays empty; the
/// table beside it has the same figures.
fn fetch(shades: Shades) {
    let Ok(request) = XmlHttpRequest::new() else {
        return;
    };
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let answered = request.clone();
    let done = Closure::once_into_js(move || {
        let page = answered.response().ok();
        let page = page.and_then(|page| page.dyn_into::<Document>().ok());
        let theirs = page.as_ref().and_then(find);
        if let (Some(theirs), Some(ours)) = (theirs, find(&document()))
            && ours.child_element_count() == 0
        {
            fill(&ours, &theirs);
            show(&shades);
        }
    });
    request.set_onload(Some(done.unchecked_ref()));
    // A request that cannot be sent leaves the map without its base.
    _ = request.open("GET", "/").and_then(|()| request.send());
}
