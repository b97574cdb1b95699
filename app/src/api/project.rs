//! What the page of one project shows: everything that needs a table or a rule is already in words. The page is
//! drawn on the server alone, so none of this travels.

use tiga_domain::date::Date;
use tiga_domain::money::Cents;
use tiga_domain::partner::Partner;
use tiga_domain::place::PrecisionGroup;
use tiga_domain::provenance::RunFinding;
use tiga_domain::status::Class;

use crate::api::edition::Edition;
use crate::api::overlaps::{Related, related};
use crate::error::WireError;

/// One project in full.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectAnswer {
    /// Which data it rests on.
    pub edition: Edition,
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: String,
    /// Long text; empty when there is none.
    pub description: String,
    /// Partner.
    pub partner: Partner,
    /// Code of the agency.
    pub agency_code: String,
    /// Name of the agency.
    pub agency: String,
    /// Start.
    pub start: Option<Date>,
    /// End.
    pub end: Option<Date>,
    /// Further facts: name and value.
    pub facts: Vec<(String, String)>,
    /// Whether any part of it is counted; another source counts for the rest.
    pub is_counted: bool,
    /// Where the purpose codes come from, as a sentence; empty when they are published.
    pub sector_basis: String,
    /// Country, purpose, share and class of each part.
    pub lines: Vec<LineRow>,
    /// Money by kind and year.
    pub flows: Vec<FlowRow>,
    /// Places.
    pub places: Vec<PlaceRow>,
    /// Priorities of 2018 with their weights in millionths.
    pub priorities: Vec<(String, u32)>,
    /// Focus areas of 2024.
    pub focus: Vec<String>,
    /// Themes.
    pub themes: Vec<String>,
    /// Policy markers; no score when not screened.
    pub markers: Vec<(String, Option<u8>)>,
    /// What a reader must know, as sentences.
    pub flags: Vec<String>,
    /// Where it comes from: name and value.
    pub source: Vec<(String, String)>,
    /// Address of a page about it; empty when there is none.
    pub url: String,
    /// Records that tell of the same project.
    pub links: Vec<LinkRow>,
    /// Related projects of other partners, the first of them in the order of the method.
    pub related: Vec<Related>,
    /// How many related projects there are.
    pub related_count: usize,
    /// What its import found.
    pub findings: Vec<RunFinding>,
}

/// A part of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    /// Country or region.
    pub country: String,
    /// Purpose code; empty when not reported.
    pub purpose_code: String,
    /// Purpose in words.
    pub purpose: String,
    /// Share of the whole, 0 to 1.
    pub share: f64,
    /// Class.
    pub class: Class,
    /// Why it has this class.
    pub reason: String,
    /// The words of the title that decided; empty when none did.
    pub words: String,
    /// Whether this part is counted.
    pub is_counted: bool,
}

/// Money of one kind and year.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowRow {
    /// Kind in words.
    pub kind: String,
    /// Year; none when undated.
    pub year: Option<i16>,
    /// Amount in the currency of the source; empty when not stated.
    pub amount: String,
    /// Currency; empty when not stated.
    pub currency: String,
    /// In US dollars, of the part in scope.
    pub usd: Option<Cents>,
    /// Why there is no amount in US dollars, or what to know of it; empty otherwise.
    pub note: String,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceRow {
    /// Name.
    pub name: String,
    /// Country; empty when not stated.
    pub country: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How precisely it is known.
    pub precision: PrecisionGroup,
    /// Where the point comes from; empty when from the record.
    pub basis: String,
}

/// Another record of the project.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRow {
    /// How the two belong together, in words.
    pub kind: &'static str,
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Code of its agency.
    pub agency: &'static str,
    /// Its source data set.
    pub source: String,
    /// Whether any part of it is counted.
    pub is_counted: bool,
    /// What the link rests on, in words.
    pub basis: String,
    /// What agrees, or what was noted.
    pub reasons: String,
}

/// Records of the project that the page lists.
const LINKS: usize = 50;

/// Related projects that the page lists.
const RELATED: usize = 20;

/// Answers with the project of an identifier.
pub fn project(id: &str) -> Result<ProjectAnswer, WireError> {
    let data = super::data_set()?;
    let index = data.find(id).ok_or(WireError::NotFound)?;
    let answer = super::project_model::answer(&data, index).ok_or(WireError::NotFound)?;
    let (related, related_count) = related(&data, index, RELATED);
    Ok(ProjectAnswer {
        related,
        related_count,
        links: super::project_model::links(&data, index, LINKS),
        ..answer
    })
}
