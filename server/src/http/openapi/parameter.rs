//! Parameters of the API: the grammar of the filter, from the domain's own tables.

use tiga_domain::analysis::gap::{Baseline, Scheme};
use tiga_domain::analysis::overlap::Relation;
use tiga_domain::classify::View;
use tiga_domain::country::Country;
use tiga_domain::document::Part;
use tiga_domain::facet::{Facet, FacetValue};
use tiga_domain::filter::{Measure, Prices};
use tiga_domain::link::{Page, SortKey};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn, ParameterStyle};
use utoipa::openapi::schema::{ArrayBuilder, Schema};
use utoipa::openapi::{RefOr, Required};

use super::schema::{choice, integer, number, string};

/// The parameters of the filter.
pub(super) fn filter() -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Facet::ALL.into_iter().map(facet).collect();
    parameters.extend([
        query(
            "year",
            "Years of the money, both ends included: 2015, 2015..2024, 2015.., ..2024; none for undated.",
            string(""),
        ),
        query("min", "Smallest amount of a project in US dollars.", number("")),
        query(
            "measure",
            "Commitments or disbursements; never both.",
            choice("", Measure::ALL.map(Measure::code)),
        ),
        query(
            "prices",
            "Current prices, or constant ones of the sources that publish them; never both.",
            choice("", Prices::ALL.map(Prices::code)),
        ),
        query(
            "include",
            "What is left out unless asked for: exposure (guarantee, insurance, equity), legacy; separated by commas.",
            string(""),
        ),
        query(
            "area",
            "Where a place of the work lies: south, west, north, east in degrees.",
            string(""),
        ),
        query(
            "province",
            "First-level areas in which a place of the work lies, by code after ISO 3166-2 (PH-CEB); separated by commas.",
            string(""),
        ),
        query(
            "id",
            "Identifier of a chosen project; the parameter is given once for each.",
            string(""),
        ),
        query("q", "Words that the title, the identifier or the agency must hold.", string("")),
    ]);
    parameters
}

/// The order of a list.
pub(super) fn sort() -> Parameter {
    let codes = SortKey::ALL.map(SortKey::code);
    let values: Vec<String> = codes
        .iter()
        .flat_map(|code| [(*code).to_owned(), format!("-{code}")])
        .collect();
    query(
        "sort",
        "The order; with - from the largest. Usually -usd.",
        choice("", values),
    )
}

/// The part of a list.
pub(super) fn page() -> Vec<Parameter> {
    let size = format!(
        "Rows on a page, 1 to {}; usually {}.",
        Page::MAX_SIZE,
        Page::default().size
    );
    vec![
        query("page", "Number of the page, from 1.", integer("")),
        query("per_page", &size, integer("")),
    ]
}

/// The relations of a list of pairs.
pub(super) fn relation() -> Parameter {
    let codes = choice("", Relation::STORED.map(Relation::code));
    list(
        "relation",
        "Relations, separated by commas; all when left out.",
        codes,
    )
}

/// The parts of a report.
pub(super) fn part() -> Parameter {
    let codes = choice("", Part::ALL.map(Part::code));
    list(
        "part",
        "Parts of the report, separated by commas; all when left out.",
        codes,
    )
}

/// Whether a table begins with a mark.
pub(super) fn bom() -> Parameter {
    query(
        "bom",
        "Whether the table begins with the byte order mark, by which spreadsheets know UTF-8.",
        choice("", ["yes", "no"]),
    )
}

/// How gaps divide and compare the money.
pub(super) fn gaps() -> Vec<Parameter> {
    vec![
        query(
            "scheme",
            "The seven operational priorities, or the five focus areas of 2024.",
            choice("", Scheme::ALL.map(Scheme::code)),
        ),
        query(
            "baseline",
            "ADB's own mix, or the rank of need; neither is the truth.",
            choice("", Baseline::ALL.map(Baseline::code)),
        ),
    ]
}

/// The definition of services and hard infrastructure.
pub(super) fn view() -> Parameter {
    query(
        "view",
        "The classes of the method, the sector groups of the DAC, or what becomes something built.",
        choice("", View::ALL.map(View::code)),
    )
}

/// The identifier of a project in its address.
pub(super) fn id() -> Parameter {
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some("Identifier, percent-encoded."))
        .schema(Some(string("")))
        .build()
}

/// The country of a brief in its address.
pub(super) fn country() -> Parameter {
    ParameterBuilder::new()
        .name("iso2")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some("ISO 3166 code of one of the eleven countries."))
        .schema(Some(choice("", Country::all().map(Country::iso2))))
        .build()
}

fn facet(facet: Facet) -> Parameter {
    let values = if facet == Facet::Sector {
        string("")
    } else {
        choice(
            "",
            (0..facet.count()).map(|value| facet.code(value as FacetValue)),
        )
    };
    let description = format!(
        "{}: values separated by commas. Allowed: {}.",
        facet.name(),
        facet.allowed()
    );
    list(facet.key(), &description, values)
}

/// Values separated by commas.
fn list(name: &str, description: &str, values: RefOr<Schema>) -> Parameter {
    let values = RefOr::T(Schema::Array(ArrayBuilder::new().items(values).build()));
    let mut parameter = query(name, description, values);
    parameter.style = Some(ParameterStyle::Form);
    parameter.explode = Some(false);
    parameter
}

fn query(name: &str, description: &str, schema: RefOr<Schema>) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Query)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(schema))
        .build()
}
