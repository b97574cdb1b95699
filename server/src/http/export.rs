//! `/export/{projects,overlaps,gaps,mix}.{csv,xlsx,geojson,json,pdf}`: everything behind a filter as a file;
//! `/export/countries/{iso2}.pdf`: the brief of a country; `/chart/page.svg`: the first page of what is a PDF.

use std::io::{self, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream::empty;
use tiga_domain::country::Country;
use tiga_domain::facet::Facet;
use tiga_report::{Format, Material, ReportError, Wanted, What, file_name};

use super::chunk;
use super::document::Asked;
use super::problem::Problem;
use super::site::Site;

/// `/export/{document}`
pub(super) async fn export(
    method: Method,
    Path(document): Path<String>,
    State(site): State<Site>,
    asked: Asked,
) -> Response {
    let Some((what, format)) = find(&document) else {
        let detail = format!("There is no such export; there are {}.", all().join(", "));
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    answer(&method, &site, &asked, what, format)
}

/// `/export/countries/{document}`
pub(super) async fn brief(
    method: Method,
    Path(document): Path<String>,
    State(site): State<Site>,
    mut asked: Asked,
) -> Response {
    let country = document.strip_suffix(".pdf").and_then(Country::from_iso2);
    let Some(country) = country else {
        let codes: Vec<&str> = Country::all().map(Country::iso2).collect();
        let detail = format!(
            "There is no such brief; there is one as .pdf for {}.",
            codes.join(", ")
        );
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    };
    let filter = std::mem::take(&mut asked.question.filter);
    asked.question.filter = filter.only(Facet::Country, country.index() as u16);
    answer(&method, &site, &asked, What::Country, Format::Pdf)
}

/// `/chart/page.svg`
pub(super) async fn first_page(method: Method, State(site): State<Site>, asked: Asked) -> Response {
    let what = asked.choice.what;
    if what
        .address(Format::Pdf, &asked.question, asked.choice)
        .is_none()
        || !what.formats().contains(&Format::Pdf)
    {
        let detail = "There are pages of what=overlaps, and of what=country with one country.";
        return Problem::new(StatusCode::NOT_FOUND, detail).into_response();
    }
    written(
        &method,
        &site,
        &asked,
        "image/svg+xml",
        move |material, out| {
            let (page, _) = tiga_report::first_page(material, what)?;
            out.write_all(page.as_bytes())?;
            Ok(())
        },
    )
}

/// The file, with a name that says what is inside.
fn answer(method: &Method, site: &Site, asked: &Asked, what: What, format: Format) -> Response {
    let mut response = written(
        method,
        site,
        asked,
        format.content_type(),
        move |material, out| tiga_report::write(material, what, format, out),
    );
    if response.status() == StatusCode::OK {
        let name = file_name(what, &asked.question, &asked.data, format);
        if let Ok(value) = HeaderValue::try_from(format!("attachment; filename=\"{name}\"")) {
            response.headers_mut().insert(CONTENT_DISPOSITION, value);
        }
    }
    response
}

/// A document, written while it is read, and no further than it is read.
fn written(
    method: &Method,
    site: &Site,
    asked: &Asked,
    content_type: &'static str,
    write: impl FnOnce(&Material<'_>, &mut (dyn Write + Send)) -> Result<(), ReportError>
    + Send
    + 'static,
) -> Response {
    asked.answer(content_type, || {
        if method == Method::HEAD {
            // A length of zero would be a claim about the file.
            return Ok(Body::from_stream(empty::<io::Result<Bytes>>()));
        }
        let permit = Arc::clone(&site.exports)
            .try_acquire_owned()
            .map_err(|_full| {
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Too many exports are under way; ask again in a few seconds.",
                )
            })?;
        let (snapshot, need) = (Arc::clone(&asked.data), Arc::clone(&asked.need));
        let (question, choice) = (asked.question.clone(), asked.choice);
        let address = site.address.clone();
        Ok(chunk::body(site.turns(), move |out, is_wanted| {
            let _permit = permit;
            let material = Material {
                snapshot: &snapshot,
                need: &need,
                question: &question,
                choice,
                address: address.as_deref(),
                wanted: Wanted::new(is_wanted),
            };
            write(&material, out)
        }))
    })
}

fn find(document: &str) -> Option<(What, Format)> {
    let (name, extension) = document.split_once('.')?;
    let what = What::from_code(name).filter(|what| *what != What::Country)?;
    let format = Format::from_extension(extension)?;
    what.formats().contains(&format).then_some((what, format))
}

fn all() -> Vec<String> {
    let by_filter = What::ALL.into_iter().filter(|what| *what != What::Country);
    let files = by_filter.flat_map(|what| {
        let formats = what.formats().iter();
        formats.map(move |format| format!("{}.{}", what.code(), format.extension()))
    });
    files.collect()
}
