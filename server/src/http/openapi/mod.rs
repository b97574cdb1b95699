//! `/api/openapi.json`: the description of the API and the exports, built once. Codes and limits come
//! from the domain, so that they cannot drift; a test compares the schemas with real answers.

mod analysis;
mod answer;
mod overlap;
mod parameter;
mod schema;

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::response::Response;
use utoipa::openapi::path::{Operation, OperationBuilder};
use utoipa::openapi::{
    Components, ContentBuilder, HttpMethod, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    PathItem, PathsBuilder, Ref, ResponseBuilder,
};

use super::document::constant;

static DOCUMENT: LazyLock<String> = LazyLock::new(|| build().to_json().unwrap_or_default());

/// `/api/openapi.json`
pub(super) async fn document(headers: HeaderMap) -> Response {
    constant(&headers, "application/json", &DOCUMENT)
}

const EXPORT: &str = "All projects behind a question, not paged. Carries the filter, the date and version of \
    the data, the method and the sources.";

const PAIRS: &str =
    "All related pairs behind a question, not paged, with the two projects side by side.";

/// What an address takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Filter,
    FilterAndId,
    /// A filter, and a country in the address.
    FilterAndCountry,
    /// A filter, and the scheme and baseline of gaps.
    Gaps,
    /// A filter, and the view of the mix.
    Mix,
    /// A filter and the part of a list.
    Paged,
    Question,
    Relations,
    /// A filter, relations and parts.
    Report,
}

/// What an address gives: media type and schema.
type Gives = (&'static str, Option<&'static str>);

const JSON: &str = "application/json";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PDF: &str = "application/pdf";

/// All described addresses: address, summary, what it takes, what it gives.
const ADDRESSES: &[(&str, &str, Takes, Gives)] = &[
    (
        "/api/v1/overview",
        "What a filter selects, counted and summed: by country, sector, partner, year, class and priority.",
        Takes::Filter,
        (JSON, Some("Overview")),
    ),
    (
        "/api/v1/projects",
        "The projects behind a filter, sorted and paged.",
        Takes::Question,
        (JSON, Some("ProjectPage")),
    ),
    (
        "/api/v1/projects/{id}",
        "Everything that is known of one project, and where it comes from.",
        Takes::FilterAndId,
        (JSON, Some("Project")),
    ),
    (
        "/api/v1/overlaps",
        "Pairs of related projects of different partners, in the order of the method, paged. A pair is in when the \
         filter selects one of the two, allows a country in which they are related, and, if it names two partners \
         or more, names both of theirs.",
        Takes::Relations,
        (JSON, Some("OverlapPage")),
    ),
    (
        "/api/v1/overlaps/{id}",
        "Two related projects and why they are related; also pairs that are only adjacent.",
        Takes::FilterAndId,
        (JSON, Some("Overlap")),
    ),
    (
        "/api/v1/clusters",
        "Groups of projects of one country that overlap from one to the next, paged.",
        Takes::Question,
        (JSON, Some("ClusterPage")),
    ),
    (
        "/api/v1/facets",
        "How many projects each value of each facet would show, all other facets kept.",
        Takes::Filter,
        (JSON, Some("Facets")),
    ),
    (
        "/api/v1/coverage",
        "How much is known of the records of each agency in each source.",
        Takes::Nothing,
        (JSON, Some("CoverageList")),
    ),
    (
        "/api/v1/gaps",
        "Country by ADB priority: the three partners beside ADB's own mix, or beside need.",
        Takes::Gaps,
        (JSON, Some("Gaps")),
    ),
    (
        "/api/v1/mix",
        "Services and hard infrastructure by year, partner, country and sub-area, in one of three definitions.",
        Takes::Mix,
        (JSON, Some("Mix")),
    ),
    (
        "/api/v1/complements",
        "Large works with the services around them, and what is missing.",
        Takes::Paged,
        (JSON, Some("Complements")),
    ),
    (
        "/api/v1/concentration",
        "How many partners and agencies share a country and a family of sectors, and how they stand to each other.",
        Takes::Filter,
        (JSON, Some("Concentrations")),
    ),
    (
        "/export/gaps.csv",
        "Gaps as a table, one row a country and priority.",
        Takes::Gaps,
        ("text/csv", None),
    ),
    (
        "/export/gaps.xlsx",
        "Gaps in both schemes and against both baselines as a workbook.",
        Takes::Gaps,
        (XLSX, None),
    ),
    (
        "/export/gaps.json",
        "Gaps as the API gives them, as a file.",
        Takes::Gaps,
        (JSON, Some("Gaps")),
    ),
    (
        "/export/mix.csv",
        "The mix as a table, one row a partner, year and class.",
        Takes::Mix,
        ("text/csv", None),
    ),
    (
        "/export/mix.xlsx",
        "The mix in the three definitions as a workbook.",
        Takes::Mix,
        (XLSX, None),
    ),
    (
        "/export/mix.json",
        "The mix as the API gives it, as a file.",
        Takes::Mix,
        (JSON, Some("Mix")),
    ),
    (
        "/chart/mix.svg",
        "The money of a filter by year and class of a view, as a figure.",
        Takes::Mix,
        ("image/svg+xml", None),
    ),
    (
        "/chart/shares.svg",
        "The mix of each partner in percent, as a figure.",
        Takes::Mix,
        ("image/svg+xml", None),
    ),
    (
        "/chart/dots.svg",
        "The services share of each partner by country, as a figure.",
        Takes::Mix,
        ("image/svg+xml", None),
    ),
    (
        "/chart/gaps.svg",
        "Gaps by country and priority, as a figure.",
        Takes::Gaps,
        ("image/svg+xml", None),
    ),
    (
        "/export/projects.csv",
        EXPORT,
        Takes::Question,
        ("text/csv", None),
    ),
    (
        "/export/projects.xlsx",
        EXPORT,
        Takes::Question,
        (XLSX, None),
    ),
    (
        "/export/projects.geojson",
        EXPORT,
        Takes::Question,
        ("application/geo+json", None),
    ),
    (
        "/export/projects.json",
        EXPORT,
        Takes::Question,
        (JSON, Some("ProjectExport")),
    ),
    (
        "/export/overlaps.csv",
        PAIRS,
        Takes::Report,
        ("text/csv", None),
    ),
    (
        "/export/overlaps.xlsx",
        "Overlaps, projects, gaps and mix of a filter as a workbook with a sheet that explains it.",
        Takes::Report,
        (XLSX, None),
    ),
    (
        "/export/overlaps.pdf",
        "The overlap report: a page for principals, then the tables, figures, method and sources.",
        Takes::Report,
        (PDF, None),
    ),
    (
        "/export/countries/{iso2}.pdf",
        "The brief of a country, two pages.",
        Takes::FilterAndCountry,
        (PDF, None),
    ),
    (
        "/export/overlaps.geojson",
        PAIRS,
        Takes::Report,
        ("application/geo+json", None),
    ),
    (
        "/export/overlaps.json",
        PAIRS,
        Takes::Report,
        (JSON, Some("OverlapExport")),
    ),
    (
        "/export/findings.csv",
        "What the imports found, whole; run (a number) and severity (note, reject, error) narrow it.",
        Takes::Nothing,
        ("text/csv", None),
    ),
    (
        "/export/links.csv",
        "Records that tell of one project, with score and reasons, in the form of a file of decisions.",
        Takes::Nothing,
        ("text/csv", None),
    ),
    (
        "/export/coverage.csv",
        "Coverage by agency, country and year.",
        Takes::Nothing,
        ("text/csv", None),
    ),
    (
        "/chart/page.svg",
        "The first page of the overlap report, or of a country brief when what=country and the filter names one country.",
        Takes::Report,
        ("image/svg+xml", None),
    ),
    (
        "/chart/years.svg",
        "The money of a filter by year and class, as a figure.",
        Takes::Filter,
        ("image/svg+xml", None),
    ),
    (
        "/chart/map.svg",
        "The map of a filter as a picture; view=latitude,longitude,zoom and shade=amount, projects or services as on the map.",
        Takes::Filter,
        ("image/svg+xml", None),
    ),
    (
        "/api/openapi.json",
        "This document.",
        Takes::Nothing,
        (JSON, None),
    ),
    (
        "/healthz",
        "Whether the process answers.",
        Takes::Nothing,
        (JSON, Some("Health")),
    ),
    (
        "/readyz",
        "Whether a data set is loaded; 503 until then.",
        Takes::Nothing,
        (JSON, Some("Readiness")),
    ),
];

fn build() -> OpenApi {
    let paths = ADDRESSES.iter().fold(
        PathsBuilder::new(),
        |paths, (path, summary, takes, gives)| {
            let operation = operation(path, summary, *takes, *gives);
            paths.path(*path, PathItem::new(HttpMethod::Get, operation))
        },
    );
    let mut components = Components::new();
    let schemas = answer::schemas().into_iter().chain(overlap::schemas());
    components.schemas = schemas.collect();
    let info = InfoBuilder::new()
        .title("Tiga")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Development activities of the United States, Japan, South Korea and the ADB in the eleven ASEAN \
             countries. Amounts are US dollars, exact to the cent; an unknown amount is null, never zero. \
             Answers have an ETag made of the data set's version and the question. Unknown keys and values \
             are answered with 400 and a sentence that names them.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT").build()));
    OpenApiBuilder::new()
        .info(info.build())
        .paths(paths)
        .components(Some(components))
        .build()
}

fn operation(path: &str, summary: &str, takes: Takes, gives: Gives) -> Operation {
    let mut parameters = match takes {
        Takes::Nothing => Vec::new(),
        Takes::Filter => parameter::filter(),
        Takes::FilterAndId => [vec![parameter::id()], parameter::filter()].concat(),
        Takes::FilterAndCountry => [vec![parameter::country()], parameter::filter()].concat(),
        Takes::Relations => [
            vec![parameter::relation()],
            parameter::filter(),
            parameter::page(),
        ]
        .concat(),
        Takes::Report => [
            vec![parameter::relation(), parameter::part()],
            parameter::filter(),
        ]
        .concat(),
        Takes::Gaps => [parameter::filter(), parameter::gaps()].concat(),
        Takes::Mix => [parameter::filter(), vec![parameter::view()]].concat(),
        Takes::Paged => [parameter::filter(), parameter::page()].concat(),
        Takes::Question if path.starts_with("/export/") => {
            [parameter::filter(), vec![parameter::sort()]].concat()
        }
        Takes::Question => [
            parameter::filter(),
            vec![parameter::sort()],
            parameter::page(),
        ]
        .concat(),
    };
    let (media_type, schema) = gives;
    if media_type == "text/csv" && takes != Takes::Nothing {
        parameters.push(parameter::bom());
    }
    let content = ContentBuilder::new().schema(schema.map(Ref::from_schema_name));
    let good = ResponseBuilder::new()
        .description("The answer.")
        .content(media_type, content.build());
    let mut operation = OperationBuilder::new()
        .summary(Some(summary))
        .operation_id(Some(
            path.trim_matches('/').replace(['/', '.', '{', '}'], "_"),
        ))
        .parameters(Some(parameters))
        .response("200", good);
    if takes != Takes::Nothing {
        operation = operation
            .response(
                "304",
                ResponseBuilder::new().description("Nothing has changed."),
            )
            .response(
                "400",
                problem("A key or a value that does not exist, by name."),
            );
    }
    if takes == Takes::FilterAndId {
        operation = operation.response("404", problem("Nothing has this id."));
    }
    operation
        .response(
            "503",
            problem("No data set is loaded yet, or the server is too busy."),
        )
        .build()
}

fn problem(description: &str) -> ResponseBuilder {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content.build())
}
