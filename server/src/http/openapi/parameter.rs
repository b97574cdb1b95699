//! Parameters of the API: the grammar of the filter, from the domain's own tables.

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

/// The identifier of a project in its address.
pub(super) fn id() -> Parameter {
    ParameterBuilder::new()
        .name("id")
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some("Identifier of the project, percent-encoded."))
        .schema(Some(string("")))
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
    let list = RefOr::T(Schema::Array(ArrayBuilder::new().items(values).build()));
    let mut parameter = query(facet.key(), &description, list);
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
