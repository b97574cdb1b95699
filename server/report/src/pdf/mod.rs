//! PDF for principals: a template of the repository, filled with the data of one question and typeset by typst. Text
//! reaches the template as data and never as markup. The result is tagged and conforms to PDF/UA-1.

mod country;
mod font;
mod map;
mod overlaps;
mod part;
mod world;

use serde::Serialize;
use tiga_domain::analysis::overview::Overview;
use tiga_domain::country::Country;
use tiga_domain::dataset::Dataset;
use tiga_domain::filter::Filter;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{Material, ReportError};
use world::Files;

/// What the map of every document says of itself.
const MAP_CAPTION: &str = "Countries by amount, five classes; circles by number of projects, in the colour of the partner with the most (US blue, JP orange, KR green, ADB pink). Disputed areas are grey and in no total. Base: Natural Earth. Boundaries imply no opinion.";

/// The overlap report of a question.
pub(crate) fn overlap_report(material: &Material<'_>) -> Result<Vec<u8>, ReportError> {
    overlaps::write(material)
}

/// The brief of a country.
pub(crate) fn country_brief(
    material: &Material<'_>,
    country: Country,
) -> Result<Vec<u8>, ReportError> {
    country::write(material, country)
}

/// The figures of a document, drawn.
struct Figures {
    map: String,
    years: String,
    years_title: String,
    years_description: String,
}

impl Figures {
    fn new(data: &Dataset, filter: &Filter, overview: &Overview) -> Result<Self, ReportError> {
        let years = tiga_chart::years::years(overview);
        let drawn = years
            .svg()
            .map_err(|error| ReportError::Typeset(error.to_string()))?;
        Ok(Self {
            map: map::map(data, filter, overview),
            years: drawn,
            years_title: years.title,
            years_description: years.description,
        })
    }

    fn files(self) -> Vec<(String, String)> {
        vec![
            ("/map.svg".to_owned(), self.map),
            ("/years.svg".to_owned(), self.years),
        ]
    }
}

/// Sets a template with its data, which it reads as `/data.json`, and its figures.
fn typeset(
    template: &str,
    identity: String,
    data: &impl Serialize,
    figures: Vec<(String, String)>,
) -> Result<Vec<u8>, ReportError> {
    let data = serde_json::to_vec(data)?;
    let figures = figures
        .into_iter()
        .map(|(path, svg)| (path, svg.into_bytes()));
    let files = Files::new(template, figures.chain([("/data.json".to_owned(), data)]))?;
    let document = typst::compile::<PagedDocument>(&files).output;
    let document = document.map_err(|errors| files.error(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| ReportError::Typeset(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity),
        creator: Smart::Custom(Some("Tiga".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| files.error(&errors))?;
    // What the typesetter remembers between documents would only grow.
    typst::comemo::evict(0);
    Ok(bytes)
}
