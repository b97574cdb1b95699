//! `/api/openapi.json`: the description of the API and the exports, built once. Codes and limits come
//! from the domain, so that they cannot drift; a test compares the schemas with real answers.

mod answer;
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

/// What an address takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Nothing,
    Filter,
    FilterAndId,
    Question,
}

/// What an address gives: media type and schema.
type Gives = (&'static str, Option<&'static str>);

const JSON: &str = "application/json";

/// All described addresses: address, summary, what it takes, what it gives.
const ADDRESSES: [(&str, &str, Takes, Gives); 14] = [
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
        "/export/projects.csv",
        EXPORT,
        Takes::Question,
        ("text/csv", None),
    ),
    (
        "/export/projects.xlsx",
        EXPORT,
        Takes::Question,
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            None,
        ),
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
    components.schemas = answer::schemas().into_iter().collect();
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
    let parameters = match takes {
        Takes::Nothing => Vec::new(),
        Takes::Filter => parameter::filter(),
        Takes::FilterAndId => [vec![parameter::id()], parameter::filter()].concat(),
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
        operation = operation.response("404", problem("No project has this id."));
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
