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
use tiga_domain::dataset::Dataset;
use tiga_domain::document::one_country;
use tiga_domain::filter::Filter;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_svg::SvgOptions;

use crate::{Format, Material, ReportError, What};
use world::Files;

/// What the map of every document says of itself.
const MAP_CAPTION: &str = "Countries by amount, five classes; circles by number of projects, in the colour of the partner with the most (US blue, JP orange, KR green, ADB pink). Disputed areas are grey and in no total. Base: Natural Earth. Boundaries imply no opinion.";

/// The document of a question as PDF.
pub(crate) fn document(material: &Material<'_>, what: What) -> Result<Vec<u8>, ReportError> {
    let sheets = sheets(material, what)?;
    material.wanted.check()?;
    let document = sheets.lay_out()?;
    material.wanted.check()?;
    sheets.pdf(&document)
}

/// The first page of the document of a question as SVG, and how many pages there are.
///
/// # Errors
/// When there is no such document as PDF, or nobody waits for it any more.
pub fn first_page(material: &Material<'_>, what: What) -> Result<(String, usize), ReportError> {
    let document = sheets(material, what)?.lay_out()?;
    // What the typesetter remembers between documents would only grow.
    typst::comemo::evict(0);
    let pages = document.pages();
    let first = pages
        .first()
        .map(|page| typst_svg::svg(page, &SvgOptions::default()));
    Ok((first.unwrap_or_default(), pages.len()))
}

fn sheets(material: &Material<'_>, what: What) -> Result<Sheets, ReportError> {
    match (what, one_country(&material.question.filter)) {
        (What::Overlaps, _) => overlaps::sheets(material),
        (What::Country, Some(country)) => country::sheets(material, country),
        _ => {
            let (what, format) = (what.code(), Format::Pdf.extension());
            Err(ReportError::NotMade { what, format })
        }
    }
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

/// A template with its data and figures.
struct Sheets {
    files: Files,
    identity: String,
}

impl Sheets {
    /// Fills a template, which reads its data as `/data.json`.
    fn new(
        template: &str,
        identity: String,
        data: &impl Serialize,
        figures: Vec<(String, String)>,
    ) -> Result<Self, ReportError> {
        let data = serde_json::to_vec(data)?;
        let figures = figures
            .into_iter()
            .map(|(path, svg)| (path, svg.into_bytes()));
        let files = Files::new(template, figures.chain([("/data.json".to_owned(), data)]))?;
        Ok(Self { files, identity })
    }

    fn lay_out(&self) -> Result<PagedDocument, ReportError> {
        let document = typst::compile::<PagedDocument>(&self.files).output;
        document.map_err(|errors| self.files.error(&errors))
    }

    fn pdf(self, document: &PagedDocument) -> Result<Vec<u8>, ReportError> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|error| ReportError::Typeset(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.identity),
            creator: Smart::Custom(Some("Tiga".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(document, &options);
        // What the typesetter remembers between documents would only grow.
        typst::comemo::evict(0);
        bytes.map_err(|errors| self.files.error(&errors))
    }
}
